"""Puts two kept runs side by side, and a run's schools into a matrix of results and social conditions."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from indicators.identification.format.known_signs import known_signs
from indicators.identification.format.protocol import SignFinding
from indicators.identification.models import Run, RunSchool

Verdict = RunSchool.Verdict


@dataclass(frozen=True)
class SignChange:
    """A sign that is met in one run and not in the other, in years equally far before each run's own."""

    name: str
    first: SignFinding | None
    second: SignFinding | None

    @property
    def sentence(self) -> str:
        return f"{self.name}: {_describe_finding(self.first)} → {_describe_finding(self.second)}"


@dataclass(frozen=True)
class SchoolOfTwoRuns:
    """A school in both runs, or in one of them."""

    name: str
    first: RunSchool | None
    second: RunSchool | None
    signs: list[SignChange]

    @property
    def schools(self) -> tuple[RunSchool | None, RunSchool | None]:
        return self.first, self.second

    @property
    def verdicts(self) -> tuple[str, str]:
        return _answer(self.first), _answer(self.second)

    @property
    def reasons(self) -> list[str]:
        """The department's reasons for its decisions in the two runs."""
        return [each.reason for each in (self.first, self.second) if each and each.reason]


@dataclass(frozen=True)
class RunsBeside:
    """The schools of two runs by what changed; `same` counts those of which nothing did.

    `other` are those whose answers differ otherwise (one is unknown, or the school is in one run only, off its list),
    and those with the same answer, not on the list, whose signs changed.
    """

    entered: list[SchoolOfTwoRuns] = field(default_factory=list)
    left: list[SchoolOfTwoRuns] = field(default_factory=list)
    stayed: list[SchoolOfTwoRuns] = field(default_factory=list)
    other: list[SchoolOfTwoRuns] = field(default_factory=list)
    same: int = 0

    @property
    def groups(self) -> list[tuple[str, list[SchoolOfTwoRuns]]]:
        return [
            ("Вошли", self.entered), ("Вышли", self.left), ("Остались в списке", self.stayed),
            ("Решение то же или не определено, признаки изменились", self.other),
        ]  # fmt: skip


def runs_beside(first: Run, second: Run) -> RunsBeside:
    """Compare two runs of a municipality, of one year or two, school by school and sign by sign.

    A school is listed by its decision, or by the verdict as long as there is none.
    """
    was = {each.school_id: each for each in first.schools.defer("values")}
    now = {each.school_id: each for each in second.schools.defer("values")}
    names = {key: each.name for key, each in (was | now).items()}
    ours, theirs = _identities(first), _identities(second)
    found = {"entered": [], "left": [], "stayed": [], "other": []}
    same = 0
    for key in [*now, *(key for key in was if key not in now)]:
        before, after = _findings_by_sign(first, was.get(key), ours), _findings_by_sign(second, now.get(key), theirs)
        pair = SchoolOfTwoRuns(names[key], was.get(key), now.get(key), list(_changes(before, after)))
        match pair.verdicts:
            case (Verdict.IN, Verdict.IN):
                found["stayed"].append(pair)
            case (Verdict.OUT | "", Verdict.IN):
                found["entered"].append(pair)
            case (Verdict.IN, Verdict.OUT | ""):
                found["left"].append(pair)
            case (before, after) if before != after or pair.signs:
                found["other"].append(pair)
            case _:
                same += 1
    return RunsBeside(**found, same=same)


def _answer(school: RunSchool | None) -> str:
    return school.answer if school else ""


_Key = tuple[str, str, int, int]


def _changes(before: dict[_Key, SignFinding], after: dict[_Key, SignFinding]) -> Iterator[SignChange]:
    for key in dict.fromkeys([*after, *before]):
        one, other = before.get(key), after.get(key)
        if (one and one.met) != (other and other.met):
            yield SignChange((other or one).title, one, other)


def _identities(run: Run) -> list[tuple[str, str, int]]:
    """For each sign, by its place, what identifies it in another method too, whatever its threshold.

    That is its name and kind of comparison, and a number if the method has several such signs.
    """
    seen, found = Counter(), []
    for each in known_signs(run.shape):
        alike = (each.shape.name, each.shape.compare)
        found.append((*alike, seen[alike]))
        seen[alike] += 1
    return found


def _findings_by_sign(run: Run, school: RunSchool | None, alike: list[tuple[str, str, int]]) -> dict[_Key, SignFinding]:
    """The findings on a school by the sign's identity and by the number of years before the run's own."""
    start = int(run.period.label[:4])
    signs = school.protocol.signs if school else []
    return {(*alike[sign.place], start - int(sign.year[:4])): sign for sign in signs}


def _describe_finding(sign: SignFinding | None) -> str:
    if sign is None:
        return "такого признака нет"
    answer = {True: "есть", False: "нет", None: "неизвестно" if sign.applies else "к школе не относится"}[sign.met]
    return f"{sign.year} — {sign.value or 'пусто'} ({answer})"


@dataclass(frozen=True)
class ContextRow:
    """The schools with one result, in three cells by their conditions: adverse, not adverse, not known."""

    verdict: Verdict
    cells: tuple[list[RunSchool], list[RunSchool], list[RunSchool]]


CONDITIONS = ("Неблагоприятные условия", "Неблагоприятных условий нет", "Об условиях не хватает данных")


def context_matrix(run: Run) -> list[ContextRow]:
    """The run's schools by result (decision, else verdict) and conditions; without a context these are not known."""
    rows = {verdict: ([], [], []) for verdict in (Verdict.IN, Verdict.UNKNOWN, Verdict.OUT)}
    for school in run.schools.defer("values"):
        met = school.protocol.context.met if school.protocol.context else None
        rows[Verdict(_answer(school))][0 if met else 2 if met is None else 1].append(school)
    return [ContextRow(verdict, cells) for verdict, cells in rows.items()]
