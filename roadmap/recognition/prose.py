"""Paragraphs as the text of the interchange format: a small Markdown (`portal.text.prose` reads it)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal.sources.source import SourceCell, SourceParagraph
from roadmap.recognition.placed import PlacedText

_ITEM_NUMBER = re.compile(r"\d+[.)]")
_TYPED_BULLET = re.compile(r"[•·▪●○◦■□➢✓\uf0b7\uf0a7]\s*|[-–—]\s+")
_BLANKS = re.compile(r"[ \t\xa0]+")
_EDGES = re.compile(r"^(\s*)(.*?)(\s*)$", re.S)


def text_of(paragraphs: Iterable[SourceParagraph], *, marks_bold: bool = True) -> PlacedText:
    """Paragraphs parted by blank lines, items of a list on consecutive lines."""
    parts: list[str] = []
    places, was_item = [], False
    for paragraph in paragraphs:
        if paragraph.is_blank:
            continue
        line, is_item = _line(paragraph, marks_bold)
        if parts:
            parts.append("\n" if was_item and is_item else "\n\n")
        parts.append(line)
        places.append(paragraph.place)
        was_item = is_item
    return PlacedText("".join(parts), places)


def cell_text(cell: SourceCell) -> PlacedText:
    """What a cell says; empty where it is empty."""
    return text_of(cell.paragraphs, marks_bold=False)


def _line(paragraph: SourceParagraph, marks_bold: bool) -> tuple[str, bool]:
    words = _marked(paragraph, marks_bold)
    if paragraph.is_bulleted:
        return f"- {words}", True
    if paragraph.number:
        return f"{paragraph.number} {words}".strip(), bool(_ITEM_NUMBER.fullmatch(paragraph.number))
    if bullet := _TYPED_BULLET.match(words):
        return f"- {words[bullet.end() :]}", True
    item = _ITEM_NUMBER.match(words)
    return words, bool(item and words[item.end() : item.end() + 1].isspace())


def _marked(paragraph: SourceParagraph, marks_bold: bool) -> str:
    """Its words, those that stand out with their marks; a paragraph that is all bold is no emphasis."""
    marks_bold = marks_bold and not paragraph.is_bold
    written = ""
    for piece in paragraph.pieces:
        words = piece.text
        if piece.underlined:
            words = _between(words, "<u>", "</u>")
        if piece.bold and marks_bold:
            words = _between(words, "**", "**")
        written += words
    lines = (_BLANKS.sub(" ", line).strip() for line in written.split("\n"))
    return "\n".join(line for line in lines if line)


def _between(words: str, before: str, after: str) -> str:
    """Blanks at the edges stay outside of the marks."""
    left, inner, right = _EDGES.match(words).groups()
    return f"{left}{before}{inner}{after}{right}" if inner else words
