"""A part of a document taken into a programme that has none of it yet."""

from roadmap.exchange.format import OrderShape, ProgrammeDocument
from roadmap.exchange.importer import DocumentImporter
from roadmap.programmes.models import Programme
from schools.orders.models import Order


def add_indicators(programme: Programme, document: ProgrammeDocument, *, by) -> None:
    importer = DocumentImporter(document, programme.municipality, by, programme=programme)
    importer.indicators(document.programme.indicators)


def add_roadmap(programme: Programme, document: ProgrammeDocument, *, by) -> None:
    importer = DocumentImporter(document, programme.municipality, by, programme=programme)
    importer.roadmap(document.programme.roadmap)


def order_stated_by(shape: OrderShape, programme: Programme, document: ProgrammeDocument, *, by) -> Order:
    """The municipality's order that says exactly this and isn't the programme's yet, or a new one."""
    return DocumentImporter(document, programme.municipality, by, programme=programme).order(shape)
