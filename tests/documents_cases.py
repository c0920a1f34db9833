"""Small programmes for the tests of documents, and the text of a PDF."""

import json
import re

import pypdfium2
from django.contrib.auth import get_user_model

from portal.accounts.roles import Role
from reports.content.blocks import Content
from reports.content.building import build_content
from reports.kinds import DocumentKind
from reports.models import Document
from roadmap.interchange.importer import import_programme
from roadmap.interchange.reading import read_document
from roadmap.models import Programme
from schools.models import Membership

ABOUT_PROGRAMMES = [kind for kind in DocumentKind if "programme" in kind.traits.subject]


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


def content_of(made: Programme, kind: DocumentKind) -> Content:
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


NOT_PRINTED = {"id", "order", "annex", "key", "layout", "kind", "date", "year", "start", "end"}


def strings(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    if isinstance(value, dict):
        return [text for key, each in value.items() if key not in NOT_PRINTED for text in strings(each)]
    return []


# Kinds of which a programme's file has the words; the others are made of what the portal knows.
KINDS_OF_FILES = ("order", "passport", "indicators", "roadmap", "execution", "low-result-schools", "programme")


def parts(shape: dict) -> dict[str, list[str]]:
    """Strings that belong to each kind of document."""
    own = shape["programme"]
    roadmap = own.get("roadmap", {})
    indicators = own.get("indicators", {})
    lists = shape.get("low_result_schools", [])
    return {
        "order": strings(shape.get("orders", [])),
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
