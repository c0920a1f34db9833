"""What a rule answers about a school, and what a method decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from django.db.models import TextChoices


class Answer(Enum):
    """Met, not met, not known (Kleene's three values); or the rule is not for this school and leaves its group."""

    MET = True
    UNMET = False
    UNKNOWN = None
    NOT_FOR_THIS_SCHOOL = "not for this school"

    @property
    def applies(self) -> bool:
        return self is not Answer.NOT_FOR_THIS_SCHOOL

    @property
    def met(self) -> bool | None:
        """Of one that isn't for the school, nothing."""
        return self.value if self.applies else None

    @classmethod
    def all_of(cls, answers: Iterable["Answer"]) -> "Answer":
        answers = list(answers)
        if cls.UNMET in answers:
            return cls.UNMET
        return cls.UNKNOWN if cls.UNKNOWN in answers else cls.MET

    @property
    def opposite(self) -> "Answer":
        return {Answer.MET: Answer.UNMET, Answer.UNMET: Answer.MET}.get(self, self)


# By names of the module, which are found quicker than members of an enum: groups ask for them for every school.
MET, UNMET, UNKNOWN, NOT_FOR_THIS_SCHOOL = Answer


class SchoolVerdict(TextChoices):
    IN = "in", "в списке"
    OUT = "out", "не в списке"
    UNKNOWN = "unknown", "недостаточно данных"

    @classmethod
    def of(cls, answer: Answer) -> "SchoolVerdict":
        """Where no rule applies, the school is out."""
        if answer is Answer.UNKNOWN:
            return cls.UNKNOWN
        return cls.IN if answer is Answer.MET else cls.OUT


@dataclass(slots=True)
class GroupTally:
    """Of the rules of a group that apply to a school: `true`, `unknown` and `out_of` count them, or weigh them.

    `figure` is how many, or how much weight, is needed.
    """

    answer: Answer
    figure: Decimal | int
    true: Decimal | int
    unknown: Decimal | int
    out_of: Decimal | int


def reaches(need: Decimal | int, true: Decimal | int, unknown: Decimal | int) -> Answer:
    """Whether a sum reaches what is needed, of which a part is not known."""
    if true >= need:
        return MET
    return UNMET if true + unknown < need else UNKNOWN
