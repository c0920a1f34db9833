"""What is asked about a value before it stands in an order. Nothing here refuses: the sentences go beside the value."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from indicators.catalogue.models import Indicator
from indicators.quantity import NumericValue, PlainText, Quantity, Range, Share, read_quantity, write_number
from indicators.quantity.units import PERCENT
from indicators.values.models import Value
from indicators.values.understanding import is_plain


def notes_on(quantity: Quantity, indicator: Indicator, last_year: Quantity | None) -> list[str]:
    """Doubts of the reading, then what lies beyond the indicator's limits or far from last year's value."""
    notes = list(quantity.doubts)
    if isinstance(quantity, PlainText) and not notes and is_of_numbers(indicator):
        notes.append(NO_NUMBER.format(quantity.text[:40]))
    if isinstance(quantity, NumericValue):
        highest = quantity.upper if isinstance(quantity, Range) else quantity.number
        notes += _beyond_limits(quantity.number, highest, indicator)
        notes += _unlikely(quantity, indicator)
        notes += _jump(quantity.number, indicator, last_year)
    return notes


# The browser's grid offers these answers as buttons (grid/about.js).
NO_NUMBER = "«{}» — не число. Если данных нет, впишите «н/д»; не применимо — «-»; или «не проводилось»."


def is_of_numbers(indicator: Indicator) -> bool:
    """By its unit, its limits or its rule; words are as good as numbers where it has none of them."""
    limits = (indicator.usual_min, indicator.usual_max, indicator.possible_min, indicator.possible_max)
    has_rule = indicator.rule != Indicator.Rule.BY_HAND
    return bool(indicator.unit) or has_rule or any(limit is not None for limit in limits)


def notes_at(quantity: Quantity, indicator: Indicator, last_year: Value | None) -> list[str]:
    """The same beside the kept value of the year before."""
    asks_of_last_year = indicator.jump_limit is not None and last_year is not None
    before = read_quantity(last_year.text, indicator.unit) if asks_of_last_year else None
    return notes_on(quantity, indicator, before)


def _beyond_limits(lowest: Decimal, highest: Decimal, indicator: Indicator) -> Iterator[str]:
    if indicator.possible_max is not None and highest > indicator.possible_max:
        yield f"Больше возможного: не бывает больше {_figure(indicator.possible_max)}."
    elif indicator.usual_max is not None and highest > indicator.usual_max:
        yield f"Выше обычного: как правило, не больше {_figure(indicator.usual_max)}."
    if indicator.possible_min is not None and lowest < indicator.possible_min:
        yield f"Меньше возможного: не бывает меньше {_figure(indicator.possible_min)}."
    elif indicator.usual_min is not None and lowest < indicator.usual_min:
        yield f"Ниже обычного: как правило, не меньше {_figure(indicator.usual_min)}."


def _unlikely(quantity: NumericValue, indicator: Indicator) -> Iterator[str]:
    """What a share seldom is: the fraction that a spreadsheet makes of 5 %."""
    if indicator.unit != PERCENT:
        return
    if not isinstance(quantity, Share) and PERCENT not in quantity.text and 0 < quantity.number < 1:
        percents = Decimal(f"{quantity.number.scaleb(2):f}")
        yield f"Меньше одного процента. Если это доля единицы, впишите {write_number(percents)} %."


def _jump(number: Decimal, indicator: Indicator, last_year: Quantity | None) -> Iterator[str]:
    if indicator.jump_limit is None or not isinstance(last_year, NumericValue):
        return
    if abs(number - last_year.number) > indicator.jump_limit:
        yield f"Заметная перемена: годом раньше было «{last_year.text}»."


def note_on_parts(whole: Indicator, value: Value | None, parts: Mapping[Indicator, Value | None]) -> str:
    """Whether the parts come to what the whole's rule says; "" where they do, or where it isn't known.

    Known are plain numbers: «-», «н/д», text, bounds and empty cells are not, and no zeros either. Where the whole
    itself is empty, shares still can't come to more than 100 %.
    """
    known = {part: value.number for part, value in parts.items() if _is_known(value)}
    is_empty = value is None or not value.text
    if not known or not (_is_known(value) or (is_empty and whole.unit == PERCENT)):
        return ""
    stated = ALL if is_empty else value.number
    total = sum(known.values())
    slack = _rounding([*known.values(), stated]) if whole.unit == PERCENT else 0
    listed = ", ".join(f"«{part.name}» — {_figure(number)}" for part, number in known.items())
    if is_empty:
        return (
            f"Части в сумме дают {_figure(total)} %, а больше 100 % не бывает: {listed}." if total - ALL > slack else ""
        )
    if whole.parts_rule == Indicator.PartsRule.AT_MOST:
        over = total - stated > slack
        return (
            f"Части в сумме дают {_figure(total)}, это больше, чем здесь ({_figure(stated)}): {listed}." if over else ""
        )
    if len(known) < len(parts) or abs(total - stated) <= slack:
        return ""
    return f"Части в сумме дают {_figure(total)}, а здесь {_figure(stated)}: {listed}."


ALL = Decimal(100)


def _is_known(value: Value | None) -> bool:
    return value is not None and is_plain(value)


def _rounding(shares: list[Decimal]) -> Decimal:
    """By how much the sum of rounded shares may be off: half of each one's last digit; 100 % is not rounded."""
    digits = (min(share.normalize().as_tuple().exponent, 0) for share in shares if share != ALL)
    return sum((Decimal(5).scaleb(digit - 1) for digit in digits), Decimal(0))


def _figure(number: Decimal) -> str:
    return write_number(number.normalize() + 0)


_FAULTS_OF_EXCEL = re.compile(
    r"#(#+|(ДЕЛ/0|ЗНАЧ|ССЫЛКА|ЧИСЛО|ПУСТО|DIV/0|VALUE|REF|NUM|NULL|SPILL|ПЕРЕНОС)!|(ИМЯ|NAME)\?|Н/Д|N/A)", re.I
)


def fault_of_excel(text: str) -> str:
    """What Excel shows in place of a value, why it is none; the browser's grid pastes it no more (grid/paste.js)."""
    if not _FAULTS_OF_EXCEL.fullmatch(text.strip()):
        return ""
    shown = text.strip()[:12]
    return f"«{shown}» — ошибка Excel, а не значение: впишите само значение, а если данных нет — «н/д» или «-»."
