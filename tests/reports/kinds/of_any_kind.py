"""What must hold of a document of whatever kind, from its page to its issue."""

import datetime
import io
from dataclasses import replace
from urllib.parse import urlencode
from zipfile import ZipFile

from django.test import Client
from django.urls import reverse

from reports.blocks.content import Chart, Content
from reports.blocks.stored import from_json, to_json
from reports.issue.actions.issuing import issue_document
from reports.issue.models import Document
from reports.kinds.document_kind import DocumentKind, DocumentRequest
from reports.kinds.queries import available_kinds
from reports.layout.docx.rendering import render_docx
from schools.orders.models import Order
from tests.reports.opened_docx import same_blocks
from tests.reports.opened_pdf import assert_archival
from tests.reports.opened_xlsx import assert_holds


def subject_of(kind: DocumentKind, of_everything) -> dict:
    """What the kind can be about: the revision where the programme in force has no such document."""
    if "programme" in kind.subject:
        has = kind in available_kinds(of_everything.programme)
        return {"programme": of_everything.programme if has else of_everything.revision}
    if "region" in kind.subject:
        return {"region": of_everything.municipality.region}
    return {name: getattr(of_everything, name) for name in kind.subject}


def request_of(kind: DocumentKind, of_everything) -> DocumentRequest:
    return DocumentRequest(kind, **subject_of(kind, of_everything))


def address_of(kind: DocumentKind, of_everything, *place: str) -> str:
    subject = subject_of(kind, of_everything)
    asked = urlencode({name: getattr(value, "pk", value) for name, value in subject.items()})
    return f"{reverse('document-print' if place else 'document-new', args=[kind.code, *place])}?{asked}"


def assert_page(kind: DocumentKind, of_everything, client: Client) -> None:
    """It calls the document by its name, shows it and asks what the kind asks."""
    page = client.get(address_of(kind, of_everything))
    html = page.content.decode()
    assert page.status_code == 200
    assert f"<h1>{kind.label}</h1>" in html
    assert all(f'name="{name}"' in html for name in kind.asks)
    preview = client.get(address_of(kind, of_everything, "preview"))
    assert "data:image/png;base64," in preview.content.decode()
    assert f'<option value="{kind.code}">{kind.label}</option>' in client.get("/documents/").content.decode()


def assert_files(kind: DocumentKind, of_everything, client: Client) -> None:
    """PDF, Word and Excel hold every word of the content, and the kept content is the content."""
    content = request_of(kind, of_everything).content()
    assert content.title
    assert from_json(to_json(content)) == content
    pdf = client.get(address_of(kind, of_everything, "pdf"))
    assert_archival(pdf.content)
    assert_holds(content)
    assert client.get(address_of(kind, of_everything, "xlsx")).content.startswith(b"PK")
    word = client.get(address_of(kind, of_everything, "docx")).content
    prose, charts = _without_charts(content)
    assert same_blocks(prose, render_docx(prose))
    drawn = [name for name in ZipFile(io.BytesIO(word)).namelist() if name.startswith("word/charts/chart")]
    assert len(drawn) >= charts


def _without_charts(content: Content) -> tuple[Content, int]:
    """And how many charts there are, each of which Word has as one drawing or more."""
    parts = [replace(part, blocks=tuple(each for each in part.blocks if not isinstance(each, Chart)))
             for part in content.parts]  # fmt: skip
    charts = sum(isinstance(each, Chart) for part in content.parts for each in part.blocks)
    return replace(content, parts=tuple(part for part in parts if part.blocks)), charts


def assert_issue(kind: DocumentKind, of_everything, client: Client) -> None:
    """A draft by one click; issued, its bytes are kept. What belongs to no municipality has nobody to issue it."""
    response = client.post(address_of(kind, of_everything))
    if "region" in kind.subject:
        assert response.status_code == 403 or Document.objects.get(kind=kind.code).municipality is None
        return
    document = Document.objects.get(kind=kind.code, status=Document.Status.DRAFT)
    assert response["Location"] == reverse("document-detail", args=[document.pk])
    assert client.get(response["Location"]).status_code == 200
    words = client.get(reverse("document-words", args=[document.pk]))
    assert words.status_code == (200 if kind.has_own_words else 302)
    order = Order(municipality=document.municipality, number="77", issued_on=datetime.date(2026, 2, 3))
    issued = issue_document(
        document=document, order=order, annex="" if kind.is_order else "3", in_force_on=order.issued_on,
        with_check_address=True, by=of_everything.coordinator,
    )  # fmt: skip
    assert issued.file_name.startswith(kind.file_name)
    kept = client.get(reverse("document-file", args=[issued.pk, "pdf"]))
    assert io.BytesIO(b"".join(kept.streaming_content)).getvalue() == issued.pdf.open().read()
    assert Client().get(reverse("document-check", args=[issued.code])).status_code == 200
