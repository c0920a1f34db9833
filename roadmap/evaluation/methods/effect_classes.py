"""Classes of effectiveness, bounded by limits of figures, and the search for the class of a result."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from roadmap.evaluation.method_data import FigureKey, FigureText, NameText
from schools.methods.data import MethodData


class ClassBand(MethodData):
    """Limits of one figure: `low` is ≥, or > with `low_open`; `high` is <, or ≤ without `high_open`."""

    figure: FigureKey
    low: FigureText | None = None
    low_open: bool = False
    high: FigureText | None = None
    high_open: bool = True

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if self.low is None and self.high is None:
            raise PydanticCustomError("band", "У границы класса нет ни начала, ни конца.")
        if self.low is not None and self.high is not None:
            low, high = Decimal(self.low), Decimal(self.high)
            if low > high or (low == high and (self.low_open or self.high_open)):
                raise PydanticCustomError(
                    "band", "Начало класса {low} не меньше его конца {high}.", {"low": self.low, "high": self.high}
                )
        return self


class EffectClass(MethodData):
    """A class to which a result belongs if all bands hold; without bands it stands last and takes all other results."""

    name: NameText
    bands: tuple[ClassBand, ...] = ()


class VerdictScale(MethodData):
    """Classes that answer one question: the effectiveness, or what the title names («Вывод о продолжении»)."""

    title: NameText
    classes: Annotated[tuple[EffectClass, ...], Field(min_length=1, max_length=10)]

    @property
    def asked(self) -> set[str]:
        """Return the names of the figures that its bands ask about."""
        return {band.figure for each in self.classes for band in each.bands}


def class_of(classes: Sequence[EffectClass], figures: Mapping[str, Decimal | None]) -> EffectClass | None:
    """Return the first class that the figures belong to; None if there is none.

    Bands of a figure that is None are ignored, and so is a class that has only such bands.
    """
    for each in classes:
        bands = [band for band in each.bands if figures[band.figure] is not None]
        if (bands or not each.bands) and all(holds(band, figures[band.figure]) for band in bands):
            return each
    return None


def holds(band: ClassBand, figure: Decimal) -> bool:
    if band.low is not None and (figure <= Decimal(band.low) if band.low_open else figure < Decimal(band.low)):
        return False
    return band.high is None or (figure < Decimal(band.high) if band.high_open else figure <= Decimal(band.high))
