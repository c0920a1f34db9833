"""Changes what everybody sees, as one decision: whether pages are open, parts of which programmes, which documents."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from portal.refusals import Refusal
from reports.blocks.stored import from_json
from reports.issue.models import Document
from reports.open_pages.models import OpenDocument, OpenPages, OpenProgramme
from reports.open_pages.openable import MAY_BE_OPEN, WITH_FIGURES, small_counts_in
from roadmap.programmes.models import Programme
from schools.directory.models import Municipality


class OpeningRefused(Refusal):
    """A document can't be shown to everybody."""


@dataclass(frozen=True)
class OpenParts:
    """A programme's open parts (of `OpenProgramme.PARTS`), and the last year whose entered facts are open."""

    parts: frozenset[str]
    facts_through: int | None = None


@transaction.atomic
def change_open_pages(
    *,
    municipality: Municipality,
    is_open: bool,
    licence: str,
    programmes: Mapping[int, OpenParts],
    documents: Collection[int],
    by,
) -> None:
    """Replace all marks of what is open: of municipal programmes in force, and documents of kinds that may be open.

    Raises OpeningRefused if a document prints counts of people below five.
    """
    lock_record(municipality)
    pages = OpenPages.of(municipality)
    before = _describe(pages)
    pages.is_open, pages.licence = is_open, licence
    pages.save()
    _mark_programmes(municipality, programmes)
    _mark_documents(municipality, documents)
    after = _describe(pages)
    if before != after:
        record_changes([Recorded(municipality, "открытые страницы изменены", before, after)], by=by)


def _describe(pages: OpenPages) -> dict:
    """Return what is open, in words for the journal."""
    marks = OpenProgramme.objects.valid().filter(programme__municipality=pages.municipality_id)
    documents = OpenDocument.objects.valid().filter(document__municipality=pages.municipality_id)
    return {
        OpenPages._meta.get_field("is_open").verbose_name: pages.is_open,
        OpenPages._meta.get_field("licence").verbose_name: pages.licence,
        "программы": [f"{each.programme} ({_name_parts(each)})" for each in marks.select_related("programme")],
        "документы": [str(each.document) for each in documents.select_related("document").order_by("document")],
    }


def _name_parts(mark: OpenProgramme) -> str:
    parts = [OpenProgramme._meta.get_field(part).verbose_name for part in OpenProgramme.PARTS if getattr(mark, part)]
    return ", ".join([*parts, *([f"факт по {mark.facts_through} год"] if mark.facts_through else [])])


def _mark_programmes(municipality: Municipality, programmes: Mapping[int, OpenParts]) -> None:
    in_force = Programme.objects.filter(municipality=municipality, school=None, status=Programme.Status.APPROVED)
    OpenProgramme.objects.filter(programme__municipality=municipality).exclude(
        programme__in=[pk for pk, chosen in programmes.items() if chosen.parts]
    ).delete()
    for programme in in_force.filter(pk__in=programmes):
        chosen = programmes[programme.pk]
        if not chosen.parts:
            continue
        mark = OpenProgramme.objects.filter(programme=programme).first() or OpenProgramme(programme=programme)
        if mark.approved_at != programme.approved_at:
            mark.opened_at, mark.approved_at = timezone.now(), programme.approved_at
        for part in OpenProgramme.PARTS:
            setattr(mark, part, part in chosen.parts)
        mark.facts_through = chosen.facts_through
        mark.save()


def _mark_documents(municipality: Municipality, documents: Collection[int]) -> None:
    opened = OpenDocument.objects.filter(document__municipality=municipality)
    opened.exclude(document__in=documents).delete()
    known = set(opened.values_list("document_id", flat=True))
    may_be = Document.objects.filter(MAY_BE_OPEN, municipality=municipality)
    for document in may_be.filter(pk__in=set(documents) - known):
        _check_figures(document)
        OpenDocument.objects.create(document=document, opened_at=timezone.now())


def _check_figures(document: Document) -> None:
    """Raises OpeningRefused if the document prints counts of people below five."""
    if document.kind not in WITH_FIGURES:
        return
    if found := small_counts_in(from_json(document.content)):
        raise OpeningRefused(
            f"«{document}» открыть нельзя: в нём напечатаны числа меньше 5, "
            f"по которым можно узнать людей, — «{found[0]}». На страницах портал их скрывает, в файле не может."
        )
