"""The interchange format's subset of Markdown as blocks.

Paragraphs parted by a blank line, `## ` headings, `- ` bullets, `1. ` and `1) ` items, `**bold**`, `<u>underlined</u>`.
A mark without its pair is text; «6.Повышение» is a paragraph. Whatever is typed, no letter of it is lost.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from portal.text.line_breaks import with_line_breaks

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True)
class ProseSpan:
    """Words set alike; a newline in them is a line break."""

    text: str
    bold: bool = False
    underlined: bool = False


@dataclass(frozen=True)
class Paragraph:
    spans: tuple[ProseSpan, ...]
    align: Align = "justify"
    block: Literal["paragraph"] = field(default="paragraph", kw_only=True, repr=False)


@dataclass(frozen=True)
class ListItem:
    """An item with its number or bullet as typed."""

    marker: str
    spans: tuple[ProseSpan, ...]
    block: Literal["list_item"] = field(default="list_item", kw_only=True, repr=False)


@dataclass(frozen=True)
class Heading:
    """Level 1 is the document's title, 2 a part of it, 3 a heading in running text."""

    spans: tuple[ProseSpan, ...]
    level: int = 1
    block: Literal["heading"] = field(default="heading", kw_only=True, repr=False)


Text = Paragraph | ListItem | Heading

_ITEM = re.compile(r"(-|\d+[.)])[ \t]+(?=\S)")
_HEADING = re.compile(r"#{2,6}[ \t]+(?=\S)")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_MARK = re.compile(r"(\*\*|</?u>)")
_BULLETS = {"-": "–"}


def parse_prose(text: str | None, align: Align = "justify") -> tuple[Text, ...]:
    """The text's blocks in order; nothing for no text."""
    blocks: list[Text] = []
    for chunk in _BLANK_LINE.split(with_line_breaks(text or "")):
        paragraph: list[str] = []
        for line in [*chunk.split("\n"), None]:
            special = None if line is None else _special_line(line.strip())
            if line is not None and not special:
                paragraph.append(line.strip())
                continue
            if words := "\n".join(paragraph).strip():
                blocks.append(Paragraph(parse_spans(words), align))
            paragraph = []
            if special:
                blocks.append(special)
    return tuple(blocks)


def _special_line(line: str) -> Heading | ListItem | None:
    if heading := _HEADING.match(line):
        return Heading(parse_spans(line[heading.end() :]), level=3)
    if item := _ITEM.match(line):
        return ListItem(_BULLETS.get(item[1], item[1]), parse_spans(line[item.end() :]))
    return None


def parse_spans(text: str | None) -> tuple[ProseSpan, ...]:
    """Words with their bold and underlined runs."""
    pieces = _MARK.split(with_line_breaks(text or ""))
    marks = _paired_marks(pieces)
    spans: list[ProseSpan] = []
    bold = underlined = False
    for index, piece in enumerate(pieces):
        if index in marks:
            bold ^= piece == "**"
            underlined = piece == "<u>" if piece != "**" else underlined
        elif piece:
            last = spans[-1] if spans else None
            if last and (last.bold, last.underlined) == (bold, underlined):
                spans[-1] = ProseSpan(last.text + piece, bold, underlined)
            else:
                spans.append(ProseSpan(piece, bold, underlined))
    return tuple(spans)


def _paired_marks(pieces: list[str]) -> set[int]:
    """Indexes of the marks that open or close something; marks stand at the odd ones."""
    paired: set[int] = set()
    opened: dict[str, int] = {}
    for index in range(1, len(pieces), 2):
        mark = pieces[index]
        name = "**" if mark == "**" else "u"
        if mark != "<u>" and name in opened and _closes(pieces, opened[name], index):
            paired |= {opened.pop(name), index}
        elif mark == "<u>":
            opened.setdefault(name, index)
        elif mark == "**" and not pieces[index + 1][:1].isspace():
            opened[name] = index
    return paired


def _closes(pieces: list[str], opened: int, index: int) -> bool:
    """There are words between the two marks, and asterisks stand close to theirs."""
    between = "".join(pieces[opened + 1 : index : 2])
    return bool(between.strip()) and (pieces[index] != "**" or not pieces[index - 1][-1:].isspace())
