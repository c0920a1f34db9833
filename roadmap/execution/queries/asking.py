"""Works out what a plan would ask of whom if it were approved, by executor, with doubts apart."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from portal.digests import digest_of
from roadmap.dates.queries import term_of
from roadmap.execution.models import Assignment
from roadmap.execution.queries.asked_places import AskedPlace
from roadmap.execution.queries.doubted import DoubtedWords, DoubtReader
from roadmap.execution.queries.expected import Expected, MeantSchools
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.programmes.models import Programme
from roadmap.term import DateSpan, Term
from schools.directory.models import School


@dataclass(frozen=True)
class AskedRow:
    """How many assignments of a place fall to a group; `past` more ended before the first day asked about."""

    place: AskedPlace
    number: int
    past: int


@dataclass(frozen=True)
class AskedGroup:
    """Those who are asked: the department, all schools, schools of a list, or one school; `note` explains it."""

    key: str
    title: str
    rows: list[AskedRow] = field(default_factory=list)
    note: str = ""

    @property
    def number(self) -> int:
        return sum(row.number for row in self.rows)


@dataclass(frozen=True)
class AskedFrom:
    """How many assignments a first day asks for and leaves out; `late` of those asked for have ended by today."""

    number: int
    past: int
    late: int


@dataclass(frozen=True)
class SchoolLoad:
    """How many assignments a school would get."""

    name: str
    number: int


@dataclass
class Asking:
    """What the plan would ask for if `day` were the first day that is asked about.

    `begun` counts the assignments in whose span the day lies. `ends` counts all assignments by their last day, `owed`
    those of them that the revision before doesn't ask for. `seen` is a digest of all that a person sees of it,
    whatever the day.
    """

    day: datetime.date
    today: datetime.date
    groups: list[AskedGroup] = field(default_factory=list)
    others: list[tuple[str, list[AskedPlace]]] = field(default_factory=list)
    doubts: list[DoubtedWords] = field(default_factory=list)
    past: list[AskedRow] = field(default_factory=list)
    schools: list[SchoolLoad] = field(default_factory=list)
    ends: Counter[datetime.date | None] = field(default_factory=Counter)
    owed: Counter[datetime.date | None] = field(default_factory=Counter)
    begun: int = 0
    seen: str = ""

    @property
    def number(self) -> int:
        return sum(group.number for group in self.groups)

    @property
    def number_past(self) -> int:
        return sum(row.past for row in self.past)

    @property
    def late(self) -> int:
        """Return how many of the assignments asked for have ended between the day and today."""
        return self.asked_from(self.day).late

    def asked_from(self, day: datetime.date) -> AskedFrom:
        """Return the counts if only what ends on that day or later were asked for."""
        asked = {end: number for end, number in self.ends.items() if end is None or end >= day}
        late = sum(number for end, number in asked.items() if end and end < self.today)
        past = sum(number for end, number in self.owed.items() if end and end < day)
        return AskedFrom(sum(asked.values()), past, late)

    @property
    def idle(self) -> list[str]:
        """Return the names of schools that would get no assignment."""
        return [school.name for school in self.schools if not school.number]


def read_asking(programme: Programme, day: datetime.date, today: datetime.date) -> Asking:
    """Return what the programme would ask for; what ended before `day` stands apart."""
    roadmap = Roadmap.objects.filter(programme=programme).select_related("programme__municipality").first()
    if roadmap is None:
        return Asking(day, today)
    activities = Activity.objects.filter(direction__roadmap=roadmap).in_document_order()
    activities = activities.select_related("direction", "executors", "dates").prefetch_related(
        "executors__schools", "stages__executors__schools", "stages__dates"
    )
    return _Reader(roadmap, day, today).read(list(activities))


class _Reader:
    def __init__(self, roadmap: Roadmap, day: datetime.date, today: datetime.date):
        self.roadmap, self.day = roadmap, day
        self.meant = MeantSchools(roadmap)
        schools = School.objects.filter(municipality=roadmap.programme.municipality_id)
        self.names: dict[int, str] = dict(schools.values_list("pk", "name"))
        self.known = _read_asked_already(roadmap.programme)
        self.terms: dict[tuple[str | None, int | None], Term] = {}
        self.rows: dict[str, list[AskedRow]] = defaultdict(list)
        self.others: dict[str, list[AskedPlace]] = defaultdict(list)
        self.of_school: Counter[int] = Counter()
        self.meanings: list[tuple] = []
        self.asking = Asking(day, today)

    def read(self, activities: list[Activity]) -> Asking:
        places = [place for activity in activities for place in self._find_places(activity)]
        for place in places:
            self._count_place(place)
        asking = self.asking
        asking.groups = list(self._build_groups())
        asking.others = list(self.others.items())
        asking.schools = [
            SchoolLoad(name, self.of_school[pk]) for pk, name in self.names.items() if self._is_listed(pk)
        ]
        asking.doubts = DoubtReader(self.roadmap, self.meant, self.names).read(places)
        asking.seen = self._make_digest(places)
        return asking

    def _find_places(self, activity: Activity) -> Iterator[AskedPlace]:
        for number, stage in enumerate(activity.asked_places):
            own = stage or activity
            term = self._read_term(own if own.term else activity)
            past = tuple(span for span in term.spans if span.end < self.day)
            executors, responsible = own.executors or activity.executors, own.responsible or activity.responsible
            yield AskedPlace(
                activity, stage, number + 1, own.term or activity.term or "", responsible or "", term, executors, past
            )

    def _read_term(self, place: Activity | Stage) -> Term:
        key = (place.term, place.dates_id)
        if key not in self.terms:
            self.terms[key] = term_of(place, self.roadmap)
        return self.terms[key]

    def _count_place(self, place: AskedPlace) -> None:
        """Add the place's assignments to the rows of their groups and to all sums."""
        numbers, past_numbers, everything, past = Counter(), Counter(), Counter(), 0
        group_of = self._group_of(place)
        for span in place.spans:
            meant = self.meant.meant(place.executors and place.executors.pk, span)
            is_past, end = span in place.past, span and span.end
            self.asking.ends[end] += len(meant)
            for school_id in meant:
                group, is_known = group_of(school_id), self._is_known(place, school_id, span)
                everything[group] += 1
                self.asking.owed[end] += not is_known
                if is_past and is_known:
                    continue
                past += is_past
                (past_numbers if is_past else numbers)[group] += 1
                if school_id and not is_past:
                    self.of_school[school_id] += 1
            if span and not is_past:
                self.asking.begun += len(meant) * (span.start < self.day)
        self.meanings.append((place.activity.pk, place.stage and place.stage.pk, sorted(everything.items())))
        for key in numbers | past_numbers:
            self.rows[key].append(AskedRow(place, numbers[key], past_numbers[key]))
        if past:
            self.asking.past.append(AskedRow(place, sum(numbers.values()), past))
        for words in place.executors.others if place.executors else []:
            self.others[words].append(place)

    def _group_of(self, place: AskedPlace) -> Callable[[int | None], str]:
        """Return a function that gives the key of the group that a school's, or the department's, assignment is in."""
        executors, of_all = place.executors, set()
        named = set(self.names) if self.meant.own or not executors else {each.pk for each in executors.schools.all()}
        if executors and executors.all_schools and not self.meant.own:
            of_all = self.meant.all

        def group_of(school_id: int | None) -> str:
            if school_id is None:
                return "department"
            if school_id in of_all:
                return "all"
            return f"school-{school_id}" if school_id in named else "low"

        return group_of

    def _is_known(self, place: AskedPlace, school_id: int | None, span: DateSpan | None) -> bool:
        """Return whether the revision before asks for it already, so that nothing new is owed."""
        if not self.known:
            return False
        origin = place.activity.origin_id
        stage_id = place.stage and place.stage.origin_id
        return Expected(origin, stage_id, school_id, span and span.start, span and span.end) in self.known

    def _is_listed(self, pk: int) -> bool:
        return pk in self.of_school or (pk in self.meant.all and not self.meant.own)

    def _build_groups(self) -> Iterator[AskedGroup]:
        shown = [
            ("department", "Отдел", ""),
            ("all", "Все школы", self._describe_all()),
            ("low", "Школы из списков ШНОР", self._describe_lists()),
        ]
        shown += [(f"school-{pk}", name, "") for pk, name in self.names.items()]
        for key, title, note in shown:
            if key in self.rows:
                yield AskedGroup(key, title, self.rows[key], note)

    def _describe_all(self) -> str:
        return f"Каждое поручение получит каждая из школ: {len(self.meant.all)}."

    def _describe_lists(self) -> str:
        lists = [
            f"{'с ' + f'{start:%d.%m.%Y}' if start > datetime.date.min else 'список без года'} — "
            + ", ".join(name for pk, name in self.names.items() if pk in self.meant.listed[start])
            for start in self.meant.list_starts
        ]
        return "; ".join(lists) or "Списков в портале ещё нет, поэтому поручение получат все школы."

    def _make_digest(self, places: list[AskedPlace]) -> str:
        words = [(place.written, place.responsible, place.spans, place.term.doubts) for place in places]
        return digest_of((self.meanings, words, self.asking.owed))


def _read_asked_already(programme: Programme) -> set[Expected]:
    """Return what the revision asks for that this one amends."""
    if programme.amends_id is None:
        return set()
    of_previous = Assignment.objects.of_programme(programme.amends_id).filter(is_expected=True)
    return {Expected(*key) for key in of_previous.values_list(*Expected._fields)}
