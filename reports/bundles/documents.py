"""Documents of a bundle: as they are now in every format, and issued ones as they were kept."""

from collections.abc import Iterable, Iterator
from functools import partial

from reports.bundles.entries import Entry, stored_entry
from reports.content.building import build_content
from reports.content.paper import paper_for
from reports.issue.drafting import content_of
from reports.kinds import DocumentKind
from reports.layout.formats import FORMATS, Format
from reports.models import Document
from reports.permissions import can_read
from reports.queries.available import available_kinds
from roadmap.models import Programme
from schools.models import School

NOW, DRAFTS, ISSUED = "Документы сегодня", "Проекты документов", "Изданные документы"


def programme_documents(programme: Programme, user, folders: tuple[str, ...] = ()) -> Iterator[Entry]:
    for kind in available_kinds(programme):
        document = Document(kind=kind, programme=programme, municipality=programme.municipality)
        if can_read(user, document):
            yield from _in_formats((*folders, NOW), document, build_content)


def registered_documents(user, folders: tuple[str, ...] = (), **about) -> Iterator[Entry]:
    """Of the register, such as the person sees there: drafts with their edits, issued ones byte for byte, scans."""
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


def school_card(school: School, folders: tuple[str, ...], formats: tuple[str, ...] = tuple(FORMATS)) -> Iterator[Entry]:
    card = Document(kind=DocumentKind.SCHOOL_CARD, school=school, municipality=school.municipality)
    yield from _in_formats(folders, card, build_content, formats, name=f"{card.traits.file_name} {school}")


def school_executions(school: School, programmes: Iterable[Programme]) -> Iterator[Entry]:
    """The school's own report of each programme."""
    for programme in programmes:
        about = {"programme": programme, "municipality": programme.municipality, "school": school}
        report = Document(kind=DocumentKind.EXECUTION, **about)
        yield from _in_formats((NOW,), report, build_content)


def _in_formats(
    folders: tuple[str, ...], document: Document, content, formats: tuple[str, ...] = tuple(FORMATS), name: str = ""
) -> Iterator[Entry]:
    for ending in formats:
        chunks = partial(_rendered, document, content, FORMATS[ending])
        yield Entry(folders, f"{name or document.named_file()}.{ending}", chunks)


def _rendered(document: Document, content, chosen: Format) -> Iterator[bytes]:
    yield chosen.render(content(document), paper_for(document))
