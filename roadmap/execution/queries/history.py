"""Reads what happened to an assignment, the latest first: who did what, when, and which fields changed how."""

import datetime
from dataclasses import dataclass

from portal.accounts.models import User
from portal.history.models import Change
from roadmap.execution.models import Assignment

Status = Assignment.Status
_LABELS = {
    "status": "состояние",
    "text": "что сделано",
    "done_on": "когда сделано",
    "postponed_to": "просят перенести на",
    "deadline_on": "новый срок",
    "note": "замечание",
    "because": "причина",
    "document": "документ",
    "files": "файлы",
}


@dataclass(frozen=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class AssignmentEvent:
    action: str
    at: datetime.datetime
    by: User | None
    is_on_behalf: bool
    changes: list[FieldChange]


def assignment_history(assignment: Assignment) -> list[AssignmentEvent]:
    return [
        AssignmentEvent(
            action=change.action,
            at=change.changed_at,
            by=change.changed_by,
            is_on_behalf=change.after.get("is_on_behalf", False),
            changes=_find_differences(change),
        )
        for change in Change.objects.about(assignment).select_related("changed_by")
    ]


def _find_differences(change: Change) -> list[FieldChange]:
    """Return the fields that differ, without the state of the review, which the event's name says already."""
    pairs = (
        (label, _format_value(name, change.before), _format_value(name, change.after))
        for name, label in _LABELS.items()
    )
    return [FieldChange(*pair) for pair in pairs if pair[1] != pair[2]]


def _format_value(name: str, side: dict) -> str:
    """Return a value kept in the history as people read it; files without their digests."""
    value = side.get(name)
    if not value:
        return ""
    if name == "status":
        return Status(value).label
    if name.endswith(("_on", "_to")):
        return f"{datetime.date.fromisoformat(value):%d.%m.%Y}"
    if name == "files":
        return "; ".join(each.rsplit(", ", 1)[0] for each in value)
    return value
