from django.core.exceptions import PermissionDenied
from django.views.decorators.http import require_safe

from portal.files import file_response
from roadmap.exchange.exporter import programme_as_json
from roadmap.programmes.access import programme_for
from roadmap.programmes.permissions import can_see_all_schools


@require_safe
def programme_export(request, pk: int):
    programme = programme_for(request, pk)
    if not can_see_all_schools(request.user, programme):
        raise PermissionDenied
    name = f"programme-{programme.pk}-{programme.start_year}-{programme.end_year}.json"
    return file_response(programme_as_json(programme), "application/json; charset=utf-8", name)
