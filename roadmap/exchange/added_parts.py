"""Takes a single part of a document into a programme that doesn't have that part yet."""

from portal.history.actions import record_changes
from roadmap.exchange.format import OrderShape, ProgrammeDocument
from roadmap.exchange.importer import DocumentImporter
from roadmap.exchange.names_meant import NamesMeant
from roadmap.programmes.models import Programme
from schools.orders.models import Order


def add_indicators(programme: Programme, document: ProgrammeDocument, *, meant: NamesMeant, by) -> None:
    importer = DocumentImporter(document, programme.municipality, by, meant=meant, programme=programme)
    importer.indicators(document.programme.indicators)


def add_roadmap(programme: Programme, document: ProgrammeDocument, *, by) -> None:
    importer = DocumentImporter(document, programme.municipality, by, programme=programme)
    importer.roadmap(document.programme.roadmap)


def order_stated_by(shape: OrderShape, programme: Programme, document: ProgrammeDocument, *, by) -> Order:
    """Return the municipality's order that says exactly this and isn't the programme's yet, or a new one."""
    importer = DocumentImporter(document, programme.municipality, by, programme=programme)
    order = importer.order(shape)
    record_changes(importer.made, by=by)
    return order
