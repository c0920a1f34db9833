"""Entering values: only what changed is written, nobody's entry is overwritten unseen, all of it is in the history."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from indicators.models import Period, Value
from portal.history.actions import Recorded, record_changes
from schools.models import School


@dataclass(frozen=True)
class Entry:
    """A cell as the person typed it, and as it stood on the page when they began.

    `stated` is the fact that a document states, which the page shows where nothing was entered yet.
    """

    indicator_id: int
    text: str
    seen: str
    stated: str = ""


@dataclass(frozen=True)
class Conflict:
    """A cell that somebody else changed after the page was opened; it keeps their text until the person decides."""

    indicator_id: int
    typed: str
    current: Value | None


@dataclass(frozen=True)
class Entered:
    saved: int
    conflicts: list[Conflict]


@transaction.atomic
def enter_facts(entries: Iterable[Entry], *, period: Period, school: School | None, by) -> Entered:
    """Write facts of a school, or without one of the municipality, for a period.

    The caller has checked that `by` may enter values there. A cell that was emptied keeps an empty text, so that its
    history stays.
    """
    changed = {entry.indicator_id: entry for entry in entries if entry.text != entry.seen}
    known = {
        value.indicator_id: value
        for value in Value.objects.select_for_update(of=("self",))
        .facts()
        .of(school)
        .filter(period=period, indicator__in=changed)
        .select_related("entered_by")
    }
    conflicts, new, updated, history = [], [], [], []
    now = timezone.now()
    for entry in changed.values():
        value = known.get(entry.indicator_id)
        before = value.text if value else ""
        shown = before or entry.stated
        if shown == entry.text:
            continue
        if shown != entry.seen:
            conflicts.append(Conflict(entry.indicator_id, entry.text, value))
            continue
        if value is None:
            value = Value(indicator_id=entry.indicator_id, period=period, school=school)
            new.append(value)
        else:
            updated.append(value)
        value.text, value.entered_by, value.entered_at = entry.text, by, now
        history.append((value, {"text": before}, {"text": entry.text}))
    Value.objects.bulk_create(new)
    Value.objects.bulk_update(updated, ["text", "entered_by", "entered_at"])
    record_changes((Recorded(value, "значение внесено", was, is_now) for value, was, is_now in history), by=by)
    return Entered(len(history), conflicts)
