"""Writes numbers and intervals for Russian sentences, with their units: «≈ 3,33», «от 3,8 до 4»."""

from decimal import ROUND_HALF_UP, Decimal

from indicators.quantity import write_number
from indicators.quantity.intervals import Interval
from portal.text.plurals import plural

_PLACES = Decimal("0.01")


def figure(number: Decimal, unit: str = "") -> str:
    """The number as a person would write it; one with more than two decimals is rounded and marked with «≈»."""
    shown = number if number.as_tuple().exponent >= -6 else round(number, 6)
    if shown.normalize().as_tuple().exponent < -2:
        text = "≈ " + write_number(_without_exponent(number.quantize(_PLACES, ROUND_HALF_UP)))
    else:
        text = write_number(_without_exponent(shown))
    return with_unit(text.replace("-", "−"), _word_for_points(shown) if unit == "балл" else unit)


def _without_exponent(number: Decimal) -> Decimal:
    number = number.normalize() + 0
    return number.quantize(Decimal(1)) if number.as_tuple().exponent > 0 else number


def _word_for_points(number: Decimal) -> str:
    return "балла" if number % 1 else plural(abs(int(number)), "балл", "балла", "баллов")


def with_unit(text: str, unit: str) -> str:
    return f"{text} {unit}" if unit else text


def in_limits(interval: Interval, unit: str = "") -> str:
    """The interval in words: «63», «больше 70», «от 3,8 до 4»."""
    if interval.is_exact:
        return figure(interval.low, unit)
    low, high = interval.low.is_finite(), interval.high.is_finite()
    if low and high:
        return f"от {figure(interval.low)} до {figure(interval.high, unit)}"
    if low:
        return ("больше " if interval.is_low_open else "не меньше ") + figure(interval.low, unit)
    if high:
        return ("меньше " if interval.is_high_open else "не больше ") + figure(interval.high, unit)
    return "любое число"
