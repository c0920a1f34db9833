"""«Изменения, которые вносятся в …»: what a revision changes, as an order's annex says it, and a table beside it."""

from dataclasses import dataclass

from portal.prose import ListItem, Paragraph, Span, parse_prose, parse_spans
from reports.content.amendment_wordings import Item, items_of
from reports.content.blocks import Block, Cell, Column, Content, Part, Row, Table
from reports.content.cases import named_programme
from reports.content.framing import head_signature, heading
from reports.content.missing import MissingPart
from reports.content.order_draft import approved_by
from reports.kinds import DocumentKind
from reports.models import Document
from roadmap.queries.comparing import Change, PartCompared, Wording, compare_programmes
from roadmap.queries.comparing import Row as ComparedRow

_WHERE = {
    "Название и сроки": "В наименовании и сроках",
    "Паспорт": "В паспорте",
    "Разделы": "В тексте",
    "Сокращения": "В перечне сокращений",
    "Показатели": "В целевых показателях",
    "План мероприятий": "В плане мероприятий",
    "Приложения": "В приложениях",
}
_LEGEND = "Исключённые слова подчёркнуты, добавленные выделены полужирным."


def build_amendments(document: Document) -> Content:
    programme, shows = document.programme, document.options.get("shows", "")
    if programme.amends is None:
        raise MissingPart("Программа никакой другой не меняет: изменений в ней нет.")
    parts = compare_programmes(programme.amends, programme)
    if not parts:
        raise MissingPart("Отличий от прежней редакции пока нет: внесите изменения в программу.")
    whose = f"{named_programme(programme.amends).accusative}{approved_by(programme)}"
    title = f"Изменения, которые вносятся в {whose.rstrip(',')}"
    blocks = (
        *heading(title),
        *(() if shows == "table" else _text(parts)),
        *(() if shows == "text" else _comparison(parts, with_heading=shows != "table")),
        *head_signature(programme),
    )
    return Content(f"{DocumentKind.AMENDMENTS.label}. {programme.title}", (Part(blocks),))


def _text(parts: list[PartCompared]) -> tuple[Block, ...]:
    """«1. В паспорте:», and under it «1) строку … изложить в следующей редакции:»."""
    blocks: list[Block] = []
    for number, part in enumerate(parts, 1):
        blocks.append(ListItem(f"{number}.", parse_spans(f"{_WHERE.get(part.title, part.title)}:")))
        items = [item for row in part.changes for item in items_of(part.title, row)]
        for place, item in enumerate(items, 1):
            blocks += _item_blocks(item, place, "." if place == len(items) else ";")
    return tuple(blocks)


def _item_blocks(item: Item, place: int, stop: str) -> list[Block]:
    """The words that follow a colon stand in quotation marks, in a paragraph or a table of their own."""
    if item.table:
        return [ListItem(f"{place})", parse_spans(f"{item.words}:")), _quoted_row(item.table)]
    if item.text is None:
        return [ListItem(f"{place})", parse_spans(item.words + stop))]
    first, *others = parse_prose(item.text) or (Paragraph(()),)
    quoted = [Paragraph((Span("«"), *first.spans)), *others]
    quoted[-1] = _closed(quoted[-1], f"»{stop}")
    return [ListItem(f"{place})", parse_spans(f"{item.words}:")), *quoted]


def _closed(block: Block, ending: str) -> Block:
    return type(block)(**{**vars(block), "spans": (*block.spans, Span(ending))})


def _quoted_row(words: tuple[tuple[str, str], ...]) -> Table:
    return Table(
        tuple(Column("number" if label == "Номер" else "text") for label, _ in words),
        (Row(tuple(_cell(parse_prose(_short(label), "center"), "center", bold=True) for label, _ in words)),),
        (Row(tuple(_cell(parse_prose(text, "left")) for _, text in words)),),
    )


def _short(label: str) -> str:
    return "№ п/п" if label == "Номер" else label


@dataclass(frozen=True)
class _Marks:
    """Which pieces a column has, and how those stand out that the other lacks."""

    kind: str
    bold: bool = False
    underlined: bool = False


_OLD, _NEW = _Marks("struck", underlined=True), _Marks("added", bold=True)


def _comparison(parts: list[PartCompared], *, with_heading: bool) -> tuple[Block, ...]:
    titles = ("Что меняется", "Действующая редакция", "Новая редакция")
    header = Row(tuple(_cell(parse_prose(title, "center"), "center", bold=True) for title in titles))
    rows: list[Row] = []
    for part in parts:
        title = _cell(parse_prose(part.title, "center"), "center", bold=True)
        rows.append(Row((Cell(title.content, colspan=3, align="center", bold=True),), is_heading=True))
        for row in part.changes:
            rows += _compared_rows(row)
    table = Table((Column("label"), Column("text"), Column("text")), (header,), tuple(rows))
    return *(heading("Сравнительная таблица", 2) if with_heading else ()), *parse_prose(_LEGEND, "left"), table


def _compared_rows(row: ComparedRow) -> list[Row]:
    """A line for each place that changed; what is new or struck as a whole has one line."""
    if row.change == Change.CHANGED:
        return [
            Row(
                (_cell(parse_prose(f"{row.title}: {each.label.lower()}", "left")), _side(each, _OLD), _side(each, _NEW))
            )
            for each in row.changed
        ]
    is_added = row.change == Change.ADDED
    words = "\n\n".join(
        f"{each.label}: {text}" for each in row.wordings if (text := each.new if is_added else each.old)
    )
    there, absent = _cell(parse_prose(words, "left")), _cell(parse_prose("отсутствует" if is_added else "исключено"))
    return [Row((_cell(parse_prose(row.title, "left")), *((absent, there) if is_added else (there, absent))))]


def _side(wording: Wording, marks: _Marks) -> Cell:
    spans = tuple(
        Span(piece.text, bold=marks.bold, underlined=marks.underlined) if piece.kind == marks.kind else Span(piece.text)
        for piece in wording.pieces
        if piece.kind in ("same", marks.kind)
    )
    return _cell((Paragraph(spans, "left"),) if spans else ())


def _cell(content: tuple, align: str = "left", *, bold: bool = False) -> Cell:
    return Cell(content, align=align, bold=bold)
