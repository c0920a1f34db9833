"""The meaning of a value kept beside its words as far as columns can hold it, with what it was read by."""

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
_LIMIT = Decimal(10) ** 14  # of the columns' digits before the comma
_COMPARISONS = {">": "больше", ">=": "не меньше", "<": "меньше", "<=": "не больше"}
_WITHOUT_NUMBER = {
    "": "ещё не прочитано",
    "empty": "пусто",
    "not_applicable": "не относится",
    "no_data": "нет данных",
    "text": "текст",
}


def understand(value: Value, indicator: Indicator) -> Quantity:
    """Read the value's words anew and keep what they mean; words whose meaning is no number keep none."""
    return _understand(value, indicator.unit)


def _understand(value: Value, unit: str) -> Quantity:
    quantity = read_quantity(value.text, unit)
    value.number = _column(quantity.number) if isinstance(quantity, NumericValue) else None
    value.upper = _column(quantity.upper) if isinstance(quantity, Range) else None
    value.comparison = quantity.comparison if isinstance(quantity, Bound) else ""
    is_share = isinstance(quantity, Share | ShareOfNothing)
    value.count, value.total = (_column(quantity.count), _column(quantity.total)) if is_share else (None, None)
    value.read_as = quantity.kind
    value.unit = quantity.unit if isinstance(quantity, MeasuredValue) else ""
    value.read_unit, value.reader = unit, READER
    return quantity


def current(value: Value, indicator: Indicator) -> Value:
    """The value as its words are read today, whoever changed the indicator or the reader since it was kept."""
    if value.reader != READER or value.read_unit != indicator.unit:
        understand(value, indicator)
    return value


def current_number(value: Value) -> Decimal | None:
    """The number by today's reader, in the unit that it was kept in: where the indicator is not at hand."""
    if value.reader != READER:
        _understand(value, value.read_unit)
    return value.number


def is_plain(value: Value) -> bool:
    """A number to calculate with, neither a bound nor a range."""
    return value.number is not None and value.upper is None and not value.comparison


def is_in_unit_of(indicator: Indicator, value: Value) -> bool:
    """«7 чел.» is no value of an indicator in per cent."""
    is_other = value.unit and indicator.unit and value.unit != indicator.unit
    return not is_other or units_agree(value.unit, indicator.unit)


def kept_meaning(value: Value) -> str:
    """What is kept of its meaning, in words that tell any two meanings apart: «не меньше 1 500 руб.»."""
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


def _column(number: Decimal | None) -> Decimal | None:
    """Six decimals, as the column has them; a number too large for it is not kept."""
    if number is None or abs(number) >= _LIMIT:
        return None
    return round(number, 6)


def _figure(number: Decimal) -> str:
    return write_number(Decimal(format(number.normalize() + 0, "f")))
