"""Figures of an evaluation with their arithmetic in words, and the counter that components and wholes use."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from portal.text.plurals import plural
from roadmap.evaluation.rounded_figures import number_in_words, rounded, share_in_words


@dataclass(frozen=True)
class CountedFigure:
    """A figure, named `key` in the formula, with its arithmetic in words.

    `share` is None if it isn't known, or, with `is_absent`, if the programme has nothing that could be counted.
    """

    key: str
    share: Decimal | None
    words: str
    is_absent: bool = False


def lacking(figures: Sequence[CountedFigure]) -> str:
    """Return «нет значения «O»» for figures that aren't known."""
    names = ", ".join(f"«{each.key}»" for each in figures)
    return f"нет {plural(len(figures), 'значения', 'значений', 'значений')} {names}"


@dataclass(frozen=True)
class FigureCounter:
    """Counts the figure named `key`, and writes the arithmetic.

    Rounding never moves a share to the other side of one of the `limits`. With `in_shares` figures are written as
    shares of one, else in per cent. With `leaves_money_out` the method goes on without money where none is planned.
    """

    key: str
    in_shares: bool
    limits: Sequence[Fraction] = ()
    leaves_money_out: bool = True

    def divided(self, exact: Fraction, above: str, below: str) -> CountedFigure:
        share = self.rounded(exact)
        return CountedFigure(self.key, share, f"{self.key} = {above} / {below} = {self.shown(share)}")

    def share_of(self, count: int, total: int, what: str) -> CountedFigure:
        """Return the share of `count` in `total`; unknown if the total is 0, where `what` (genitive) is missing."""
        if not total:
            return self.unknown(f"нет ни одного {what}, о котором можно судить")
        return self.divided(Fraction(count, total), str(count), str(total))

    def unknown(self, why: str) -> CountedFigure:
        return CountedFigure(self.key, None, f"{self.key} не определить: {why}")

    def unknown_without(self, missing: Sequence[CountedFigure]) -> CountedFigure:
        return self.unknown(lacking(missing))

    def absent_with(self, part: CountedFigure) -> CountedFigure:
        """Return a figure that isn't counted because a part of it is absent in the programme."""
        return CountedFigure(self.key, None, f"{self.key} не считается: {part.words}", is_absent=True)

    def rounded(self, exact: Fraction) -> Decimal:
        return rounded(exact, self.limits)

    def bare(self, share: Decimal) -> str:
        """Return the share in the method's units, without the sign of per cent."""
        return number_in_words(self.in_units(share))

    def shown(self, share: Decimal) -> str:
        return share_in_words(share, in_shares=self.in_shares)

    def in_units(self, share: Decimal) -> Decimal:
        return share if self.in_shares else share * 100
