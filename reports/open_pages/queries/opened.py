"""What a municipality shows: the one place that says what is open."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from reports.open_pages.models import OpenDocument, OpenPages, OpenProgramme
from roadmap.programmes.models import Programme
from schools.directory.models import Department, Municipality


@dataclass(frozen=True)
class OpenedMunicipality:
    """What is marked, whether or not it is shown to everybody yet."""

    pages: OpenPages
    marks: list[OpenProgramme]
    documents: list[OpenDocument]
    is_preview: bool = field(default=False, kw_only=True)

    @property
    def municipality(self) -> Municipality:
        return self.pages.municipality

    @property
    def department(self) -> Department | None:
        return getattr(self.municipality, "department", None)

    def mark_of(self, programme_pk: int) -> OpenProgramme | None:
        return next((mark for mark in self.marks if mark.programme_id == programme_pk), None)

    def documents_of(self, programme: Programme) -> list[OpenDocument]:
        return [each for each in self.documents if each.document.programme_id == programme.pk]

    @cached_property
    def other_documents(self) -> list[OpenDocument]:
        """Of no programme that is open."""
        opened = {mark.programme_id for mark in self.marks}
        return [each for each in self.documents if each.document.programme_id not in opened]


def opened_municipalities() -> Iterable[OpenPages]:
    """Those that have anything to show."""
    opened = OpenPages.objects.shown().select_related("municipality__department")
    return opened.order_by("municipality__region_key", "municipality__name_key")


def opened_municipality(pages: OpenPages, *, is_preview: bool = False) -> OpenedMunicipality:
    """In three queries."""
    marks = OpenProgramme.objects.valid().filter(programme__municipality=pages.municipality)
    documents = OpenDocument.objects.valid().filter(document__municipality=pages.municipality)
    documents = documents.select_related("document__order").defer("document__content", "document__edits")
    return OpenedMunicipality(
        pages,
        list(marks.select_related("programme__approval_order")),
        list(documents.prefetch_related("document__corrections")),
        is_preview=is_preview,
    )
