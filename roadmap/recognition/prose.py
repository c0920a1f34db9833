"""Writes paragraphs as text of the interchange format: a small Markdown, which `portal.text.prose` reads."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal.sources.source import SourceCell, SourceParagraph
from roadmap.recognition.placed import PlacedText

_ITEM_NUMBER = re.compile(r"\d+[.)]")
_TYPED_BULLET = re.compile(r"[•·▪●○◦■□➢✓\uf0b7\uf0a7]\s*(?=\S)|[-–—]\s+")
_BLANKS = re.compile(r"[ \t\xa0]+")
_EDGES = re.compile(r"^(\s*)(.*?)(\s*)$", re.S)


def text_of(paragraphs: Iterable[SourceParagraph], *, marks_bold: bool = True) -> PlacedText:
    """Return the text of paragraphs, with blank lines between them but none between items of a list."""
    parts: list[str] = []
    places, was_item = [], False
    for paragraph in paragraphs:
        if paragraph.is_blank:
            continue
        line, is_item = _write_line(paragraph, marks_bold)
        if parts:
            parts.append("\n" if was_item and is_item else "\n\n")
        parts.append(line)
        places.append(paragraph.place)
        was_item = is_item
    return PlacedText("".join(parts), places)


def cell_text(cell: SourceCell) -> PlacedText:
    """Return a cell's text without marks for bold type, or "" if it is empty."""
    return text_of(cell.paragraphs, marks_bold=False)


def _write_line(paragraph: SourceParagraph, marks_bold: bool) -> tuple[str, bool]:
    """Return a paragraph as a line of text, and whether it is an item of a list."""
    words = _write_marked(paragraph, marks_bold)
    if paragraph.is_bulleted:
        return f"- {words}" if words else "•", True
    if paragraph.number:
        return f"{paragraph.number} {words}".strip(), bool(_ITEM_NUMBER.fullmatch(paragraph.number))
    if bullet := _TYPED_BULLET.match(words):
        return f"- {words[bullet.end() :]}", True
    item = _ITEM_NUMBER.match(words)
    return words, bool(item and words[item.end() : item.end() + 1].isspace())


def _write_marked(paragraph: SourceParagraph, marks_bold: bool) -> str:
    """Return a paragraph's words with marks around underlined and bold ones; all in bold is no emphasis."""
    marks_bold = marks_bold and not paragraph.is_bold
    written = ""
    for piece in paragraph.pieces:
        words = piece.text
        if piece.underlined:
            words = _put_between(words, "<u>", "</u>")
        if piece.bold and marks_bold:
            words = _put_between(words, "**", "**")
        written += words
    lines = (_BLANKS.sub(" ", line).strip() for line in written.split("\n"))
    return "\n".join(line for line in lines if line)


def _put_between(words: str, before: str, after: str) -> str:
    """Put marks around words, leaving blanks at their edges outside."""
    left, inner, right = _EDGES.match(words).groups()
    return f"{left}{before}{inner}{after}{right}" if inner else words
