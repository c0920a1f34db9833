"""Tells which values count people or are shares of them, and reads the numbers of people in them."""

import re
from decimal import Decimal

from indicators.quantity import Bound, NumericValue, PlainText, Range, Share, ShareOfNothing, read_quantity
from indicators.quantity.units import PERCENT, UNIT_BY_WORDS, unit_of_noun, words_of
from reports.open_pages.hiding.small_counts import LEAST_SHOWN

_OF_PEOPLE = ("чел.", "чел. в год", "человеко-участников")
# Units of other things, whatever the name says; «ед.» and «шт.» may be people.
_OF_OTHERS = ("школ", "балл", "раз", "час", "руб.", "п.п.", "‰")
# Names that begin so aren't of counts, though they may mention people: «Средний балл выпускников».
_NO_COUNT = ("средн", "индекс", "рейтинг", "отношени", "коэффициент", "медиан")
_SMALL_NUMBER = re.compile(r"(?<![\d,.])[1-4](?!\d|[,.]\d|\s?%|\s\d{3}\b)")


def is_of_people(name: str, unit: str) -> bool:
    """Return whether an indicator counts people or is a share of them: by its unit, or the first thing its name counts.

    Where neither tells, it is assumed to be of people.
    """
    known = _unit_name(unit)
    if known in _OF_PEOPLE:
        return True
    words = words_of(name)
    if known in _OF_OTHERS or (words and words[0].startswith(_NO_COUNT)):
        return False
    counted = next((each for word in words if (each := _unit_of(word)) is not None), None)
    return counted is None or counted in _OF_PEOPLE


def _unit_name(unit: str) -> str:
    known = UNIT_BY_WORDS.get(words_of(unit))
    return known.name if known else unit


def _unit_of(word: str) -> str | None:
    """Return the unit in which the noun is counted, "" for things without one, None for any other word."""
    if (found := unit_of_noun(word)) is not None:
        return found
    known = UNIT_BY_WORDS.get((word,))
    return known.name if known and word in {noun.casefold() for noun in known.nouns} else None


def tells_small_count(text: str, unit: str) -> bool:
    """Return whether a written value of people tells a number of them, or a rest, from 1 to 4: «1 (9%)», «38 из 40».

    Words that aren't understood are assumed to tell one.
    """
    value = read_quantity(text, unit)
    if isinstance(value, PlainText) or _SMALL_NUMBER.search(text):
        return True
    return any(0 < number < LEAST_SHOWN for number in _numbers_of_people(value))


def _numbers_of_people(value) -> list[Decimal]:
    if isinstance(value, Share | ShareOfNothing):
        total = value.total
        if total is None and value.number:
            total = (value.count * 100 / value.number).to_integral_value()
        return [value.count, *([] if total is None else [total, total - value.count])]
    if not isinstance(value, NumericValue) or value.unit == PERCENT:
        return []
    return [value.number, *([value.upper] if isinstance(value, Range) else [])]


def count_of(text: str, unit: str) -> int | None:
    """Return the whole number of people that a value states; None if it states none, or not exactly."""
    value = read_quantity(text, unit)
    if isinstance(value, Share) and value.count == value.count.to_integral_value():
        return int(value.count)
    if not isinstance(value, NumericValue) or isinstance(value, Bound | Range | Share) or value.unit == PERCENT:
        return None
    return int(value.number) if value.number == value.number.to_integral_value() >= 0 else None


def share_of(text: str, unit: str) -> tuple[Decimal, Decimal] | None:
    """Return the value's per cent, and by how much rounding may have moved it; None if it isn't in per cent."""
    value = read_quantity(text, unit)
    if not isinstance(value, NumericValue) or value.unit != PERCENT:
        return None
    exponent = min(value.number.as_tuple().exponent, 0)
    return value.number, Decimal(5).scaleb(exponent - 1)


def tells_earlier(text: str, unit: str) -> bool:
    """Return whether a value states an earlier one beside itself: «15 (в 2024 – 37)»."""
    return getattr(read_quantity(text, unit), "previous", None) is not None
