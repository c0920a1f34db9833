"""Where a school's values stand in a list of texts, and how one of them is read."""

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
    """By indicator, then by year, the year judged first."""

    indicators: tuple[IndicatorName, ...]
    labels: tuple[str, ...]
    units: tuple[str | None, ...]  # None: the catalogue has no such indicator

    def slot(self, indicator: int, offset: int) -> int:
        return indicator * len(self.labels) + offset

    def __len__(self) -> int:
        return len(self.indicators) * len(self.labels)


Texts = Sequence[str | None]

# Where schools stand among others: by the sign or the measure that asks and the year in which it does.
Standings = Mapping[tuple[Any, int], SchoolRanking | SchoolMean | BestOfSchools]


@dataclass(frozen=True, slots=True)
class JudgedCase:
    """A school as a method sees it: the texts of its values by the method's layout."""

    texts: Texts
    kind: SchoolKind | str | None
    standings: Standings


@dataclass(frozen=True)
class IndicatorReader:
    """An indicator's values. A year without its own may stand in brackets behind the next year's."""

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
    """What a method's parts need to be made ready: the numbers of figures, the places of values.

    `beside_best`: readers that say here that they need the best value of all schools, in any year.
    """

    number_of: NumberOf
    layout: ValueLayout
    beside_best: list[ReaderBesideBest] = field(default_factory=list)

    def with_best(self, reader: R) -> R:
        """The reader, for which the best value will be known."""
        self.beside_best.append(reader)
        return reader

    def indicator(self, name: IndicatorName, *, in_text: bool = False) -> IndicatorReader:
        return IndicatorReader(self.layout.indicators.index(name), self.layout, in_text)
