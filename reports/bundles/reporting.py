"""What was reported on activities: the reports as JSON, and the files that prove them."""

import json
from collections.abc import Iterator
from functools import partial

from django.core.serializers.json import DjangoJSONEncoder

from reports.bundles.entries import BundleEntry, stored_entry
from roadmap.execution.evidence.models import EvidenceFile
from roadmap.execution.models import Assignment, AssignmentQuerySet
from roadmap.execution.queries.tasks import with_activity
from roadmap.programmes.models import Programme

DATA, EVIDENCE, DEPARTMENT = "Данные", "Подтверждения", "Отдел"


def visible_assignments(user) -> AssignmentQuerySet:
    return Assignment.objects.visible_to(user).filter(
        activity__direction__roadmap__programme__in=Programme.objects.visible_to(user)
    )


def reports_entry(assignments: AssignmentQuerySet) -> BundleEntry:
    return BundleEntry((DATA,), "Отчёты о мероприятиях.json", partial(_reports, assignments))


def evidence_entries(assignments: AssignmentQuerySet) -> Iterator[BundleEntry]:
    """Files by school and activity; links in one table, for the portal keeps no copy of what they lead to."""
    pieces = EvidenceFile.objects.filter(evidence__assignment__in=assignments).order_by("pk")
    pieces = pieces.select_related(
        "evidence__assignment__school", "evidence__assignment__activity__direction__roadmap__programme"
    )
    for piece in pieces.exclude(file="").iterator():
        assignment = piece.evidence.assignment
        folders = EVIDENCE, str(assignment.school or DEPARTMENT), str(assignment.activity)
        yield stored_entry(folders, f"{piece.evidence} — {piece.name}", piece.file, piece.sha256)
    links = pieces.exclude(link="")
    if links.exists():
        yield BundleEntry((EVIDENCE,), "Ссылки.json", partial(_links, links))


def json_lines(records: Iterator[dict]) -> Iterator[bytes]:
    """A JSON list, a record on a line, written while the records are read."""
    opening = "[\n"
    for record in records:
        yield f"{opening}{json.dumps(record, ensure_ascii=False, cls=DjangoJSONEncoder)}".encode()
        opening = ",\n"
    yield b"\n]\n" if opening == ",\n" else b"[]\n"


def _reports(assignments: AssignmentQuerySet) -> Iterator[bytes]:
    assignments = with_activity(assignments).order_by("activity__sequence", "pk")
    return json_lines(map(_report, assignments.iterator()))


def _report(assignment: Assignment) -> dict:
    """Whoever reported is a matter of the portal's history, not of the report."""
    return {
        "programme": str(assignment.activity.direction.roadmap.programme),
        "activity": str(assignment.activity),
        "term": assignment.term,
        "school": assignment.school and str(assignment.school),
        "deadline": assignment.deadline_on,
        "status": assignment.status,
        "text": assignment.text,
        "done": assignment.done_on,
        "postponed": assignment.postponed_to,
        "reported": assignment.reported_at,
        "on_behalf": assignment.is_on_behalf,
        "review": assignment.review,
        "note": assignment.review_note,
        "expected": assignment.is_expected,
    }


def _links(links) -> Iterator[bytes]:
    return json_lines(
        {
            "school": piece.evidence.assignment.school and str(piece.evidence.assignment.school),
            "activity": str(piece.evidence.assignment.activity),
            "document": str(piece.evidence),
            "link": piece.link,
        }
        for piece in links.iterator()
    )
