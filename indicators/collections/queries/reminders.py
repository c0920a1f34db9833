"""Finds what became of the letters that remind schools."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.collections.models import Submission
from portal.letters.models import Letter


@dataclass(frozen=True)
class SchoolReminder:
    """The last letter to a school that was sent, and a later one that was not."""

    gone: Letter | None = None
    stuck: Letter | None = None


def reminders_of(submissions: Iterable[Submission]) -> dict[int, SchoolReminder]:
    """The reminders by the id of their submission, without withdrawn letters."""
    found: dict[int, SchoolReminder] = {}
    letters = Letter.objects.about(submissions).exclude(state=Letter.State.WITHDRAWN)
    for letter in letters.order_by("written_at", "pk"):
        before = found.get(letter.about_id, SchoolReminder())
        found[letter.about_id] = SchoolReminder(gone=letter) if letter.is_gone else SchoolReminder(before.gone, letter)
    return found
