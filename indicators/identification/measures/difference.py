"""The measure «разность»: one indicator minus another, such as a school's marks minus its exam results."""

from dataclasses import dataclass
from typing import Literal

from indicators.identification.shared.compared_value import ComparedValue, ValueState
from indicators.identification.shared.measure import MeasureFields, MeasureKind, MeasureShape, worst_without_number
from indicators.identification.shared.method_parts import IndicatorName
from indicators.identification.shared.value_layout import IndicatorReader, JudgedCase, Preparation


@dataclass(frozen=True)
class DifferenceReader:
    """Subtracts `to` from `of`, if both have the same unit."""

    of: IndicatorReader
    to: IndicatorReader

    def at(self, case: JudgedCase, offset: int) -> ComparedValue:
        of, to = self.of.at(case, offset), self.to.at(case, offset)
        text = f"{of.text or 'пусто'} − {to.text or 'пусто'}" if of.text or to.text else ""
        notes = (*of.notes, *to.notes)
        if worst := worst_without_number(of, to):
            return ComparedValue(text, worst.state, why=worst.why, notes=notes)
        if self.of.unit != self.to.unit:
            why = f"показатели в разных единицах, «{self.of.unit}» и «{self.to.unit}»: одно из другого не вычесть"
            return ComparedValue(text, ValueState.UNCLEAR, why=why, notes=notes)
        return ComparedValue(text, ValueState.VALUE, of.interval - to.interval, notes=notes)


class DifferenceMeasure(MeasureShape):
    kind: Literal["difference"]
    of: IndicatorName
    to: IndicatorName

    @property
    def title(self) -> str:
        return f"{self.of} минус «{self.to}»"

    @property
    def compared_unit(self) -> str:
        return "п. п." if self.of.unit == "%" else self.of.unit

    def names(self) -> list[IndicatorName]:
        return [self.of, self.to]

    def reader(self, made: Preparation, *, in_text: bool = False) -> DifferenceReader:
        return DifferenceReader(*(made.indicator(name, in_text=in_text) for name in self.names()))


class DifferenceMeasureFields(MeasureFields):
    choices = [("difference", "разность двух показателей")]
    asks = {"of": "Выберите показатель.", "to": "Выберите показатель, который вычесть."}

    @staticmethod
    def measure(choice, data) -> DifferenceMeasure:
        return DifferenceMeasure(kind="difference", of=data["of"], to=data["to"])

    @staticmethod
    def sent(measure: DifferenceMeasure) -> dict[str, str]:
        return {"measure": "difference", "of": str(measure.of), "to": str(measure.to)}


KIND = MeasureKind(DifferenceMeasure, DifferenceMeasureFields, place=4)
