"""The signs of a method apart from each other: one indicator may be asked twice, and both signs bear its name."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from indicators.identification.format.shape import IdentificationShape
from indicators.identification.rules.sign.sentences import asked_in_words, period_in_words
from indicators.identification.rules.sign.shape import SignShape
from indicators.identification.shared.rule import RuleShape


@dataclass(frozen=True)
class KnownSign:
    """`place` is its own within the method, over rule and context; `title` tells it from the method's other signs."""

    place: int
    shape: SignShape
    title: str


@lru_cache(maxsize=100)
def known_signs(method: IdentificationShape) -> list[KnownSign]:
    """Each once, however often the method asks it, in the order of the sentence."""
    shape_of: dict[SignShape, SignShape] = {}
    for rule in method.rules():
        if rule.is_sign:
            shape_of.setdefault(_asked(rule, method), rule)
    signs = list(shape_of.values())
    titles = _titles(signs, method)
    return [KnownSign(place, sign, titles[place]) for place, sign in enumerate(signs)]


class KnownSigns:
    """The sign that a rule of the method is, also where the method asks it a second time."""

    def __init__(self, method: IdentificationShape):
        self.method = method
        self._known = {_asked(each.shape, method): each for each in known_signs(method)}
        self._found: dict[SignShape, KnownSign] = {}

    def __getitem__(self, sign: SignShape) -> KnownSign:
        if sign not in self._found:
            self._found[sign] = self._known[_asked(sign, self.method)]
        return self._found[sign]


def signs_against(method: IdentificationShape) -> set[int]:
    """The places of the signs that bring a school nearer to the list: not of those that keep it off."""
    known = KnownSigns(method)

    def found(rule: RuleShape, *, is_against: bool) -> Iterator[int]:
        if rule.is_sign and is_against:
            yield known[rule].place
        for each in rule.inner():
            yield from found(each, is_against=is_against == rule.counts_against(each, method.figure))

    return {place for root in method.roots() for place in found(root, is_against=True)}


def _asked(sign: SignShape, method: IdentificationShape) -> SignShape:
    """The sign without what it counts in its group, its parameters as numbers."""
    figures = {name: format(method.figure(value).normalize(), "f") for name, value, _ in sign.figures()}
    return sign.model_copy(update=figures | {"weight": "1", "obligatory": False, "for_each": False})


def _titles(signs: list[SignShape], method: IdentificationShape) -> list[str]:
    """The name; where it repeats, with the comparison, then with its conditions, at last with a number."""
    ways: list[Callable[[SignShape], str]] = [
        lambda sign: f"{sign.name}{period_in_words(sign)}",
        lambda sign: asked_in_words(sign, method.figure),
        lambda sign: sign.sentence(method.figure),
    ]
    titles: dict[int, str] = {}
    for way in ways:
        said = {place: way(sign) for place, sign in enumerate(signs) if place not in titles}
        often = Counter(said.values())
        titles |= {place: text for place, text in said.items() if often[text] == 1}
    left = [place for place in range(len(signs)) if place not in titles]
    titles |= {
        place: f"{signs[place].sentence(method.figure)} ({number})" for number, place in enumerate(left, start=1)
    }
    return [titles[place] for place in range(len(signs))]
