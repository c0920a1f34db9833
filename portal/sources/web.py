"""What is pasted from a program, or a page: HTML as it is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree

from portal.refusals import Refusal
from portal.sources.source import (
    PASTED,
    ReadingLimits,
    Source,
    SourceAlignment,
    SourceBlock,
    SourceCell,
    SourceParagraph,
    SourceTable,
    StyledText,
)

MOST_LETTERS = 5_000_000
_MOST_SPAN = 200
_MOST_PLACES = 400_000
_ELEMENTS_EACH = 4  # of a paragraph or cell, at most
_DEEPEST = 12
_UNSEEN = {"script", "style", "head", "title", "template", "noscript", "meta", "link", "del", "iframe", "object"}
_BLOCKS = {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article",
           "blockquote", "body", "center", "header", "footer", "dd", "dt", "dl", "pre"}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*comment", re.I)
_ALIGNED = re.compile(r"text-align\s*:\s*(\w+)", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def read_html(text: str, limits: ReadingLimits = PASTED) -> Source:
    """Paragraphs and tables; scripts, styles and what is hidden are no content. Nothing in it is fetched."""
    if len(text) > MOST_LETTERS:
        raise Refusal("Вставлено слишком много. Вставьте документ по частям или загрузите его файлом.")
    if not text.strip():
        return Source(())
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(text.replace("\x00", ""), parser=parser)
    except (etree.ParserError, ValueError) as fault:
        raise Refusal("Вставленное не читается. Скопируйте его ещё раз или загрузите файлом.") from fault
    return Source(tuple(_Reader(limits).blocks(root, "", 0)))


class _Reader:
    def __init__(self, limits: ReadingLimits) -> None:
        self._limits = limits
        self._count = {"абзац": 0, "таблица": 0}
        self._cells = 0
        self._places = 0
        self._elements = 0

    def blocks(self, element, within: str, depth: int) -> Iterator[SourceBlock]:
        """Of an element: its own words are paragraphs too."""
        run: list[StyledText] = []
        yield from self._walk(element, run, within, depth, {})
        yield from self._closed(run, element, within)

    def _walk(self, element, run: list[StyledText], within: str, depth: int, look: dict) -> Iterator[SourceBlock]:
        if element.text:
            run.append(StyledText(element.text, **look))
        for child in element:
            self._elements += 1
            self._limits.check(self._elements // _ELEMENTS_EACH)
            if isinstance(child.tag, str) and child.tag not in _UNSEEN and not _HIDDEN.search(child.get("style", "")):
                yield from self._child(child, run, within, depth, look)
            if child.tail:
                run.append(StyledText(child.tail, **look))

    def _child(self, child, run: list[StyledText], within: str, depth: int, look: dict) -> Iterator[SourceBlock]:
        if child.tag == "br":
            run.append(StyledText("\x0b", **look))
        elif child.tag == "table" and depth < _DEEPEST:
            yield from self._closed(run, child.getparent(), within)
            yield self._table(child, self._place("таблица", within), depth + 1)
        elif child.tag in _BLOCKS:
            yield from self._closed(run, child.getparent(), within)
            inner: list[StyledText] = []
            yield from self._walk(child, inner, within, depth, _look(child, look))
            yield from self._closed(inner, child, within)
        else:
            yield from self._walk(child, run, within, depth, _look(child, look))

    def _closed(self, run: list[StyledText], element, within: str) -> Iterator[SourceBlock]:
        """What was gathered as one paragraph; blanks of the markup are one, a typed break stays."""
        pieces = [StyledText(_shown(each.text), each.bold, each.italic, each.underlined) for each in run]
        run.clear()
        if not "".join(piece.text for piece in pieces).strip():
            return
        heading = re.fullmatch(r"h([1-6])", element.tag)
        yield SourceParagraph(
            self._place("абзац", within),
            tuple(pieces),
            number=_list_number(element),
            is_bulleted=element.tag == "li" and element.getparent() is not None and element.getparent().tag == "ul",
            outline_level=int(heading[1]) - 1 if heading else None,
            alignment=_alignment(element),
        )

    def _table(self, element, place: str, depth: int) -> SourceTable:
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
        taken: set[tuple[int, int]] = set()
        cells, width = [], 0
        for number, row in enumerate(rows):
            column = 0
            for cell in row.iterchildren("td", "th"):
                while (number, column) in taken:
                    column += 1
                down = min(_span(cell, "rowspan"), len(rows) - number)
                across = _span(cell, "colspan")
                self._cells += 1
                self._limits.check(self._cells)
                self._places += down * across
                if self._places > _MOST_PLACES:
                    raise Refusal("Таблица слишком велика. Вставьте её по частям или загрузите файлом.")
                while any((number, column + step) in taken for step in range(across)):
                    across -= 1
                taken.update((number + r, column + c) for r in range(down) for c in range(across))
                where = f"{place}, строка {number + 1}, столбец {column + 1}"
                blocks = tuple(self.blocks(cell, where, depth))
                cells.append(SourceCell(where, number, column, down, across, blocks))
                column += across
                width = max(width, column)
        head = element.find("thead")
        repeated = len(list(head.iter("tr"))) if head is not None else 0
        return SourceTable(place, len(rows), width, tuple(cells), repeated)

    def _place(self, kind: str, within: str) -> str:
        if within:
            return within if kind == "абзац" and self._count.get(within) is None else f"{within}, {kind}"
        self._count[kind] += 1
        return f"{kind} {self._count[kind]}"


def _look(element, look: dict) -> dict:
    style = element.get("style", "").lower().replace(" ", "")
    found = dict(look)
    if element.tag in {"b", "strong", "th", "h1", "h2", "h3"} or re.search(r"font-weight:(?:bold|[6-9]00)", style):
        found["bold"] = True
    if element.tag in {"i", "em"} or "font-style:italic" in style:
        found["italic"] = True
    if element.tag == "u" or "text-decoration:underline" in style:
        found["underlined"] = True
    return found


def _shown(text: str) -> str:
    return _BLANKS.sub(" ", text).replace("\x0b", "\n").replace("\xad", "").replace("\u200b", "")


def _span(cell, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return min(max(int(text), 1), _MOST_SPAN) if text.isdecimal() else 1


def _alignment(element) -> SourceAlignment:
    style = _ALIGNED.search(element.get("style", ""))
    word = (element.get("align") or (style[1] if style else "")).lower()
    if element.tag == "center":
        word = "center"
    return next((each for each in SourceAlignment if each == word), SourceAlignment.LEFT)


def _list_number(element) -> str:
    """Of an item of an ordered list, as a browser counts."""
    parent = element.getparent()
    if element.tag != "li" or parent is None or parent.tag != "ol":
        return ""
    start = parent.get("start", "1")
    return f"{(int(start) if start.isdecimal() else 1) + list(parent.iterchildren('li')).index(element)}."
