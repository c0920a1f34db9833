"""What a roadmap asks of whom, and when: derived from its words."""

import datetime
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from typing import NamedTuple

from indicators.models import LowResultList
from roadmap.models import Activity, Executors, Roadmap
from roadmap.term import FIRST_YEAR, LAST_YEAR, Setting, Span, Term, read_own_year, read_term
from schools.models import School


class Expected(NamedTuple):
    """One assignment: the department's where there is no school, not dated where there are no days."""

    activity_id: int
    stage_id: int | None
    school_id: int | None
    starts_on: datetime.date | None
    ends_on: datetime.date | None


def expected_assignments(roadmap: Roadmap) -> set[Expected]:
    """Every responsible in every span; words that can't be dated ask for one report without a day.

    A stage has its own term and responsibles, and the activity's where it has none.
    """
    rows = Activity.objects.filter(direction__roadmap=roadmap).values_list(
        "pk", "term", "executors", "stages", "stages__term", "stages__executors"
    )
    schools = _Schools(roadmap)
    spans = {term: spans_of(term, roadmap) or (None,) for row in rows for term in (row[1], row[4])}
    return {
        Expected(activity_id, stage_id, school_id, span and span.start, span and span.end)
        for activity_id, term, executors_id, stage_id, stage_term, stage_executors_id in rows
        for span in spans[stage_term or term]
        for school_id in schools.meant(stage_executors_id or executors_id, span)
    }


def spans_of(term: str | None, roadmap: Roadmap) -> tuple[Span, ...]:
    """The days that the words of a term mean in the roadmap; none where they can't be dated."""
    return understood_term(term, roadmap).spans


def understood_term(term: str | None, roadmap: Roadmap) -> Term:
    """What the words mean in the plan: one for 2026/27 asks «ежегодно, май» for that year's May alone."""
    setting = setting_of(roadmap)
    meant = read_term(term or "", setting)
    within = tuple(span for span in meant.spans if setting.own and span.overlaps(setting.own.span))
    return replace(meant, spans=within) if within else meant


def setting_of(roadmap: Roadmap) -> Setting:
    """The programme's years, and the one that the plan says it is for: in its period, else in its title."""
    first, last = (min(max(year, FIRST_YEAR), LAST_YEAR) for year in roadmap.programme.period)
    period = Span(datetime.date(first, 1, 1), datetime.date(last, 12, 31))
    return Setting(period, read_own_year(roadmap.period or roadmap.title or ""))


class _Schools:
    """Whom each reading of «Ответственные» means in the roadmap's municipality."""

    def __init__(self, roadmap: Roadmap):
        municipality = roadmap.programme.municipality_id
        self.own = roadmap.programme.school_id
        self.all = set(School.objects.active().filter(municipality=municipality).values_list("pk", flat=True))
        self.readings: dict[int, tuple[bool, bool, bool]] = {}
        self.named: dict[int, set[int]] = defaultdict(set)
        readings = Executors.objects.filter(municipality=municipality).order_by()
        for pk, *flags, school_id in readings.values_list(
            "pk", "department", "all_schools", "low_result_schools", "schools"
        ):
            self.readings[pk] = tuple(flags)
            if school_id:
                self.named[pk].add(school_id)
        self.listed: dict[datetime.date, set[int]] = defaultdict(set)
        lists = LowResultList.objects.filter(municipality=municipality, listed_schools__school__in=self.all)
        for start_on, school_id in lists.values_list("period__start_on", "listed_schools__school"):
            self.listed[start_on or datetime.date.min].add(school_id)
        self.list_starts = sorted(self.listed)

    def meant(self, executors_id: int | None, span: Span | None) -> set[int | None]:
        """Ids of the schools; None stands for the department, to whom falls what nobody else is named for."""
        if self.own:
            return {self.own}  # in a school's own programme everybody is of that school
        department, all_schools, low_result = self.readings.get(executors_id, (True, False, False))
        meant = set(self.all if all_schools else self.named[executors_id])
        if low_result:
            meant |= self._low_result(span)
        return meant | {None} if department or not meant else meant

    def _low_result(self, span: Span | None) -> set[int]:
        """The list that is valid in the span: the latest begun by its end, else the first; else all schools."""
        if not self.list_starts:
            return self.all
        begun = bisect_right(self.list_starts, span.end) if span else len(self.list_starts)
        return self.listed[self.list_starts[max(begun - 1, 0)]]
