"""What became of the letters that remind schools."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.collections.models import Submission
from portal.letters.models import Letter


@dataclass(frozen=True)
class SchoolReminder:
    """The last letter to a school that went, and the one after it that did not."""

    gone: Letter | None = None
    stuck: Letter | None = None


def reminders_of(submissions: Iterable[Submission]) -> dict[int, SchoolReminder]:
    """By submission. Withdrawn letters are nobody's business any more."""
    found: dict[int, SchoolReminder] = {}
    letters = Letter.objects.about(submissions).exclude(state=Letter.State.WITHDRAWN)
    for letter in letters.order_by("written_at", "pk"):
        before = found.get(letter.about_id, SchoolReminder())
        found[letter.about_id] = SchoolReminder(gone=letter) if letter.is_gone else SchoolReminder(before.gone, letter)
    return found
