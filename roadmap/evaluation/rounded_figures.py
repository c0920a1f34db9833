"""Rounds the figures of an evaluation, and writes them in sentences.

Each step of a calculation is rounded to a tenth of a per cent, and the next step starts from the rounded figure, so
that whoever repeats it with a calculator gets the same. Rounding never moves a figure across a limit or onto it: close
to a limit it keeps as many decimals as are needed to tell the two apart.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from indicators.quantity.figures import shown

_PLACES = 3  # of a share: a tenth of a per cent
_MOST_PLACES = 12


def rounded(share: Fraction, limits: Iterable[Fraction] = ()) -> Decimal:
    """Round the share to three decimals, or to more if it would change its side of one of the limits."""
    limits = list(limits)
    for places in range(_PLACES, _MOST_PLACES):
        figure = _round(share, places)
        if all(_compare(share, limit) == _compare(Fraction(figure), limit) for limit in limits):
            break
    return figure.normalize() + Decimal(0)


def share_in_words(share: Decimal, *, in_shares: bool) -> str:
    """Return «97,2 %», or «0,972» in a method that counts in shares."""
    return figure_in_words(share if in_shares else share * 100, in_shares=in_shares)


def figure_in_words(figure: Decimal, *, in_shares: bool) -> str:
    """Return a figure that is already in the method's units, with «%» unless it counts in shares."""
    return number_in_words(figure) + ("" if in_shares else "\u00a0%")


def per_cent_in_words(figure: str) -> str:
    """Return a method's figure «97.2» as «97,2 %»."""
    return figure_in_words(Decimal(figure), in_shares=False)


def number_in_words(number: Decimal) -> str:
    """Return the number without needless zeros: «97,2», «100»."""
    number = number.normalize()
    return shown(number.quantize(Decimal(1)) if number.as_tuple().exponent > 0 else number)


def _round(share: Fraction, places: int) -> Decimal:
    scaled = share * 10**places
    whole = (abs(scaled.numerator) * 2 + scaled.denominator) // (scaled.denominator * 2)
    return Decimal(whole if share >= 0 else -whole).scaleb(-places)


def _compare(share: Fraction, limit: Fraction) -> int:
    """Return 1 if the share is greater than the limit, 0 if it is equal, -1 if it is less."""
    return (share > limit) - (share < limit)
