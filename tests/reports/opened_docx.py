"""What stands in a Word file, read anew: paragraphs with the markers that Word counts, tables by cell."""

import io
import re
from collections.abc import Iterator
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from portal.text.prose import Heading, ListItem, Paragraph
from reports.blocks.content import (
    ApprovalStamp,
    Caption,
    Content,
    DateAndNumber,
    SignatureLine,
    Table,
    TableCell,
    TableRow,
    text_of,
)

_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u200d]")


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def part(content: bytes, name: str) -> str:
    return ZipFile(io.BytesIO(content)).read(name).decode()


def plain(text: str) -> str:
    """Without what no reader sees, white space of any kind and length as one space."""
    return " ".join(_INVISIBLE.sub("", text).split())


class Numbering:
    """Word's counting: each list its own counter, from its own first number."""

    def __init__(self, document: Document):
        self._numbering = document.part.numbering_part.element
        self._counted: dict[int, int] = {}

    def marker(self, paragraph: WordParagraph) -> str:
        properties = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
        if properties is None:
            return ""
        number = properties.numId.val
        definition = self._numbering.num_having_numId(number)
        abstract = definition.abstractNumId.val
        (level,) = self._numbering.xpath(f'w:abstractNum[@w:abstractNumId="{abstract}"]/w:lvl')
        starts = definition.xpath("w:lvlOverride/w:startOverride/@w:val") or [_value(level, "start")]
        self._counted[number] = self._counted.get(number, int(starts[0]) - 1) + 1
        text = _value(level, "lvlText")
        assert _value(level, "suff") == "space"
        return text.replace("%1", str(self._counted[number])) + " "


def _value(level, name: str) -> str:
    return level.find(qn(f"w:{name}")).get(qn("w:val"))


def read(content: bytes) -> list:
    """In order: (style, words) for a paragraph, rows of words for a table, a merged cell's at each of its places."""
    document = opened(content)
    numbering = Numbering(document)
    return [
        _table(each, numbering) if isinstance(each, WordTable) else (each.style.name, _words([each], numbering))
        for each in document.iter_inner_content()
        if isinstance(each, WordTable) or each.style.name != "После таблицы"
    ]


def _words(paragraphs: list[WordParagraph], numbering: Numbering) -> str:
    return plain("\n".join(numbering.marker(each) + each.text for each in paragraphs))


def _table(table: WordTable, numbering: Numbering) -> list[list[str]]:
    words: dict = {}
    rows = []
    for row in table.rows:
        cells = list(row.cells)
        assert sum(each.grid_span for each in dict.fromkeys(cells)) == len(cells)
        for cell in cells:
            if cell._tc not in words:
                words[cell._tc] = _words(cell.paragraphs, numbering)
        rows.append([words[cell._tc] for cell in cells])
    return rows


def expected(content: Content) -> list:
    return [each for part in content.parts for block in part.blocks for each in _expected(block)]


def _expected(block) -> Iterator:
    match block:
        case Heading():
            yield f"Heading {block.level}", plain(text_of(block))
        case ListItem():
            yield "List Paragraph", plain(text_of(block))
        case Paragraph(align="center"):
            yield "centre", plain(text_of(block))
        case Paragraph():
            yield "Body Text", plain(text_of(block))
        case Caption():
            yield from (("Гриф", plain(line)) for line in block.lines)
        case ApprovalStamp():
            lines = ["УТВЕРЖДАЮ", block.position, f"_______________ {block.name}", "«____» ________________ 20____ г."]
            yield from (("Гриф", plain(line)) for line in lines)
        case DateAndNumber():
            yield [[plain(block.date), plain(block.number)]]
        case SignatureLine():
            yield [[plain(block.position), plain(block.name)]]
        case Table() if block.header or block.rows:
            width = len(block.columns)
            yield [*expected_rows(block.header, width), *expected_rows(block.rows, width)]


def expected_rows(rows: tuple[TableRow, ...], width: int) -> list[list[str]]:
    """A merged cell's words at each of its places; nothing where a row has no cell."""
    words: dict[tuple[int, int], str] = {}
    for y, row in enumerate(rows):
        cells = iter(row.cells)
        for x in range(width):
            if (y, x) not in words and (cell := next(cells, TableCell())) is not None:
                places = [(y + dy, x + dx) for dy in range(cell.rowspan) for dx in range(cell.colspan)]
                words |= dict.fromkeys(places, plain(cell.text))
    return [[words[y, x] for x in range(width)] for y in range(len(rows))]


def same_blocks(content: Content, file: bytes) -> bool:
    """Asserts, so that the difference is seen."""
    found = [
        ("centre", each[1]) if isinstance(each, tuple) and each[0] in ("Subtitle", "Текст по центру") else each
        for each in read(file)
    ]
    wanted = expected(content)
    for index, (one, other) in enumerate(zip(found, wanted, strict=False)):
        assert one == other, index
    assert len(found) == len(wanted)
    return True


def rows_with(content: bytes, mark: str) -> list[list[bool]]:
    """For each table, whether each of its rows has the mark among its properties."""
    body = opened(content).element.body
    return [
        [row.find(f"{qn('w:trPr')}/{qn('w:' + mark)}") is not None for row in table.iterchildren(qn("w:tr"))]
        for table in body.iterchildren(qn("w:tbl"))
    ]
