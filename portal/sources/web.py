"""Reads HTML, pasted from a program or a page, as people see it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree

from portal.refusals import Refusal
from portal.sources.drawn import with_drawn_tables
from portal.sources.source import (
    PASTED,
    UNSEEN,
    ReadingLimits,
    Remark,
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
_ELEMENTS_EACH = 4  # the most elements per paragraph or cell
_DEEPEST = 12
_LONGEST_NUMBER = 10  # digits
_UNSEEN = {"script", "style", "head", "title", "template", "noscript", "meta", "link", "del", "iframe", "object"}
_BLOCKS = {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article",
           "blockquote", "body", "center", "header", "footer", "dd", "dt", "dl", "pre"}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*comment", re.I)
_ALIGNED = re.compile(r"text-align\s*:\s*(\w+)", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_UNREADABLE = "Вставленное не читается. Скопируйте его ещё раз или загрузите файлом."
# The parser compares each attribute of an element with all others, which takes the square of their number.
_MOST_ATTRIBUTES = 1_000
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_LONG_TAG = re.compile(rf"(?s)<[A-Za-z](?=.{{{2 * _MOST_ATTRIBUTES}}})(?>[^\"'>]+|\"[^\"]*\"|'[^']*')*+")


def read_html(text: str, limits: ReadingLimits = PASTED) -> Source:
    """Return its paragraphs and tables without scripts, styles and hidden content; nothing is fetched.

    Raises Refusal if it is too long or can't be read.
    """
    if len(text) > MOST_LETTERS:
        raise Refusal("Вставлено слишком много. Вставьте документ по частям или загрузите его файлом.")
    if not text.strip():
        return Source(())
    if any(map(_has_many_attributes, _LONG_TAG.findall(text))):
        raise Refusal(_UNREADABLE)
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(text.replace("\x00", ""), parser=parser)
    except (etree.ParserError, ValueError) as fault:
        raise Refusal(_UNREADABLE) from fault
    reader = _Reader(limits)
    return with_drawn_tables(Source(tuple(reader.blocks(root, "", 0)), tuple(reader.remarks())))


class _Reader:
    def __init__(self, limits: ReadingLimits) -> None:
        self._limits = limits
        self._count = {"абзац": 0, "таблица": 0}
        self._cells = 0
        self._places = 0
        self._elements = 0
        self._numbers: dict[object, int] = {}  # of items of ordered lists
        self._changes = self._hidden = 0

    def remarks(self) -> Iterator[Remark]:
        """Yield remarks on what was left out or decided in reading."""
        if self._changes:
            yield Remark(f"Во вставленном есть исправления в режиме рецензирования ({self._changes}): они приняты.")
        if self._hidden:
            yield Remark(f"Во вставленном есть скрытое ({self._hidden}): оно пропущено.")

    def _is_seen(self, element) -> bool:
        """Return whether the element is visible; count hidden words and tracked changes for the remarks."""
        is_hidden = bool(_HIDDEN.search(element.get("style", "")))
        self._changes += element.tag in {"del", "ins"}
        self._hidden += is_hidden and bool(element.text_content().strip())
        return element.tag not in _UNSEEN and not is_hidden

    def blocks(self, element, within: str, depth: int) -> Iterator[SourceBlock]:
        """Yield the element's paragraphs and tables; words directly within it are a paragraph too."""
        run: list[StyledText] = []
        yield from self._walk(element, run, within, depth, {})
        yield from self._close_paragraph(run, element, within)

    def _walk(self, element, run: list[StyledText], within: str, depth: int, look: dict) -> Iterator[SourceBlock]:
        """Collect the element's words in `run`, and yield the paragraphs and tables that end within it."""
        is_kept = element.tag == "pre"
        if element.text:
            run.append(StyledText(_keep_blanks(element.text) if is_kept else element.text, **look))
        if element.tag == "ol":
            self._numbers |= _number_items(element)
        for child in element:
            self._elements += 1
            self._limits.check(self._elements // _ELEMENTS_EACH)
            if isinstance(child.tag, str) and self._is_seen(child):
                yield from self._read_child(child, run, within, depth, look)
            if child.tail:
                run.append(StyledText(_keep_blanks(child.tail) if is_kept else child.tail, **look))

    def _number_of_item(self, element) -> str:
        """Return the number of an ordered list's item as a browser shows it; "" for any other element."""
        return f"{self._numbers[element]}." if element in self._numbers else ""

    def _read_child(self, child, run: list[StyledText], within: str, depth: int, look: dict) -> Iterator[SourceBlock]:
        """Read a line break, a table, a block with paragraphs of its own, or further words of the paragraph."""
        if child.tag == "br":
            run.append(StyledText("\x0b", **look))
        elif child.tag == "table" and depth < _DEEPEST:
            yield from self._close_paragraph(run, child.getparent(), within)
            table = self._read_table(child, self._next_place("таблица", within), depth + 1)
            if table.column_count:  # otherwise all its columns are hidden
                yield table
        elif child.tag in _BLOCKS:
            yield from self._close_paragraph(run, child.getparent(), within)
            inner: list[StyledText] = []
            yield from self._walk(child, inner, within, depth, _read_look(child, look))
            yield from self._close_paragraph(inner, child, within)
        else:
            yield from self._walk(child, run, within, depth, _read_look(child, look))

    def _close_paragraph(self, run: list[StyledText], element, within: str) -> Iterator[SourceBlock]:
        """Yield the collected words as a paragraph, if there are any; blanks are joined, typed line breaks are kept."""
        pieces = [StyledText(_normalise_blanks(each.text), each.bold, each.italic, each.underlined) for each in run]
        run.clear()
        if not "".join(piece.text for piece in pieces).strip():
            return
        heading = re.fullmatch(r"h([1-6])", element.tag)
        yield SourceParagraph(
            self._next_place("абзац", within),
            tuple(pieces),
            number=self._number_of_item(element),
            is_bulleted=element.tag == "li" and element.getparent() is not None and element.getparent().tag == "ul",
            outline_level=int(heading[1]) - 1 if heading else None,
            alignment=_alignment(element),
        )

    def _read_table(self, element, place: str, depth: int) -> SourceTable:
        """Return a table without hidden rows and columns. Raises Refusal if its cells cover too many places."""
        every = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
        rows = [row for row in every if self._is_seen(row)]
        behind = {row: at for at, row in enumerate(every)}
        hidden = self._hidden_columns(element)
        taken: set[tuple[int, int]] = set()
        cells, width = [], 0
        for number, row in enumerate(rows):
            column = 0
            for cell in row.iterchildren("td", "th"):
                while (number, column) in taken:
                    column += 1
                down = _span(cell, "rowspan")
                down = sum(behind[each] < behind[row] + down for each in rows[number : number + down])
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
                first, after = (at - sum(each < at for each in hidden) for at in (column, column + across))
                if after > first:
                    blocks = tuple(self.blocks(cell, where, depth))
                    cells.append(SourceCell(where, number, first, down, after - first, blocks))
                else:
                    self._hidden += bool(cell.text_content().strip())
                column += across
                width = max(width, after)
        head = element.find("thead")
        repeated = len(list(head.iter("tr"))) if head is not None else 0
        return SourceTable(place, len(rows), width, tuple(cells), repeated)

    @staticmethod
    def _hidden_columns(table) -> list[int]:
        """Return the indexes of the columns that Excel marks as hidden."""
        found, column = [], 0
        for each in table.iter("col"):
            count = _span(each, "span")
            if _HIDDEN.search(each.get("style", "")):
                found += range(column, column + count)
            column += count
            if len(found) >= _MOST_SPAN:
                break
        return found[:_MOST_SPAN]

    def _next_place(self, kind: str, within: str) -> str:
        if within:
            return within if kind == "абзац" and self._count.get(within) is None else f"{within}, {kind}"
        self._count[kind] += 1
        self._limits.check(self._count[kind])
        return f"{kind} {self._count[kind]}"


def _read_look(element, look: dict) -> dict:
    """Return the look of an element's words, within the look of its parents."""
    style = element.get("style", "").lower().replace(" ", "")
    found = dict(look)
    if element.tag in {"b", "strong", "th", "h1", "h2", "h3"} or re.search(r"font-weight:(?:bold|[6-9]00)", style):
        found["bold"] = True
    if element.tag in {"i", "em"} or "font-style:italic" in style:
        found["italic"] = True
    if element.tag == "u" or "text-decoration:underline" in style:
        found["underlined"] = True
    return found


def _keep_blanks(text: str) -> str:
    """Mark blanks and line breaks of preformatted text so that they are kept."""
    return text.replace(" ", "\xa0").replace("\n", "\x0b")


def _normalise_blanks(text: str) -> str:
    return _BLANKS.sub(" ", text).replace("\x0b", "\n").translate(UNSEEN)


def _span(cell, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return min(max(int(text), 1), _MOST_SPAN) if text.isdecimal() and len(text) < _LONGEST_NUMBER else 1


def _alignment(element) -> SourceAlignment:
    style = _ALIGNED.search(element.get("style", ""))
    word = (element.get("align") or (style[1] if style else "")).lower()
    if element.tag == "center":
        word = "center"
    return next((each for each in SourceAlignment if each == word), SourceAlignment.LEFT)


def _has_many_attributes(tag: str) -> bool:
    if len(tag) < 2 * _MOST_ATTRIBUTES:
        return False
    names = _QUOTED.sub(" ", tag)
    return max(names.count("="), len(names.split())) > _MOST_ATTRIBUTES


def _number_items(element) -> dict[object, int]:
    """Return the numbers of an ordered list's items, as a browser counts them."""
    start = element.get("start", "1")
    first = int(start) if start.isdecimal() and len(start) < _LONGEST_NUMBER else 1
    return {item: number for number, item in enumerate(element.iterchildren("li"), first)}
