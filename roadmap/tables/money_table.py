"""What a table of money by years and sources says: its sums, its totals, and where they don't add up.

Words stay as written. A total is doubted only where nothing that it may total gives it: the rows above it, those below
it («всего, в том числе»), all rows, or the other totals.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.quantity import Empty, NoData, NotApplicable, Number, read_quantity, write_number
from portal.text.keys import natural_key
from roadmap.programmes.kept_tables import rows_read_out

_YEAR = re.compile(
    r"(20\d\d)(?:\s*[-–/]\s*(?:20)?(\d\d))?\s*(?:уч\S*\s*)?(?:г\.?|год\S*)?(?:\s*\(?(?:план|прогноз|оценка)\)?)?", re.I
)
_TOTAL = re.compile(r"\s*(всего|итого|общий объ[её]м)", re.I)
_NUMBER = re.compile(r"\d+(\.\d+)*\.?")
_UNIT = re.compile(r"(тыс|млн|млрд)\.?\s*руб|рубл|\bруб", re.I)


@dataclass(frozen=True)
class MoneyRow:
    """A row of sums by the columns that they stand in; `label` is what stands left of them, joined cells read out."""

    at: int
    label: str
    sums: Mapping[int, Decimal | None]
    is_total: bool

    @property
    def key(self) -> str:
        return natural_key(self.label)


@dataclass(frozen=True)
class MoneyTable:
    """`years`: labels of periods by their columns; `total_column`: where a row is summed up over the years."""

    rows: tuple[MoneyRow, ...]
    years: Mapping[int, str]
    total_column: int | None
    unit: str

    @property
    def parts(self) -> list[MoneyRow]:
        """Those that are summed up."""
        return [row for row in self.rows if not row.is_total]

    def planned_in(self, label: str) -> Decimal | None:
        """The year's money: the biggest of its totals, else the sum of its rows; None where that can't be told."""
        column = next((at for at, year in self.years.items() if year == label), None)
        if column is None:
            return None
        totals = [row.sums[column] for row in self.rows if row.is_total and row.sums[column] is not None]
        return max(totals) if totals else _sum_of(self.parts, column)

    def column_of(self, label: str) -> int | None:
        return next((at for at, year in self.years.items() if year == label), None)


def read_money_table(table: dict) -> MoneyTable | None:
    """None where the table has no columns of years or no sums in them."""
    rows = rows_read_out(table)
    head = _head_of(table, rows)
    years, total = _columns(rows[:head])
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
    return MoneyTable(tuple(read), years, total, _unit(table, rows[:head])) if read else None


def read_money(text: str) -> Decimal | None:
    """0 of an empty or crossed out cell; None of words."""
    value = read_quantity(text)
    if isinstance(value, Empty | NoData | NotApplicable):
        return Decimal(0)
    return value.number if isinstance(value, Number) else None


def money_doubts(money: MoneyTable) -> list[str]:
    """What doesn't add up, in sentences; nothing of it is refused."""
    return [*_across(money), *_down(money)]


def _across(money: MoneyTable) -> Iterator[str]:
    if money.total_column is None:
        return
    for row in money.rows:
        by_years, total = [row.sums[column] for column in money.years], row.sums[money.total_column]
        if total is not None and None not in by_years and sum(by_years) != total:
            yield (
                f"Строка «{row.label or row.at + 1}»: по годам вместе {write_number(sum(by_years))}, "
                f"а в графе «Итого» — {write_number(total)}."
            )


def _down(money: MoneyTable) -> Iterator[str]:
    for at, row in enumerate(money.rows):
        if not row.is_total:
            continue
        for column in (*money.years, *([] if money.total_column is None else [money.total_column])):
            sums = [each for each in (_sum_of(rows, column) for rows in _totalled(money, at)) if each is not None]
            if row.sums[column] is not None and sums and row.sums[column] not in sums:
                where = f"за {money.years[column]} год" if column in money.years else "в графе «Итого»"
                yield (
                    f"«{row.label}» {where} — {write_number(row.sums[column])}, "
                    f"а строки вместе дают {write_number(sums[0])}."
                )


def _totalled(money: MoneyTable, at: int) -> list[list[MoneyRow]]:
    """What the total in that row may be of, the likeliest first."""
    above = _unbroken(money.rows[:at][::-1])
    below = _unbroken(money.rows[at + 1 :])
    before = [row for row in money.rows[:at] if not row.is_total]
    others = [row for row in money.rows if row.is_total and row is not money.rows[at]]
    return [rows for rows in (above, below, before, money.parts, others, others[:at]) if rows]


def _unbroken(rows) -> list[MoneyRow]:
    found = []
    for row in rows:
        if row.is_total:
            break
        found.append(row)
    return found


def _sum_of(rows, column: int) -> Decimal | None:
    sums = [row.sums[column] for row in rows]
    return None if not sums or None in sums else sum(sums)


def _head_of(table: dict, rows: list[list[str]]) -> int:
    """As stated; else up to the last row that names years."""
    if table.get("header_rows"):
        return min(table["header_rows"], len(rows))
    named = [at for at, cells in enumerate(rows[:4]) if sum(1 for text in cells if _year(text)) > 0]
    return named[-1] + 1 if named else 0


def _columns(head: list[list[str]]) -> tuple[dict[int, str], int | None]:
    years, total = {}, None
    for column in range(len(head[0]) if head else 0):
        named = [cells[column] for cells in head]
        label = next((_year(text) for text in reversed(named) if _year(text)), None)
        if label and label not in years.values():
            years[column] = label
        elif total is None and any(_TOTAL.match(text) for text in named) and years:
            total = column
    return years, total


def _year(text: str) -> str | None:
    found = _YEAR.fullmatch(" ".join(text.split()))
    if not found:
        return None
    return f"{found[1]}-{found[1][:2]}{found[2]}" if found[2] else found[1]


def _is_sum(text: str) -> bool:
    return isinstance(read_quantity(text), Number)


def _unit(table: dict, head: list[list[str]]) -> str:
    words = " ".join([table.get("title") or "", *(text for cells in head for text in cells)])
    found = _UNIT.search(words)
    return "" if not found else f"{found[1].lower()}. руб." if found[1] else "руб."
