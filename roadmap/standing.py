"""What several assignments say together: the one rule by which an activity's own status follows from theirs."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models

from roadmap.models import Assignment

Status = Assignment.Status


class Standing(models.TextChoices):
    """How an activity stands as a whole."""

    NOTHING = "nothing", "не поручено"
    NOT_STARTED = "not_started", "не начато"
    IN_PROGRESS = "in_progress", "в работе"
    POSTPONED = "postponed", "перенесено"
    PARTLY_DONE = "partly_done", "выполнено не всеми"
    NOT_DONE = "not_done", "не выполнено"
    DONE = "done", "выполнено"


class Mark(models.TextChoices):
    """The one sign for several assignments together: what needs somebody's attention first, else how they stand."""

    OVERDUE = "overdue", "просрочено"
    RETURNED = "returned", "возвращено"
    WAITING = "waiting", "ждёт подтверждения"
    NOT_STARTED = "not_started", "не начато"
    IN_PROGRESS = "in_progress", "в работе"
    POSTPONED = "postponed", "перенесено"
    PARTLY_DONE = "partly_done", "выполнено не всё"
    NOT_DONE = "not_done", "не выполнено"
    DONE = "done", "выполнено"
    NOTHING = "nothing", "не поручено"


@dataclass(frozen=True)
class Tally:
    """How many assignments there are of each status; what was returned counts as in progress.

    Beside the statuses, how many are overdue, wait for the department, were returned, or are due within a week.
    """

    counts: Mapping[str, int]
    overdue: int = 0
    waiting: int = 0
    returned: int = 0
    soon: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        others = (getattr(self, name) + getattr(other, name) for name in ("overdue", "waiting", "returned", "soon"))
        return Tally(dict(Counter(self.counts) + Counter(other.counts)), *others)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def finished(self) -> int:
        return sum(self.counts.get(status, 0) for status in Assignment.CLOSED)

    @property
    def done(self) -> int:
        return self.counts.get(Status.DONE, 0)

    @property
    def reported(self) -> int:
        """How many are at least begun."""
        return self.total - self.counts.get(Status.NOT_STARTED, 0)

    @property
    def standing(self) -> Standing:
        """Where all say the same, that; all closed but not all done: «выполнено не всеми»; else in progress."""
        present = {status for status, count in self.counts.items() if count}
        if not present:
            return Standing.NOTHING
        if len(present) == 1:
            return Standing(present.pop())
        return Standing.PARTLY_DONE if present <= set(Assignment.CLOSED) else Standing.IN_PROGRESS

    @property
    def mark(self) -> Mark:
        for mark, count in ((Mark.OVERDUE, self.overdue), (Mark.RETURNED, self.returned), (Mark.WAITING, self.waiting)):
            if count:
                return mark
        return Mark(self.standing.value)
