"""What a list would change, before anything is written: each row's verdict, and questions about what is doubtful."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from portal.digests import digest_of
from schools.directory.models import School
from schools.directory.name_words import own_words
from schools.directory.names import SchoolNames

SKIP = "skip"
_NEAR = 0.8  # likeness from which a school may be meant


class RosterVerdict(StrEnum):
    DOUBTFUL = "doubtful"
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT = "left"


@dataclass
class RosterQuestion:
    """A choice that settles a doubt; the page sends the chosen key back under `name`."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    chosen: str = ""
    alike: str = ""
    """A key shared by questions that the same answer may settle: the page copies an answer to those still open."""

    @classmethod
    def build(
        cls,
        name: str,
        label: str,
        choices: list[tuple[str, str]],
        answers: Mapping[str, str],
        proposed: str = "",
        alike: str = "",
    ) -> "RosterQuestion":
        """Make a question with the person's answer to it, else with the proposed one; the row can always be skipped."""
        choices = [*choices, (SKIP, "не вносить эту строку")]
        answer = answers.get(name, proposed)
        return cls(name, label, choices, answer if answer in dict(choices) else "", alike)


@dataclass
class RosterRow:
    """A record of a list and what accepting it would do; `changes` are triples of label, before, after."""

    number: int
    title: str
    verdict: RosterVerdict
    changes: list[tuple[str, object, object]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    questions: list[RosterQuestion] = field(default_factory=list)
    outcome: object = None
    """What is passed on to be written when the list is accepted."""
    mark: str = ""
    """Tells apart the questions of several records in a row."""

    @property
    def is_skipped(self) -> bool:
        return any(question.chosen == SKIP for question in self.questions)

    @property
    def is_open(self) -> bool:
        return not self.is_skipped and any(not question.chosen for question in self.questions)

    def settle(self, verdict: RosterVerdict, outcome: object) -> "RosterRow":
        """Set verdict and outcome; the row is doubtful while a question is open, and left if a person skips it."""
        if self.is_open:
            self.verdict = RosterVerdict.DOUBTFUL
        elif self.is_skipped:
            self.verdict = RosterVerdict.LEFT
        else:
            self.verdict, self.outcome = verdict, outcome
        return self


@dataclass(frozen=True)
class RosterPlan:
    rows: list[RosterRow]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(row.verdict for row in self.rows)
        return {verdict.value: found[verdict] for verdict in RosterVerdict}

    @property
    def open_rows(self) -> list[RosterRow]:
        return [row for row in self.rows if row.is_open]

    @property
    def left_rows(self) -> list[RosterRow]:
        """Return the rows that can't be taken in, whatever a person answers."""
        return [row for row in self.rows if row.verdict == RosterVerdict.LEFT and not row.is_skipped]

    @property
    def writes(self) -> bool:
        return any(row.verdict in (RosterVerdict.NEW, RosterVerdict.CHANGED) for row in self.rows)

    @property
    def digest(self) -> str:
        """Return a digest of what the portal proposes, which changes if somebody has changed something meanwhile."""
        proposed = [[row.number, row.title, row.notes, [[q.name, q.choices] for q in row.questions],
                 [str(change) for change in row.changes]] for row in self.rows]  # fmt: skip
        return digest_of(proposed)


def near_schools(name: str, schools: list[School]) -> list[School]:
    """Return up to three schools with the same numbers and similar distinctive words, the likest first."""
    own = _own_words(name)
    matcher = SequenceMatcher(None, "", own[1], autojunk=False)
    found = []
    for school in schools:
        names = {school.name, school.full_name or school.name}
        likeness = max(_likeness(own, _own_words(each), matcher) for each in names)
        if likeness >= _NEAR:
            found.append((-likeness, school.name_key, school))
    return [school for *_, school in sorted(found, key=lambda each: each[:2])[:3]]


@lru_cache(maxsize=4_000)
def _own_words(name: str) -> tuple[frozenset[str], str]:
    words = own_words(name)
    numbers = frozenset(word for word in words if word.isdigit())
    return numbers, " ".join(sorted(words - numbers))


def _likeness(one: tuple[frozenset[str], str], other: tuple[frozenset[str], str], matcher: SequenceMatcher) -> float:
    """Return the likeness of two names from 0 to 1.

    «№ 1» and «№ 2» are never alike; «Школа № 1» is like any name with that number.
    """
    if one[0] != other[0]:
        return 0
    if not one[1] or not other[1]:
        return 1 if one[0] or one[1] == other[1] else 0
    if set(one[1].split()) <= set(other[1].split()) or set(other[1].split()) <= set(one[1].split()):
        return 0.95
    matcher.set_seq1(other[1])
    # The quick upper bounds rule out most schools.
    if matcher.real_quick_ratio() < _NEAR or matcher.quick_ratio() < _NEAR:
        return 0
    return matcher.ratio()


def names_of(schools: Iterable[School]) -> SchoolNames:
    return SchoolNames((each.pk, each.name, each.full_name, each.address) for each in schools)
