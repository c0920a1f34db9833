"""What a roadmap asks of whom, and when: derived from its words."""

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
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


class _Words(NamedTuple):
    """«Срок» and «ответственные» of one place, with their kept readings."""

    term: str | None
    dates_id: int | None
    executors_id: int | None

    def or_those_of(self, activity: "_Words") -> "_Words":
        term = self if term_key(self.term) else activity
        return _Words(term.term, term.dates_id, self.executors_id or activity.executors_id)


class _PlanPlace(NamedTuple):
    """Where a plan asks for something: an activity, or one of its stages."""

    activity_id: int
    stage_id: int | None
    words: _Words


def expected_assignments(roadmap: Roadmap, renewed: Mapping[KeptReading, KeptReading] | None = None) -> set[Expected]:
    """Every responsible in every span; words that can't be dated ask for one report without a day.

    `renewed` are readings that would take the place of others.
    """
    places = _places(roadmap, renewed or {})
    spans = _spans(roadmap, {(words.term, words.dates_id) for _, _, words in places})
    schools = MeantSchools(roadmap)
    return {
        Expected(activity_id, stage_id, school_id, span and span.start, span and span.end)
        for activity_id, stage_id, words in places
        for span in spans[words.term, words.dates_id]
        for school_id in schools.meant(words.executors_id, span)
    }


def _places(roadmap: Roadmap, renewed: Mapping[KeptReading, KeptReading]) -> list[_PlanPlace]:
    """A stage has the words of its activity where it has none; stages stand instead of their activity, control events
    (stages with a name) beside it."""
    rows = Activity.objects.filter(direction__roadmap=roadmap).values_list(
        "pk", "term", "dates", "executors",
        "stages", "stages__name", "stages__term", "stages__dates", "stages__executors",
    )  # fmt: skip
    places, own_words, in_stages = [], {}, set()
    for activity_id, term, dates, executors, stage_id, name, *of_stage in rows:
        own_words[activity_id] = _Words(term, dates, executors)
        if stage_id:
            places.append(_PlanPlace(activity_id, stage_id, _Words(*of_stage).or_those_of(own_words[activity_id])))
            if name is None:
                in_stages.add(activity_id)
    places += [_PlanPlace(pk, None, words) for pk, words in own_words.items() if pk not in in_stages]
    now = {(type(old), old.pk): new.pk for old, new in renewed.items()}
    return [
        place._replace(
            words=words._replace(
                dates_id=now.get((TermDates, words.dates_id), words.dates_id),
                executors_id=now.get((Executors, words.executors_id), words.executors_id),
            )
        )
        for place in places
        for words in [place.words]
    ]


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
