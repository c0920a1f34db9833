"""The measure «отношение»: one indicator divided by another, in per cent or as a number."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from indicators.identification.shared.compared_value import ComparedValue, ValueState
from indicators.identification.shared.measure import MeasureFields, MeasureKind, MeasureShape, worst_without_number
from indicators.identification.shared.method_parts import IndicatorName
from indicators.identification.shared.value_layout import IndicatorReader, JudgedCase, Preparation
from indicators.quantity.intervals import Interval


@dataclass(frozen=True)
class RatioReader:
    """Divides `of` by `to`; 0 : 0 doesn't apply to the school. Exact parts are kept as count and total."""

    of: IndicatorReader
    to: IndicatorReader
    in_percent: bool

    def at(self, case: JudgedCase, offset: int) -> ComparedValue:
        of, to = self.of.at(case, offset), self.to.at(case, offset)
        text = f"{of.text or 'пусто'} : {to.text or 'пусто'}" if of.text or to.text else ""
        notes = (*of.notes, *to.notes)
        if worst := worst_without_number(of, to):
            return ComparedValue(text, worst.state, why=worst.why, notes=notes)
        if of.interval == to.interval == Interval(Decimal(0), Decimal(0)):
            return ComparedValue(text, ValueState.NOT_APPLICABLE, why="делить не на что: 0 : 0")
        quotient = (of.interval.times(Decimal(100)) if self.in_percent else of.interval).divided_by(to.interval)
        if quotient is None:
            return ComparedValue(text, ValueState.UNCLEAR, why="знаменатель может быть нулём", notes=notes)
        exact = of.interval.is_exact and to.interval.is_exact
        parts = (of.interval.low, to.interval.low) if exact else (None, None)
        return ComparedValue(text, ValueState.VALUE, quotient, "", notes, *parts)


class RatioMeasure(MeasureShape):
    kind: Literal["ratio"]
    of: IndicatorName
    to: IndicatorName
    in_percent: bool = True

    @property
    def title(self) -> str:
        return f"{self.of} к «{self.to}»"

    @property
    def compared_unit(self) -> str:
        return "%" if self.in_percent else ""

    def names(self) -> list[IndicatorName]:
        return [self.of, self.to]

    def reader(self, made: Preparation, *, in_text: bool = False) -> RatioReader:
        of, to = (made.indicator(name, in_text=in_text) for name in self.names())
        return RatioReader(of, to, self.in_percent)


class RatioMeasureFields(MeasureFields):
    choices = [("ratio", "отношение двух показателей, в %"), ("ratio_number", "отношение двух показателей, число")]
    asks = {"of": "Выберите показатель.", "to": "Выберите показатель, на который делить."}

    @staticmethod
    def measure(choice, data) -> RatioMeasure:
        return RatioMeasure(kind="ratio", of=data["of"], to=data["to"], in_percent=choice == "ratio")

    @staticmethod
    def sent(measure: RatioMeasure) -> dict[str, str]:
        choice = "ratio" if measure.in_percent else "ratio_number"
        return {"measure": choice, "of": str(measure.of), "to": str(measure.to)}


KIND = MeasureKind(RatioMeasure, RatioMeasureFields, place=2)
