"""Tells the history of a collection or of a school's answer in words."""

import datetime
from dataclasses import dataclass

from indicators.collections.models import Collection, Submission
from portal.history.models import Change

SHOWN = 50


@dataclass(frozen=True)
class CollectionEvent:
    action: str
    by: str
    at: datetime.datetime
    details: str


def story_of(subject: Collection | Submission) -> list[CollectionEvent]:
    """The last 50 events, the newest first."""
    changes = Change.objects.about(subject).select_related("changed_by")[:SHOWN]
    return [
        CollectionEvent(
            each.action, str(each.changed_by or "портал"), each.changed_at, _describe_change(each.before, each.after)
        )
        for each in changes
    ]


_NAMES = {"title": "название", "due_on": "срок", "indicators": "показатели", "schools": "школы"}


def _describe_change(before: dict, after: dict) -> str:
    """What a change of the history did, in words: «срок: «01.03.2026» → «05.03.2026»; …»."""
    pieces = [f"отдел за школу: {after['on_behalf']}"] if after.get("on_behalf") else []
    pieces += [f"замечание: {after['note']}"] if after.get("note") else []
    for field, name in _NAMES.items():
        was, now = before.get(field), after.get(field)
        if isinstance(was or now, list):
            removed, added = (", ".join(f"«{each}»" for each in names or ()) for names in (was, now))
            said = "; ".join(filter(None, (removed and f"убрано {removed}", added and f"добавлено {added}")))
            pieces.append(f"{name}: {said}")
        elif was and now:
            was, now = (_format_date(each) if field == "due_on" else each for each in (was, now))
            pieces.append(f"{name}: «{was}» → «{now}»")
    return "; ".join(pieces)


def _format_date(text: str) -> str:
    return f"{datetime.date.fromisoformat(text):%d.%m.%Y}"
