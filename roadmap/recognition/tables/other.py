"""Reads passports, and tables that are kept as they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection

from portal.sources.source import SourceTable
from roadmap.recognition.accounts import Accounts
from roadmap.recognition.placed import PlacedText, joined
from roadmap.recognition.prose import cell_text
from roadmap.recognition.tables.lines import TableLines

_LABEL = re.compile(
    r"наименован|основани|цел[ьи]|задач|показател|индикатор|срок|этап|исполнител|разработчик|заказчик|координатор|результат|"
    r"финансир|объ[её]м|ресурс|контрол|направлени|участник|подпрограмм|мероприяти|куратор|руководител|управлени|риск|"
    r"нормативн|назначени|содержани|социальн|ожидаем|автор|\bиде[яи]\b|адресат|целевая|структур|период|механизм|принцип|полное|утвержд|"
    r"инструмент|распорядител|статус|регулятор|параметр|\bсвязь\b|приоритет|сфера|расход|соглашени|администратор|проблем|"
    r"критери|партн[её]р|метод|\bбаза\b",
    re.I,
)


def is_passport_label(text: str) -> bool:
    return len(text) < 150 and bool(_LABEL.search(text))


def looks_like_passport(table: SourceTable) -> bool:
    """Tell whether a table is a passport: two columns, or three with numbers, mostly with known labels at the left."""
    lines = TableLines(table)
    if not 2 <= lines.width <= 3 or len(lines.lines) < 3:
        return False
    label = lines.width - 2
    labels = [line.text(label) for line in lines.lines if line.text(label)]
    return sum(map(is_passport_label, labels)) > 0.6 * max(len(labels), 1)


def stands_as_passport(table: SourceTable) -> bool:
    """Return whether a table under a passport's heading is one by its shape: short texts at the left of most rows."""
    lines = TableLines(table)
    if not 2 <= lines.width <= 3 or len(lines.lines) < 3:
        return False
    labels = [line.text(lines.width - 2) for line in lines.lines]
    return sum(0 < len(each) < 150 for each in labels) > 0.6 * len(labels)


def read_passport(table: SourceTable, accounts: Accounts, left_out: Collection[int] = ()) -> list[dict]:
    """Return a passport's labels with their texts; a row without a label continues the one above."""
    rows: list[dict] = []
    lines = TableLines(table)
    label_at = lines.width - 2
    for line in lines.lines:
        if line.number in left_out:
            continue
        label, text = line.text(label_at), line.text(lines.width - 1)
        if lines.width == 3:
            accounts.use("номер строки", *(line.cell(0).paragraphs if line.cell(0) else ()))
        if not label and not text:
            continue
        if not label and rows:
            above = rows[-1]["text"]
            between = " " if above and text and above[-1] not in ".;:!?" and not text[:1].isupper() else "\n\n"
            rows[-1]["text"] = joined([above, text], between)
        else:
            rows.append({"label": label.with_text(" ".join(label.split())), "text": text})
    return rows


def general_table(lines: TableLines, left_out: Collection[int] = (), title: PlacedText | None = None) -> dict:
    """Return a table as it stands, for version 2 of the format.

    The words of a merged cell are in its upper left place; rows in `left_out` are omitted.
    """
    table = lines.table
    kept = [at for at in range(table.row_count) if at not in left_out]
    rows = [[PlacedText("")] * table.column_count for _ in kept]
    merged = []
    for cell in table.cells:
        own = range(bisect_left(kept, cell.row), bisect_left(kept, cell.row + cell.rows))
        if not own:
            continue
        rows[own[0]][cell.column] = cell_text(cell)
        if len(own) > 1 or cell.columns > 1:
            merged.append([own[0], cell.column, len(own), cell.columns])
    read = {"title": title} if title else {}
    return read | {"header_rows": sum(at < lines.heading_count for at in kept), "rows": rows, "merged": merged}


def append_table(known: dict, further: dict, heading: PlacedText | None) -> None:
    """Add the rows of a table that continues `known`; a heading between them becomes a row over all columns."""
    if heading:
        width = len(known["rows"][0])
        known["merged"].append([len(known["rows"]), 0, 1, width])
        known["rows"].append([heading] + [PlacedText("")] * (width - 1))
    below = len(known["rows"])
    known["rows"] += further["rows"]
    known["merged"] += [[row + below, *rest] for row, *rest in further["merged"]]
