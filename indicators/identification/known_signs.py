"""The signs of a method apart from each other: one indicator may be asked twice, and both signs bear its name."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from indicators.identification import format as shapes
from indicators.identification.sentences import asked_in_words, period_in_words, sentence


@dataclass(frozen=True)
class KnownSign:
    """`place` is its own within the method, over rule and context; `title` tells it from the method's other signs."""

    place: int
    shape: shapes.Sign
    title: str


@lru_cache(maxsize=100)
def known_signs(method: shapes.MethodShape) -> list[KnownSign]:
    """Each once, however often the method asks it, in the order of the sentence."""
    shape_of = {}
    for root in method.roots():
        for rule in shapes.walk(root):
            if isinstance(rule, shapes.Sign):
                shape_of.setdefault(_asked(rule, method), rule)
    signs = list(shape_of.values())
    titles = _titles(signs, method)
    return [KnownSign(place, sign, titles[place]) for place, sign in enumerate(signs)]


class KnownSigns:
    """The sign that a rule of the method is, also where the method asks it a second time."""

    def __init__(self, method: shapes.MethodShape):
        self.method = method
        self._known = {_asked(each.shape, method): each for each in known_signs(method)}
        self._found: dict[shapes.Sign, KnownSign] = {}

    def __getitem__(self, sign: shapes.Sign) -> KnownSign:
        if sign not in self._found:
            self._found[sign] = self._known[_asked(sign, self.method)]
        return self._found[sign]


def _asked(sign: shapes.Sign, method: shapes.MethodShape) -> shapes.Sign:
    """The sign without what it counts in its group, its parameters as numbers."""
    figures = {name: format(method.figure(value).normalize(), "f") for name, value in _figures(sign)}
    return sign.model_copy(update=figures | {"weight": "1", "obligatory": False})


def _figures(sign: shapes.Sign):
    return ((name, value) for name in ("threshold", "upper", "fewest") if (value := getattr(sign, name)) is not None)


def _titles(signs: list[shapes.Sign], method: shapes.MethodShape) -> list[str]:
    """The name; where it repeats, with the comparison, then with its conditions, at last with a number."""
    ways: list[Callable[[shapes.Sign], str]] = [
        lambda sign: f"{sign.name}{period_in_words(sign)}",
        lambda sign: asked_in_words(sign, method),
        lambda sign: sentence(sign, method),
    ]
    titles: dict[int, str] = {}
    for way in ways:
        said = {place: way(sign) for place, sign in enumerate(signs) if place not in titles}
        often = Counter(said.values())
        titles |= {place: text for place, text in said.items() if often[text] == 1}
    left = [place for place in range(len(signs)) if place not in titles]
    titles |= {place: f"{sentence(signs[place], method)} ({number})" for number, place in enumerate(left, start=1)}
    return [titles[place] for place in range(len(signs))]
