"""Reads captions of annexes and stamps of approval: «Приложение № 1 к приказу …», «УТВЕРЖДЕНА …», «Утверждаю»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.sources.source import SourceAlignment as Alignment
from portal.sources.source import SourceBlock, SourceCell, SourceParagraph, SourceTable
from roadmap.recognition.dates import date_in
from roadmap.recognition.placed import PlacedText, joined

_CAPTION = re.compile(r"\s*приложени[ея](?:\s*(?:(?:№|n)\s*)?\d+[\d.\-]*)?(?:\s+к\s|\s*$|\s*\n)", re.I)
_APPROVED = re.compile(r"\s*утвержд[её]н[аоы]?(?:\s|$)", re.I)
_STAMP = re.compile(r"\W*утверждаю\W*", re.I)
_ANNEX_NUMBER = re.compile(r"приложени[ея]\s*(?:(?:№|n)\s*)?(\d+(?:[.\-]\d+)*)", re.I)
_ORDER_NUMBER = re.compile(r"(?:№|\bn)\s*([\dА-ЯЁA-Zа-яёa-z][\w/\-.]*)", re.I)
_NUMBER_AFTER_DATE = re.compile(
    r"\bот\s[^№]{0,40}?20\d\d\W*(?:г\.?|года?)?\W*(?:№|\bn)\s*([\dА-ЯЁA-Zа-яёa-z][\w/\-.]*)", re.I
)
_QUOTED = re.compile(r"«[^«»]{0,200}»")
_OF_SCHOOL = re.compile(r"\b(?:СОШ|ООШ|НОШ|школ\w*|гимнази\w*|лице\w*)\s*№\s*\d+", re.I)
_GOES_ON = re.compile(
    r"^\W*(?:к\s|приказ|постановлени|распоряжени|решени|утвержд|от\s|№|отдел|управлени|комитет|администрац|муниципальн|"
    r"начальник|главы?\b|г\.|района|округа|области|\d{1,2}[.\s])",
    re.I,
)
_CHANGES = re.compile(r"\W*\(\s*(?:в\s+ред(?:акции|\.)|с\s+изм(?:енениями|\.)|список\s+изменяющих)", re.I)
_MOST_CHANGES = 6
_DIGITS = "0123456789"
_MOST_LINES = 9


@dataclass(frozen=True)
class AnnexCaption:
    """A caption's lines as they are written, the annex's number, and the number and date of the order that it names."""

    text: PlacedText
    annex: str = ""
    order_number: str = ""
    order_date: str = ""


@dataclass(frozen=True)
class Stamp:
    """The position and name of the person who signed a stamp «Утверждаю»."""

    position: PlacedText
    name: PlacedText


def is_caption(text: str) -> bool:
    """Return whether a text begins as a caption does: «Приложение» or «Утверждено …».

    The same words within a sentence or in a table of contents don't count.
    """
    if _is_in_contents(text):
        return False
    return bool(_CAPTION.match(text)) or bool(_APPROVED.match(text) and len(text) < 400)


def _is_in_contents(text: str) -> bool:
    """Return whether a line is from a table of contents: it ends with a page number after a tab or dots."""
    text = text.rstrip()
    before = text.rstrip(_DIGITS)
    words = before.rstrip()
    return before != text and (words.endswith(("...", "…")) or "\t" in before[len(words) :])


def is_stamp(text: str) -> bool:
    return bool(_STAMP.match(text)) and len(text) < 300


def caption_of(lines: list[PlacedText]) -> AnnexCaption:
    """Return the annex, and the order's number and date, that a caption names; a school's number is no order's."""
    text = joined(lines, "\n")
    annex = _ANNEX_NUMBER.search(text)
    rest = _ANNEX_NUMBER.sub(" ", text)
    bare = _OF_SCHOOL.sub(" ", _QUOTED.sub(" ", rest))
    number = _NUMBER_AFTER_DATE.search(bare) or _ORDER_NUMBER.search(bare)
    found = date_in(rest)
    return AnnexCaption(
        text,
        annex[1] if annex else "",
        number[1].strip(".-") if number else "",
        found.isoformat() if found else "",
    )


def stamp_of(lines: list[PlacedText]) -> Stamp:
    """Read a stamp's lines: the name is the first person's name in them, the position all that stands before it."""
    lines = [line for line in lines if not _STAMP.fullmatch(line)]
    named = [place for place, line in enumerate(lines) if NAME_OF_PERSON.search(line)]
    if not named:
        return Stamp(joined(lines, " "), PlacedText(""))
    place = named[0]
    found = NAME_OF_PERSON.search(lines[place])
    name = lines[place].with_text(found[0])
    before = lines[place].with_text(re.sub(r"[_\s]+", " ", lines[place][: found.start()]).strip())
    return Stamp(joined([*lines[:place], before], " "), name)


HAS_WORD = re.compile(r"[^\W\d_]{2}")
_NAME_OF_POST = (  # «И.о. главы» is a post, not a person's initials
    r"(?!И\.\s?О\.\s*(?:[Гг]лав|[Нн]ачальн|[Рр]уковод|[Дд]иректор|[Зз]ам|[Зз]авед|[Пп]редсед|"
    r"[А-ЯЁ]+(?:ЛЯ|КА|ГО|ВЫ)\b))"
)
NAME_OF_PERSON = re.compile(
    rf"{_NAME_OF_POST}[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ]{{3,}}(?:-[А-ЯЁ]{{3,}})?(?![а-яё])|"
    rf"{_NAME_OF_POST}[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|"
    # In «Председатель Комитета С.А. Брюхова» the name begins with the initials, so that «Комитета» is no surname.
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?(?!\s?[А-ЯЁ][а-яё.])"
)


def lines_of(block: SourceParagraph | SourceCell) -> list[PlacedText]:
    paragraphs = [block] if isinstance(block, SourceParagraph) else block.paragraphs
    return [
        PlacedText(" ".join(line.split()), [paragraph.place])
        for paragraph in paragraphs
        for line in paragraph.shown.split("\n")
        if line.strip()
    ]


def changes_end(blocks: list[SourceBlock], start: int) -> int:
    """Return the index after a note on amendments («(в ред. постановлений от …, от …)»); `start` if there is none."""
    for place in range(start, min(start + _MOST_CHANGES, len(blocks))):
        block = blocks[place]
        if not isinstance(block, SourceParagraph) or (place == start and not _CHANGES.match(block.text)):
            return start
        if block.text.rstrip(" .;").endswith(")"):
            return place + 1
    return start


def caption_end(blocks: list[SourceBlock], start: int) -> int:
    """Return the index after a caption's last line.

    Further lines are aligned as the first one is, and are set aside or continue it with an act's name.
    """
    first = blocks[start]
    place = start + 1
    while place < len(blocks) and place - start < _MOST_LINES:
        block = blocks[place]
        if not isinstance(block, SourceParagraph) or block.is_blank or (block.is_bold and not first.is_bold):
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
