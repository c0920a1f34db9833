"""Run as a process of its own: a PDF from the standard input, its lines and tables as JSON to the standard output."""

from __future__ import annotations

import io
import json
import re
import resource
import sys
from bisect import bisect
from collections.abc import Iterator

import pdfplumber

_BYTES = 700 * 2**20  # of addresses, libraries among them
_MORE_PAGES = 4  # the exit code for more pages than were to be read
_NEAR = 3  # points; edges that are drawn twice, or not quite in line
_PAGE_NUMBER = re.compile(r"\W*\d{1,3}\W*")
_BEGINS = re.compile(r"\s*(?:\d+(?:\.\d+)*[.)]|[-–—•])\s")


def blocks_of(pdf: pdfplumber.PDF) -> Iterator[dict]:
    for number, page in enumerate(pdf.pages, 1):
        tables = page.find_tables()
        lines = [line for line in page.extract_text_lines() if not any(_inside(line, table.bbox) for table in tables)]
        edges = min((line["x0"] for line in lines), default=0), max((line["x1"] for line in lines), default=page.width)
        found = [(paragraph["top"], paragraph) for paragraph in _paragraphs(_content(lines, page), edges)]
        words = page.extract_words() if tables else []
        found += [(table.bbox[1], _table(words, table)) for table in tables]
        for _top, block in sorted(found, key=lambda each: each[0]):
            yield {"page": number, **block}
        page.close()


def _inside(line: dict, box: tuple[float, float, float, float]) -> bool:
    middle = (line["top"] + line["bottom"]) / 2
    return box[1] - _NEAR <= middle <= box[3] + _NEAR and box[0] - _NEAR <= line["x0"] <= box[2]


def _content(lines: list[dict], page) -> list[dict]:
    """Without the number of the page."""
    margin = page.height / 12

    def is_number(line: dict) -> bool:
        is_outside = line["top"] < margin or line["bottom"] > page.height - margin
        return is_outside and bool(_PAGE_NUMBER.fullmatch(line["text"]))

    return [line for line in lines if not is_number(line)]


def _paragraphs(lines: list[dict], edges: tuple[float, float]) -> Iterator[dict]:
    """A line goes on with the one before where that reaches the right edge, and looks the same."""
    open_one: dict | None = None
    before: dict | None = None
    for line in lines:
        look = _look(line, edges)
        if open_one and before and _goes_on(before, line, look, open_one, edges):
            open_one["text"] += f" {line['text']}"
        else:
            if open_one:
                yield open_one
            open_one = {"text": line["text"], "top": line["top"], **look}
        before = line
    if open_one:
        yield open_one


def _goes_on(before: dict, line: dict, look: dict, open_one: dict, edges: tuple[float, float]) -> bool:
    is_near = line["top"] - before["bottom"] < 1.2 * (before["bottom"] - before["top"])
    reaches = before["x1"] > edges[1] - 0.12 * (edges[1] - edges[0])
    alike = (look["bold"], look["alignment"]) == (open_one["bold"], open_one["alignment"])
    return is_near and alike and not _BEGINS.match(line["text"]) and (reaches or look["alignment"] == "center")


def _look(line: dict, edges: tuple[float, float]) -> dict:
    chars = line["chars"]
    left, right = line["x0"] - edges[0], edges[1] - line["x1"]
    is_centred = left > 30 and abs(left - right) < 0.15 * max(left, right, 1)
    alignment = "center" if is_centred else "right" if left > 0.4 * (edges[1] - edges[0]) else "left"
    bold = sum("bold" in char["fontname"].lower() for char in chars) > len(chars) / 2
    return {"bold": bold, "alignment": alignment, "size": round(chars[0]["size"], 1) if chars else 0}


def _table(words: list[dict], table) -> dict:
    """Cells by the lines around them: one that reaches over other lines is joined."""
    across = _edges(edge for box in table.cells for edge in (box[0], box[2]))
    down = _edges(edge for box in table.cells for edge in (box[1], box[3]))
    cells = []
    for box in sorted(table.cells, key=lambda box: (box[1], box[0])):
        left, right = _place(box[0], across), _place(box[2], across)
        top, bottom = _place(box[1], down), _place(box[3], down)
        cells.append((top, left, max(bottom - top, 1), max(right - left, 1)))
    cells, covering = _apart(cells)
    within: dict[int, list[dict]] = {}
    for word in words:
        row = bisect(down, (word["top"] + word["bottom"]) / 2) - 1
        column = bisect(across, (word["x0"] + word["x1"]) / 2) - 1
        if (cell := covering.get((row, column))) is not None:
            within.setdefault(cell, []).append(word)
    written = [(*cell, _lines(within.get(number, []))) for number, cell in enumerate(cells)]
    return {"rows": len(down) - 1, "columns": len(across) - 1, "cells": written}


def _lines(words: list[dict]) -> str:
    """Words of a cell as its lines are, one below the other."""
    lines: list[list[dict]] = []
    for word in sorted(words, key=lambda word: (word["top"], word["x0"])):
        if lines and word["top"] - lines[-1][0]["top"] < _NEAR:
            lines[-1].append(word)
        else:
            lines.append([word])
    return " ".join(word["text"] for line in lines for word in sorted(line, key=lambda word: word["x0"]))


def _edges(found: Iterator[float]) -> list[float]:
    edges: list[float] = []
    for edge in sorted(found):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    return edges


def _place(edge: float, edges: list[float]) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - edge))


def _apart(cells: list[tuple]) -> tuple[list[tuple], dict[tuple[int, int], int]]:
    """Each place of the table belongs to one cell, whatever is drawn: the cells, and by place which of them."""
    covering: dict[tuple[int, int], int] = {}
    kept = []
    for row, column, rows, columns in cells:
        places = {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
        if not places & covering.keys():
            covering |= dict.fromkeys(places, len(kept))
            kept.append((row, column, rows, columns))
    return kept, covering


if __name__ == "__main__":
    most_pages, seconds = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    with pdfplumber.open(io.BytesIO(sys.stdin.buffer.read())) as opened:
        if len(opened.pages) > most_pages:
            sys.exit(_MORE_PAGES)
        json.dump(list(blocks_of(opened)), sys.stdout)
