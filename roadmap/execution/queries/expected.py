"""What a roadmap asks of whom, and when: derived from its words."""

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from indicators.identification.models import LowResultList
from roadmap.dates.models import TermDates
from roadmap.dates.queries import holds, read_in_plan, term_key
from roadmap.plan.kept_readings import KeptReading
from roadmap.plan.models import Activity, Roadmap
from roadmap.responsibles.models import Executors
from roadmap.term import DateSpan
from schools.directory.models import School


class Expected(NamedTuple):
    """One assignment: the department's where there is no school, not dated where there are no days."""

    activity_id: int
    stage_id: int | None
    school_id: int | None
    starts_on: datetime.date | None
    ends_on: datetime.date | None


def expected_assignments(roadmap: Roadmap, renewed: Mapping[KeptReading, KeptReading] | None = None) -> set[Expected]:
    """Every responsible in every span; words that can't be dated ask for one report without a day.

    A stage has its own term and responsibles, and the activity's where it has none. `renewed` are readings that would
    take the place of others.
    """
    dates_now, executors_now = (
        {old.pk: new.pk for old, new in (renewed or {}).items() if isinstance(old, model)}
        for model in (TermDates, Executors)
    )
    rows = Activity.objects.filter(direction__roadmap=roadmap).values_list(
        "pk",
        "term",
        "dates",
        "executors",
        "stages",
        "stages__term",
        "stages__dates",
        "stages__executors",
        "stages__name",
    )
    schools = MeantSchools(roadmap)
    # Control events stand beside the activity itself, other stages instead of it.
    of_stages = {pk for pk, _, _, _, stage, *_, name in rows if stage is None or name is None}
    beside = {row[0]: (*row[:4], None, None, None, None, None) for row in rows if row[0] not in of_stages}
    rows = [
        (
            pk,
            (term, dates_now.get(dates, dates)),
            executors,
            stage,
            (own_term, dates_now.get(own_dates, own_dates)),
            own,
        )
        for pk, term, dates, executors, stage, own_term, own_dates, own, _ in chain(rows, beside.values())
    ]
    spans = _spans(roadmap, {term for row in rows for term in (row[1], row[4])})
    return {
        Expected(activity_id, stage_id, school_id, span and span.start, span and span.end)
        for activity_id, term, executors_id, stage_id, stage_term, stage_executors_id in rows
        for span in spans[stage_term if term_key(stage_term[0]) else term]
        for executors in [stage_executors_id or executors_id]
        for school_id in schools.meant(executors_now.get(executors, executors), span)
    }


def _spans(roadmap: Roadmap, terms: set[tuple[str | None, int | None]]) -> dict[tuple, tuple[DateSpan | None, ...]]:
    """The days of each term with its kept reading; one None where it can't be dated."""
    kept = TermDates.objects.in_bulk({dates for _, dates in terms if dates})
    found = {}
    for term, dates in terms:
        own = kept.get(dates)
        meant = own.term if own and holds(own, term, roadmap) else read_in_plan(term, roadmap)
        found[term, dates] = meant.spans or (None,)
    return found


class MeantSchools:
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

    def meant(self, executors_id: int | None, span: DateSpan | None) -> set[int | None]:
        """Ids of the schools; None stands for the department, to whom falls what nobody else is named for."""
        if self.own:
            return {self.own}  # in a school's own programme everybody is of that school
        department, all_schools, low_result = self.readings.get(executors_id, (True, False, False))
        meant = set(self.all if all_schools else self.named[executors_id])
        if low_result:
            meant |= self._low_result(span)
        return meant | {None} if department or not meant else meant

    def _low_result(self, span: DateSpan | None) -> set[int]:
        """The list that is valid in the span: the latest begun by its end, else the first; else all schools."""
        if not self.list_starts:
            return self.all
        begun = bisect_right(self.list_starts, span.end) if span else len(self.list_starts)
        return self.listed[self.list_starts[max(begun - 1, 0)]]
