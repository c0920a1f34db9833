"""Counts a region's municipalities side by side: schools, lists, programmes, assignments, indicators."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Q, Subquery

from indicators.identification.models import ListedSchool, LowResultList
from indicators.values.models import Value
from portal.text.keys import natural_key
from reports.kinds.indicators.achievement import achievement
from roadmap.execution.models import MUNICIPALITY, Assignment
from roadmap.execution.state import DONE, OVERDUE
from roadmap.programmes.models import Programme
from roadmap.targets.models import TargetValue
from schools.directory.models import Municipality, School


@dataclass
class MunicipalityLine:
    """A municipality's counts; `reached` and `assessed` indicators are of each programme's latest year with facts."""

    municipality: Municipality
    schools: int = 0
    listed: int = 0
    programmes: int = 0
    asked: int = 0
    done: int = 0
    overdue: int = 0
    reached: int = 0
    assessed: int = 0


@dataclass(frozen=True)
class RegionSummary:
    region: str
    lines: list[MunicipalityLine] = field(default_factory=list)

    def total(self, name: str) -> int:
        return sum(getattr(line, name) for line in self.lines)


def region_summary(region: str, on: datetime.date) -> RegionSummary:
    municipalities = Municipality.objects.filter(region_key=natural_key(region))
    return RegionSummary(region, municipality_lines(municipalities, on))


def municipality_lines(municipalities: Iterable[Municipality], on: datetime.date) -> list[MunicipalityLine]:
    """Count what each municipality has, in seven queries however many municipalities there are."""
    lines = {each.pk: MunicipalityLine(each) for each in municipalities}
    schools = School.objects.active().filter(municipality__in=lines)
    for pk, count in _count_by(schools, "municipality"):
        lines[pk].schools = count
    for pk, count in _count_by(_latest_listed(lines), "low_result_list__municipality"):
        lines[pk].listed = count
    programmes = Programme.objects.filter(municipality__in=lines, status=Programme.Status.APPROVED)
    for pk, count in _count_by(programmes, "municipality"):
        lines[pk].programmes = count
    _count_assignments(lines, on)
    _count_indicators(lines)
    return list(lines.values())


def _count_by(rows, key: str):
    return rows.order_by().values_list(key).annotate(number=Count("pk"))


def _latest_listed(lines: dict[int, MunicipalityLine]):
    """Return the schools on the latest list of each municipality."""
    latest = LowResultList.objects.filter(municipality=OuterRef("low_result_list__municipality"))
    return ListedSchool.objects.filter(
        low_result_list__municipality__in=lines,
        low_result_list=Subquery(latest.order_by("-period__start_on", "-pk").values("pk")[:1]),
    )


def _count_assignments(lines: dict[int, MunicipalityLine], on: datetime.date) -> None:
    asked = Assignment.objects.in_force().running(on).with_state(on)
    rows = asked.filter(**{f"{MUNICIPALITY}__in": lines}).order_by().values_list(MUNICIPALITY)
    for pk, asked, done, overdue in rows.annotate(
        asked=Count("pk"),
        done=Count("pk", filter=Q(state__in=DONE)),
        overdue=Count("pk", filter=Q(state__in=OVERDUE)),
    ):
        lines[pk].asked, lines[pk].done, lines[pk].overdue = asked, done, overdue


def _count_indicators(lines: dict[int, MunicipalityLine]) -> None:
    """Count reached and assessed indicators of each programme in force, in its latest period with facts."""
    stated = TargetValue.objects.filter(
        row__group__table__programme__municipality__in=lines,
        row__group__table__programme__status=Programme.Status.APPROVED,
    ).select_related("row__indicator", "row__group__table__programme", "period")
    stated = list(stated)
    values = Value.objects.facts().of(None).filter(indicator__municipality__in=lines).exclude(text="")
    entered = {(indicator, period): text for indicator, period, text in
               values.values_list("indicator", "period", "text")}  # fmt: skip
    facts = {each.pk: entered.get((each.row.indicator_id, each.period_id)) or each.fact for each in stated}
    latest: dict[int, datetime.date] = {}
    for each in stated:
        if facts[each.pk]:
            programme, start = each.row.group.table.programme_id, each.period.start_on
            latest[programme] = max(latest.get(programme, start), start)
    for each in stated:
        programme = each.row.group.table.programme
        if latest.get(programme.pk) != each.period.start_on:
            continue
        found = achievement(each.plan, facts[each.pk], each.row.indicator)
        if not found.is_left_out:
            line = lines[programme.municipality_id]
            line.assessed += 1
            line.reached += bool(found.reached)
