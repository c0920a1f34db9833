"""Rules for points that are no value: the greatest that a test has, and those that say who is counted."""

from decimal import Decimal
from itertools import pairwise

from indicators.quantity import units
from indicators.quantity.phrases import PhraseCursor
from portal.reading.cursor import rule

POINTS = "балл"
_LENGTH_OF_SCALE = 3  # tokens: «10», «-», «балльной»
_SCALES = frozenset(("5", "10", "12", "100"))
_POSSIBLE = ("возможн", "максимальн")
_BEHIND_SCALE = frozenset(("(", ")", ".", ",", ";"))
_WORDS_OF_POINTS = 8
_BESIDE_POINTS = frozenset(("-", "+", "и", "или", "более", "больше", "выше", "менее", "меньше", "ниже", "до"))
_BEFORE_POINTS = 4  # words and figures between a bracket and its figure: «(от 81 до 100)»


class ScaleRules(PhraseCursor):
    """Skips the scale of points behind a value and the points behind people; tells which figures are such points."""

    measure: units.Measure

    @property
    def is_of_points(self) -> bool:
        return self.measure.unit is not None and self.measure.unit.name == POINTS

    def scale_of_points(self, points: Decimal, unit: str) -> None:
        """Skip the scale that the points just read are of, where points are measured."""
        if not self.is_of_points or unit not in ("", POINTS):
            return
        if not self.scale_by_name() and unit:
            self.greatest_points(points)

    @rule
    def scale_by_name(self) -> bool:
        """Skip «по 5-балльной шкале»."""
        if not self.take("по") or not self.is_scale(self.place):
            return False
        self.place += _LENGTH_OF_SCALE
        return self.take_any("шкале", "системе")

    @rule
    def greatest_points(self, points: Decimal) -> bool:
        """Skip the greatest number of points there is: «61 балл из 100», «18 баллов из 21 возможного».

        Only a number that tests have, or one that is said to be the greatest: others may count something else.
        """
        greatest = self.step() if self.take("из") else None
        if not greatest or not greatest.figure or greatest.figure.value < points:
            return False
        is_told = greatest.text in _SCALES
        while self.next.word.startswith((POINTS, *_POSSIBLE)):
            is_told = is_told or not self.next.word.startswith(POINTS)
            self.step()
        return is_told and (self.is_at_end or self.next.word in _BEHIND_SCALE)

    def is_scale(self, place: int) -> bool:
        """Return whether the figure there names a scale: «10-балльной»."""
        scale = self.tokens[place : place + _LENGTH_OF_SCALE]
        is_whole = len(scale) == _LENGTH_OF_SCALE and scale[0].figure is not None
        return is_whole and scale[1].word == "-" and scale[2].word.startswith("балльн")

    def are_points(self, place: int) -> bool:
        """Return whether that figure tells points of a test («70 и более баллов») where no points are measured."""
        if self.measure.unit is None or self.is_of_points:
            return False
        if self.are_points_in_brackets(place):
            return True
        for token, following in pairwise(self.tokens[place + 1 : place + _WORDS_OF_POINTS]):
            if token.word.startswith(POINTS) or (token.word, following.word) == ("б", "."):
                return True
            if not token.figure and token.word not in _BESIDE_POINTS:
                return False
        return False

    def are_points_in_brackets(self, place: int) -> bool:
        """Return whether the figure stands in brackets behind a name of points: «высокобалльники (81+)»."""
        opening = place - 1
        while opening > max(place - _BEFORE_POINTS, 0) and self.is_beside_points(opening):
            opening -= 1
        if opening < 1 or self.tokens[opening].word != "(" or POINTS not in self.tokens[opening - 1].word:
            return False
        closing = place + 1
        while closing < place + _WORDS_OF_POINTS and self.is_beside_points(closing):
            closing += 1
        return self.tokens[min(closing, len(self.tokens) - 1)].word == ")"

    def skip_points(self) -> None:
        """Step over points of which the figure has just been read: «80 б. и выше»."""
        while not (self.is_at_end or self.next.word == "б" or self.next.word.startswith(POINTS)):
            self.step()
        self.step()
        self.take(".")
        if self.next.word in ("и", "или") and self.tokens[self.place + 1].word in _BESIDE_POINTS:
            self.place += 2

    def is_beside_points(self, place: int) -> bool:
        token = self.tokens[min(place, len(self.tokens) - 1)]
        return token.figure is not None or token.word in _BESIDE_POINTS or token.word == "от"
