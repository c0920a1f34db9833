"""Figures of an evaluation: how they are rounded and how they stand in a sentence.

Each step of the calculation is rounded to a tenth of a per cent and the next one starts from the rounded figure, so
that whoever repeats it with a calculator gets the same. Rounding never lifts a figure over a limit or onto it: beside
one it keeps as many decimals as tell the two apart.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from indicators.quantity.figures import shown

_PLACES = 3  # of a share: a tenth of a per cent
_MOST_PLACES = 12


def rounded(share: Fraction, limits: Iterable[Fraction] = ()) -> Decimal:
    """The share to three decimals, or to more where that would change its side of one of the limits."""
    limits = list(limits)
    for places in range(_PLACES, _MOST_PLACES):
        figure = _round(share, places)
        if all(_side(share, limit) == _side(Fraction(figure), limit) for limit in limits):
            break
    return figure.normalize() + Decimal(0)


def share_in_words(share: Decimal, *, in_shares: bool) -> str:
    """«97,2 %», or «0,972» in a method that counts in shares."""
    return figure_in_words(share if in_shares else share * 100, in_shares=in_shares)


def figure_in_words(figure: Decimal, *, in_shares: bool) -> str:
    """A figure that is in the method's own units already."""
    return number_in_words(figure) + ("" if in_shares else "\u00a0%")


def per_cent_in_words(figure: str) -> str:
    """Of a figure as methods have it: «97,2 %»."""
    return figure_in_words(Decimal(figure), in_shares=False)


def number_in_words(number: Decimal) -> str:
    """Without decimals that say nothing: «97,2», «100»."""
    number = number.normalize()
    return shown(number.quantize(Decimal(1)) if number.as_tuple().exponent > 0 else number)


def _round(share: Fraction, places: int) -> Decimal:
    scaled = share * 10**places
    whole = (abs(scaled.numerator) * 2 + scaled.denominator) // (scaled.denominator * 2)
    return Decimal(whole if share >= 0 else -whole).scaleb(-places)


def _side(share: Fraction, limit: Fraction) -> int:
    return (share > limit) - (share < limit)
