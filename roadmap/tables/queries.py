"""Reads a programme's money in a year: as its table plans it, and as people entered what was spent."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.catalogue.models import Period
from indicators.quantity import write_number
from roadmap.programmes.editions import edition_ids
from roadmap.programmes.models import Programme
from roadmap.tables.models import MoneySpent
from roadmap.tables.money_table import MoneyTable, money_doubts, read_money, read_money_table


@dataclass(frozen=True)
class MoneyLine:
    """A row of the table in one year; `spent` is as written, "" if nobody has entered anything."""

    key: str
    label: str
    is_total: bool
    planned: Decimal | None
    spent: str

    @property
    def planned_words(self) -> str:
        return "" if self.planned is None else write_number(self.planned)

    @property
    def number(self) -> Decimal | None:
        """Return the sum spent; None if nobody has entered anything, or if it can't be read as a sum."""
        return read_money(self.spent) if self.spent.strip() else None


@dataclass(frozen=True)
class MoneyOfYear:
    planned: Decimal | None
    lines: tuple[MoneyLine, ...]
    unit: str
    doubts: tuple[str, ...] = ()

    @property
    def spent(self) -> Decimal | None:
        """Return what the whole programme spent: the biggest total entered, or else the sum of the rows.

        The sum is known only when each row that plans money has been entered.
        """
        totals = [line.number for line in self.lines if line.is_total and line.number is not None]
        return max(totals) if totals else self.spent_by_rows

    @property
    def spent_by_rows(self) -> Decimal | None:
        asked = [line for line in self.lines if not line.is_total and (line.planned or line.spent.strip())]
        numbers = [line.number for line in asked]
        return None if not numbers or None in numbers else sum(numbers)

    @property
    def spent_doubt(self) -> str:
        """Return a sentence if the total entered differs from the sum of the rows, else ""."""
        if self.spent_by_rows in (None, self.spent):
            return ""
        return (
            f"Израсходовано всего {write_number(self.spent)}, а строки вместе дают {write_number(self.spent_by_rows)}."
        )

    def words(self, *, with_unit: bool = True) -> tuple[str, str]:
        """Return plan and fact as an evaluation writes them; "" for what isn't known."""
        unit = f" {self.unit}" if self.unit and with_unit else ""
        return tuple("" if each is None else f"{write_number(each)}{unit}" for each in (self.planned, self.spent))


def money_table_of(programme: Programme) -> MoneyTable | None:
    money = programme.resources
    return read_money_table(money["table"], money.get("years")) if money else None


def money_of_year(programme: Programme, period: Period) -> MoneyOfYear | None:
    """Return the money of a year; None if the programme plans none for it. Takes one query, two for an amendment."""
    table = money_table_of(programme)
    column = table and table.column_of(period.label)
    if column is None:
        return None
    first, *_ = edition_ids(programme)
    entered = MoneySpent.objects.filter(programme=first, period__label=period.label)
    spent = dict(entered.values_list("label_key", "text"))
    lines = tuple(
        MoneyLine(row.key, row.label, row.is_total, row.sums[column], spent.get(row.key, "")) for row in table.rows
    )
    return MoneyOfYear(table.planned_in(period.label), lines, table.unit, tuple(money_doubts(table)))


def money_periods(programme: Programme) -> list[Period]:
    """Return the years for which the programme plans money, in their order."""
    table = money_table_of(programme)
    return [Period.from_label(label) for label in sorted(table.years.values())] if table else []
