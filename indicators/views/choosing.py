"""What a page of values is about: municipality, period, schools, each within the user's scope."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from indicators.models import Period, Value
from indicators.queries.grid import years_stated
from schools.models import Municipality, School


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
    return sorted(map(period_labelled, labels), key=lambda period: (period.start_on, period.end_on))


def offered_periods() -> list[Period]:
    """Those in use, and this year and this school year even if nobody has entered anything yet."""
    year = timezone.localdate().year
    labels = {*Period.objects.values_list("label", flat=True), str(year), f"{year - 1}-{year}"}
    return sorted(map(Period.from_label, labels), key=lambda period: (period.start_on, period.end_on))
