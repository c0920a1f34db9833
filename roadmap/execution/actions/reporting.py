"""Reports on assignments, with documents as evidence."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from roadmap.execution.actions.reviewing import WrongReview, agree_to_postpone, differing, reviewed_as
from roadmap.execution.evidence.models import Evidence, EvidenceFile
from roadmap.execution.evidence.waiting import sha256_of
from roadmap.execution.locks import is_own, lacks_document, why_closed
from roadmap.execution.models import PROGRAMME, Assignment
from roadmap.execution.state import ASKING
from roadmap.plan.models import Activity

Status, Review = Assignment.Status, Assignment.Review


class ReportedMeanwhile(Exception):
    """Somebody else has reported since the person opened the page; `current` is the assignment as it is now."""

    def __init__(self, current: Assignment):
        super().__init__(str(current))
        self.current = current


@dataclass(frozen=True)
class ReportedDocument:
    """A document attached to a report: its kind, number and date, and its files or links."""

    kind: Evidence.Kind = Evidence.Kind.ORDER
    number: str = ""
    issued_on: datetime.date | None = None
    files: Sequence[File] = ()
    links: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.number or self.issued_on or self.files or self.links)


@dataclass(frozen=True)
class AssignmentReport:
    status: Status
    text: str = ""
    done_on: datetime.date | None = None
    postponed_to: datetime.date | None = None
    document: ReportedDocument = field(default_factory=ReportedDocument)


@transaction.atomic
def report_on_assignment(
    assignment: Assignment, report: AssignmentReport, *, by, version: int | None = None
) -> Assignment:
    """Write a report on the assignment; the previous report stays in the history.

    A school's report that closes the assignment or asks to postpone it waits for the department; the department's own
    report doesn't. `version` is the one that the person saw; without it any report is replaced. Sending the same report
    twice changes nothing. Raises WrongReview if reports are closed, ReportedMeanwhile if the version is another now.
    """
    assignment = _lock(assignment)
    if closed := why_closed(assignment, by):
        raise WrongReview(closed)
    before, after = _write_history(assignment), _write_history(report)
    if version is not None and assignment.version != version and not (assignment.reported_by == by and before == after):
        raise ReportedMeanwhile(assignment)
    if report.status == Status.DONE and not report.document and lacks_document(assignment):
        raise WrongReview("Здесь «выполнено» принимается только с документом: укажите его номер или приложите файл.")
    by_school = is_own(by, assignment)
    assignment.status, assignment.text = report.status, report.text
    assignment.done_on, assignment.postponed_to = report.done_on, report.postponed_to
    added = _add_evidence(assignment, report.document, by=by)
    if before == after and not added and assignment.review != Review.RETURNED:
        return assignment
    after |= added
    stood = reviewed_as(assignment) | {"is_on_behalf": assignment.is_on_behalf}
    assignment.is_on_behalf = assignment.school_id is not None and not by_school
    assignment.reported_at, assignment.reported_by = timezone.now(), by
    assignment.version += 1
    assignment.review = Assignment.TRANSITIONS.after(_choose_step(report, by_school=by_school), assignment.review)
    if report.status == Status.POSTPONED and not by_school:
        agree_to_postpone(assignment)
    assignment.save()
    was, became = differing(stood, reviewed_as(assignment) | {"is_on_behalf": assignment.is_on_behalf})
    behalf = str(assignment.school) if assignment.is_on_behalf else ""
    became |= {"is_on_behalf": True} if behalf else {}
    record_changes([Recorded(assignment, "отчёт об исполнении", before | was, after | became, on_behalf=behalf)], by=by)
    return assignment


def _choose_step(report: AssignmentReport, *, by_school: bool) -> str:
    if not by_school:
        return "report_as_department"
    return "report_result" if report.status in ASKING else "report_progress"


def _lock(assignment: Assignment) -> Assignment:
    """Read the assignment anew and lock it until the transaction ends."""
    assignments = Assignment.objects.select_for_update(of=("self",))
    related = assignments.select_related("school", "reported_by", PROGRAMME)
    return related.get(pk=assignment.pk)


def _add_evidence(assignment: Assignment, document: ReportedDocument, *, by) -> dict:
    """Add the document's files and links to the assignment, and return what was added, for the history.

    They join a document with the same kind, number and date if there is one. A file that is there already is skipped.
    """
    if not document:
        return {}
    known = set(EvidenceFile.objects.filter(evidence__assignment=assignment).values_list("sha256", "link"))
    added = []
    for file in document.files:
        digest = sha256_of(file)
        if (digest, "") not in known:
            known.add((digest, ""))
            added.append(EvidenceFile(file=file, name=file.name, size=file.size, sha256=digest))
    added += [EvidenceFile(link=link) for link in document.links if ("", link) not in known]
    if not (added or document.number or document.issued_on):
        return {}
    evidence, is_new = Evidence.objects.get_or_create(
        assignment=assignment,
        kind=document.kind,
        number=document.number,
        issued_on=document.issued_on,
        defaults={"added_by": by},
    )
    for each in added:
        each.evidence, each.added_by = evidence, by
        each.save()
    if not (is_new or added):
        return {}
    return {
        "document": str(evidence),
        "files": [f"{each}, {each.sha256}" if each.sha256 else str(each) for each in added],
    }


@transaction.atomic
def require_document(activity: Activity, *, required: bool, by) -> None:
    """Set whether «выполнено» requires a document from now on; existing reports stay as they are."""
    activity = lock_record(activity)
    if activity.requires_document == required:
        return
    activity.requires_document = required
    activity.save(update_fields=["requires_document"])
    change = Recorded(
        activity, "нужен ли документ", {"requires_document": not required}, {"requires_document": required}
    )
    record_changes([change], by=by)


def _write_history(said: Assignment | AssignmentReport) -> dict:
    return {
        "status": str(said.status),
        "text": said.text,
        "done_on": said.done_on and said.done_on.isoformat(),
        "postponed_to": said.postponed_to and said.postponed_to.isoformat(),
    }
