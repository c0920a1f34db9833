"""Finds the wholes that a written value is a part of, and checks whether their parts add up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from indicators.catalogue.models import Indicator
from indicators.values.address import CellAddress
from indicators.values.checks import note_on_parts
from indicators.values.models import Value
from indicators.values.understanding import current


class Wholes:
    """Which of the given indicators are parts of which; false if none of them is a part."""

    def __init__(self, indicators: Mapping[int, Indicator]):
        self.indicators = indicators
        self.parts: dict[int, list[Indicator]] = defaultdict(list)
        for each in indicators.values():
            if each.whole_id in indicators:
                self.parts[each.whole_id].append(each)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def cells_around(self, cell: CellAddress) -> set[CellAddress]:
        """The cell, and all cells needed to add up the whole it is a part of and the parts it is made up of."""
        wholes = {cell.indicator_id, self.indicators[cell.indicator_id].whole_id} & self.parts.keys()
        summed = wholes | {part.pk for whole in wholes for part in self.parts[whole]}
        return {cell, *(replace(cell, indicator_id=indicator_id) for indicator_id in summed)}

    def cell_above(self, cell: CellAddress) -> CellAddress | None:
        """The cell of the whole that this one is a part of, or None."""
        whole_id = self.indicators[cell.indicator_id].whole_id
        return replace(cell, indicator_id=whole_id) if whole_id in self.parts else None

    def cells_to_ask(self, cells: Iterable[CellAddress]) -> Iterator[CellAddress]:
        """The cells of wholes whose sum may have changed with these cells, each once."""
        asked = (each for cell in cells for each in (cell, self.cell_above(cell)))
        return iter(dict.fromkeys(each for each in asked if each and each.indicator_id in self.parts))

    def note(self, cell: CellAddress, known: Mapping[CellAddress, Value]) -> str:
        """The note that the parts of this whole don't add up to it, by the known values; "" if there is none."""
        parts, whole = self.parts[cell.indicator_id], self.indicators[cell.indicator_id]
        found = {part: known.get(replace(cell, indicator_id=part.pk)) for part in [whole, *parts]}
        values = {part: value and current(value, part) for part, value in found.items()}
        return note_on_parts(whole, values.pop(whole), values)
