"""The measure «взвешенный индекс»: Σ weight · value / Σ weight over the parts that apply to the school."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from django import forms
from pydantic import Field, ValidationError

from indicators.identification.numbers_in_words import figure
from indicators.identification.shared.beside_best import BesideBestReader
from indicators.identification.shared.compared_value import ComparedValue, ValueState
from indicators.identification.shared.measure import (
    MeasureFields,
    MeasureKind,
    MeasureReader,
    MeasureShape,
    worst_without_number,
)
from indicators.identification.shared.method_parts import FigureText, IndicatorName, MethodPart, NumberOf, ShortText
from indicators.identification.shared.value_layout import JudgedCase, Preparation
from indicators.quantity.intervals import Interval

_HUNDRED = Interval(Decimal(100), Decimal(100))


@dataclass(frozen=True)
class WeightedReader:
    source: MeasureReader
    weight: Decimal
    complement: bool


@dataclass(frozen=True)
class IndexReader:
    """Computes the weighted mean; parts that don't apply to the school are left out with their weights."""

    parts: tuple[WeightedReader, ...]

    def at(self, case: JudgedCase, offset: int) -> ComparedValue:
        readings = [(part, part.source.at(case, offset)) for part in self.parts]
        text = "; ".join(reading.text or "пусто" for _, reading in readings) if any(r.text for _, r in readings) else ""
        used = [(part, reading) for part, reading in readings if reading.state is not ValueState.NOT_APPLICABLE]
        weight = sum((part.weight for part, _ in used), Decimal(0))
        if not weight:
            why = "ни одна часть индекса к школе не относится"
            return ComparedValue(text, ValueState.NOT_APPLICABLE, why=why)
        notes = tuple(note for _, reading in used for note in reading.notes)
        if worst := worst_without_number(*(reading for part, reading in used if part.weight)):
            return ComparedValue(text, worst.state, why=worst.why, notes=notes)
        total = Interval(Decimal(0), Decimal(0))
        for part, reading in used:
            value = _HUNDRED - reading.interval if part.complement and reading.interval else reading.interval
            if part.weight:
                total += value.times(part.weight)
        return ComparedValue(text, ValueState.VALUE, total.divided_by(Interval(weight, weight)), notes=notes)


class IndexPart(MethodPart):
    """A part of an index: an indicator and its weight.

    With `complement` it is 100 − value, for a share of which more is better in an index of which more is worse. With
    `best` the value is first put in per cent of the highest or lowest value of all schools.
    """

    indicator: IndicatorName
    weight: FigureText = "1"
    complement: bool = False
    best: Literal["", "highest", "lowest"] = ""

    @property
    def in_words(self) -> str:
        best = {"highest": " (лучшее — 100)", "lowest": " (лучшее, наименьшее, — 100)"}.get(self.best, "")
        return f"{'100 − ' if self.complement else ''}«{self.indicator}»{best}"

    def reader(self, made: Preparation, *, in_text: bool) -> MeasureReader:
        source = made.indicator(self.indicator, in_text=in_text)
        return made.with_best(BesideBestReader(source, self.best == "lowest")) if self.best else source


class IndexMeasure(MeasureShape):
    kind: Literal["index"]
    name: ShortText
    parts: Annotated[tuple[IndexPart, ...], Field(min_length=1)]
    unit: str = ""

    @property
    def is_of_others(self) -> bool:
        return any(part.best for part in self.parts)

    @property
    def title(self) -> str:
        return self.name

    @property
    def compared_unit(self) -> str:
        return self.unit

    def names(self) -> list[IndicatorName]:
        return [part.indicator for part in self.parts]

    def reader(self, made: Preparation, *, in_text: bool = False) -> IndexReader:
        return IndexReader(
            tuple(
                WeightedReader(part.reader(made, in_text=in_text), made.number_of(part.weight), part.complement)
                for part in self.parts
            )
        )

    def explained(self, number_of: NumberOf) -> str:
        """The parts in words: «среднее с весами: 2 · «А» (лучшее — 100) + 1 · (100 − «Б»)»."""
        weights = [number_of(part.weight) for part in self.parts]
        if len(set(weights)) == 1:
            *others, last = [part.in_words for part in self.parts]
            return f"среднее: {', '.join(others)} и {last}" if others else last
        terms = (
            f"{figure(weight)} · {f'({part.in_words})' if part.complement else part.in_words}"
            for weight, part in zip(weights, self.parts, strict=True)
        )
        return f"среднее с весами: {' + '.join(terms)}"

    def faults(self, number_of: NumberOf) -> Iterator[str]:
        weights = [number_of(part.weight) for part in self.parts]
        if min(weights) < 0 or not any(weights):
            yield "Веса индекса: от нуля, и не все нули"


class IndexMeasureFields(MeasureFields):
    """The form keeps an index unchanged in a hidden field, and offers this kind only if there is one."""

    choices = [("index", "взвешенный индекс")]

    @staticmethod
    def is_offered(is_sent: Mapping[str, object]) -> bool:
        return bool(is_sent["index"])

    @staticmethod
    def measure(choice, data) -> IndexMeasure:
        try:
            return IndexMeasure.model_validate_json(data["index"])
        except ValidationError:
            raise forms.ValidationError("Индекс не прочитан: начните изменение метода заново.") from None

    @staticmethod
    def sent(measure: IndexMeasure) -> dict[str, str]:
        return {"measure": "index", "index": json.dumps(measure.as_json() | {"kind": "index"}, ensure_ascii=False)}


KIND = MeasureKind(IndexMeasure, IndexMeasureFields, place=3)
