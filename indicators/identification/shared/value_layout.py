"""The layout of a school's values in one list of texts, and the reader of an indicator's values there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from indicators.identification.shared.compared_value import (
    NOT_IN_CATALOGUE,
    NOTHING,
    ComparedValue,
    ValueState,
    read,
    read_in_text,
)
from indicators.identification.shared.method_parts import IndicatorName, NumberOf
from indicators.identification.shared.ranking import BestOfSchools, SchoolMean, SchoolRanking
from indicators.quantity.intervals import Interval
from schools.directory.kinds import SchoolKind


@dataclass(frozen=True)
class ValueLayout:
    """The order of a school's values: by indicator, then by year, the judged year first."""

    indicators: tuple[IndicatorName, ...]
    labels: tuple[str, ...]
    units: tuple[str | None, ...]  # None: the catalogue has no such indicator

    def slot(self, indicator: int, offset: int) -> int:
        return indicator * len(self.labels) + offset

    def __len__(self) -> int:
        return len(self.indicators) * len(self.labels)


Texts = Sequence[str | None]

# What is known of all schools, by the sign or the reader that needs it and the offset of the year.
Standings = Mapping[tuple[Any, int], SchoolRanking | SchoolMean | BestOfSchools]


@dataclass(frozen=True, slots=True)
class JudgedCase:
    """A school as a method sees it: its values' texts in the method's layout, its kind, and what all schools have."""

    texts: Texts
    kind: SchoolKind | str | None
    standings: Standings


@dataclass(frozen=True)
class IndicatorReader:
    """Reads the values of one indicator.

    The value of a year that has none of its own is taken from the brackets behind the next year's: «63 (было 61)».
    """

    indicator: int
    layout: ValueLayout
    in_text: bool = False

    def __post_init__(self):
        unit = self.layout.units[self.indicator]
        object.__setattr__(self, "unit", unit)
        object.__setattr__(self, "first", self.layout.slot(self.indicator, 0))
        object.__setattr__(self, "reader", read_in_text if self.in_text else read)

    def at(self, case: JudgedCase, offset: int) -> ComparedValue:
        if self.unit is None:
            return NOT_IN_CATALOGUE
        texts = case.texts
        text = texts[self.first + offset]
        if text:
            return self.reader(text, self.unit)
        return self._in_brackets(texts, offset) if offset else NOTHING

    def _in_brackets(self, texts: Texts, offset: int) -> ComparedValue:
        text = texts[self.first + offset - 1]
        previous = read(text, self.unit).previous if text and "(" in text else None
        if previous is None or previous.period not in ("", self.layout.labels[offset]):
            return NOTHING
        note = f"за {self.layout.labels[offset]} взято из скобок"
        return ComparedValue(text, ValueState.VALUE, Interval(previous.number, previous.number), notes=(note,))


class ReaderBesideBest(Protocol):
    """A reader that needs to know the best of its values among all schools."""

    source: IndicatorReader
    is_lowest: bool


R = TypeVar("R", bound=ReaderBesideBest)


@dataclass(frozen=True)
class Preparation:
    """What the parts of a method need to make their evaluators and readers: numbers of figures, places of values.

    `beside_best` gathers the readers that need the best value of all schools.
    """

    number_of: NumberOf
    layout: ValueLayout
    beside_best: list[ReaderBesideBest] = field(default_factory=list)

    def with_best(self, reader: R) -> R:
        """Register a reader that needs the best value of all schools, and return it."""
        self.beside_best.append(reader)
        return reader

    def indicator(self, name: IndicatorName, *, in_text: bool = False) -> IndicatorReader:
        return IndicatorReader(self.layout.indicators.index(name), self.layout, in_text)
