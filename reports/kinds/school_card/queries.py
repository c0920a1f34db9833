"""Reads what a school's card shows: values by period beside the municipality's, and its assignments by programme."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from django.utils import timezone

from indicators.catalogue.models import Indicator, Period
from indicators.catalogue.period_choices import in_order
from indicators.quantity import write_number
from indicators.values.aggregation import aggregate
from indicators.values.models import Value
from roadmap.execution.models import PROGRAMME, Assignment
from roadmap.programmes.models import Programme
from schools.directory.models import School

YEARS = 5
_SHOWN = {
    Period.Kind.CALENDAR_YEAR: YEARS,
    Period.Kind.HALF_YEAR: 6,
    Period.Kind.QUARTER: 8,
    Period.Kind.MONTH: 12,
}
# From a mean of fewer schools one could tell what each of the others has.
FEWEST_SCHOOLS = 3
Kind = Value.Kind


@dataclass(frozen=True)
class CardFigure:
    """A value as written, and as a number if it is a plain one."""

    text: str = ""
    number: Decimal | None = None


@dataclass
class IndicatorLine:
    indicator: Indicator
    plans: dict[int, CardFigure] = field(default_factory=dict)
    facts: dict[int, CardFigure] = field(default_factory=dict)
    baseline: str = ""
    target: str = ""
    # The municipality's value by period: as entered, else computed from its schools.
    of_all: dict[int, CardFigure] = field(default_factory=dict)


@dataclass(frozen=True)
class SchoolFigures:
    """A school's values. `periods` are its last years with values, the earliest first, then the last parts of years."""

    periods: list[Period]
    lines: list[IndicatorLine]


def school_figures(school: School, until: Period | None) -> SchoolFigures:
    """Read the school's values of periods that begin no later than `until`, in three queries."""
    own = (
        Value.objects.filter(school=school).exclude(text="").select_related("indicator", "period")
        .order_by("indicator__position", "indicator__heading_key", "indicator__name_key", "period__start_on")
    )  # fmt: skip
    values = [each for each in own if until is None or each.period.start_on <= until.start_on]
    periods = {each.period_id: each.period for each in values if each.kind in (Kind.PLAN, Kind.FACT)}
    shown = _last_of_each_span(periods.values())
    ids = {each.pk for each in shown}
    lines: dict[int, IndicatorLine] = {}
    for each in values:
        line = lines.setdefault(each.indicator_id, IndicatorLine(each.indicator))
        _put(line, each, ids)
    _put_municipal_values(lines, ids)
    return SchoolFigures(shown, [line for line in lines.values() if line.facts or line.plans])


def _last_of_each_span(periods: Iterable[Period]) -> list[Period]:
    """Return the last years, then the last half-years, quarters and months, each in their order."""
    spans = groupby(in_order(periods), key=lambda each: each.span)
    return [each for span, same in spans for each in list(same)[-_SHOWN[span] :]]


def _put(line: IndicatorLine, value: Value, shown: set[int]) -> None:
    """Put a value into its place of the line. Of baselines and targets the latest stays."""
    if value.kind == Kind.BASELINE:
        line.baseline = value.text
    elif value.kind == Kind.TARGET:
        line.target = value.text
    elif value.period_id in shown:
        (line.plans if value.kind == Kind.PLAN else line.facts)[value.period_id] = _figure(value)


def _figure(value: Value) -> CardFigure:
    is_plain = value.number is not None and value.upper is None and not value.comparison
    if not is_plain:
        return CardFigure(value.text, None)
    number = value.number if value.total is None else round(value.number, 2)  # «2 из 6» is drawn as 33,33
    return CardFigure(value.text, number.normalize() + 0)


def _put_municipal_values(lines: dict[int, IndicatorLine], periods: set[int]) -> None:
    """Add the municipality's values to the lines: as entered, else computed from at least `FEWEST_SCHOOLS` schools."""
    weights = {line.indicator.weight_id for line in lines.values()} - {None}
    facts = Value.objects.facts().filter(indicator__in={*lines, *weights}, period__in=periods).exclude(text="")
    of_schools: dict[tuple[int, int], list[Value]] = defaultdict(list)
    for each in facts:
        if each.school_id is None:
            if each.indicator_id in lines:
                lines[each.indicator_id].of_all[each.period_id] = _figure(each)
        else:
            of_schools[each.indicator_id, each.period_id].append(each)
    for pk, line in lines.items():
        for period in periods - line.of_all.keys():
            weighed = {each.school_id: each.number for each in of_schools[line.indicator.weight_id, period]}
            found = aggregate(line.indicator, of_schools[pk, period], weighed)
            if found and found.schools >= FEWEST_SCHOOLS:
                number = round(found.number, 2).normalize() + 0
                line.of_all[period] = CardFigure(write_number(number), number)


@dataclass(frozen=True)
class ProgrammeOfSchool:
    programme: Programme
    assignments: list[Assignment]


def programmes_of_school(school: School) -> list[ProgrammeOfSchool]:
    """Return programmes that currently plan something for the school, the latest first, with its assignments."""
    asked: Iterable[Assignment] = (
        Assignment.objects.planned()
        .running(timezone.localdate())
        .filter(school=school)
        .select_related(PROGRAMME, "activity__dates", "stage__dates", "school")
        .order_by(f"-{PROGRAMME}__start_year", "activity__sequence", "ends_on", "pk")
    )
    found: dict[int, ProgrammeOfSchool] = {}
    for each in asked:
        programme = each.programme
        found.setdefault(programme.pk, ProgrammeOfSchool(programme, [])).assignments.append(each)
    return list(found.values())
