from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from indicators.collections.models import Collection
from indicators.values.views.choosing import municipality_for, period_labelled
from portal.accounts.roles import Permission
from reports.charts.maps import completeness_map, heat_map
from schools.access.scope import scope_of


@require_safe
def value_map(request: HttpRequest, pk: int, label: str):
    """A year of all schools at a glance: who is among the best and the worst by which indicator."""
    municipality, period = municipality_for(request, pk), period_labelled(label)
    _check_sees_all(request, municipality.pk)
    context = {"municipality": municipality, "period": period, "map": heat_map(municipality, period)}
    return render(request, "reports/charts/value_map.html", context)


@require_safe
def collection_map(request: HttpRequest, pk: int):
    """What of a collection is filled in, school by school."""
    collections = Collection.objects.visible_to(request.user).select_related("municipality", "period")
    collection = get_object_or_404(collections, pk=pk)
    _check_sees_all(request, collection.municipality_id)
    context = {"collection": collection, "map": completeness_map(collection)}
    return render(request, "reports/charts/collection_map.html", context)


def _check_sees_all(request: HttpRequest, municipality_id: int) -> None:
    if not scope_of(request.user).may(Permission.VIEW_ALL_SCHOOLS, municipality_id=municipality_id):
        raise PermissionDenied
