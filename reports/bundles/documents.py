"""A bundle's documents: made of today's data in every format, drafts, and issued ones as they were kept."""

from collections.abc import Iterable, Iterator
from functools import partial

from reports.bundles.entries import BundleEntry, stored_entry
from reports.issue.models import Document
from reports.issue.paper import paper_for
from reports.issue.queries import build_content, content_of
from reports.kinds.document_kind import DocumentKind, DocumentRequest
from reports.kinds.permissions import can_read
from reports.kinds.queries import available_kinds
from reports.kinds.registry import kinds_about
from reports.kinds.school_card.kind import KIND as SCHOOL_CARD
from reports.layout.formats import FORMATS, Format
from roadmap.programmes.models import Programme
from schools.directory.models import School

NOW, DRAFTS, ISSUED = "Документы сегодня", "Проекты документов", "Изданные документы"


def programme_documents(programme: Programme, user, folders: tuple[str, ...] = ()) -> Iterator[BundleEntry]:
    for kind in available_kinds(programme):
        request = DocumentRequest(kind, programme=programme)
        if can_read(user, request):
            yield from _in_formats((*folders, NOW), Document.of(request), build_content)


def registered_documents(user, folders: tuple[str, ...] = (), **about) -> Iterator[BundleEntry]:
    """Yield documents of the register that the user sees: drafts with their edits, issued PDFs as kept, scans."""
    documents = Document.objects.visible_to(user).filter(**about).select_related(
        "municipality__department", "programme", "low_result_list__period", "school", "period", "order"
    ).order_by("pk")  # fmt: skip
    for document in documents.iterator():
        if document.is_draft:
            yield from _in_formats((*folders, DRAFTS), document, content_of)
            continue
        place = (*folders, ISSUED)
        yield stored_entry(place, f"{document.file_name}.pdf", document.pdf, document.pdf_sha256)
        for attachment in document.attachments.all():
            yield stored_entry((*place, document.file_name), attachment.name, attachment.file, attachment.sha256)


def school_documents(school: School) -> Iterator[BundleEntry]:
    """Yield documents of every kind that is about a school."""
    for kind in kinds_about("school"):
        yield from _about_school(kind, school, (NOW,), tuple(FORMATS))


def school_card(school: School) -> Iterator[BundleEntry]:
    yield from _about_school(SCHOOL_CARD, school, (), ("pdf",))


def _about_school(
    kind: DocumentKind, school: School, folders: tuple[str, ...], formats: tuple[str, ...]
) -> Iterator[BundleEntry]:
    document = Document.of(DocumentRequest(kind, school=school))
    yield from _in_formats(folders, document, build_content, formats, name=f"{kind.file_name} {school}")


def own_documents_of_programmes(school: School, programmes: Iterable[Programme]) -> Iterator[BundleEntry]:
    """Yield each programme's documents that can be made about one school: its report on the plan's execution."""
    kinds = [kind for kind in kinds_about("programme") if "school" in kind.asks]
    for programme in programmes:
        for kind in kinds:
            document = Document.of(DocumentRequest(kind, programme=programme, school=school))
            yield from _in_formats((NOW,), document, build_content)


def _in_formats(
    folders: tuple[str, ...], document: Document, content, formats: tuple[str, ...] = tuple(FORMATS), name: str = ""
) -> Iterator[BundleEntry]:
    for ending in formats:
        chunks = partial(_render, document, content, FORMATS[ending])
        yield BundleEntry(folders, f"{name or document.named_file()}.{ending}", chunks)


def _render(document: Document, content, chosen: Format) -> Iterator[bytes]:
    yield chosen.render(content(document), paper_for(document))
