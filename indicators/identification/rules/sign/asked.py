"""What a sign asks, as data, and the rules by which these data must fit together."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from indicators.identification.shared.measure import AnyMeasure
from indicators.identification.shared.method_parts import (
    FigureText,
    IndicatorName,
    NumberOf,
    ParticipantsText,
    ShortText,
)
from indicators.identification.shared.rule import RuleShape
from schools.directory.kinds import SchoolKind

Compare = Literal[
    "<", "<=", ">", ">=", "between", "lowest", "highest", "below_mean", "above_mean", "fell", "rose", "absent"
]  # fmt: skip
Gap = Literal["units", "percent", "deviations", "sample_deviations"]
DEVIATIONS = ("deviations", "sample_deviations")
RANKED = ("lowest", "highest")
BESIDE_MEAN = ("below_mean", "above_mean")
CHANGED = ("fell", "rose")
TESTS = {"<": "is_below", "<=": "is_at_most", ">": "is_above", ">=": "is_at_least"}


class AskedSign(RuleShape):
    """A comparison of a measure, `year` years before the judged one, or of its mean over `years` years ending there."""

    kind: Literal["sign"]
    name: ShortText
    measure: AnyMeasure
    compare: Compare
    # A number to compare with; for "lowest" and "highest" a number of schools; beside the mean or the year before the
    # least difference, where 0 means any.
    threshold: FigureText = "0"
    upper: FigureText | None = None
    in_percent: bool = False  # the threshold of "lowest" and "highest" is in per cent of the schools
    pooled: bool = False  # the mean is that over all participants, not over schools
    year: Annotated[int, Field(ge=0, le=9)] = 0
    years: Annotated[int, Field(ge=1, le=10)] = 1
    missing: Literal["unknown", "drop"] = "unknown"  # what the sign is if data are missing
    participants: IndicatorName | None = None
    fewest: ParticipantsText = "0"
    few: Literal["unknown", "drop"] = "unknown"  # what the sign is if fewer than `fewest` took part
    kinds: tuple[SchoolKind, ...] = ()  # an empty cell of a school of another kind counts as not applicable
    in_text: bool = False  # a number at the end of a text counts
    # The unit of the difference from the mean: the value's own, per cent of the mean, or standard deviations of all
    # schools (divisor n) or of them as a sample (divisor n − 1).
    gap: Gap = "units"
    for_each: bool = False  # a group of points gives the weight for each unit of the value

    is_sign: ClassVar[bool] = True

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        """Raises PydanticCustomError, with a Russian sentence, if the fields contradict each other."""
        if (self.compare == "between") != (self.upper is not None):
            raise PydanticCustomError("sign", "Верхняя граница бывает у признака «от … до …», и только у него.")
        if self.years > 1 and self.compare in (*CHANGED, "absent"):
            raise PydanticCustomError("sign", "Изменение за год и наличие не считаются по среднему за несколько лет.")
        if self.compare == "absent" and self.measure.kind != "indicator":
            raise PydanticCustomError("sign", "Отсутствует или нет — спрашивают об одном показателе.")
        if self.in_percent and self.compare not in RANKED:
            raise PydanticCustomError("sign", "Часть школ в процентах бывает у «самых низких» и «самых высоких».")
        if self.gap != "units" and self.compare not in BESIDE_MEAN:
            raise PydanticCustomError("sign", "В процентах среднего и в отклонениях считают только от среднего.")
        if self.pooled and self.gap in DEVIATIONS:
            raise PydanticCustomError("sign", "Отклонение считают по значениям школ, а не по сумме участников.")
        if self.for_each and self.compare not in (*TESTS, "between"):
            words = "Баллы за каждого считают там, где само значение сравнивают с числом: больше, меньше, от … до."
            raise PydanticCustomError("sign", words)
        if self.pooled and (self.compare not in BESIDE_MEAN or self.measure.kind != "indicator" or self.years > 1):
            raise PydanticCustomError("sign", "По сумме участников считается только среднее одного показателя.")
        return self

    def names(self) -> list[IndicatorName]:
        """The indicators whose values the sign reads."""
        return [*self.measure.names(), *([self.participants] if self.participants else [])]

    @property
    def gives_for_each(self) -> bool:
        return self.for_each

    @property
    def for_each_in_words(self) -> str:
        if not self.for_each:
            return ""
        unit = self.measure.compared_unit
        return " за каждого" if unit == "чел." else f" за каждую единицу значения{f', {unit}' if unit else ''}"

    def years_back(self) -> int:
        return self.year + self.years - 1 + (self.compare in CHANGED)

    def faults(self, number_of: NumberOf) -> Iterator[tuple[str, str]]:
        yield from super().faults(number_of)
        threshold = number_of(self.threshold)
        if self.compare == "between" and threshold > number_of(self.upper):
            yield "upper", f"«От» больше, чем «до»: {self.name}."
        if self.compare in RANKED and threshold <= 0:
            yield "threshold", f"Нужно хотя бы одно место: {self.name}."
        if self.compare in (*CHANGED, *BESIDE_MEAN) and threshold < 0:
            yield "threshold", f"На сколько — число не меньше нуля: {self.name}."
        if self.gap != "units" and threshold == 0:
            what = "Какая часть среднего" if self.gap == "percent" else "Сколько отклонений"
            yield "threshold", f"{what} — число больше нуля: {self.name}."
        for fault in self.measure.faults(number_of):
            yield "measure", f"{fault}: {self.name}."
