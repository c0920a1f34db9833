"""What a written value has a say in beyond its own cell: the whole that its indicator is a part of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from indicators.checks import note_on_parts
from indicators.models import Indicator, Value

if TYPE_CHECKING:
    from indicators.actions.values import Cell


class Wholes:
    """Which indicators make up which, among those given. Untrue where none of them is a part."""

    def __init__(self, indicators: Mapping[int, Indicator]):
        self.indicators = indicators
        self.parts: dict[int, list[Indicator]] = defaultdict(list)
        for each in indicators.values():
            if each.whole_id in indicators:
                self.parts[each.whole_id].append(each)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def cells_around(self, cell: "Cell") -> set["Cell"]:
        """The cell with all that are needed to add up what it is a part of, or what is a part of it."""
        wholes = {cell.indicator_id, self.indicators[cell.indicator_id].whole_id} & self.parts.keys()
        summed = wholes | {part.pk for whole in wholes for part in self.parts[whole]}
        return {cell, *(replace(cell, indicator_id=indicator_id) for indicator_id in summed)}

    def cell_above(self, cell: "Cell") -> "Cell | None":
        """The cell of the whole that this one is a part of."""
        whole_id = self.indicators[cell.indicator_id].whole_id
        return replace(cell, indicator_id=whole_id) if whole_id in self.parts else None

    def cells_to_ask(self, cells: Iterable["Cell"]) -> Iterator["Cell"]:
        """The wholes whose sum these cells have changed, each once."""
        asked = (each for cell in cells for each in (cell, self.cell_above(cell)))
        return iter(dict.fromkeys(each for each in asked if each and each.indicator_id in self.parts))

    def note(self, cell: "Cell", known: Mapping["Cell", Value]) -> str:
        parts = self.parts[cell.indicator_id]
        values = {part: known.get(replace(cell, indicator_id=part.pk)) for part in parts}
        return note_on_parts(self.indicators[cell.indicator_id], known.get(cell), values)
