"""What is asked about a value before it stands in an order. Nothing here refuses: the sentences go beside the value."""

from collections.abc import Iterator
from decimal import Decimal

from indicators.models import Indicator
from indicators.quantity import Quantity, write_number


def notes_on(quantity: Quantity, indicator: Indicator, last_year: Quantity | None) -> list[str]:
    """Doubts of the reading, then what lies beyond the indicator's limits or far from last year's value."""
    notes = list(quantity.doubts)
    if quantity.number is not None:
        highest = quantity.upper if quantity.upper is not None else quantity.number
        notes += _beyond_limits(quantity.number, highest, indicator)
        notes += _jump(quantity.number, indicator, last_year)
    return notes


def _beyond_limits(lowest: Decimal, highest: Decimal, indicator: Indicator) -> Iterator[str]:
    if indicator.possible_max is not None and highest > indicator.possible_max:
        yield f"Больше возможного: не бывает больше {_figure(indicator.possible_max)}."
    elif indicator.usual_max is not None and highest > indicator.usual_max:
        yield f"Выше обычного: как правило, не больше {_figure(indicator.usual_max)}."
    if indicator.usual_min is not None and lowest < indicator.usual_min:
        yield f"Ниже обычного: как правило, не меньше {_figure(indicator.usual_min)}."


def _jump(number: Decimal, indicator: Indicator, last_year: Quantity | None) -> Iterator[str]:
    if indicator.jump_limit is None or last_year is None or last_year.number is None:
        return
    if abs(number - last_year.number) > indicator.jump_limit:
        yield f"Заметная перемена: годом раньше было «{last_year.text}»."


def _figure(number: Decimal) -> str:
    return write_number(number.normalize() + 0)
