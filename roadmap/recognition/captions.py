"""Captions of annexes, stamps of approval: «Приложение № 1 к приказу …», «УТВЕРЖДЕНА постановлением …», «Утверждаю»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.sources.source import SourceAlignment as Alignment
from portal.sources.source import SourceBlock, SourceCell, SourceParagraph, SourceTable
from roadmap.recognition.dates import date_in
from roadmap.recognition.placed import PlacedText, joined

_CAPTION = re.compile(r"\s*приложени[ея](?:\s*(?:№|n)?\s*\d+[\d.\-]*)?(?:\s+к\s|\s*$|\s*\n)", re.I)
_APPROVED = re.compile(r"\s*утвержд[её]н[аоы]?(?:\s|$)", re.I)
_STAMP = re.compile(r"\W*утверждаю\W*", re.I)
_ANNEX_NUMBER = re.compile(r"приложени[ея]\s*(?:№|n)?\s*(\d+(?:[.\-]\d+)*)", re.I)
_ORDER_NUMBER = re.compile(r"(?:№|\bn)\s*([\dА-ЯЁA-Zа-яёa-z][\w/\-.]*)", re.I)
_GOES_ON = re.compile(
    r"^\W*(?:к\s|приказ|постановлени|распоряжени|решени|утвержд|от\s|№|отдел|управлени|комитет|администрац|муниципальн|"
    r"начальник|главы?\b|г\.|района|округа|области|\d{1,2}[.\s])",
    re.I,
)
_MOST_LINES = 9


@dataclass(frozen=True)
class AnnexCaption:
    """Its lines as they stand, the annex's number and the order's number and date that it names."""

    text: PlacedText
    annex: str = ""
    order_number: str = ""
    order_date: str = ""


@dataclass(frozen=True)
class Stamp:
    """«Утверждаю» with whose signature."""

    position: PlacedText
    name: PlacedText


def is_caption(text: str) -> bool:
    """Its first line says «Приложение» or «Утверждено …»; words in running text do not."""
    return bool(_CAPTION.match(text)) or bool(_APPROVED.match(text) and len(text) < 400)


def is_stamp(text: str) -> bool:
    return bool(_STAMP.match(text)) and len(text) < 300


def caption_of(lines: list[PlacedText]) -> AnnexCaption:
    text = joined(lines, "\n")
    annex = _ANNEX_NUMBER.search(text)
    rest = _ANNEX_NUMBER.sub(" ", text)
    number = _ORDER_NUMBER.search(rest)
    found = date_in(rest)
    return AnnexCaption(
        text,
        annex[1] if annex else "",
        number[1].strip(".-") if number else "",
        found.isoformat() if found else "",
    )


def stamp_of(lines: list[PlacedText]) -> Stamp:
    """The last line that holds a person's name is the name, what stands before it the position."""
    lines = [line for line in lines if not _STAMP.fullmatch(line)]
    named = [place for place, line in enumerate(lines) if NAME_OF_PERSON.search(line)]
    if not named:
        return Stamp(joined(lines, " "), PlacedText(""))
    place = named[0]
    found = NAME_OF_PERSON.search(lines[place])
    name = lines[place].with_text(found[0])
    before = lines[place].with_text(re.sub(r"[_\s]+", " ", lines[place][: found.start()]).strip())
    return Stamp(joined([*lines[:place], before], " "), name)


NAME_OF_PERSON = re.compile(
    r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
)


def lines_of(block: SourceParagraph | SourceCell) -> list[PlacedText]:
    paragraphs = [block] if isinstance(block, SourceParagraph) else block.paragraphs
    return [
        PlacedText(" ".join(line.split()), [paragraph.place])
        for paragraph in paragraphs
        for line in paragraph.shown.split("\n")
        if line.strip()
    ]


def caption_end(blocks: list[SourceBlock], start: int) -> int:
    """The place after a caption's last line: lines that stand as its first does and go on with an act's name."""
    first = blocks[start]
    place = start + 1
    while place < len(blocks) and place - start < _MOST_LINES:
        block = blocks[place]
        if not isinstance(block, SourceParagraph) or block.is_blank or block.is_bold:
            break
        if _CAPTION.match(block.text) or is_stamp(block.text):
            break
        stands_alike = block.alignment == first.alignment and abs(block.indent - first.indent) < 300
        set_aside = first.alignment == Alignment.RIGHT or first.indent > 2000
        if not (stands_alike and (set_aside or _GOES_ON.match(block.text))) or len(block.text) > 200:
            break
        place += 1
    return place


def cells_of(table: SourceTable) -> list[SourceCell]:
    return [cell for cell in table.cells if not cell.is_blank]
