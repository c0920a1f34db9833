"""Tells what the columns of a table of money are; the table itself is kept as it stands."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap.recognition.columns import ColumnKind
from roadmap.tables.money_table import columns_of_money, headings_of_money


def years_said(table: dict, corrected: Mapping[int, str]) -> dict[str, str]:
    """Return, by heading, the years of columns for which a person said something else than the heading does."""
    headings, known = headings_of_money(table), columns_of_money(table)
    said = {at: "" if key == ColumnKind.FURTHER else key for at, key in corrected.items() if at < len(headings)}
    return {headings[at]: key for at, key in sorted(said.items()) if key != known[at]}


def money_keys(table: dict, said: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of the columns, in the form in which a person may correct them."""
    return tuple(key or str(ColumnKind.FURTHER) for key in columns_of_money(table, said))
