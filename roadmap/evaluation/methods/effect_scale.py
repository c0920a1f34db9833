"""Checks that a scale gives each result one class, and names results for which it doesn't.

Classes are tried from the top. A class may lie wholly within a later one («не менее 90» within «не менее 60»); any
other overlap gives two answers and is refused. What an order leaves out stays left out: a hole makes a remark, and a
result in it has no class. A class without bands takes all that is left.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise, product

from portal.refusals import Refusal
from roadmap.evaluation.methods.effect_classes import EffectClass, VerdictScale, holds
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape
from roadmap.evaluation.rounded_figures import figure_in_words

Point = tuple[Decimal, ...]


class FaultyScale(Refusal):
    """The scale has two answers for some result, or a class that no result reaches."""


def check_scale(method: EvaluationMethodShape) -> None:
    """Raise FaultyScale if a scale of the method has an overlap or a class that no result reaches."""
    for scale in method.scales:
        _CheckedScale(method, scale).check()


def holes_of(method: EvaluationMethodShape) -> list[str]:
    """Return a sentence for each scale that gives some results no class."""
    return [hole for scale in method.scales for hole in _CheckedScale(method, scale).holes()]


@dataclass
class _CheckedScale:
    method: EvaluationMethodShape
    scale: VerdictScale

    @property
    def classes(self) -> Sequence[EffectClass]:
        return self.scale.classes

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return self.method.asked_by(self.classes)

    @property
    def of_which(self) -> str:
        """Return « «Вывод о продолжении»» for any scale but that of effectiveness."""
        return "" if self.method.is_effectiveness(self.scale) else f" «{self.scale.title}»"

    @cached_property
    def held(self) -> Mapping[Point, list[int]]:
        """Return for each sample point the positions of the classes that hold there.

        The points are all bounds of each figure, a number between any two neighbours, and one beyond the last.
        """
        ceilings = {key: _find_ceiling(self.method, key) for key in self.keys}
        points = product(*(list(_sample_figure(self.classes, key, ceilings[key])) for key in self.keys))
        return {point: [place for place, each in enumerate(self.classes) if self._fits(each, point)]
                for point in points}  # fmt: skip

    def _fits(self, each: EffectClass, point: Point) -> bool:
        figures = dict(zip(self.keys, point, strict=True))
        return all(holds(band, figures[band.figure]) for band in each.bands)

    def check(self) -> None:
        if any(not each.bands for each in self.classes[:-1]):
            raise FaultyScale("Класс без границ («во всех остальных случаях») может стоять только последним.")
        self._check_overlaps()
        for place, each in enumerate(self.classes):
            if not any(places and places[0] == place for places in self.held.values()):
                raise FaultyScale(
                    f"Класс «{each.name}» не получится никогда: всё, что к нему подходит, забирают классы выше."
                )

    def _check_overlaps(self) -> None:
        """Raise FaultyScale if two classes overlap, unless the upper one lies within the other."""
        inside = {place: {point for point, places in self.held.items() if place in places}
                  for place in range(len(self.classes))}  # fmt: skip
        for point, places in self.held.items():
            for upper, lower in pairwise(places):
                if self.classes[lower].bands and not inside[upper] < inside[lower]:
                    first, second = (self.classes[place].name for place in (upper, lower))
                    raise FaultyScale(
                        f"Классы накладываются: {self._name_point(point)} подходит и к «{first}», и к «{second}»."
                    )

    def holes(self) -> Iterator[str]:
        if found := self._find_holes():
            named = ", ".join(found if len(self.keys) == 1 else found[:1])
            yield (
                f"В шкале{self.of_which} дыра: {named} не подходит ни к одному классу. Если порядок так и говорит, "
                "оставьте: для таких результатов класс не определён."
            )
        if not self.classes[-1].bands and (place := self._find_misplaced_rest()):
            yield (
                f"В шкале{self.of_which} дыра: {place} попадает в «{self.classes[-1].name}», "
                "хотя результат хуже этого получает класс выше."
            )

    def _find_holes(self) -> list[str]:
        """Return the first point of each hole in words."""
        points = list(self.held)
        return [
            self._name_point(point)
            for before, point in zip([None, *points], points, strict=False)
            if not self.held[point] and (before is None or self.held[before])
        ]

    def _find_misplaced_rest(self) -> str:
        """Return a result that falls into «во всех остальных случаях» though a worse one has a class; "" if none."""
        rest = len(self.classes) - 1
        classed = [point for point, places in self.held.items() if places[0] != rest]
        for point, places in self.held.items():
            if places[0] == rest and any(_is_below(other, point) for other in classed):
                return self._name_point(point)
        return ""

    def _name_point(self, point: Point) -> str:
        """Return «89,5 %», or «P 95 % при R 60 %» for two figures."""
        words = [figure_in_words(figure, in_shares=self.method.in_shares) for figure in point]
        if len(words) == 1:
            return words[0]
        return " при ".join(f"{key} {word}" for key, word in zip(self.keys, words, strict=True))


def _find_ceiling(method: EvaluationMethodShape, key: str) -> Decimal | None:
    """Return what the figure can't exceed, in the method's units; None if there is no such limit."""
    limits = {component.key: component.ceiling(method.highest_rules) for component in method.components}
    limit = limits[key] if key in limits else method.whole.ceiling(limits)
    return limit and (limit / 100 if method.in_shares else limit)


def _sample_figure(classes: Sequence[EffectClass], key: str, ceiling: Decimal | None) -> Iterator[Decimal]:
    """Yield zero, each bound of a figure, a number between any two neighbours, and one beyond the last if possible."""
    bounds = {Decimal(0)} | ({ceiling} if ceiling is not None else set())
    for band in (band for each in classes for band in each.bands if band.figure == key):
        bounds |= {Decimal(bound) for bound in (band.low, band.high) if bound is not None}
    ordered = sorted(bound for bound in bounds if ceiling is None or bound <= ceiling)
    for low, high in zip(ordered, [*ordered[1:], None], strict=True):
        yield low
        if high is not None:
            yield (low + high) / 2
    if ceiling is None:
        yield ordered[-1] * 2 + 1


def _is_below(one: Point, other: Point) -> bool:
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))
