"""The meaning of a value kept beside its words, as far as columns of the database can hold it."""

from decimal import Decimal

from indicators.models import Indicator, Value
from indicators.quantity import Quantity, read_quantity

_LIMIT = Decimal(10) ** 14  # of the columns' digits before the comma


def understand(value: Value, indicator: Indicator) -> Quantity:
    """Read the value's words anew and keep what they mean; words whose meaning is no number keep none."""
    quantity = read_quantity(value.text, indicator.unit)
    value.number, value.upper = _column(quantity.number), _column(quantity.upper)
    value.count, value.total = _column(quantity.count), _column(quantity.total)
    value.comparison = quantity.comparison or ""
    return quantity


def _column(number: Decimal | None) -> Decimal | None:
    """Six decimals, as the column has them; a number too large for it is not kept."""
    if number is None or abs(number) >= _LIMIT:
        return None
    return round(number, 6)
