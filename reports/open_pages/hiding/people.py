"""Which written values count people, which of their shares, and the numbers of people in them."""

import re
from decimal import Decimal

from indicators.quantity import Bound, NumericValue, PlainText, Range, Share, ShareOfNothing, read_quantity
from indicators.quantity.units import PERCENT, UNIT_BY_WORDS, unit_of_noun, words_of
from reports.open_pages.hiding.small_counts import LEAST_SHOWN

_OF_PEOPLE = ("чел.", "чел. в год", "человеко-участников")
# Units of things that the name doesn't have to tell; «ед.» and «шт.» may be anybody.
_OF_OTHERS = ("школ", "балл", "раз", "час", "руб.", "п.п.", "‰")
# A name that begins so is of no count, though it may speak of people: «Средний балл выпускников».
_NO_COUNT = ("средн", "индекс", "рейтинг", "отношени", "коэффициент", "медиан")
_SMALL_NUMBER = re.compile(r"(?<![\d,.])[1-4](?!\d|[,.]\d|\s?%|\s\d{3}\b)")


def is_of_people(name: str, unit: str) -> bool:
    """Whether it counts people, or is a share of them: by its unit, else by the first thing that its name counts.

    Where neither tells, it is taken to be of people.
    """
    known = _unit_name(unit)
    if known in _OF_PEOPLE:
        return True
    words = words_of(name)
    if known in _OF_OTHERS or (words and words[0].startswith(_NO_COUNT)):
        return False
    counted = next((each for word in words if (each := _counted_by(word)) is not None), None)
    return counted is None or counted in _OF_PEOPLE


def _unit_name(unit: str) -> str:
    known = UNIT_BY_WORDS.get(words_of(unit))
    return known.name if known else unit


def _counted_by(word: str) -> str | None:
    """The unit in which the noun is counted, "" for things without one; None: it is no such noun."""
    if (found := unit_of_noun(word)) is not None:
        return found
    known = UNIT_BY_WORDS.get((word,))
    return known.name if known and word in {noun.casefold() for noun in known.nouns} else None


def tells_small_count(text: str, unit: str) -> bool:
    """Whether a value of people, as written, tells a number of them below five, or a rest below five.

    «1 (9%)», «38 из 40», «2–3»; words that aren't understood are taken to tell one.
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
    """The whole number of people that a value is; None where it is none, or not told exactly."""
    value = read_quantity(text, unit)
    if isinstance(value, Share) and value.count == value.count.to_integral_value():
        return int(value.count)
    if not isinstance(value, NumericValue) or isinstance(value, Bound | Range | Share) or value.unit == PERCENT:
        return None
    return int(value.number) if value.number == value.number.to_integral_value() >= 0 else None


def share_of(text: str, unit: str) -> tuple[Decimal, Decimal] | None:
    """The per cent that a value is, and by how much rounding may have moved it; None where it is none."""
    value = read_quantity(text, unit)
    if not isinstance(value, NumericValue) or value.unit != PERCENT:
        return None
    exponent = min(value.number.as_tuple().exponent, 0)
    return value.number, Decimal(5).scaleb(exponent - 1)


def tells_earlier(text: str, unit: str) -> bool:
    """Whether a value says an earlier one beside it: «15 (в 2024 – 37)»."""
    return getattr(read_quantity(text, unit), "previous", None) is not None
