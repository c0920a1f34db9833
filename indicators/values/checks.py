"""Checks of a value, as sentences (notes) that stand beside it and question it; none of them refuses the value."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from indicators.catalogue.models import Indicator
from indicators.quantity import NumericValue, PlainText, Quantity, Range, Share, read_quantity, write_number
from indicators.quantity.units import PERCENT
from indicators.values.models import Value
from indicators.values.understanding import is_plain


def notes_on(quantity: Quantity, indicator: Indicator, last_year: Quantity | None) -> list[str]:
    """All notes on a value: the reader's doubts, limits exceeded, an unlikely share, a jump from last year's value."""
    notes = list(quantity.doubts)
    if isinstance(quantity, PlainText) and not notes and is_of_numbers(indicator):
        notes.append(NO_NUMBER.format(quantity.text[:40]))
    if isinstance(quantity, NumericValue):
        highest = quantity.upper if isinstance(quantity, Range) else quantity.number
        notes += _note_limits(quantity.number, highest, indicator)
        notes += _note_unlikely_share(quantity, indicator)
        notes += _note_jump(quantity.number, indicator, last_year)
    return notes


# The browser's grid offers these answers as buttons (grid/showing/cell_line.js).
NO_NUMBER = "«{}» — не число. Если данных нет, впишите «н/д»; не применимо — «-»; или «не проводилось»."


_YES_OR_NO = re.compile(r"^\s*(да|есть|имеется)\s*(/|,|или|\()\s*(нет|не имеется)\s*\)?\s*$", re.I)


def is_of_numbers(indicator: Indicator) -> bool:
    """Return whether the indicator wants numbers, not words: it has a unit (not «да/нет»), limits or a rule."""
    limits = (indicator.usual_min, indicator.usual_max, indicator.possible_min, indicator.possible_max)
    if _YES_OR_NO.match(indicator.unit):
        return False
    has_rule = indicator.rule != Indicator.Rule.BY_HAND
    return bool(indicator.unit) or has_rule or any(limit is not None for limit in limits)


def notes_at(quantity: Quantity, indicator: Indicator, last_year: Value | None) -> list[str]:
    """`notes_on` with last year's value as it is stored; it is read only if the indicator limits the yearly jump."""
    asks_of_last_year = indicator.jump_limit is not None and last_year is not None
    before = read_quantity(last_year.text, indicator.unit) if asks_of_last_year else None
    return notes_on(quantity, indicator, before)


def _note_limits(lowest: Decimal, highest: Decimal, indicator: Indicator) -> Iterator[str]:
    if indicator.possible_max is not None and highest > indicator.possible_max:
        yield f"Больше возможного: не бывает больше {_figure(indicator.possible_max)}."
    elif indicator.usual_max is not None and highest > indicator.usual_max:
        yield f"Выше обычного: как правило, не больше {_figure(indicator.usual_max)}."
    if indicator.possible_min is not None and lowest < indicator.possible_min:
        yield f"Меньше возможного: не бывает меньше {_figure(indicator.possible_min)}."
    elif indicator.usual_min is not None and lowest < indicator.usual_min:
        yield f"Ниже обычного: как правило, не меньше {_figure(indicator.usual_min)}."


def _note_unlikely_share(quantity: NumericValue, indicator: Indicator) -> Iterator[str]:
    """A note on a per cent below 1, such as the 0.05 that a spreadsheet makes of 5 %."""
    if indicator.unit != PERCENT:
        return
    if not isinstance(quantity, Share) and PERCENT not in quantity.text and 0 < quantity.number < 1:
        percents = Decimal(f"{quantity.number.scaleb(2):f}")
        yield f"Меньше одного процента. Если это доля единицы, впишите {write_number(percents)} %."


def _note_jump(number: Decimal, indicator: Indicator, last_year: Quantity | None) -> Iterator[str]:
    if indicator.jump_limit is None or not isinstance(last_year, NumericValue):
        return
    if abs(number - last_year.number) > indicator.jump_limit:
        yield f"Заметная перемена: годом раньше было «{last_year.text}»."


def note_on_parts(whole: Indicator, value: Value | None, parts: Mapping[Indicator, Value | None]) -> str:
    """The note that the parts don't add up to the whole as its rule says; "" if they do or if that can't be told.

    Only plain numbers are added up; «-», «н/д», text, bounds and empty cells are unknown, not zeros. If the whole is
    empty and in per cent, its parts are compared with 100 %.
    """
    known = {part: value.number for part, value in parts.items() if _is_known(value)}
    is_empty = value is None or not value.text
    if not known or not (_is_known(value) or (is_empty and whole.unit == PERCENT)):
        return ""
    stated = ALL if is_empty else value.number
    total = sum(known.values())
    slack = _rounding_slack([*known.values(), stated]) if whole.unit == PERCENT else 0
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


def _rounding_slack(shares: list[Decimal]) -> Decimal:
    """How far a sum of rounded shares may be off: by half a unit of each one's last digit; 100 % counts as exact."""
    digits = (min(share.normalize().as_tuple().exponent, 0) for share in shares if share != ALL)
    return sum((Decimal(5).scaleb(digit - 1) for digit in digits), Decimal(0))


def _figure(number: Decimal) -> str:
    """The number as documents have it, without trailing zeros."""
    return write_number(number.normalize() + 0)


_FAULTS_OF_EXCEL = re.compile(
    r"#(#+|(ДЕЛ/0|ЗНАЧ|ССЫЛКА|ЧИСЛО|ПУСТО|DIV/0|VALUE|REF|NUM|NULL|SPILL|ПЕРЕНОС)!|(ИМЯ|NAME)\?|Н/Д|N/A)", re.I
)


def fault_of_excel(text: str) -> str:
    """Why the text is no value, if it is an error of Excel («#ДЕЛ/0!», «####»); "" otherwise.

    The browser's grid refuses to paste such texts too (grid/pasting/plan_paste.js).
    """
    if not _FAULTS_OF_EXCEL.fullmatch(text.strip()):
        return ""
    shown = text.strip()[:12]
    return f"«{shown}» — ошибка Excel, а не значение: впишите само значение, а если данных нет — «н/д» или «-»."
