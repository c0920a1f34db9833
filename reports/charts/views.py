from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from indicators.collections.models import Collection
from indicators.values.access import period_labelled
from portal.accounts.roles import Permission
from reports.charts.maps import completeness_map, heat_map
from reports.charts.school import charts_of_school
from schools.access.scope import scope_of
from schools.directory.access import municipality_for, school_for


@require_safe
def value_map(request: HttpRequest, pk: int, label: str):
    """Show a period's values of all schools at a glance: who is among the best and the worst by which indicator."""
    municipality, period = municipality_for(request, pk), period_labelled(label)
    _check_sees_all(request, municipality.pk)
    context = {"municipality": municipality, "period": period, "map": heat_map(municipality, period)}
    return render(request, "reports/charts/value_map.html", context)


@require_safe
def school_values_charts(request: HttpRequest, pk: int):
    """Show charts of a school beside its municipality by years."""
    school = school_for(request, pk)
    return render(
        request, "reports/charts/school_values_charts.html", {"school": school, "charts": charts_of_school(school)}
    )


@require_safe
def collection_map(request: HttpRequest, pk: int):
    """Show which values of a collection are filled in, school by school."""
    collections = Collection.objects.visible_to(request.user).select_related("municipality", "period")
    collection = get_object_or_404(collections, pk=pk)
    _check_sees_all(request, collection.municipality_id)
    context = {"collection": collection, "map": completeness_map(collection)}
    return render(request, "reports/charts/collection_map.html", context)


def _check_sees_all(request: HttpRequest, municipality_id: int) -> None:
    if not scope_of(request.user).may(Permission.VIEW_ALL_SCHOOLS, municipality_id=municipality_id):
        raise PermissionDenied
