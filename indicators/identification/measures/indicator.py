"""The measure «показатель»: the value of one indicator as it is."""

from typing import Literal

from indicators.identification.shared.measure import MeasureFields, MeasureKind, MeasureShape
from indicators.identification.shared.method_parts import IndicatorName
from indicators.identification.shared.value_layout import IndicatorReader, Preparation


class IndicatorMeasure(MeasureShape):
    kind: Literal["indicator"]
    indicator: IndicatorName

    @property
    def title(self) -> str:
        return str(self.indicator)

    @property
    def compared_unit(self) -> str:
        return self.indicator.unit

    def names(self) -> list[IndicatorName]:
        return [self.indicator]

    def reader(self, made: Preparation, *, in_text: bool = False) -> IndicatorReader:
        return made.indicator(self.indicator, in_text=in_text)


class IndicatorMeasureFields(MeasureFields):
    choices = [("indicator", "показатель")]
    asks = {"of": "Выберите показатель."}

    @staticmethod
    def measure(choice, data) -> IndicatorMeasure:
        return IndicatorMeasure(kind="indicator", indicator=data["of"])

    @staticmethod
    def sent(measure: IndicatorMeasure) -> dict[str, str]:
        return {"measure": "indicator", "of": str(measure.indicator)}


KIND = MeasureKind(IndicatorMeasure, IndicatorMeasureFields, place=1)
