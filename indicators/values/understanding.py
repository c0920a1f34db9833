"""Stores the meaning of a value in columns beside its text, with the version of the reader that read it."""

from decimal import Decimal

from indicators.catalogue.models import Indicator
from indicators.quantity import (
    READER,
    Bound,
    MeasuredValue,
    NumericValue,
    Quantity,
    Range,
    Share,
    ShareOfNothing,
    read_quantity,
    units_agree,
    write_number,
)
from indicators.values.models import Value

UNDERSTOOD = ["number", "upper", "comparison", "count", "total", "read_as", "unit", "read_unit", "reader"]
_LIMIT = Decimal(10) ** 14  # the columns hold 14 digits before the comma
_COMPARISONS = {">": "больше", ">=": "не меньше", "<": "меньше", "<=": "не больше"}
_WITHOUT_NUMBER = {
    "": "ещё не прочитано",
    "empty": "пусто",
    "not_applicable": "не относится",
    "no_data": "нет данных",
    "text": "текст",
}


def understand(value: Value, indicator: Indicator) -> Quantity:
    """Read the value's text anew and set its columns to what it means; a text without a number has none there."""
    return _understand(value, indicator.unit)


def _understand(value: Value, unit: str) -> Quantity:
    """`understand` for an indicator measured in that unit."""
    quantity = read_quantity(value.text, unit)
    value.number = _rounded(quantity.number) if isinstance(quantity, NumericValue) else None
    value.upper = _rounded(quantity.upper) if isinstance(quantity, Range) else None
    value.comparison = quantity.comparison if isinstance(quantity, Bound) else ""
    is_share = isinstance(quantity, Share | ShareOfNothing)
    value.count, value.total = (_rounded(quantity.count), _rounded(quantity.total)) if is_share else (None, None)
    value.read_as = quantity.kind
    value.unit = quantity.unit if isinstance(quantity, MeasuredValue) else ""
    value.read_unit, value.reader = unit, READER
    return quantity


def current(value: Value, indicator: Indicator) -> Value:
    """The value, read anew in memory if the indicator's unit or the reader has changed since it was stored."""
    if value.reader != READER or value.read_unit != indicator.unit:
        understand(value, indicator)
    return value


def current_number(value: Value) -> Decimal | None:
    """The number by today's reader and the unit stored with the value, for callers without the indicator."""
    if value.reader != READER:
        _understand(value, value.read_unit)
    return value.number


def is_plain(value: Value) -> bool:
    """Return whether the value is one number to calculate with, neither a bound nor a range."""
    return value.number is not None and value.upper is None and not value.comparison


def is_in_unit_of(indicator: Indicator, value: Value) -> bool:
    """Return whether the value is in the indicator's unit: «7 чел.» is not, for an indicator in per cent."""
    is_other = value.unit and indicator.unit and value.unit != indicator.unit
    return not is_other or units_agree(value.unit, indicator.unit)


def kept_meaning(value: Value) -> str:
    """The stored meaning in words, different for any two different meanings: «не меньше 1 500 руб.»."""
    if value.number is None:
        words = _WITHOUT_NUMBER.get(value.read_as, "доля без числа" if value.read_as == "share" else "слишком велико")
    elif value.upper is not None:
        words = f"от {_figure(value.number)} до {_figure(value.upper)}"
    else:
        words = " ".join(filter(None, [_COMPARISONS.get(value.comparison), _figure(value.number)]))
    if value.unit and value.number is not None:
        words += f" {value.unit}"
    if value.count is not None:
        words += f" ({_figure(value.count)}" + (f" из {_figure(value.total)})" if value.total is not None else ")")
    return words


def _rounded(number: Decimal | None) -> Decimal | None:
    """The number rounded to the six decimals of the column; None if it is too large for it."""
    if number is None or abs(number) >= _LIMIT:
        return None
    return round(number, 6)


def _figure(number: Decimal) -> str:
    return write_number(Decimal(format(number.normalize() + 0, "f")))
