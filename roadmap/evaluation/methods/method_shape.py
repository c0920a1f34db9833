"""The shape of a method of evaluation as data: components, how they make the whole, and the scale of classes."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from portal.text.keys import natural_key
from roadmap.evaluation.components import AnyComponent
from roadmap.evaluation.degrees import IndicatorRules, OwnLimits
from roadmap.evaluation.method_data import NameText
from roadmap.evaluation.methods.effect_classes import EffectClass, VerdictScale
from roadmap.evaluation.wholes import AnyWhole
from schools.methods.data import MethodData

EFFECTIVENESS = "Эффективность"


class EvaluationMethodShape(MethodData):
    """A method of evaluation.

    `classes` is the scale of effectiveness; `verdicts` are further conclusions, each with a scale of its own. `limits`
    are those of single indicators, instead of the method's. `without_money` says whether, if no money is provided for,
    it is left out or the evaluation is unknown.
    """

    name: NameText
    about: str = ""
    note: str = ""
    order: str = ""
    version: Annotated[int, Field(ge=1)] = 1
    indicators: IndicatorRules = IndicatorRules()
    components: Annotated[tuple[AnyComponent, ...], Field(min_length=1)]
    whole: AnyWhole | None = None
    classes: Annotated[tuple[EffectClass, ...], Field(max_length=10)] = ()
    verdicts: Annotated[tuple[VerdictScale, ...], Field(max_length=3)] = ()
    limits: Annotated[tuple[OwnLimits, ...], Field(max_length=50)] = ()
    in_shares: bool = False
    without_money: Literal["leave_out", "unknown"] = "leave_out"

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        kinds = [component.kind for component in self.components]
        keys = [component.key for component in self.components]
        if len(set(kinds)) < len(kinds):
            raise PydanticCustomError("components", "Одна и та же составляющая названа дважды.")
        if len(set(self.figures)) < len(self.figures):
            raise PydanticCustomError("components", "Одно и то же обозначение стоит дважды.")
        if self.whole:
            self._check_whole(keys)
        for each in (each for scale in self.scales for each in scale.classes):
            for band in each.bands:
                if band.figure not in self.figures:
                    raise PydanticCustomError(
                        "scale", "Класс «{name}» спрашивает о «{key}», а такой величины нет.",
                        {"name": each.name, "key": band.figure},
                    )  # fmt: skip
        titles = [natural_key(EFFECTIVENESS), *(natural_key(each.title) for each in self.verdicts)]
        if len(set(titles)) < len(titles):
            raise PydanticCustomError("scale", "Два вывода называются одинаково, или вывод назван «Эффективность».")
        names = [each.key for each in self.limits]
        if len(set(names)) < len(names):
            raise PydanticCustomError("limits", "Свои границы одного показателя названы дважды.")
        return self

    def _check_whole(self, keys: list[str]) -> None:
        for key in self.whole.parts:
            if key not in keys:
                raise PydanticCustomError("whole", "Итог считается из «{key}», а такой составляющей нет.", {"key": key})
        self.whole.check(keys)

    @property
    def figures(self) -> tuple[str, ...]:
        """Return the names of all figures that are counted, the whole last."""
        return (*(component.key for component in self.components), *([self.whole.key] if self.whole else []))

    @property
    def scales(self) -> tuple[VerdictScale, ...]:
        """Return all scales, that of effectiveness first if there is one."""
        own = (VerdictScale(title=EFFECTIVENESS, classes=self.classes),) if self.classes else ()
        return (*own, *self.verdicts)

    @property
    def judged(self) -> tuple[str, ...]:
        """Return the figures that the scale of effectiveness asks about, in the order of the components."""
        return self.asked_by(self.classes)

    def is_effectiveness(self, scale: VerdictScale) -> bool:
        return scale.title == EFFECTIVENESS

    def asked_by(self, classes: Iterable[EffectClass]) -> tuple[str, ...]:
        asked = {band.figure for each in classes for band in each.bands}
        return tuple(key for key in self.figures if key in asked)

    @property
    def highest_rules(self) -> IndicatorRules:
        """Return the rules with the highest cap that any indicator has."""
        caps = [self.indicators.cap, *(each.cap for each in self.limits if each.cap is not None)]
        return self.indicators.model_copy(update={"cap": None if None in caps else max(caps, key=Decimal)})

    def rules_of(self, indicator: str) -> IndicatorRules:
        """Return the rules for the indicator with this name, with its own limits if it has some."""
        own = next((each for each in self.limits if each.key == natural_key(indicator)), None)
        return own.within(self.indicators) if own else self.indicators

    @property
    def asks_money(self) -> bool:
        return any(component.asks_money for component in self.components)

    @property
    def asks_subprogrammes(self) -> bool:
        return any(component.asks_subprogrammes for component in self.components)

    @property
    def part_fields(self) -> set[str]:
        """Return what people have to type for each sub-programme."""
        return {name for component in self.components for name in component.part_fields}

    @property
    def counts_activities_of_parts(self) -> bool:
        return any(each.asks_subprogrammes and each.counts_activities for each in self.components)

    @property
    def asks_weights(self) -> bool:
        return any(component.asks_weights for component in self.components)
