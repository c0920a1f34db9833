"""Whether a scale of classes gives each result one class; where it doesn't, the place.

Classes are tried from the top. One may hold wholly within a later one («не менее 90» within «не менее 60»); any other
overlap has two answers. A class without bands takes what is left, which must not lie between other classes.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, product

from roadmap.evaluation.format import Band, EffectClass, MethodShape
from roadmap.evaluation.writing import figure_in_words

Point = tuple[Decimal, ...]


class FaultyScale(ValueError):
    """A sentence that says where the scale has two answers or none."""


def class_of(classes: Sequence[EffectClass], figures: Mapping[str, Decimal | None]) -> EffectClass | None:
    """The first class that holds; bands of a figure that is None are passed over, a class of nothing else as well."""
    for each in classes:
        bands = [band for band in each.bands if figures[band.figure] is not None]
        if (bands or not each.bands) and all(holds(band, figures[band.figure]) for band in bands):
            return each
    return None


def holds(band: Band, figure: Decimal) -> bool:
    if band.low is not None and (figure <= Decimal(band.low) if band.low_open else figure < Decimal(band.low)):
        return False
    return band.high is None or (figure < Decimal(band.high) if band.high_open else figure <= Decimal(band.high))


def check_scale(method: MethodShape) -> None:
    """FaultyScale: an overlap, a gap, or a class that nothing reaches."""
    classes, keys = method.classes, method.judged
    if not classes:
        return
    if any(not each.bands for each in classes[:-1]):
        raise FaultyScale("Класс без границ («во всех остальных случаях») может стоять только последним.")
    points = list(product(*(list(_samples(classes, key, _ceiling(method, key))) for key in keys)))
    held = {point: [place for place, each in enumerate(classes) if _holds_at(each, keys, point)] for point in points}
    _check_gaps(method, held)
    _check_overlaps(method, held)
    for place, each in enumerate(classes):
        if not any(places and places[0] == place for places in held.values()):
            raise FaultyScale(
                f"Класс «{each.name}» не получится никогда: всё, что к нему подходит, забирают классы выше."
            )
    if not classes[-1].bands:
        _check_rest(method, held)


def _ceiling(method: MethodShape, key: str) -> Decimal | None:
    """What the figure can't exceed, in the method's units: 100 % of a share, None where there is no such limit."""
    hundred = Decimal(1) if method.in_shares else Decimal(100)
    limits = {component.key: _limit(method, component) for component in method.components}
    if key in limits:
        limit = limits[key]
    elif method.whole.kind in ("mean", "weighted"):
        limit = None if None in limits.values() else max(limits.values())
    else:
        limit = None
    return limit and limit * hundred / 100


def _limit(method: MethodShape, component) -> Decimal | None:
    cap = {"achievement": method.indicators.cap, "money": getattr(component, "cap", None)}.get(component.kind, "100")
    return None if cap is None else Decimal(cap)


def _samples(classes: Sequence[EffectClass], key: str, ceiling: Decimal | None) -> Iterator[Decimal]:
    """Zero, each bound, a number between any two neighbours, and one beyond the last that may still be reached."""
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


def _holds_at(each: EffectClass, keys: Sequence[str], point: Point) -> bool:
    figures = dict(zip(keys, point, strict=True))
    return all(holds(band, figures[band.figure]) for band in each.bands)


def _check_gaps(method: MethodShape, held: Mapping[Point, list[int]]) -> None:
    """Each hole by its first point; of two figures the first hole alone."""
    points = list(held)
    holes = [
        _place(method, point)
        for before, point in zip([None, *points], points, strict=False)
        if not held[point] and (before is None or held[before])
    ]
    if holes:
        told = ", ".join(holes if len(method.judged) == 1 else holes[:1])
        raise FaultyScale(f"В шкале дыра: {told} не подходит ни к одному классу.")


def _check_overlaps(method: MethodShape, held: Mapping[Point, list[int]]) -> None:
    """Two classes share a place only if the one that stands above lies within the other."""
    inside = {
        place: {point for point, places in held.items() if place in places} for place in range(len(method.classes))
    }
    for point, places in held.items():
        for upper, lower in pairwise(places):
            if method.classes[lower].bands and not inside[upper] < inside[lower]:
                first, second = (method.classes[place].name for place in (upper, lower))
                raise FaultyScale(
                    f"Классы накладываются: {_place(method, point)} подходит и к «{first}», и к «{second}»."
                )


def _check_rest(method: MethodShape, held: Mapping[Point, list[int]]) -> None:
    """What is left over must lie below: a better result never falls out of a class into «во всех остальных случаях»."""
    rest = len(method.classes) - 1
    classed = [point for point, places in held.items() if places[0] != rest]
    for point, places in held.items():
        if places[0] == rest and any(_is_below(other, point) for other in classed):
            raise FaultyScale(
                f"В шкале дыра: {_place(method, point)} попадает в «{method.classes[rest].name}», "
                "хотя результат хуже этого получает класс выше."
            )


def _is_below(one: Point, other: Point) -> bool:
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def _place(method: MethodShape, point: Point) -> str:
    """«89,5 %», or «P 95 % при R 60 %»."""
    words = [figure_in_words(figure, in_shares=method.in_shares) for figure in point]
    if len(words) == 1:
        return words[0]
    return " при ".join(f"{key} {word}" for key, word in zip(method.judged, words, strict=True))
