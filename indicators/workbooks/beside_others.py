"""Questions values that look odd beside the others of the file: contradictions, lost commas, dashes among counts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from indicators.catalogue.models import Indicator
from indicators.quantity import NumericValue, read_quantity
from indicators.quantity.units import PERCENT, is_counted_in_whole
from indicators.workbooks.import_plan import Fate, PlannedChange
from portal.spreadsheets.number_formats import with_comma

_WRITTEN = (Fate.NEW, Fate.CHANGED, Fate.CONFLICT)
_FEWEST, _FAR = 4, 3  # other values that are needed, and how many times more than the greatest of them is odd
_SHIFTS = (10, 100)
_DASHES = {"-", "–", "—"}
_COMMA = "Намного больше остальных в файле (до {}): не пропущена ли запятая?"
_DASH = "Прочерк среди чисел: ноль, нет сведений или не применимо? Если ноль, впишите 0."
CONTRADICTED = "В файле для этой ячейки есть и другое значение: «{}» ({})."


def same_value(one: str, other: str) -> bool:
    """Return whether two cells of a file say the same: «61.2» and «61,2»."""
    return with_comma(one.strip()) == with_comma(other.strip())


def note_odd_values(items: Iterable[PlannedChange], indicators: Mapping[int, Indicator]) -> None:
    """Add notes to values that are far from the others of their indicator, period and kind."""
    alike: dict[tuple, list[PlannedChange]] = defaultdict(list)
    for item in items:
        if item.fate in _WRITTEN:
            alike[item.cell.indicator_id, item.cell.period, item.cell.kind].append(item)
    for (indicator, _, _), group in alike.items():
        unit = indicators[indicator].unit
        numbers = {id(item): _number(item.new, unit) for item in group}
        if is_counted_in_whole(unit):
            _note_dashes(group, numbers)
        elif unit in (PERCENT, "балл"):
            _note_lost_commas(group, numbers)


def _number(text: str, unit: str) -> Decimal | None:
    quantity = read_quantity(text, unit)
    return quantity.number if isinstance(quantity, NumericValue) else None


def _note_dashes(group: list[PlannedChange], numbers: dict[int, Decimal | None]) -> None:
    if any(number is not None for number in numbers.values()):
        for item in group:
            if item.new.strip() in _DASHES:
                item.notes.append(_DASH)


def _note_lost_commas(group: list[PlannedChange], numbers: dict[int, Decimal | None]) -> None:
    known = sorted(number for number in numbers.values() if number is not None)
    if len(known) <= _FEWEST:
        return
    for item in group:
        number = numbers[id(item)]
        if number is None or number < known[-1] or not item.new.strip().isdecimal():
            continue
        lowest, highest = known[0], known[-2]
        if number > _FAR * highest and any(lowest <= number / shift <= highest for shift in _SHIFTS):
            item.notes.append(_COMMA.format(with_comma(str(highest))))
