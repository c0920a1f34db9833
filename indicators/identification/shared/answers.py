"""The answers of rules about a school, and the verdict of a method."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from django.db.models import TextChoices


class Answer(Enum):
    """A rule is met, not met or not known (Kleene's three values), or it is not for this school.

    A rule of the last kind doesn't count in its group.
    """

    MET = True
    UNMET = False
    UNKNOWN = None
    NOT_FOR_THIS_SCHOOL = "not for this school"

    @property
    def applies(self) -> bool:
        return self is not Answer.NOT_FOR_THIS_SCHOOL

    @property
    def met(self) -> bool | None:
        """Return whether the rule is met; None if that isn't known, or if the rule is not for the school."""
        return self.value if self.applies else None

    @classmethod
    def all_of(cls, answers: Iterable["Answer"]) -> "Answer":
        """Kleene's conjunction of answers that apply: unmet if one is unmet, else unknown if one is, else met."""
        answers = list(answers)
        if cls.UNMET in answers:
            return cls.UNMET
        return cls.UNKNOWN if cls.UNKNOWN in answers else cls.MET

    @property
    def opposite(self) -> "Answer":
        return {Answer.MET: Answer.UNMET, Answer.UNMET: Answer.MET}.get(self, self)


# Names of the module are looked up faster than members of an enum, which matters for groups of every school.
MET, UNMET, UNKNOWN, NOT_FOR_THIS_SCHOOL = Answer


class SchoolVerdict(TextChoices):
    IN = "in", "в списке"
    OUT = "out", "не в списке"
    UNKNOWN = "unknown", "недостаточно данных"

    @classmethod
    def of(cls, answer: Answer) -> "SchoolVerdict":
        """The verdict for the method's answer; a school to which no rule applies is out."""
        if answer is Answer.UNKNOWN:
            return cls.UNKNOWN
        return cls.IN if answer is Answer.MET else cls.OUT


@dataclass(slots=True)
class GroupTally:
    """The count, or the sum of weights, of a group's rules that apply to a school.

    `true` of them are met, `unknown` not known, `out_of` is the total; `figure` is how much the group needs.
    """

    answer: Answer
    figure: Decimal | int
    true: Decimal | int
    unknown: Decimal | int
    out_of: Decimal | int


def reaches(need: Decimal | int, true: Decimal | int, unknown: Decimal | int) -> Answer:
    """Return whether a sum reaches what is needed, if `true` is sure and `unknown` may come on top of it."""
    if true >= need:
        return MET
    return UNMET if true + unknown < need else UNKNOWN
