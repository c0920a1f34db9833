"""What a method is applied to: how the indicators and activities of the year went, and what was spent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from roadmap.evaluation.activity_marks import ActivityMark
from roadmap.evaluation.degrees import AchievementDegree


@dataclass(frozen=True)
class Spending:
    """Money planned and spent, None if unknown; with `is_none` the programme provides for no money."""

    planned: Decimal | None = None
    spent: Decimal | None = None
    is_none: bool = False


@dataclass(frozen=True)
class SubprogrammeYear:
    """How one part of the programme went, which the method evaluates by itself."""

    title: str
    degrees: Sequence[AchievementDegree]
    marks: Sequence[ActivityMark]
    spending: Spending
    weight: Decimal = Decimal(1)


@dataclass(frozen=True)
class EvaluatedYear:
    """How a programme went in a year.

    `own` are those of `degrees` that belong to no sub-programme; None if the method doesn't ask for sub-programmes.
    """

    degrees: Sequence[AchievementDegree]
    marks: Sequence[ActivityMark]
    spending: Spending
    is_over: bool = True
    subprogrammes: Sequence[SubprogrammeYear] = ()
    own: Sequence[AchievementDegree] | None = None
