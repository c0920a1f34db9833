from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from portal.refusals import Refusal
from roadmap.execution.actions.reporting import AssignmentReport, ReportedMeanwhile, report_on_assignment
from roadmap.execution.models import Assignment


@dataclass(frozen=True)
class ChosenReport:
    """A report to make; `version` tells which of the assignment's reports the person saw."""

    assignment: Assignment
    version: int
    report: AssignmentReport


@transaction.atomic
def report_all(*, chosen: Iterable[ChosenReport], by) -> int:
    """Make all of the reports or none, and return their number; raises Refusal about the first that fails."""
    count = 0
    for each in chosen:
        try:
            report_on_assignment(each.assignment, each.report, by=by, version=each.version)
        except ReportedMeanwhile:
            raise Refusal(f"«{each.assignment.activity}»: об этом за это время уже отчитались.") from None
        except Refusal as refusal:
            raise Refusal(f"«{each.assignment.activity}»: {refusal}") from None
        count += 1
    return count
