"""What happened to an assignment, the latest first: who, when, and what became of what."""

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
            changes=_differences(change),
        )
        for change in Change.objects.about(assignment).select_related("changed_by")
    ]


def _differences(change: Change) -> list[FieldChange]:
    """Without the review's own state, which the event's name tells already."""
    pairs = ((label, _shown(name, change.before), _shown(name, change.after)) for name, label in _LABELS.items())
    return [FieldChange(*pair) for pair in pairs if pair[1] != pair[2]]


def _shown(name: str, side: dict) -> str:
    """A kept value in words."""
    value = side.get(name)
    if not value:
        return ""
    if name == "status":
        return Status(value).label
    if name.endswith(("_on", "_to")):
        return f"{datetime.date.fromisoformat(value):%d.%m.%Y}"
    return "; ".join(each.rsplit(", ", 1)[0] for each in value) if name == "files" else value
