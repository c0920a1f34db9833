"""The program of a process that reads a PDF from its standard input, and writes lines and tables as JSON."""

from __future__ import annotations

import io
import json
import re
import resource
import sys
from bisect import bisect
from collections.abc import Iterator
from itertools import pairwise

import pdfplumber

_TOO_MUCH = 4  # the exit code if there are more pages, or it takes more memory, than allowed
_NEAR = 3  # points; edges that are closer are one, drawn twice or not quite in line
_FAR = 18  # points; no justified line has such gaps between words
_COLUMN_GAP = 8  # points; the least gap between columns without borders
_NUMBER_OF_ITEM = re.compile(r"(?:\d+(?:\.\d+)*[.)]?|[IVX]+[.)]|[-–—•])")
_PADDING = 6  # points between a cell's border and its words
_TAB = "\t"
_PAGE_NUMBER = re.compile(r"\W*\d{1,3}\W*")
_BEGINS = re.compile(r"\s*(?:\d+(?:\.\d+)*[.)]|[-–—•])\s")


def blocks_of(pdf: pdfplumber.PDF) -> Iterator[dict]:
    seen: dict[int, tuple[float, float]] = {}
    for number, page in enumerate(pdf.pages, 1):
        tables = page.find_tables({"explicit_horizontal_lines": _open_ends(page.edges)})
        words = page.extract_words()
        lines = [
            line for line in page.extract_text_lines() if not any(_is_inside(line, table.bbox) for table in tables)
        ]
        lines = [{**line, "words": within} for line in lines if (within := _words_of(line, words))]
        edges = seen[round(page.width)] = _edges_of_text(lines, tables, seen.get(round(page.width)))
        found = [(paragraph["top"], paragraph) for paragraph in _paragraphs(_without_page_number(lines, page), edges)]
        found += [(table.bbox[1], _table(words, table)) for table in tables]
        for _top, block in sorted(found, key=lambda each: each[0]):
            yield {"page": number, **block}
        page.close()


def _open_ends(edges: list[dict]) -> list[float]:
    """Return where lines between columns end without a line across: there a row was cut by the page's end."""
    across = [edge["top"] for edge in edges if edge["orientation"] == "h"]
    down = [edge for edge in edges if edge["orientation"] == "v"]
    found = []
    for side, end in (("top", min), ("bottom", max)):
        place = end((edge[side] for edge in down), default=None)
        if place is None or any(abs(place - other) < _NEAR for other in across):
            continue
        if sum(abs(edge[side] - place) < _NEAR for edge in down) > 1:
            found.append(place)
    return found


def _edges_of_text(lines: list[dict], tables: list, before: tuple[float, float] | None) -> tuple[float, float]:
    """Return the text's left and right edge, by earlier pages of this width too, as short lines don't show it."""
    spans = [(line["x0"], line["x1"]) for line in lines] + [(table.bbox[0], table.bbox[2]) for table in tables]
    spans += [before] if before else []
    return min((span[0] for span in spans), default=0), max((span[1] for span in spans), default=0)


def _words_of(line: dict, words: list[dict]) -> list[dict]:
    """Return the line's words from left to right."""
    found = [
        word
        for word in words
        if line["top"] <= (word["top"] + word["bottom"]) / 2 <= line["bottom"]
        and line["x0"] - 1 <= word["x0"] <= line["x1"]
    ]
    return sorted(found, key=lambda word: word["x0"])


def _is_inside(line: dict, box: tuple[float, float, float, float]) -> bool:
    middle = (line["top"] + line["bottom"]) / 2
    return box[1] - _NEAR <= middle <= box[3] + _NEAR and box[0] - _NEAR <= line["x0"] <= box[2]


def _without_page_number(lines: list[dict], page) -> list[dict]:
    margin = page.height / 12

    def is_number(line: dict) -> bool:
        is_outside = line["top"] < margin or line["bottom"] > page.height - margin
        return is_outside and bool(_PAGE_NUMBER.fullmatch(line["text"]))

    return [line for line in lines if not is_number(line)]


def _paragraphs(lines: list[dict], edges: tuple[float, float]) -> Iterator[dict]:
    """Yield paragraphs. A line continues the one before if it looks the same and its first word had no room there."""
    open_one: dict | None = None
    before: dict | None = None
    stop: float | None = None
    for line in lines:
        look = _look(line, edges)
        is_near = bool(before) and line["top"] - before["bottom"] < 1.2 * (before["bottom"] - before["top"])
        line["text"] = _with_tabs(line["words"], stop if is_near else None, edges)
        if is_near and look["is_full"] and open_one["bold"] == look["bold"]:
            look["alignment"] = open_one["alignment"]
        is_at_stop = is_near and stop is not None and abs(line["x0"] - stop) < _NEAR
        if open_one and is_near and not is_at_stop and _continues(before, line, look, open_one, edges):
            open_one["lines"].append(line["text"])
        else:
            if open_one:
                yield open_one
            words = f"\t{line['text']}" if is_at_stop else line["text"]
            open_one = {"lines": [words], "top": line["top"], **look}
        stop = _tab_stop(line["words"]) or (stop if is_at_stop or (is_near and _TAB in line["text"]) else None)
        before = line
    if open_one:
        yield open_one


def _continues(before: dict, line: dict, look: dict, open_one: dict, edges: tuple[float, float]) -> bool:
    alike = (look["bold"], look["alignment"]) == (open_one["bold"], open_one["alignment"])
    is_new = _TAB in before["text"] and not line["text"][0].islower()
    is_over = is_new or _TAB in line["text"] or _BEGINS.match(line["text"])
    is_centred = look["alignment"] == "center"
    room = edges[1] - edges[0] - (before["x1"] - before["x0"]) if is_centred else edges[1] - before["x1"]
    return alike and not is_over and not _fits(line["words"][0], room)


def _fits(word: dict, room: float) -> bool:
    """Tell whether the word fits into the room, with a blank before it and a margin, as lines are seldom quite full."""
    return word["x1"] - word["x0"] + 0.6 * (word["bottom"] - word["top"]) < room


def _with_tabs(words: list[dict], stop: float | None, edges: tuple[float, float]) -> str:
    """Return the line with tabs before words that are far from the last one, or begin at the line above's tab stop."""
    if _is_stretched(words, edges):
        return " ".join(word["text"] for word in words)
    text = words[0]["text"]
    for before, word in pairwise(words):
        is_at_stop = stop is not None and abs(word["x0"] - stop) < _NEAR and word["x0"] - before["x1"] > _COLUMN_GAP
        is_apart = is_at_stop or _is_far(before, word)
        is_apart = is_apart and not (before is words[0] and _NUMBER_OF_ITEM.fullmatch(before["text"]))
        text += f"{_TAB if is_apart else ' '}{word['text']}"
    return text


def _is_stretched(words: list[dict], edges: tuple[float, float]) -> bool:
    """Return whether it is a justified line: it reaches from edge to edge, with more than one wide gap."""
    is_full = words[0]["x0"] - edges[0] < _NEAR and edges[1] - words[-1]["x1"] < _NEAR
    return is_full and sum(_is_far(*pair) for pair in pairwise(words)) > 1


def _is_far(before: dict, word: dict) -> bool:
    return word["x0"] - before["x1"] > max(_FAR, 1.6 * (word["bottom"] - word["top"]))


def _tab_stop(words: list[dict]) -> float | None:
    """Return where the words behind the first wide gap begin, unless the gap follows an item's number."""
    pairs = [pair for pair in pairwise(words) if _is_far(*pair)]
    pairs = [pair for pair in pairs if pair[0] is not words[0] or not _NUMBER_OF_ITEM.fullmatch(pair[0]["text"])]
    return pairs[0][1]["x0"] if pairs else None


def _look(line: dict, edges: tuple[float, float]) -> dict:
    chars = line["chars"]
    left, right = line["x0"] - edges[0], edges[1] - line["x1"]
    is_centred = left > 30 and abs(left - right) < 0.15 * max(left, right, 1)
    alignment = "center" if is_centred else "right" if left > 0.4 * (edges[1] - edges[0]) else "left"
    bold = sum("bold" in char["fontname"].lower() for char in chars) > len(chars) / 2
    size = round(chars[0]["size"], 1) if chars else 0
    return {"bold": bold, "alignment": alignment, "size": size, "is_full": left < 30 and right < 30}


def _table(words: list[dict], table) -> dict:
    """Read a table's cells by the lines around them; a cell that reaches over other lines is merged."""
    across = _edges(edge for box in table.cells for edge in (box[0], box[2]))
    down = _edges(edge for box in table.cells for edge in (box[1], box[3]))
    cells = []
    for box in sorted(table.cells, key=lambda box: (box[1], box[0])):
        left, right = _place(box[0], across), _place(box[2], across)
        top, bottom = _place(box[1], down), _place(box[3], down)
        cells.append((top, left, max(bottom - top, 1), max(right - left, 1)))
    cells, covering = _without_overlaps(cells)
    within: dict[int, list[dict]] = {}
    for word in words:
        row = bisect(down, (word["top"] + word["bottom"]) / 2) - 1
        column = bisect(across, (word["x0"] + word["x1"]) / 2) - 1
        if (cell := covering.get((row, column))) is not None:
            within.setdefault(cell, []).append(word)
    widths = [across[cell[1] + cell[3]] - across[cell[1]] for cell in cells]
    written = [(*cell, _paragraphs_of_cell(within.get(at, []), widths[at])) for at, cell in enumerate(cells)]
    return {"rows": len(down) - 1, "columns": len(across) - 1, "cells": written, "edges": across}


def _paragraphs_of_cell(words: list[dict], width: float) -> list[list[str]]:
    """Return each paragraph's lines. One begins as a list's item, or if its first word had room in the line above."""
    paragraphs: list[list[str]] = []
    before: list[dict] = []
    for line in _lines(words):
        text = " ".join(word["text"] for word in line)
        used = before[-1]["x1"] - before[0]["x0"] if before else 0
        if not before or _BEGINS.match(text) or _fits(line[0], width - 2 * _PADDING - used):
            paragraphs.append([])
        paragraphs[-1].append(text)
        before = line
    return paragraphs


def _lines(words: list[dict]) -> list[list[dict]]:
    """Group a cell's words into lines, from top to bottom."""
    lines: list[list[dict]] = []
    for word in sorted(words, key=lambda word: (word["top"], word["x0"])):
        if lines and word["top"] - lines[-1][0]["top"] < _NEAR:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word["x0"]) for line in lines]


def _edges(found: Iterator[float]) -> list[float]:
    edges: list[float] = []
    for edge in sorted(found):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    return edges


def _place(edge: float, edges: list[float]) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - edge))


def _without_overlaps(cells: list[tuple]) -> tuple[list[tuple], dict[tuple[int, int], int]]:
    """Return the cells without those that overlap an earlier one, and for each place the index of its cell."""
    covering: dict[tuple[int, int], int] = {}
    kept = []
    for row, column, rows, columns in cells:
        places = {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
        if not places & covering.keys():
            covering |= dict.fromkeys(places, len(kept))
            kept.append((row, column, rows, columns))
    return kept, covering


if __name__ == "__main__":
    most_pages, seconds, megabytes = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
    try:
        with pdfplumber.open(io.BytesIO(sys.stdin.buffer.read())) as opened:
            if len(opened.pages) > most_pages:
                sys.exit(_TOO_MUCH)
            json.dump(list(blocks_of(opened)), sys.stdout)
    except MemoryError:
        sys.exit(_TOO_MUCH)
