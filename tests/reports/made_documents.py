"""Small programmes for the tests of documents, and the text of a PDF."""

import json
import re

import pypdfium2
from django.contrib.auth import get_user_model
from django.utils.timezone import now

from portal.accounts.roles import Role
from portal.text.cases import Case, year_in_case
from portal.text.prose import Heading
from reports.blocks.content import Content, Table, grid, text_of
from reports.issue.models import Document
from reports.issue.queries import build_content
from reports.kinds.registry import kinds_about
from roadmap.exchange.document_file import read_document
from roadmap.exchange.importer import import_programme
from roadmap.execution.models import Assignment
from roadmap.plan.models import Activity, Stage
from roadmap.programmes.models import Programme
from roadmap.programmes.written import is_part_of_year
from schools.access.models import Membership
from schools.directory.models import School

ABOUT_PROGRAMMES = [kind.code for kind in kinds_about("programme")]


def programme(*, orders=(), annexes=(), low_result_schools=(), head=None, **keys) -> Programme:
    department = {"name": "Отдел"} | ({"head": head} if head else {})
    document = {
        "format": "municipal-school-programme/1",
        "municipality": {"name": "Заречный район", "department": department},
        "orders": list(orders),
        "programme": {"title": "Программа помощи школам", "period": {"start": 2024, "end": 2026}, **keys},
        "annexes": list(annexes),
        "low_result_schools": list(low_result_schools),
    }
    return import_programme(read_document(json.dumps(document).encode()), by=None).programme


def content_of(made: Programme, kind: str) -> Content:
    return build_content(Document(kind=kind, programme=made, municipality_id=made.municipality_id))


def user(email: str, role: Role | None = None, **place):
    made = get_user_model().objects.create_user(email, full_name="Петрова Мария")
    if role:
        Membership.objects.create(user=made, role=role, **place)
    return made


def pdf_pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def pdf_words(pdf: bytes) -> str:
    return squeezed(" ".join(pdf_pages(pdf)))


def squeezed(text: str) -> str:
    """Letters and signs without white space, hyphens that pdfium hides at line ends, and marks of the format."""
    text = re.sub(r"\*\*|</?u>|^#+ ", "", text, flags=re.MULTILINE)
    text = re.sub(r"^- ", "– ", text, flags=re.MULTILINE)
    return re.sub(r"\s+", "", text.replace("\ufffe", "-").replace("\x02", "-"))


NOT_PRINTED = {"id", "act", "order", "annex", "key", "layout", "kind", "date", "year", "start", "end"}


def strings(value) -> list[str]:
    """Every text below, as it is printed."""
    if isinstance(value, str):
        value = re.sub(r"\[table \d+\]", "", value)
        return [year_in_case(value, Case.NOMINATIVE) if is_part_of_year(value) else value]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    if isinstance(value, dict):
        return [text for key, each in value.items() if key not in NOT_PRINTED for text in strings(each)]
    return []


def as_printed(words: str) -> set[str]:
    """Both ways in which a school year is printed: as the document has it, «2026–2027» in headings of the portal's."""
    return {words, words.replace("-", "–")} if re.fullmatch(r"\d{4}-\d{4}", words) else {words}


# Kinds of which a programme's file has the words; the others are made of what the portal knows.
KINDS_OF_FILES = ("order", "passport", "indicators", "roadmap", "execution", "low-result-schools", "programme")


def parts(shape: dict) -> dict[str, list[str]]:
    """Strings that belong to each kind of document."""
    own = shape["programme"]
    roadmap = own.get("roadmap", {})
    indicators = own.get("indicators", {})
    lists = shape.get("low_result_schools", [])
    return {
        "order": strings([order for order in shape.get("orders", []) if _says_more_than_its_number(order)]),
        "passport": strings(own.get("passport", [])),
        "indicators": strings(indicators),
        "roadmap": strings(roadmap),
        "execution": strings(roadmap),
        "low-result-schools": strings(lists),
        "programme": strings(
            [{key: each for key, each in own.items() if key not in ("indicators", "period")}, indicators,
             shape.get("annexes", []), lists]
        ),
    }  # fmt: skip


def _says_more_than_its_number(order: dict) -> bool:
    """One that is known by its number and date alone has no page of its own."""
    return any(strings([value for key, value in order.items() if key not in ("act", "id", "number")]))


PLAN = {"title": "План", "directions": [{"title": "Дела", "activities": [{"name": "Семинар", "report": "Начато."}]}]}


def blocks(document, kind):
    return [block for part in document.parts for block in part.blocks if isinstance(block, kind)]


def headings(document):
    return [text_of(block) for block in blocks(document, Heading)]


def cells(table: Table):
    """Words by row and column, header and rows; what a merged cell covers is None."""
    width = len(table.columns)
    rows = [*grid(table.header, width), *grid(table.rows, width)]
    return [[cell and cell.text for cell in row] for row in rows]


def table_of(kind, **keys):
    return cells(blocks(content_of(programme(**keys), kind), Table)[0])


def make_reported(activity: Activity, school: School | None, status: str, stage: Stage | None = None) -> None:
    Assignment.objects.create(
        activity=activity, school=school, stage=stage, status=status, version=1, reported_at=now()
    )
