from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from roadmap.exchange.exporter import programme_as_json
from roadmap.programmes.access import programme_for
from roadmap.programmes.permissions import can_see_all_schools


def programme_export(request, pk: int):
    programme = programme_for(request, pk)
    if not can_see_all_schools(request.user, programme):
        raise PermissionDenied
    response = HttpResponse(programme_as_json(programme), content_type="application/json; charset=utf-8")
    name = f"programme-{programme.pk}-{programme.start_year}-{programme.end_year}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
