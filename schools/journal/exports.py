"""Writes the entries of the journal that a page shows as a file, all of them."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.utils import timezone
from openpyxl import Workbook

from portal.history.models import Change
from portal.workbook import fit_on_a4, head_rows, put_text, set_widths, workbook_bytes
from schools.journal.queries import JournalLine, lines_of, newest_seal

MOST = 20_000  # entries in one file; of more, a person has to choose the days
_AT_ONCE = 1_000
HEADINGS = (
    "№", "Когда", "Кто", "От чьего имени", "Через что", "Адрес или команда", "Что за запись", "Название", "Действие",
    "Было", "Стало", "Почему", "Отпечаток",
)  # fmt: skip
_WIDTHS = (9, 17, 26, 20, 18, 20, 22, 36, 26, 40, 40, 26, 20)


def _write_rows(entries: list[Change]) -> Iterator[list[str]]:
    for start in range(0, len(entries), _AT_ONCE):
        yield from map(_write_row, lines_of(entries[start : start + _AT_ONCE]))


def _write_row(line: JournalLine) -> list[str]:
    change = line.change
    return [
        str(change.pk), f"{timezone.localtime(change.changed_at):%d.%m.%Y %H:%M:%S}",
        str(change.changed_by or "сам портал"), change.on_behalf, change.get_through_display(), change.tool, line.kind,
        line.name, change.action, "\n".join(line.was), "\n".join(line.became), change.reason, change.entry_hash,
    ]  # fmt: skip


def _write_end() -> list[str]:
    return ["", "", "Печать последнего звена журнала", newest_seal()]


def journal_csv(entries: list[Change]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(map(_escape_formulas, _write_rows(entries)))
    writer.writerow(_write_end())
    return written.getvalue().encode("utf-8-sig")


def _escape_formulas(row: Iterable[str]) -> list[str]:
    """Put an apostrophe before texts that Excel would calculate as formulas."""
    return [f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text for text in row]


def journal_xlsx(entries: list[Change]) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Изменения"
    for number, row in enumerate([HEADINGS, *_write_rows(entries), _write_end()], start=1):
        for column, text in enumerate(row, start=1):
            if text:
                put_text(sheet.cell(number, column), text)
    set_widths(sheet, _WIDTHS)
    head_rows(sheet, 1, 1)
    fit_on_a4(sheet, "landscape")
    return workbook_bytes(workbook)
