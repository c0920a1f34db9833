"""Two kept runs side by side, and a run's matrix of results and social conditions."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from indicators.identification.format.known_signs import known_signs
from indicators.identification.format.protocol import SignFinding
from indicators.identification.models import Run, RunSchool

Verdict = RunSchool.Verdict


@dataclass(frozen=True)
class SignChange:
    """A sign that one of the runs found otherwise than the other, in the year so many before each run's own."""

    name: str
    first: SignFinding | None
    second: SignFinding | None

    @property
    def sentence(self) -> str:
        return f"{self.name}: {_said(self.first)} → {_said(self.second)}"


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
        """The department's own, where it decided otherwise than the method."""
        return [each.reason for each in (self.first, self.second) if each and each.reason]


@dataclass(frozen=True)
class RunsBeside:
    """`other`: with an answer that one of the runs lacks, or with signs that changed and a verdict that didn't."""

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
    """Runs of one municipality, of the same year or of two; who counts as listed is as decided, or as found."""
    was = {each.school_id: each for each in first.schools.defer("values")}
    now = {each.school_id: each for each in second.schools.defer("values")}
    names = {key: each.name for key, each in (was | now).items()}
    ours, theirs = _alike(first), _alike(second)
    found = {"entered": [], "left": [], "stayed": [], "other": []}
    same = 0
    for key in [*now, *(key for key in was if key not in now)]:
        before, after = _signs(first, was.get(key), ours), _signs(second, now.get(key), theirs)
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


def _alike(run: Run) -> list[tuple[str, str, int]]:
    """By the place of each sign, what the other run's method would know it by, with whatever threshold.

    Its name and kind of comparison, and a number where the method asks the same more than once.
    """
    seen, found = Counter(), []
    for each in known_signs(run.shape):
        alike = (each.shape.name, each.shape.compare)
        found.append((*alike, seen[alike]))
        seen[alike] += 1
    return found


def _signs(run: Run, school: RunSchool | None, alike: list[tuple[str, str, int]]) -> dict[_Key, SignFinding]:
    """Also by how many years before the run's own: so that the same sign of two years stands side by side."""
    start = int(run.period.label[:4])
    signs = school.protocol.signs if school else []
    return {(*alike[sign.place], start - int(sign.year[:4])): sign for sign in signs}


def _said(sign: SignFinding | None) -> str:
    if sign is None:
        return "такого признака нет"
    answer = {True: "есть", False: "нет", None: "неизвестно" if sign.applies else "к школе не относится"}[sign.met]
    return f"{sign.year} — {sign.value or 'пусто'} ({answer})"


@dataclass(frozen=True)
class ContextRow:
    """Schools of one result by their conditions: adverse, not adverse, not known."""

    verdict: Verdict
    cells: tuple[list[RunSchool], list[RunSchool], list[RunSchool]]


CONDITIONS = ("Неблагоприятные условия", "Условия не неблагоприятные", "Об условиях не хватает данных")


def context_matrix(run: Run) -> list[ContextRow]:
    """Results as decided, or as found; of a school that the method isn't for, no conditions are told."""
    rows = {verdict: ([], [], []) for verdict in (Verdict.IN, Verdict.UNKNOWN, Verdict.OUT)}
    for school in run.schools.defer("values"):
        met = school.protocol.context.met if school.protocol.context else None
        rows[Verdict(_answer(school))][0 if met else 2 if met is None else 1].append(school)
    return [ContextRow(verdict, cells) for verdict, cells in rows.items()]
