"""The one place that says what of a municipality is open."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reports.open_pages.models import OpenDocument, OpenPages, OpenProgramme
from roadmap.programmes.models import Programme
from schools.directory.models import Department, Municipality


@dataclass(frozen=True)
class OpenedMunicipality:
    """What a municipality marked as open, whether or not everybody sees it yet."""

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


def opened_municipalities() -> Iterable[OpenPages]:
    """Return the municipalities that show anything, by region and name."""
    opened = OpenPages.objects.shown().select_related("municipality__department")
    return opened.order_by("municipality__region_key", "municipality__name_key")


def opened_municipality(pages: OpenPages, *, is_preview: bool = False) -> OpenedMunicipality:
    """Read what is marked as open, in three queries."""
    marks = OpenProgramme.objects.valid().filter(programme__municipality=pages.municipality)
    documents = OpenDocument.objects.valid().filter(document__municipality=pages.municipality)
    documents = documents.select_related("document__order").defer("document__content", "document__edits")
    return OpenedMunicipality(
        pages,
        list(marks.select_related("programme__approval_order")),
        list(documents.prefetch_related("document__corrections")),
        is_preview=is_preview,
    )
