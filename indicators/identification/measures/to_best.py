"""The measure of an indicator in per cent of the best value among the municipality's schools."""

from typing import ClassVar, Literal

from indicators.identification.shared.beside_best import BesideBestReader
from indicators.identification.shared.measure import MeasureFields, MeasureKind, MeasureShape
from indicators.identification.shared.method_parts import IndicatorName
from indicators.identification.shared.value_layout import Preparation


class ToBestMeasure(MeasureShape):
    """An indicator beside its best value, which is the highest, or the lowest if `is_lowest` (less is better)."""

    kind: Literal["to_best"]
    indicator: IndicatorName
    is_lowest: bool = False

    is_of_others: ClassVar[bool] = True

    @property
    def title(self) -> str:
        return f"{self.indicator} (лучшее{', наименьшее,' if self.is_lowest else ''} в муниципалитете — 100)"

    @property
    def compared_unit(self) -> str:
        return ""

    def names(self) -> list[IndicatorName]:
        return [self.indicator]

    def reader(self, made: Preparation, *, in_text: bool = False) -> BesideBestReader:
        return made.with_best(BesideBestReader(made.indicator(self.indicator, in_text=in_text), self.is_lowest))


class ToBestMeasureFields(MeasureFields):
    choices = [
        ("to_best", "показатель, лучшее (наибольшее) в муниципалитете — 100"),
        ("to_best_lowest", "показатель, лучшее (наименьшее) в муниципалитете — 100"),
    ]
    asks = {"of": "Выберите показатель."}

    @staticmethod
    def measure(choice, data) -> ToBestMeasure:
        return ToBestMeasure(kind="to_best", indicator=data["of"], is_lowest=choice == "to_best_lowest")

    @staticmethod
    def sent(measure: ToBestMeasure) -> dict[str, str]:
        return {"measure": "to_best_lowest" if measure.is_lowest else "to_best", "of": str(measure.indicator)}


KIND = MeasureKind(ToBestMeasure, ToBestMeasureFields, place=5)
