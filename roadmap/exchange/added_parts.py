"""A part of a document taken into a programme that has none of it yet."""

from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import DocumentImporter
from roadmap.programmes.models import Programme


def add_indicators(programme: Programme, document: ProgrammeDocument, *, by) -> None:
    importer = DocumentImporter(document, programme.municipality, by, programme=programme)
    importer.indicators(document.programme.indicators)


def add_roadmap(programme: Programme, document: ProgrammeDocument, *, by) -> None:
    importer = DocumentImporter(document, programme.municipality, by, programme=programme)
    importer.roadmap(document.programme.roadmap)
