"""A document of several pages with every kind of block, for tests of how pages are made."""

from decimal import Decimal

from portal.text.prose import Heading, ListItem, Paragraph, ProseSpan, Text
from reports.blocks.content import (
    ApprovalStamp,
    Chart,
    CheckAddress,
    Content,
    DocumentPart,
    Series,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)


def words(text: str, align: str = "left") -> tuple[Text, ...]:
    return (Paragraph((ProseSpan(text),), align),)


def plan(rows: int) -> Table:
    """Merged rows that keep together and that don't, merged columns, all alignments, runs, blocks and wide words."""
    made, header = (
        [],
        TableRow(tuple(TableCell(words(each), bold=True, align="center") for each in ("№ п/п", "Мера", "Срок", "%"))),
    )
    for number in range(0, rows, 4):
        high = "Повышение квалификации учителей математики и русского языка. " * (12 if number % 20 == 8 else 1)
        underlined = ProseSpan(" отдела", underlined=True)
        people = ProseSpan("Руководители школ, "), ProseSpan("методист", bold=True), underlined
        mixed = (Paragraph(people, "left"), ListItem("–", (ProseSpan("наставники"),)))
        made += [
            TableRow(
                (TableCell(words(f"Направление {number // 4 + 1}", "center"), colspan=4, align="center", bold=True),),
                True,
            ),
            TableRow(
                (
                    TableCell(words(str(number)), rowspan=2),
                    TableCell(words(high), rowspan=3),
                    TableCell(words("Май")),
                    TableCell(),
                )
            ),
            TableRow((TableCell(mixed), TableCell(words("63,5", "right"), align="right"))),
            TableRow(
                (
                    TableCell(words(f"{number}.1")),
                    TableCell(words("Общеобразовательнаяорганизация" * 3)),
                    TableCell(words("—")),
                )
            ),
        ]
    return Table(tuple(map(TableColumn, ("number", "text", "term", "figure"))), (header,), tuple(made))


def whole_document() -> Content:
    running = Paragraph(
        (
            ProseSpan("Утвердить муниципальную программу адресной помощи школам с низкими результатами "),
            ProseSpan("«Ступени роста»", bold=True),
            ProseSpan(" на 2025–2027 годы, включая дорожную карту на 2026/27 учебный год (приложение № 1). " * 6),
        )
    )
    chart = Chart("Балл", "columns", ("2024", "2025"), (Series("Район", (Decimal(40), Decimal("51.5"))),))
    totals = Table(
        (TableColumn(), TableColumn("figure")), (), (TableRow((TableCell(words("Всего")), TableCell(words("12")))),) * 3
    )
    opening = (ApprovalStamp("Начальник отдела", "И. И. Иванов"), Heading((ProseSpan("Программа помощи школам"),)))
    closing = (Heading((ProseSpan("Итоги"),), 2), totals, chart, CheckAddress("https://example.org/check/4f2a"))
    items = tuple(ListItem(f"{number}.", running.spans) for number in range(1, 9))
    blocks = (*opening, running, Heading((ProseSpan("План"),), 2), plan(60), *items)
    return Content("Программа", (DocumentPart(blocks), DocumentPart(closing, starts_page=True)), "от 30.08.2025 № 214")
