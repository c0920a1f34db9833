"""«Изменения, которые вносятся в …»: a revision's changes as an order's annex words them, and as a table."""

from dataclasses import dataclass

from portal.text.prose import ListItem, Paragraph, ProseSpan, parse_prose, parse_spans
from reports.blocks.cells import cell, spanning_row, table_of
from reports.blocks.content import Block, Content, DocumentPart, Table, TableCell, TableRow
from reports.blocks.framing import head_signature, heading
from reports.blocks.missing import MissingPart
from reports.blocks.programme_titles import named_programme
from reports.kinds.amendments.wordings import AmendmentItem, items_of
from reports.kinds.document_kind import DocumentRequest
from reports.kinds.order.draft import approved_by
from roadmap.editions.compared_parts import compare_programmes
from roadmap.editions.comparing import ComparedRow, PartCompared, RevisionChange, Wording

_WHERE = {
    "Название и сроки": "В наименовании и сроках",
    "Порядок частей": "В порядке частей",
    "Паспорт": "В паспорте",
    "Разделы": "В тексте",
    "Сокращения": "В перечне сокращений",
    "Заголовки таблиц": "В заголовках таблиц",
    "Показатели": "В целевых показателях",
    "План мероприятий": "В плане мероприятий",
    "Ресурсное обеспечение": "В ресурсном обеспечении",
    "Приложения": "В приложениях",
    "Списки школ": "В списках школ",
}
_LEGEND = "Исключённые слова подчёркнуты, добавленные выделены полужирным."


def build_amendments(request: DocumentRequest) -> Content:
    programme, shows = request.programme, request.options.get("shows", "")
    if programme.amends is None:
        raise MissingPart("Программа никакой другой не меняет: изменений в ней нет.")
    parts = compare_programmes(programme.amends, programme)
    if not parts:
        raise MissingPart("Отличий от прежней редакции пока нет: внесите изменения в программу.")
    whose = f"{named_programme(programme.amends).accusative}{approved_by(programme)}"
    title = f"Изменения, которые вносятся в {whose}"
    blocks = (
        *heading(title),
        *(() if shows == "table" else _build_text(parts)),
        *(() if shows == "text" else _build_comparison(parts, with_heading=shows != "table")),
        *head_signature(programme),
    )
    return Content(f"{request.kind.label}. {programme.title}", (DocumentPart(blocks),))


def _build_text(parts: list[PartCompared]) -> tuple[Block, ...]:
    """Return an item for each changed part («1. В паспорте:») and under it its changes («1) строку … исключить;»)."""
    blocks: list[Block] = []
    for number, part in enumerate(parts, 1):
        blocks.append(ListItem(f"{number}.", parse_spans(f"{_WHERE.get(part.title, part.title)}:")))
        items = [item for row in part.changes for item in items_of(part.title, row)]
        for place, item in enumerate(items, 1):
            blocks += _item_blocks(item, place, "." if place == len(items) else ";")
    return tuple(blocks)


def _item_blocks(item: AmendmentItem, place: int, stop: str) -> list[Block]:
    """Return the item numbered `place` and, after its colon, the new text in quotation marks or as a table row.

    `stop` ends the item: «;», or «.» for the last one.
    """
    if item.table:
        return [ListItem(f"{place})", parse_spans(f"{item.words}:")), _quoted_row(item.table)]
    if item.text is None:
        return [ListItem(f"{place})", parse_spans(item.words + stop))]
    first, *others = parse_prose(item.text) or (Paragraph(()),)
    quoted = [Paragraph((ProseSpan("«"), *first.spans)), *others]
    quoted[-1] = _append_words(quoted[-1], f"»{stop}")
    return [ListItem(f"{place})", parse_spans(f"{item.words}:")), *quoted]


def _append_words(block: Block, ending: str) -> Block:
    return type(block)(**{**vars(block), "spans": (*block.spans, ProseSpan(ending))})


def _quoted_row(words: tuple[tuple[str, str], ...]) -> Table:
    kinds = ("number" if label == "Номер" else "text" for label, _ in words)
    titles = ["№ п/п" if label == "Номер" else label for label, _ in words]
    return table_of(titles, kinds, [TableRow(tuple(cell(text) for _, text in words))])


@dataclass(frozen=True)
class _Marks:
    """How one column of the comparison marks the pieces of text («struck» or «added») that the other column lacks."""

    kind: str
    bold: bool = False
    underlined: bool = False


_OLD, _NEW = _Marks("struck", underlined=True), _Marks("added", bold=True)


def _build_comparison(parts: list[PartCompared], *, with_heading: bool) -> tuple[Block, ...]:
    titles = ("Что меняется", "Действующая редакция", "Новая редакция")
    rows: list[TableRow] = []
    for part in parts:
        rows.append(spanning_row(part.title, 3))
        for row in part.changes:
            rows += _compared_rows(row)
    table = table_of(titles, ("label", "text", "text"), rows)
    return *(heading("Сравнительная таблица", 2) if with_heading else ()), *parse_prose(_LEGEND, "left"), table


def _compared_rows(row: ComparedRow) -> list[TableRow]:
    """Return a row for each cell that changed; what is new or struck as a whole gets a single row."""
    if row.change == RevisionChange.CHANGED:
        return [
            TableRow((cell(f"{row.title}: {each.label.lower()}"), _edition_cell(each, _OLD), _edition_cell(each, _NEW)))
            for each in row.changed
        ]
    is_added = row.change == RevisionChange.ADDED
    texts = [(each.label, each.new if is_added else each.old) for each in row.wordings]
    words = cell("\n\n".join(f"{label}: {text}" for label, text in texts if text))
    absent = TableCell(parse_prose("отсутствует" if is_added else "исключено"))
    editions = (absent, words) if is_added else (words, absent)
    return [TableRow((cell(row.title), *editions))]


def _edition_cell(wording: Wording, marks: _Marks) -> TableCell:
    spans = tuple(
        ProseSpan(piece.text, bold=marks.bold, underlined=marks.underlined)
        if piece.kind == marks.kind
        else ProseSpan(piece.text)
        for piece in wording.pieces
        if piece.kind in ("same", marks.kind)
    )
    return TableCell((Paragraph(spans, "left"),) if spans else ())
