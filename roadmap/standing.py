"""What several assignments say together: the one rule by which an activity's own status follows from theirs."""

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


@dataclass(frozen=True)
class Tally:
    """How many assignments there are of each status; what was returned counts as in progress."""

    counts: Mapping[str, int]
    overdue: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def finished(self) -> int:
        return sum(self.counts.get(status, 0) for status in Assignment.CLOSED)

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
