"""A figure of an evaluation with its arithmetic in words, and what all components and wholes count with."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from roadmap.evaluation.rounded_figures import number_in_words, rounded, share_in_words


@dataclass(frozen=True)
class CountedFigure:
    """`share` is None where it isn't known; `is_absent`: the programme has no such thing, which is not the same."""

    key: str
    share: Decimal | None
    words: str
    is_absent: bool = False


@dataclass(frozen=True)
class FigureCounter:
    """Counts the figure that is called `key`; `limits` are the shares beside which rounding must not change its side.

    `leaves_money_out`: where no money is provided for, the method goes on without it.
    """

    key: str
    in_shares: bool
    limits: Sequence[Fraction] = ()
    leaves_money_out: bool = True

    def divided(self, exact: Fraction, above: str, below: str) -> CountedFigure:
        share = self.rounded(exact)
        return CountedFigure(self.key, share, f"{self.key} = {above} / {below} = {self.shown(share)}")

    def share_of(self, count: int, total: int, what: str) -> CountedFigure:
        """So many of all; `what` there must be one of, in the genitive."""
        if not total:
            return self.unknown(f"нет ни одного {what}, о котором можно судить")
        return self.divided(Fraction(count, total), str(count), str(total))

    def unknown(self, why: str) -> CountedFigure:
        return CountedFigure(self.key, None, f"{self.key} не определить: {why}")

    def unknown_without(self, missing: Sequence[CountedFigure]) -> CountedFigure:
        return self.unknown(f"нет {', '.join(each.key for each in missing)}")

    def absent_with(self, part: CountedFigure) -> CountedFigure:
        """What is made of something that the programme doesn't have."""
        return CountedFigure(self.key, None, f"{self.key} не считается: {part.words}", is_absent=True)

    def rounded(self, exact: Fraction) -> Decimal:
        return rounded(exact, self.limits)

    def bare(self, share: Decimal) -> str:
        """In the method's units, without the sign of per cent."""
        return number_in_words(self.in_units(share))

    def shown(self, share: Decimal) -> str:
        return share_in_words(share, in_shares=self.in_shares)

    def in_units(self, share: Decimal) -> Decimal:
        return share if self.in_shares else share * 100
