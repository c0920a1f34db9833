"""Turns items with plain numbers or dashes into lists that Word numbers itself, each from its own first number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from docx.oxml.ns import qn
from docx.oxml.numbering import CT_Num, CT_Numbering
from docx.oxml.text.paragraph import CT_P

from portal.text.prose import ListItem
from reports.blocks.content import Block
from reports.layout.docx.xml import element

_NUMBER = re.compile(r"(0|[1-9][0-9]{0,3})([.)])")
FIRST_LINE_INDENT = 709  # 1.25 cm


@dataclass(eq=False)
class Sequence:
    """One list: its marker as Word writes it («%1.» is a number, «–» a dash), and the number of its first item."""

    marker: str
    start: int = 1

    @property
    def counts(self) -> bool:
        return "%1" in self.marker


_BULLETS = {marker: Sequence(marker) for marker in "–—-•"}


def sequences(blocks: Iterable[Block]) -> Iterator[Sequence | None]:
    """Yield for each block the list that it belongs to; None for other blocks and markers, which stay text.

    A list continues behind paragraphs and other lists as long as the next number is the one expected.
    """
    opened: dict[str, tuple[Sequence, int]] = {}
    for block in blocks:
        marker = block.marker if isinstance(block, ListItem) else ""
        if marker in _BULLETS:
            yield _BULLETS[marker]
        elif found := _NUMBER.fullmatch(marker):
            number, ending = int(found[1]), found[2]
            sequence, expected = opened.get(ending, (None, None))
            if sequence is None or number != expected:
                sequence = Sequence(f"%1{ending}", number)
            opened[ending] = sequence, number + 1
            yield sequence
        else:
            yield None


class Lists:
    """The numbering definitions of one document, made as they are needed."""

    def __init__(self, numbering: CT_Numbering):
        self._numbering = numbering
        self._abstract_ids = _free_ids(numbering, "abstractNum")
        self._ids = _free_ids(numbering, "num")
        self._abstract: dict[tuple[str, int], int] = {}
        self._numbers: dict[tuple[Sequence, int], int] = {}

    def put(self, paragraph: CT_P, sequence: Sequence, *, indent: int) -> None:
        """Make the paragraph an item of the list; `indent` is that of its first line, in twips."""
        key = sequence, indent
        if key not in self._numbers:
            self._numbers[key] = self._add_number(sequence, indent)
        numbering = paragraph.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_ilvl().val = 0
        numbering.get_or_add_numId().val = self._numbers[key]

    def _add_number(self, sequence: Sequence, indent: int) -> int:
        number = CT_Num.new(next(self._ids), self._abstract_of(sequence.marker, indent))
        self._numbering._insert_num(number)
        if sequence.counts:
            number.add_lvlOverride(ilvl=0).add_startOverride(sequence.start)
        return number.numId

    def _abstract_of(self, marker: str, indent: int) -> int:
        if (marker, indent) not in self._abstract:
            made = self._abstract[marker, indent] = next(self._abstract_ids)
            definition = element(
                "abstractNum",
                element("nsid", val=f"{made:08X}"),
                element("multiLevelType", val="singleLevel"),
                element(
                    "lvl",
                    element("start", val=1),
                    element("numFmt", val="decimal" if "%1" in marker else "bullet"),
                    element("suff", val="space"),
                    element("lvlText", val=marker),
                    element("lvlJc", val="left"),
                    element("pPr", element("ind", left=0, firstLine=indent)),
                    ilvl=0,
                ),
                abstractNumId=made,
            )
            first = self._numbering.find(qn("w:num"))
            self._numbering.append(definition) if first is None else first.addprevious(definition)
        return self._abstract[marker, indent]


def _free_ids(numbering: CT_Numbering, name: str) -> Iterator[int]:
    taken = (int(each.get(qn(f"w:{name}Id"))) for each in numbering.iterchildren(qn(f"w:{name}")))
    return count(max(taken, default=0) + 1)
