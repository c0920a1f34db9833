"""Matches the rows of a report with the assignments of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from portal.text.keys import natural_key
from roadmap.execution.models import PROGRAMME, Assignment
from roadmap.execution.permissions import can_report
from roadmap.intake.execution_reports.reading import ReportedRow
from roadmap.programmes.models import Programme
from schools.directory.models import School

_ALIKE = 0.8  # of the letters of two names


@dataclass(frozen=True)
class MatchedRow:
    row: ReportedRow
    assignment: Assignment | None
    is_certain: bool = False
    """True if the activity's name is the same, not only similar."""


def open_assignments(programme: Programme, user) -> list[Assignment]:
    """Return the programme's assignments on which the user may report, in the plan's order."""
    assignments = Assignment.objects.visible_to(user).in_force().of_programme(programme)
    related = assignments.select_related("school", "stage", PROGRAMME)
    ordered = related.order_by("activity__sequence", "deadline_on", "pk")
    return [each for each in ordered if can_report(user, each)]


def parties_of(assignments: Iterable[Assignment]) -> dict[str, School | None]:
    """Return for whom the assignments are: the department as «0» with None, then schools by their ids."""
    found = {str(each.school_id or 0): each.school for each in assignments}
    return dict(sorted(found.items(), key=lambda item: (item[1] is not None, str(item[1] or ""))))


def match_rows(rows: Iterable[ReportedRow], assignments: Sequence[Assignment]) -> list[MatchedRow]:
    """Match each row by the activity's name, else by the likest; of several spans take the first unreported one."""
    by_name: dict[str, list[Assignment]] = {}
    for each in assignments:
        by_name.setdefault(natural_key(each.activity.name or ""), []).append(each)
    matched = []
    for row in rows:
        key = natural_key(row.name)
        same = by_name.get(key)
        near = same or max(by_name.items(), key=lambda item: _likeness(item[0], key), default=(None, None))[1]
        if same is None and (near is None or _likeness(natural_key(near[0].activity.name or ""), key) < _ALIKE):
            matched.append(MatchedRow(row, None))
            continue
        chosen = next((each for each in near if not each.version), near[0])
        matched.append(MatchedRow(row, chosen, is_certain=same is not None))
    return matched


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
