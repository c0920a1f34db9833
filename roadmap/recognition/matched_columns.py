"""Matches the columns of a table with those of a table of another width to which a person joins it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.refusals import Refusal
from portal.sources.source import SourceCell, SourceTable
from roadmap.recognition.columns import ColumnKind
from roadmap.recognition.tables.lines import TableLines

_KINDLESS = {"", str(ColumnKind.FURTHER), "criterion", "aside"}
_NAMES = {str(ColumnKind.NAME): "названий", "school": "школ"}
"""Columns without which a table's rows make no sense."""


@dataclass(frozen=True)
class KnownColumns:
    """The titles and keys of a table's columns; the key of a column without a known meaning is ""."""

    titles: Sequence[str]
    keys: Sequence[str]


class NotMatched(Refusal):
    """The columns can't be matched; the message says why to the person who joins the tables."""


def in_places_of(lines: TableLines, own: KnownColumns, before: KnownColumns) -> tuple[SourceTable, list[SourceCell]]:
    """Return the table with its columns in the places of the table before, and its cells that have no place there.

    Raises NotMatched if a column with words has no place, or if names or schools have no column.
    """
    places = _match_columns(own, before)
    lost = [at for at in range(lines.width) if at not in places]
    if named := [own.titles[at] for at in lost if any(line.text(at) for line in lines.body)]:
        told = ", ".join(f"«{title or '—'}»" for title in named)
        raise NotMatched(f"В предыдущей таблице нет таких граф: {told}.")
    for key, words in _NAMES.items():
        if key in before.keys and list(before.keys).index(key) not in places.values():
            raise NotMatched(f"В ней нет графы {words}.")
    width = len(before.titles)
    cells, spare = [], []
    for cell in lines.table.cells:
        found = [places[at] for at in range(cell.column, cell.column + cell.columns) if at in places]
        if not found:
            spare.append(cell)
            continue
        first, last = _find_span(cell, found, places, lines.width, width)
        cells.append(replace(cell, column=first, columns=last - first + 1))
    return replace(lines.table, column_count=width, cells=tuple(cells)), spare


def _match_columns(own: KnownColumns, before: KnownColumns) -> dict[int, int]:
    """Match columns by the words of their headings, then by their keys; each column before is taken once."""
    places: dict[int, int] = {}
    for own_words, known in ((own.titles, before.titles), (own.keys, before.keys)):
        for at, words in enumerate(own_words):
            words = words.casefold()
            is_kind = own_words is own.keys
            if at in places or (is_kind and (words in _KINDLESS or words.startswith("column-"))) or not words:
                continue
            free = (place for place, each in enumerate(known) if each.casefold() == words)
            place = next((place for place in free if place not in places.values()), None)
            if place is not None:
                places[at] = place
    return places


def _find_span(cell: SourceCell, found: list[int], places: dict[int, int], own: int, width: int) -> tuple[int, int]:
    """Return the first and last column that the cell covers in the joined table.

    Raises NotMatched if columns of other cells lie between them.
    """
    if cell.columns == own:
        return 0, width - 1
    first, last = min(found), max(found)
    if {*range(first, last + 1)} & {*places.values()} - {*found}:
        raise NotMatched(f"Объединённая ячейка «{cell.shown[:60]}» стоит над графами, которые там врозь.")
    return first, last
