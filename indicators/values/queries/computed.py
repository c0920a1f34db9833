"""Computes the rows below the schools: the municipality's value by its schools, and how the entered one differs."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

from indicators.catalogue.models import Indicator
from indicators.quantity import write_number
from indicators.values.aggregation import Aggregate, aggregate
from indicators.values.grid.table import EMPTY, GridCell
from indicators.values.models import Value
from indicators.values.understanding import current, current_number
from portal.text.plurals import plural


class Computed(StrEnum):
    BY_SCHOOLS = "schools"
    DIFFERENCE = "difference"


def computed_cells(
    indicator: Indicator, entered: Value | None, values: Iterable[Value], weights: Iterable[Value]
) -> dict[Computed, GridCell]:
    """Both computed cells of an indicator, from the municipality's own value and those of its schools.

    `weights` are the schools' values of the indicator that it is weighed by.
    """
    numbers: Mapping[int, Decimal] = {value.school_id: current_number(value) for value in weights}
    result = aggregate(indicator, values, numbers)
    return {
        Computed.BY_SCHOOLS: _computed_cell(indicator, result),
        Computed.DIFFERENCE: _difference_cell(indicator, entered, result),
    }


def _computed_cell(indicator: Indicator, result: Aggregate | None) -> GridCell:
    if result is None:
        if indicator.rule == Indicator.Rule.BY_HAND:
            return EMPTY
        why = f"Правило «{indicator.get_rule_display()}» не к чему применить: подходящих значений у школ нет."
        return GridCell("—", notes=(why,), readonly=True)
    share = f" ({_figure(result.count)} из {_figure(result.total)})" if result.total is not None else ""
    notes = [f"Не вошли значения: {result.left_out}."] if result.left_out else []
    if doubted := result.doubted:
        words = plural(doubted, "значение", "значения", "значений")
        notes.append(f"Среди посчитанных {doubted} {words} школ, о которых портал переспросил.")
    return GridCell(_figure(result.number) + share, notes=tuple(notes), readonly=True)


def _difference_cell(indicator: Indicator, entered: Value | None, result: Aggregate | None) -> GridCell:
    if result is None or entered is None or current(entered, indicator).number is None:
        return EMPTY
    difference = round(entered.number - result.number, 2)
    return GridCell(_figure(difference), readonly=True) if difference else EMPTY


def _figure(number) -> str:
    """The number with at most two decimals, as a computed mean is no more precise than that."""
    return write_number(round(number, 2).normalize() + 0)
