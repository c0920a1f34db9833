"""Reads the rows of a report on execution: the activity, what was done, the document, and the status."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from roadmap.execution.evidence.models import Evidence
from roadmap.execution.state import AssignmentStatus
from roadmap.recognition.dates import date_in
from roadmap.recognition.reading import Recognition

_STATUSES = (
    (AssignmentStatus.POSTPONED, r"перен[её]с|отложен"),
    (AssignmentStatus.NOT_DONE, r"\bне\s+(?:исполнен|выполнен|провед|состоял|реализован|выполня|проводил)"),
    (AssignmentStatus.IN_PROGRESS, r"частично|в\s+(?:работе|процессе|стадии)|(?:ис|вы)полняется|продолжа"),
    (
        AssignmentStatus.DONE,
        r"(?:ис|вы)полнен|провед[её]н|утвержд|издан|создан|назначен|разработан|организован|направлен|размещ|состоял|"
        r"прошл[аи]?\b|приняли|реализован|заключен",
    ),
)
_KINDS = (
    (Evidence.Kind.ORDER, re.compile(r"приказ", re.I)),
    (Evidence.Kind.MINUTES, re.compile(r"протокол", re.I)),
    (Evidence.Kind.AGREEMENT, re.compile(r"договор|соглашени", re.I)),
    (Evidence.Kind.REPORT, re.compile(r"справк|отч[её]т", re.I)),
    (Evidence.Kind.PLAN, re.compile(r"план|график", re.I)),
)
_DOCUMENT = r"(?:приказ|протокол|договор|соглашени|справк|отч[её]т|план|график)\w*"
_NUMBERED = re.compile(_DOCUMENT + r"[^№\n;]{0,60}№\s*([\w/.-]+)", re.I)
_DATED = re.compile(_DOCUMENT + r"[^;\n]{0,70}", re.I)
_MOST_LETTERS = 2000


@dataclass(frozen=True)
class ReportedRow:
    """A row as the document has it; `status` is empty if the words don't tell it."""

    number: str
    name: str
    text: str
    status: str
    kind: str = Evidence.Kind.ORDER
    document_number: str = ""
    issued_on: datetime.date | None = None


def reported_rows(recognition: Recognition) -> list[ReportedRow]:
    """Return the rows of activities that have words about their execution or documents."""
    roadmap = recognition.document["programme"].get("roadmap", {})
    return list(_walk_rows(roadmap.get("directions", [])))


def _walk_rows(directions: list[dict]) -> Iterator[ReportedRow]:
    for direction in directions:
        for activity in direction.get("activities", []):
            said = activity.get("report") or ""
            papers = " ".join(filter(None, [activity.get("document"), *activity.get("cells", {}).values()]))
            if said.strip() or papers.strip():
                yield _read_row(activity, " ".join(said.split()), " ".join(papers.split()))
        yield from _walk_rows(direction.get("directions", []))


def _read_row(activity: dict, said: str, papers: str) -> ReportedRow:
    text = said if papers in said else f"{said} {papers}".strip()
    number, found = _NUMBERED.search(text), _DATED.search(text)
    return ReportedRow(
        number=str(activity.get("number") or ""),
        name=" ".join(str(activity.get("name") or "").split()),
        text=text[:_MOST_LETTERS],
        status=status_of(said or papers),
        kind=next((kind for kind, pattern in _KINDS if pattern.search(text)), Evidence.Kind.ORDER),
        document_number=number[1].strip(".-") if number else "",
        issued_on=date_in(found[0]) if found else None,
    )


def status_of(text: str) -> str:
    """Return the status that the words tell, or an empty string."""
    return next((str(status) for status, pattern in _STATUSES if re.search(pattern, text, re.I)), "")
