"""What a page of values is about: municipality, period, schools, each within the user's scope."""

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from indicators.catalogue.models import Period
from indicators.catalogue.period_choices import grouped, in_order, labels_of_years
from indicators.values.models import Value
from indicators.values.queries.grid import years_stated
from schools.directory.models import Municipality, School


def municipality_for(request: HttpRequest, pk: int) -> Municipality:
    return get_object_or_404(Municipality.objects.visible_to(request.user), pk=pk)


def schools_of(request: HttpRequest, municipality: Municipality) -> list[School]:
    return list(School.objects.visible_to(request.user).active().filter(municipality=municipality))


def period_labelled(label: str) -> Period:
    """The period of that label; one that nobody has used yet is not saved by looking at it."""
    try:
        return Period.from_label(label)
    except ValueError:
        raise Http404("Такого периода нет.") from None


def standing_periods(school: School, kind: Value.Kind, asked: str) -> list[Period]:
    """Of the base or the target: the years that the school has, and the one asked for."""
    labels = {*years_stated(school, kind), asked} - {""}
    return in_order(map(period_labelled, labels))


def offered_groups(chosen: Period) -> list[tuple[str, list[Period]]]:
    """Periods in use, and of this year and the last all parts, even if nobody has entered anything yet; by kinds."""
    year = timezone.localdate().year
    near = {label for label in labels_of_years([year - 1, year]) if label != f"{year}-{year + 1}"}
    labels = {*Period.objects.values_list("label", flat=True), *near, chosen.label}
    return grouped(map(Period.from_label, labels))


def periods_of_school(school: School) -> list[Period]:
    """Years in use anywhere, and this one; of parts of years those that the school has values of or was asked for."""
    year = timezone.localdate().year
    own = Q(values__school=school) | Q(collections__submissions__school=school)
    whole = Q(kind__in=[Period.Kind.CALENDAR_YEAR, Period.Kind.SCHOOL_YEAR, Period.Kind.SCHOOL_YEARS])
    used = Period.objects.filter(whole | own).distinct().order_by().values_list("label", flat=True)
    return in_order(map(Period.from_label, {*used, str(year), f"{year - 1}-{year}"}))
