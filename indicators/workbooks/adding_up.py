"""Checks whether parts and wholes would still add up after a file is written, as the grid does after saving."""

from collections.abc import Callable, Mapping

from indicators.catalogue.models import Indicator
from indicators.values.address import CellAddress
from indicators.values.models import Value
from indicators.values.wholes import Wholes
from indicators.workbooks.import_plan import Fate, PlannedChange

StoredTexts = Callable[[set[CellAddress], set[str]], Mapping[CellAddress, tuple[str, int]]]
_WRITTEN = (Fate.NEW, Fate.CHANGED, Fate.CONFLICT)


def ask_of_wholes(items: list[PlannedChange], indicators: Mapping[int, Indicator], stored: StoredTexts) -> None:
    """Add the notes on wholes to the planned changes: to the whole, or to its first part if the file has no whole.

    `stored` returns text and version of the portal's values in the given cells and periods.
    """
    wholes = Wholes(indicators)
    planned = {item.cell: item for item in items if item.fate in _WRITTEN} if wholes else {}
    asked = list(wholes.cells_to_ask(planned))
    if not asked:
        return
    around = {each for cell in asked for each in wholes.cells_around(cell)}
    texts = {cell: text for cell, (text, _) in stored(around, {cell.period for cell in around}).items()}
    texts |= {cell: item.new for cell, item in planned.items() if cell in around}
    known = {cell: Value(text=texts[cell]) for cell in around if cell in texts}
    first: dict[CellAddress, PlannedChange] = {}
    for cell, item in planned.items():
        if above := wholes.cell_above(cell):
            first.setdefault(above, item)
    for cell in asked:
        if not (note := wholes.note(cell, known)):
            continue
        if cell in planned:
            planned[cell].notes.append(note)
        else:
            first[cell].notes.append(f"«{indicators[cell.indicator_id].name}»: {note}")
