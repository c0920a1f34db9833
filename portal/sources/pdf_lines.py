"""Joins lines into paragraphs as they were before they were broken, and tables that pages have cut."""

from __future__ import annotations

import re

from portal.text.phrases import is_word

_LAST = re.compile(r"[А-ЯЁа-яё]+$")
_FIRST = re.compile(r"[а-яё]+")
_MERE_NUMBER = re.compile(r"[\d.]+")
_ROMAN = re.compile(r"[IVX]+\.?")
_DAY_BEGUN = re.compile(r"(?<!\d)\d{1,2}\.(?:\d{1,2}\.(?:\d{1,3})?)?$")
_DAY = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.\d{4}(?!\d)")
_SHORT_WORDS = frozenset(
    "а в и к о с у я бы во да до ее её же за из им их ко ли на не ни но об он от по со та те то мы".split()  # noqa: SIM905
)
_NEAR = 3  # points; edges of columns that are the same on two pages


def joined_lines(lines: list[str], *, is_narrow: bool = False) -> str:
    """Join lines into one paragraph. In narrow cells parts of a word are joined too, if they make one only together."""
    text = lines[0]
    for line in lines[1:]:
        text += ("" if _continues_word(text, line, is_narrow) else " ") + line
    return text


def _continues_word(text: str, line: str, is_narrow: bool) -> bool:
    """Return whether the line continues the word that ends the text, as after «Организационно-».

    The hyphen is kept, since a program's hyphens can't be told from the writer's.
    """
    last, first = _LAST.search(text.removesuffix("-")), _FIRST.match(line)
    if last and first and text.endswith("-"):
        return True
    if not is_narrow:
        return False
    if _MERE_NUMBER.fullmatch(text) and _MERE_NUMBER.fullmatch(line) and text.endswith("."):
        return True
    if _ROMAN.fullmatch(text + line):
        return True
    if (begun := _DAY_BEGUN.search(text)) and _DAY.match(begun[0] + line):
        return True
    if not last or not first:
        return False
    return not (_may_stand_alone(last[0]) and _may_stand_alone(first[0])) and is_word(last[0] + first[0])


def _may_stand_alone(part: str) -> bool:
    return is_word(part) if len(part) > 2 else part.casefold() in _SHORT_WORDS


def over_pages(blocks: list[dict]) -> list[dict]:
    """Join a table at the end of a page with one at the beginning of the next that has the same columns."""
    kept: list[dict] = []
    for block in blocks:
        before = kept[-1] if kept else None
        if before is not None and _is_further(before, block):
            _append(before, block)
        else:
            kept.append({**block, "last_page": block["page"]})
    return kept


def _is_further(before: dict, block: dict) -> bool:
    if "cells" not in before or "cells" not in block or block["page"] != before["last_page"] + 1:
        return False
    edges = before["edges"], block["edges"]
    return len(edges[0]) == len(edges[1]) and all(abs(one - other) < _NEAR for one, other in zip(*edges, strict=True))


def _append(before: dict, further: dict) -> None:
    """Append a further part of a table without its repeated headings, and join a row that the page's end cut."""
    headings = _headings_repeated(before, further)
    rows, cut = before["rows"], 0
    below = {cell[1]: cell for cell in further["cells"] if cell[0] == headings}
    above = {cell[1]: cell for cell in before["cells"] if cell[0] <= rows - 1 < cell[0] + cell[2]}
    if _is_cut(above, below):
        cut = 1
        for column, cell in below.items():
            _append_paragraphs(above[column][4], cell[4])
    kept = [cell for cell in further["cells"] if not cut or cell[0] != headings]
    before["cells"] += [[row + rows - (cut if row > headings else 0), *cell] for row, *cell in kept]
    before["rows"] += further["rows"] - cut
    before["last_page"] = further["page"]


def _headings_repeated(before: dict, further: dict) -> int:
    """Count the first rows of the further part that repeat the table's own first rows."""
    count = 0
    while count < min(before["rows"], further["rows"]) and _row(before, count) == _row(further, count):
        count += 1
    return count


def _row(table: dict, row: int) -> list:
    return [cell[1:] for cell in table["cells"] if cell[0] == row]


def _is_cut(above: dict, below: dict) -> bool:
    """Return whether the row below continues the row above, which the page's end cut.

    It has words only where the row above has some, and some begin in a small letter; if it has words in all those
    places, they all do.
    """
    written = {column for column, cell in below.items() if cell[4]}
    full = {column for column, cell in above.items() if cell[4]}
    if not below or below.keys() != above.keys() or any(cell[2] > 1 for cell in below.values()):
        return False
    lower = {at for at in written if below[at][4][0][0][:1].islower()}
    return bool(lower) and (written < full or (written == full and lower == written))


def _append_paragraphs(above: list[list[str]], below: list[list[str]]) -> None:
    """Append paragraphs; the first one continues the last one above unless it begins a sentence or an item."""
    if above and below and re.match(r"[а-яё\d)]", below[0][0]):
        above[-1] += below[0]
        below = below[1:]
    above += below
