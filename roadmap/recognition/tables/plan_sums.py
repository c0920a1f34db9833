"""Compares the totals of a plan's money with the rows that they sum up; the format has no place for totals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from indicators.quantity import Empty, NotApplicable, Number, read_quantity, write_number
from roadmap.recognition.accounts import Accounts, Weight
from roadmap.recognition.placed import PlacedText, joined

_OF_ALL_SOURCES = {"всего", "итого", ""}
_TOTAL_WORDS = {"всего", "итого", "всего, в том числе", "всего, в том числе:", "всего:", "итого:"}
_OF_ALL = re.compile(r"программ|план|всего|комплекс", re.I)
_MOST, _DECIMALS = 10**10, 3
"""The limits of a sum of money and of its decimals; totals beyond them aren't checked."""
_MOST_ROWS = 30_000
"""How many rows are compared with totals, each counted once for each total; further totals aren't checked."""
_AGREE = "Итоги сходятся с суммами строк и отдельно не вносятся."


@dataclass(frozen=True)
class _Total:
    """A total's label, its cells by column key, and the sets of rows that it may sum up, the likeliest first."""

    label: PlacedText
    cells: dict[str, PlacedText]
    scopes: tuple[list[dict], ...]
    whole: list[dict] = field(default_factory=list)
    """All directions of the plan, including rows below the total, since a total may stand before its rows."""
    kept_out: str = "Строка итогов плана не вносится."


_OF_DIRECTION = "У направления нет своих граф: что в них стоит, не вносится."


@dataclass
class PlanSums:
    """Gathers totals while a plan is read, and tells afterwards which of them agree with its rows."""

    accounts: Accounts
    _of_directions: list[tuple[dict, PlacedText, dict[str, PlacedText]]] = field(default_factory=list)
    _totals: list[_Total] = field(default_factory=list)
    _rows_before: int = 0
    _rows_left: int = _MOST_ROWS

    def of_direction(self, direction: dict, cells: dict[str, PlacedText]) -> None:
        """Remember figures beside a direction's title; its rows follow."""
        self._of_directions.append((direction, direction["title"], cells))

    def total(self, label: PlacedText, cells: dict[str, PlacedText], path: list[dict], whole: list[dict]) -> None:
        """Remember a row of totals: of an open direction, of the rows since the last total, or of the whole plan."""
        every = list(_rows_of(whole)) if self._rows_left > 0 else []
        self._rows_left -= len(every)
        if self._rows_left <= 0:
            self.accounts.doubt(_Total.kept_out, label)
            return
        since, self._rows_before = every[self._rows_before :], len(every)
        inner = [list(_rows_of([each])) for each in reversed(path)]
        scopes = (every, since or every) if _OF_ALL.search(label) else (*inner, since or every, every)
        self._totals.append(_Total(label, cells, scopes, whole))

    def tell(self) -> None:
        """Account for totals that agree, in one doubt; the others stay among the words that became nothing."""
        totals = [
            _Total(title, cells, (list(_rows_of([each])),), kept_out=_OF_DIRECTION)
            for each, title, cells in self._of_directions
        ]
        agreed = [each for each in (*totals, *self._totals) if self._agrees(each)]
        for each in agreed:
            for text in each.cells.values():
                self.accounts.use_text(text, "итог, сошедшийся с суммой строк")
        for each in self._totals:
            if each in agreed:
                self.accounts.use_text(each.label, "итог, сошедшийся с суммой строк")
        if agreed:
            self.accounts.doubt(_AGREE, joined([each.label for each in agreed], "; "), weight=Weight.NOTE)
        self._of_directions, self._totals, self._rows_before = [], [], 0

    def _agrees(self, total: _Total) -> bool:
        """Return whether all figures agree with one set of rows; otherwise add a doubt with the nearest sum."""
        figures = {key: number for key, text in total.cells.items() if (number := _read_number(text)) is not None}
        if not figures:
            self._tell_kept_out(total)
            return False
        differing: list[tuple[Decimal, PlacedText, Decimal]] = []
        for rows in (*total.scopes, list(_rows_of(total.whole))):
            if not rows:
                continue
            sums = {key: _sum(_of_source(rows, total.cells), key) for key in figures}
            if all(sums[key] == number for key, number in figures.items()):
                return True
            known = (key for key, each in sums.items() if each not in {None, figures[key]})
            if key := next(known, None):
                differing.append((abs(sums[key] - figures[key]), total.cells[key], sums[key]))
        if not differing:
            self._tell_kept_out(total)
            return False
        _difference, written, summed = min(differing)
        self.accounts.doubt(
            f"Итог «{total.label}» не сходится с суммой строк: "
            f"написано {written}, а строки дают {write_number(summed)}. Итог не вносится.",
            written,
            weight=Weight.MEANING,
        )
        return False

    def _tell_kept_out(self, total: _Total) -> None:
        self.accounts.doubt(total.kept_out, total.label)


def _rows_of(directions: Iterable[dict]) -> Iterator[dict]:
    """Yield the cells of all activities and stages, at any depth."""
    for direction in directions:
        for activity in direction.get("activities", []):
            yield from _without_own_totals(
                [each["cells"] for each in (activity, *activity.get("stages", [])) if "cells" in each]
            )
        yield from _rows_of(direction.get("directions", []))


def _without_own_totals(rows: list[dict]) -> list[dict]:
    """Leave out an activity's own «Всего» if its money is given by sources below that."""
    totals = [row for row in rows if any(_fold(text) in _TOTAL_WORDS for text in row.values())]
    return [row for row in rows if row not in totals] if 0 < len(totals) < len(rows) else rows


def _of_source(rows: list[dict], total: dict[str, PlacedText]) -> list[dict]:
    """Return the rows that belong to the total's source: a total of «МБ» sums up only rows of «МБ»."""
    beside = {key: _fold(text) for key, text in total.items() if _read_number(text) is None}
    sources = {key: words for key, words in beside.items() if words not in _OF_ALL_SOURCES}
    return [row for row in rows if all(_fold(row.get(key, "")) == words for key, words in sources.items())]


def _sum(rows: list[dict], key: str) -> Decimal | None:
    """Return the sum of a column, or None if a cell is no figure; a cell that spans rows counts once."""
    cells = dict.fromkeys((getattr(row[key], "places", ()), row[key]) for row in rows if key in row)
    numbers = [_read_number(text) for _places, text in cells]
    return None if None in numbers else sum(numbers, Decimal(0))


def _read_number(text: str) -> Decimal | None:
    return _figure(str(text))


@lru_cache(maxsize=10_000)
def _figure(text: str) -> Decimal | None:
    match read_quantity(text):
        case Number(number=number) if abs(number) < _MOST and number.as_tuple().exponent >= -_DECIMALS:
            return number
        case Empty() | NotApplicable():
            return Decimal(0)
    return None


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()
