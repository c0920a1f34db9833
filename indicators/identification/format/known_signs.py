"""Tells the signs of a method apart: one indicator may be asked for twice, and then both signs have its name."""

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
    """A sign of a method: `place` is its number in rule and context, `title` tells it from the method's other signs."""

    place: int
    shape: SignShape
    title: str


@lru_cache(maxsize=100)
def known_signs(method: IdentificationShape) -> list[KnownSign]:
    """The signs of a method in the order of its sentence, each once even if the method asks it again."""
    shape_of: dict[SignShape, SignShape] = {}
    for rule in method.rules():
        if rule.is_sign:
            shape_of.setdefault(_identity(rule, method), rule)
    signs = list(shape_of.values())
    titles = _make_titles(signs, method)
    return [KnownSign(place, sign, titles[place]) for place, sign in enumerate(signs)]


class KnownSigns:
    """Finds the known sign of any sign in the method, also of one that repeats an earlier one."""

    def __init__(self, method: IdentificationShape):
        self.method = method
        self._known = {_identity(each.shape, method): each for each in known_signs(method)}
        self._found: dict[SignShape, KnownSign] = {}

    def __getitem__(self, sign: SignShape) -> KnownSign:
        if sign not in self._found:
            self._found[sign] = self._known[_identity(sign, self.method)]
        return self._found[sign]


def signs_against(method: IdentificationShape) -> set[int]:
    """The places of the signs that bring a school nearer to the list, without those that keep it off."""
    known = KnownSigns(method)

    def found(rule: RuleShape, *, is_against: bool) -> Iterator[int]:
        if rule.is_sign and is_against:
            yield known[rule].place
        for each in rule.inner():
            yield from found(each, is_against=is_against == rule.counts_against(each, method.figure))

    return {place for root in method.roots() for place in found(root, is_against=True)}


def _identity(sign: SignShape, method: IdentificationShape) -> SignShape:
    """The sign with its parameters as numbers and without its role in its group, to recognise equal signs by."""
    figures = {name: format(method.figure(value).normalize(), "f") for name, value, _ in sign.figures()}
    return sign.model_copy(update=figures | {"weight": "1", "obligatory": False, "for_each": False})


def _make_titles(signs: list[SignShape], method: IdentificationShape) -> list[str]:
    """The names of the signs; if one repeats, with the comparison, else with conditions too, else with a number."""
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
