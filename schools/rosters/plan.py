"""What a list would do, before it does it: each row's verdict, what is doubtful, and what a person answers to it."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from portal.text.keys import natural_key
from schools.directory.kinds import kind_of
from schools.directory.models import School
from schools.directory.names import distinctive_words

SKIP = "skip"
_NEAR = 0.8
_SORT = re.compile(r"\b(гимнази|лице|кадет|интернат|вечерн|всош|осош|коррекц|филиал|центр|колледж|прогимнази)")


class RosterVerdict(StrEnum):
    DOUBTFUL = "doubtful"
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT = "left"


@dataclass
class RosterQuestion:
    """One choice that settles a doubt; the answers' keys are sent back."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    chosen: str = ""

    @classmethod
    def asked(
        cls, name: str, label: str, choices: list[tuple[str, str]], answers: Mapping[str, str], proposed: str = ""
    ) -> "RosterQuestion":
        """With the answer, else with what is proposed and seen before it is accepted."""
        choices = [*choices, (SKIP, "не вносить эту строку")]
        answer = answers.get(name, proposed)
        return cls(name, label, choices, answer if answer in dict(choices) else "")


@dataclass
class RosterRow:
    number: int
    title: str
    verdict: RosterVerdict
    changes: list[tuple[str, object, object]] = field(default_factory=list)
    """Label, before, after."""
    notes: list[str] = field(default_factory=list)
    questions: list[RosterQuestion] = field(default_factory=list)
    outcome: object = None
    """What is written of it when accepted."""

    @property
    def is_skipped(self) -> bool:
        return any(question.chosen == SKIP for question in self.questions)

    @property
    def is_open(self) -> bool:
        return not self.is_skipped and any(not question.chosen for question in self.questions)

    def settle(self, verdict: RosterVerdict, outcome: object) -> "RosterRow":
        """Doubtful as long as a question is open; left where the answer is to leave it."""
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
    def writes(self) -> bool:
        return any(row.verdict in (RosterVerdict.NEW, RosterVerdict.CHANGED) for row in self.rows)

    @property
    def digest(self) -> str:
        """Of what the portal proposes by itself: it tells whether somebody changed something meanwhile."""
        told = [[row.number, row.title, row.notes, [[q.name, q.choices] for q in row.questions],
                 [str(change) for change in row.changes]] for row in self.rows]  # fmt: skip
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


def near_schools(name: str, schools: list[School]) -> list[School]:
    """Those that may be meant: the same numbers, and words of its own that are alike; up to three, the likest first."""
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
    words = distinctive_words(natural_key(name).split())
    numbers = frozenset(word for word in words if word.isdigit())
    return numbers, " ".join(sorted(words - numbers))


def _likeness(one: tuple[frozenset[str], str], other: tuple[frozenset[str], str], matcher: SequenceMatcher) -> float:
    """«№ 1» and «№ 2» are never near; «Школа № 1» is near to whatever has the number and no words against it."""
    if one[0] != other[0]:
        return 0
    if not one[1] or not other[1]:
        return 1 if one[0] or one[1] == other[1] else 0
    if set(one[1].split()) <= set(other[1].split()) or set(other[1].split()) <= set(one[1].split()):
        return 0.95
    matcher.set_seq1(other[1])
    # A cheap bound, then a dearer one: most schools are nothing like it.
    if matcher.real_quick_ratio() < _NEAR or matcher.quick_ratio() < _NEAR:
        return 0
    return matcher.ratio()


def same_but_for_the_form(name: str, near: list[School]) -> School | None:
    """The only near one, where nothing but «МБОУ» and its like differs: «Луговская СОШ», «МБОУ „Луговская СОШ“»."""
    if len(near) != 1 or _own_words(name) != _own_words(near[0].name) or _sorts(name) != _sorts(near[0].name):
        return None
    kind = kind_of(name)
    return near[0] if kind and kind == near[0].kind else None


def _sorts(name: str) -> set[str]:
    """«Гимназия № 3» is another school than «Школа № 3»."""
    return set(_SORT.findall(natural_key(name)))
