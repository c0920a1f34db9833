"""Finds what a page of values is about (period, schools), and the periods that it offers to choose from."""

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone

from indicators.catalogue.models import Period
from indicators.catalogue.period_choices import grouped, in_order, labels_of_years
from indicators.values.models import Value
from indicators.values.queries.grid import years_stated
from schools.directory.models import Municipality, School


def schools_of(request: HttpRequest, municipality: Municipality) -> list[School]:
    return list(School.objects.visible_to(request.user).active().filter(municipality=municipality))


def period_labelled(label: str) -> Period:
    """The period with that label, not saved: looking at a page creates none. Raises Http404 if the label is none."""
    try:
        return Period.from_label(label)
    except ValueError:
        raise Http404("Такого периода нет.") from None


def standing_periods(school: School, kind: Value.Kind, asked: str) -> list[Period]:
    """The periods for which the school has a base or target (`kind`), with the one asked for."""
    labels = {*years_stated(school, kind), asked} - {""}
    return in_order(map(period_labelled, labels))


def offered_groups(chosen: Period) -> list[tuple[str, list[Period]]]:
    """Periods to choose from, grouped by kind: those in use, the chosen one, and all of this year and the last."""
    year = timezone.localdate().year
    near = {label for label in labels_of_years([year - 1, year]) if label != f"{year}-{year + 1}"}
    labels = {*Period.objects.values_list("label", flat=True), *near, chosen.label}
    return grouped(map(Period.from_label, labels))


def periods_of_school(school: School) -> list[Period]:
    """Periods for the school's page: years in use anywhere and the present ones.

    Parts of years are among them only if the school has values of them or was asked for them.
    """
    year = timezone.localdate().year
    own = Q(values__school=school) | Q(collections__submissions__school=school)
    whole = Q(kind__in=[Period.Kind.CALENDAR_YEAR, Period.Kind.SCHOOL_YEAR, Period.Kind.SCHOOL_YEARS])
    used = Period.objects.filter(whole | own).distinct().order_by().values_list("label", flat=True)
    return in_order(map(Period.from_label, {*used, str(year), f"{year - 1}-{year}"}))
