"""A bundle's reports on activities as JSON, and the files that prove them."""

import json
from collections.abc import Iterator
from functools import partial

from django.core.serializers.json import DjangoJSONEncoder

from reports.bundles.entries import BundleEntry, stored_entry
from roadmap.execution.evidence.models import EvidenceFile
from roadmap.execution.models import Assignment, AssignmentQuerySet
from roadmap.execution.queries.tasks import with_activity

DATA, EVIDENCE, DEPARTMENT = "Данные", "Подтверждения", "Отдел"


def reports_entry(assignments: AssignmentQuerySet) -> BundleEntry:
    return BundleEntry((DATA,), "Отчёты о мероприятиях.json", partial(_write_reports, assignments))


def evidence_entries(assignments: AssignmentQuerySet) -> Iterator[BundleEntry]:
    """Yield files in folders by school and activity, and one list of all links, of which the portal has no copies."""
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
        yield BundleEntry((EVIDENCE,), "Ссылки.json", partial(_write_links, links))


def json_lines(records: Iterator[dict]) -> Iterator[bytes]:
    """Yield a JSON list with one record on each line, written while the records are read."""
    opening = "[\n"
    for record in records:
        yield f"{opening}{json.dumps(record, ensure_ascii=False, cls=DjangoJSONEncoder)}".encode()
        opening = ",\n"
    yield b"\n]\n" if opening == ",\n" else b"[]\n"


def _write_reports(assignments: AssignmentQuerySet) -> Iterator[bytes]:
    assignments = with_activity(assignments).order_by("activity__sequence", "pk")
    return json_lines(map(_describe_report, assignments.iterator()))


def _describe_report(assignment: Assignment) -> dict:
    """Return the report's fields, without who reported, which only the portal's history tells."""
    return {
        "programme": str(assignment.programme),
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


def _write_links(links) -> Iterator[bytes]:
    return json_lines(
        {
            "school": piece.evidence.assignment.school and str(piece.evidence.assignment.school),
            "activity": str(piece.evidence.assignment.activity),
            "document": str(piece.evidence),
            "link": piece.link,
        }
        for piece in links.iterator()
    )
