from django import template

from roadmap.programmes.kept_tables import KeptCell, kept_lines, pieces_of
from roadmap.programmes.models import Annex, Section
from roadmap.tables.slots import places_of

register = template.Library()


@register.filter
def lines_of_table(table: dict) -> list[list[KeptCell]]:
    return kept_lines(table)


@register.filter
def text_and_tables(record: Section | Annex) -> list[tuple[str, dict | None]]:
    """Return the pieces of a record's text and its tables in order, as pairs: (text, None) or ("", table)."""
    pieces = pieces_of(record.text, record.tables)
    return [(piece, None) if isinstance(piece, str) else ("", piece) for piece in pieces]


@register.filter
def table_places(record: Section | Annex) -> list[tuple[str, str]]:
    """Return the places where each of the record's tables is edited and a new one is begun, with labels."""
    return places_of(record)
