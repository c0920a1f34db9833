"""Reads a table of money by years and sources: its sums, its totals, and where they don't add up.

The words stay as written. A total is doubted only if it is the sum of nothing that it may sum up: the rows above it,
those below it («всего, в том числе»), all rows, or the other totals.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.quantity import Empty, NoData, NotApplicable, Number, read_quantity, write_number
from portal.text.keys import natural_key
from roadmap.programmes.kept_tables import rows_read_out

TOTAL = "total"
"""A column in which rows are summed up over the years."""
_YEAR = re.compile(
    r"(20\d\d)(?:\s*[-–/]\s*(?:20)?(\d\d))?\s*(?:уч\S*\s*)?(?:г\.?|год\S*)?(?:\s*\(?(?:план|прогноз|оценка)\)?)?", re.I
)
_TOTAL = re.compile(r"\s*(всего|итого|общий объ[её]м)", re.I)
_NUMBER = re.compile(r"\d+(\.\d+)*\.?")
_UNIT = re.compile(r"(тыс|млн|млрд)\.?\s*руб|рубл|\bруб", re.I)


@dataclass(frozen=True)
class MoneyRow:
    """A row with its sums by column; `label` is what stands left of them, with joined cells' words repeated."""

    at: int
    label: str
    sums: Mapping[int, Decimal | None]
    is_total: bool

    @property
    def key(self) -> str:
        return natural_key(self.label)


@dataclass(frozen=True)
class MoneyTable:
    """A table of money; `years` are labels of periods by column, `total_column` is where the years are summed up."""

    rows: tuple[MoneyRow, ...]
    years: Mapping[int, str]
    total_column: int | None
    unit: str

    @property
    def parts(self) -> list[MoneyRow]:
        """Return the rows that aren't totals."""
        return [row for row in self.rows if not row.is_total]

    def planned_in(self, label: str) -> Decimal | None:
        """Return the year's money: the biggest of its totals, or else the sum of its rows; None if it is unknown."""
        column = self.column_of(label)
        if column is None:
            return None
        totals = [row.sums[column] for row in self.rows if row.is_total and row.sums[column] is not None]
        return max(totals) if totals else _sum_of(self.parts, column)

    def column_of(self, label: str) -> int | None:
        return next((at for at, year in self.years.items() if year == label), None)


def read_money_table(table: dict, said: Mapping[str, str] | None = None) -> MoneyTable | None:
    """Read a table, with choices for its headings in `said`; None if it has no columns of years or no sums."""
    rows = rows_read_out(table)
    head = _count_head(table, rows)
    kinds = columns_of_money(table, said)
    years = {at: kind for at, kind in enumerate(kinds) if kind not in {"", TOTAL}}
    total = kinds.index(TOTAL) if TOTAL in kinds else None
    columns = [*years, *([] if total is None else [total])]
    if not years:
        return None
    read = []
    for at, cells in enumerate(rows[head:], head):
        sums = {column: read_money(cells[column]) for column in columns}
        words = [" ".join(text.split()) for column, text in enumerate(cells) if column < min(columns) and text.strip()]
        label = ", ".join(dict.fromkeys(text for text in words if not _NUMBER.fullmatch(text)))
        if any(_is_sum(cells[column]) for column in columns):
            alike = sum(row.label == label or row.label.startswith(f"{label} (") for row in read)
            label = f"{label} ({alike + 1})" if alike else label
            read.append(MoneyRow(at, label, sums, any(_TOTAL.match(text) for text in words)))
    return MoneyTable(tuple(read), years, total, _find_unit(table, rows[:head])) if read else None


def columns_of_money(table: dict, said: Mapping[str, str] | None = None) -> list[str]:
    """Return for each column its period, `TOTAL`, or ""; a choice that a person made comes first."""
    headings, said = headings_of_money(table), said or {}
    rows = rows_read_out(table)
    head = rows[: _count_head(table, rows)]
    kinds = [said.get(heading, "") for heading in headings]
    taken = set(kinds)
    for column, heading in enumerate(headings):
        if heading in said:
            continue
        named = [cells[column] for cells in head]
        label = next((_read_year(text) for text in reversed(named) if _read_year(text)), "")
        if not label and any(kinds) and TOTAL not in taken and any(_TOTAL.match(text) for text in named):
            label = TOTAL
        kinds[column] = "" if label in taken else label
        taken.add(label)
    return kinds


def headings_of_money(table: dict) -> list[str]:
    """Return the headings of each column from the top down, equal ones numbered; choices are kept by them."""
    rows = rows_read_out(table)
    head = rows[: _count_head(table, rows)]
    found: list[str] = []
    for column in range(len(rows[0]) if rows else 0):
        words = dict.fromkeys(" ".join(cells[column].split()) for cells in head)
        heading = " · ".join(filter(None, words))
        alike = sum(each == heading or each.startswith(f"{heading} (") for each in found)
        found.append(f"{heading} ({alike + 1})" if alike else heading)
    return found


def read_money(text: str) -> Decimal | None:
    """Return the sum in a cell: 0 for an empty or crossed out one, None for words."""
    value = read_quantity(text)
    if isinstance(value, Empty | NoData | NotApplicable):
        return Decimal(0)
    return value.number if isinstance(value, Number) else None


def money_doubts(money: MoneyTable) -> list[str]:
    """Return a sentence for each sum that doesn't add up; such a table can be saved all the same."""
    return [*_check_rows(money), *_check_totals(money)]


def _check_rows(money: MoneyTable) -> Iterator[str]:
    """Compare the sum of the years in each row with its column of totals."""
    if money.total_column is None:
        return
    for row in money.rows:
        by_years, total = [row.sums[column] for column in money.years], row.sums[money.total_column]
        if total is not None and None not in by_years and sum(by_years) != total:
            yield (
                f"Строка «{row.label or row.at + 1}»: по годам вместе {write_number(sum(by_years))}, "
                f"а в графе «Итого» — {write_number(total)}."
            )


def _check_totals(money: MoneyTable) -> Iterator[str]:
    """Compare each row of totals with the sums of the rows that it may sum up."""
    for at, row in enumerate(money.rows):
        if not row.is_total:
            continue
        for column in (*money.years, *([] if money.total_column is None else [money.total_column])):
            sums = [_sum_of(rows, column) for rows in _find_summed(money, at)]
            sums = [each for each in sums if each is not None]
            if row.sums[column] is not None and sums and row.sums[column] not in sums:
                where = f"за {money.years[column]} год" if column in money.years else "в графе «Итого»"
                yield (
                    f"«{row.label}» {where} — {write_number(row.sums[column])}, "
                    f"а строки вместе дают {write_number(sums[0])}."
                )


def _find_summed(money: MoneyTable, at: int) -> list[list[MoneyRow]]:
    """Return the groups of rows that the total in row `at` may sum up, the likeliest first."""
    above = _take_until_total(money.rows[:at][::-1])
    below = _take_until_total(money.rows[at + 1 :])
    before = [row for row in money.rows[:at] if not row.is_total]
    others = [row for row in money.rows if row.is_total and row is not money.rows[at]]
    return [rows for rows in (above, below, before, money.parts, others, others[:at]) if rows]


def _take_until_total(rows) -> list[MoneyRow]:
    found = []
    for row in rows:
        if row.is_total:
            break
        found.append(row)
    return found


def _sum_of(rows, column: int) -> Decimal | None:
    sums = [row.sums[column] for row in rows]
    return None if not sums or None in sums else sum(sums)


def _count_head(table: dict, rows: list[list[str]]) -> int:
    """Return how many rows the head has: as stated, or else up to the last of the first four rows that names years."""
    if table.get("header_rows"):
        return min(table["header_rows"], len(rows))
    named = [at for at, cells in enumerate(rows[:4]) if any(_read_year(text) for text in cells)]
    return named[-1] + 1 if named else 0


def _read_year(text: str) -> str | None:
    found = _YEAR.fullmatch(" ".join(text.split()))
    if not found:
        return None
    return f"{found[1]}-{found[1][:2]}{found[2]}" if found[2] else found[1]


def _is_sum(text: str) -> bool:
    return isinstance(read_quantity(text), Number)


def _find_unit(table: dict, head: list[list[str]]) -> str:
    words = " ".join([table.get("title") or "", *(text for cells in head for text in cells)])
    found = _UNIT.search(words)
    if not found:
        return ""
    return f"{found[1].lower()}. руб." if found[1] else "руб."
