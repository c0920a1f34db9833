"""What a method is applied to: how the year's indicators and activities went, and what was spent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from roadmap.evaluation.activity_marks import ActivityMark
from roadmap.evaluation.degrees import AchievementDegree


@dataclass(frozen=True)
class Spending:
    """Money planned and spent; `is_none`: the programme provides for none."""

    planned: Decimal | None = None
    spent: Decimal | None = None
    is_none: bool = False


@dataclass(frozen=True)
class SubprogrammeYear:
    """How a part of the programme went, which the order evaluates by itself."""

    title: str
    degrees: Sequence[AchievementDegree]
    marks: Sequence[ActivityMark]
    spending: Spending
    weight: Decimal = Decimal(1)


@dataclass(frozen=True)
class EvaluatedYear:
    """`own`: of `degrees` those that belong to no sub-programme; None where nobody asked to part them."""

    degrees: Sequence[AchievementDegree]
    marks: Sequence[ActivityMark]
    spending: Spending
    is_over: bool = True
    subprogrammes: Sequence[SubprogrammeYear] = ()
    own: Sequence[AchievementDegree] | None = None
