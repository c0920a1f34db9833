"""A passport, and tables that are kept as they are."""

from __future__ import annotations

import re

from portal.sources.source import SourceTable
from roadmap.recognition.accounts import Accounts
from roadmap.recognition.placed import PlacedText, joined, placed_strings
from roadmap.recognition.prose import cell_text
from roadmap.recognition.tables.lines import TableLines

_LABEL = re.compile(
    r"наименован|основани|цел[ьи]|задач|показател|индикатор|срок|этап|исполнител|разработчик|заказчик|координатор|результат|"
    r"финансир|объ[её]м|ресурс|контрол|направлени|участник|подпрограмм|мероприяти|куратор|руководител|управлени|риск|"
    r"нормативн|назначени|содержани|социальн|адресат|целевая|структур|период|механизм|принцип|полное|утвержд",
    re.I,
)


def is_passport_label(text: str) -> bool:
    return len(text) < 150 and bool(_LABEL.search(text))


def looks_like_passport(table: SourceTable) -> bool:
    """Two columns (or a number before them), labels at the left, longer words beside them."""
    lines = TableLines(table)
    if not 2 <= lines.width <= 3 or len(lines.lines) < 3:
        return False
    label = lines.width - 2
    labels = [line.text(label) for line in lines.lines if line.text(label)]
    return sum(map(is_passport_label, labels)) > 0.6 * max(len(labels), 1)


def read_passport(table: SourceTable, accounts: Accounts) -> list[dict]:
    """Labels with their words; a row without a label goes on with the one above."""
    rows: list[dict] = []
    lines = TableLines(table)
    label_at = lines.width - 2
    for line in lines.lines:
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


def general_table(table: SourceTable, title: PlacedText | None = None) -> dict:
    """Rows as they stand, a joined cell's words in its upper left place (version 2 of the format)."""
    lines = TableLines(table)
    rows = [[PlacedText("")] * table.column_count for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell_text(cell)
    merged = [[c.row, c.column, c.rows, c.columns] for c in table.cells if c.rows > 1 or c.columns > 1]
    read = {"title": title} if title else {}
    return read | {"header_rows": lines.heading_count, "rows": rows, "merged": merged}


def has_words(value) -> bool:
    return any(text.strip() for _path, text in placed_strings(value))
