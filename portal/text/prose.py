"""Parses the interchange format's subset of Markdown into blocks.

There are paragraphs separated by a blank line, `## ` headings, `- ` bullets, `1. ` and `1) ` items, `**bold**` and
`<u>underlined</u>`. A mark without its pair is text; «6.Повышение» is a paragraph. No letter that is typed is lost.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from portal.text.line_breaks import with_line_breaks

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True)
class ProseSpan:
    """Words in the same type; a newline in them is a line break."""

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
    """An item of a list, with its number as typed, or «–» for a bullet."""

    marker: str
    spans: tuple[ProseSpan, ...]
    block: Literal["list_item"] = field(default="list_item", kw_only=True, repr=False)


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 is the document's title, 2 is that of a part, 3 a heading in running text."""

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
    """Return the text's blocks in order; none for an empty text."""
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
    """Return the text as bold, underlined and plain runs."""
    pieces = _MARK.split(with_line_breaks(text or ""))
    marks = _paired_marks(pieces)
    runs: list[tuple[bool, bool, list[str]]] = []
    bold = underlined = False
    for index, piece in enumerate(pieces):
        if index in marks:
            bold ^= piece == "**"
            underlined = piece == "<u>" if piece != "**" else underlined
        elif piece:
            if not runs or runs[-1][:2] != (bold, underlined):
                runs.append((bold, underlined, []))
            runs[-1][2].append(piece)
    return tuple(ProseSpan("".join(words), bold, underlined) for bold, underlined, words in runs)


def _paired_marks(pieces: list[str]) -> set[int]:
    """Return the indexes of marks that have their pair; marks are at the odd indexes of `pieces`."""
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
    """Return whether two marks make a pair: there are words between them, and no blank before closing asterisks."""
    between = "".join(pieces[opened + 1 : index : 2])
    return bool(between.strip()) and (pieces[index] != "**" or not pieces[index - 1][-1:].isspace())
