"""What a sign compares: an indicator, the ratio of two, an index, the mean of some years."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.identification import format as shapes
from indicators.identification.reading import NOT_IN_CATALOGUE, NOTHING, Reading, State, read, read_in_text
from indicators.quantity.intervals import Interval

_HUNDRED = Interval(Decimal(100), Decimal(100))


@dataclass(frozen=True)
class Layout:
    """Where a value stands in a school's list of texts: by indicator, then by year, the year judged first."""

    indicators: tuple[shapes.IndicatorName, ...]
    labels: tuple[str, ...]
    units: tuple[str | None, ...]  # None: the catalogue has no such indicator

    def slot(self, indicator: int, offset: int) -> int:
        return indicator * len(self.labels) + offset

    def __len__(self) -> int:
        return len(self.indicators) * len(self.labels)


Texts = Sequence[str | None]


@dataclass(frozen=True)
class Source:
    """An indicator's values. A year without its own may stand in brackets behind the next year's."""

    indicator: int
    layout: Layout
    in_text: bool = False

    def __post_init__(self):
        unit = self.layout.units[self.indicator]
        object.__setattr__(self, "unit", unit)
        object.__setattr__(self, "first", self.layout.slot(self.indicator, 0))
        object.__setattr__(self, "reader", read_in_text if self.in_text else read)

    @property
    def name(self) -> shapes.IndicatorName:
        return self.layout.indicators[self.indicator]

    def at(self, texts: Texts, offset: int) -> Reading:
        if self.unit is None:
            return NOT_IN_CATALOGUE
        text = texts[self.first + offset]
        if text:
            return self.reader(text, self.unit)
        return self._in_brackets(texts, offset) if offset else NOTHING

    def _in_brackets(self, texts: Texts, offset: int) -> Reading:
        text = texts[self.first + offset - 1]
        previous = read(text, self.unit).previous if text and "(" in text else None
        if previous is None or previous.period not in ("", self.layout.labels[offset]):
            return NOTHING
        note = f"за {self.layout.labels[offset]} взято из скобок"
        return Reading(text, State.VALUE, Interval(previous.number, previous.number), notes=(note,))

    def sources(self) -> list["Source"]:
        return [self]


@dataclass(frozen=True)
class Ratio:
    of: Source
    to: Source
    in_percent: bool

    def at(self, texts: Texts, offset: int) -> Reading:
        of, to = self.of.at(texts, offset), self.to.at(texts, offset)
        text = f"{of.text or 'пусто'} : {to.text or 'пусто'}" if of.text or to.text else ""
        notes = (*of.notes, *to.notes)
        if worst := _without_number(of, to):
            return Reading(text, worst.state, why=worst.why, notes=notes)
        if of.interval == to.interval == Interval(Decimal(0), Decimal(0)):
            return Reading(text, State.NOT_APPLICABLE, why="делить не на что: 0 : 0")
        quotient = (of.interval.times(Decimal(100)) if self.in_percent else of.interval).divided_by(to.interval)
        if quotient is None:
            return Reading(text, State.UNCLEAR, why="знаменатель может быть нулём", notes=notes)
        exact = of.interval.is_exact and to.interval.is_exact
        parts = (of.interval.low, to.interval.low) if exact else (None, None)
        return Reading(text, State.VALUE, quotient, "", notes, *parts)

    def sources(self) -> list[Source]:
        return [self.of, self.to]


@dataclass(frozen=True)
class WeightedPart:
    source: Source
    weight: Decimal
    complement: bool


@dataclass(frozen=True)
class Index:
    parts: tuple[WeightedPart, ...]

    def at(self, texts: Texts, offset: int) -> Reading:
        readings = [(part, part.source.at(texts, offset)) for part in self.parts]
        text = "; ".join(reading.text or "пусто" for _, reading in readings) if any(r.text for _, r in readings) else ""
        used = [(part, reading) for part, reading in readings if reading.state is not State.NOT_APPLICABLE]
        weight = sum((part.weight for part, _ in used), Decimal(0))
        if not weight:
            return Reading(text, State.NOT_APPLICABLE, why="ни одна часть индекса к школе не относится")
        notes = tuple(note for _, reading in used for note in reading.notes)
        if worst := _without_number(*(reading for part, reading in used if part.weight)):
            return Reading(text, worst.state, why=worst.why, notes=notes)
        total = Interval(Decimal(0), Decimal(0))
        for part, reading in used:
            value = _HUNDRED - reading.interval if part.complement and reading.interval else reading.interval
            if part.weight:
                total += value.times(part.weight)
        return Reading(text, State.VALUE, total.divided_by(Interval(weight, weight)), notes=notes)

    def sources(self) -> list[Source]:
        return [part.source for part in self.parts]


def mean_of_years(readings: list[Reading], *, drops_missing: bool) -> Reading:
    """Over the years that apply to the school; of what is missing, as the sign says."""
    text = "; ".join(reading.text or "пусто" for reading in readings) if any(r.text for r in readings) else ""
    used = [reading for reading in readings if reading.state is not State.NOT_APPLICABLE]
    if not used:
        return Reading(text, State.NOT_APPLICABLE, why=readings[0].why)
    if drops_missing:
        used = [reading for reading in used if reading.state is not State.MISSING]
    notes = tuple(note for reading in used for note in reading.notes)
    if not used:
        return Reading(text, State.MISSING, why="данных нет ни за один год")
    if worst := _without_number(*used):
        return Reading(text, worst.state, why=worst.why, notes=notes)
    total = Interval(Decimal(0), Decimal(0))
    for reading in used:
        total += reading.interval
    if len(used) < len(readings):
        notes = (*notes, f"среднее за {len(used)} из {len(readings)} лет")
    years = Decimal(len(used))
    return Reading(text, State.VALUE, total.divided_by(Interval(years, years)), notes=notes)


_WORST = (State.NOT_APPLICABLE, State.MISSING, State.UNCLEAR)


def _without_number(*readings: Reading) -> Reading | None:
    """The reading that decides for all: what doesn't apply before what is missing before what is unclear."""
    lacking = [reading for reading in readings if reading.interval is None]
    return min(lacking, key=lambda reading: _WORST.index(reading.state)) if lacking else None


def measure_of(shape: shapes.Measure, layout: Layout, figure, *, in_text: bool = False):
    """The measure that a method describes; `figure` gives the number of a parameter."""

    def source(name: shapes.IndicatorName) -> Source:
        return Source(layout.indicators.index(name), layout, in_text)

    if isinstance(shape, shapes.IndicatorMeasure):
        return source(shape.indicator)
    if isinstance(shape, shapes.RatioMeasure):
        return Ratio(source(shape.of), source(shape.to), shape.in_percent)
    return Index(tuple(WeightedPart(source(p.indicator), figure(p.weight), p.complement) for p in shape.parts))


def names_in(shape: shapes.Measure) -> list[shapes.IndicatorName]:
    if isinstance(shape, shapes.IndicatorMeasure):
        return [shape.indicator]
    if isinstance(shape, shapes.RatioMeasure):
        return [shape.of, shape.to]
    return [part.indicator for part in shape.parts]
