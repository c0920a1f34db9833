"""Reads and writes figures in the Russian manner: a decimal comma, blanks between thousands.

A point for the comma is understood too.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from indicators.quantity import doubts

# A longer number is no figure of an indicator; a sum of a thousand million such figures is still exact in Decimal.
MAX_DIGITS = 18

BLANKS_OF_THOUSANDS = " \u00a0\u2007\u2008\u2009\u202f"
_NO_BREAK_SPACE = "\u00a0"

# A run of digits as it can stand in a cell, figure or not: «1 234,5», «12.05», «01.09.2026», «5,8,10».
RUN_OF_DIGITS = rf"[0-9]{{1,3}}(?:[{BLANKS_OF_THOUSANDS}][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)*|[0-9]+(?:[.,][0-9]+)*"

_BLANKS = re.compile(f"[{BLANKS_OF_THOUSANDS}]")
_DECIMAL = re.compile(r"[0-9]*(?:[.,][0-9]+)?")
_GROUPS_BY_POINTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}|[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+")
_GROUPS_BY_COMMAS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+")
_DATE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DAY_AND_MONTH = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])\.(?:0[1-9]|1[0-2])")
_THOUSAND_OR_FRACTION = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


@dataclass(frozen=True)
class WrittenFigure:
    """A figure as a person wrote it; `doubt` is a question about how it was read."""

    value: Decimal
    doubt: str = ""
    may_be_date: bool = False  # «12.05»: a doubt unless a unit follows
    is_in_words: bool = False

    @property
    def places(self) -> int:
        """The number of decimals written: «4,50» has two."""
        return max(-self.value.as_tuple().exponent, 0)


def read_figure(run: str) -> WrittenFigure | None:
    """The number that a run of digits stands for; None for a date («01.09.2026»), list («5,8,10») or number («1.2.3»).

    A comma is the decimal sign. So is a single point, but with a doubt if it may separate thousands («1.500») or a day
    from its month («12.05»). Points and commas together are read by their groups of three digits, with a doubt.
    """
    digits = _BLANKS.sub("", run)
    if len(digits) > MAX_DIGITS and sum(map(str.isdigit, digits)) > MAX_DIGITS:
        return None
    if _DECIMAL.fullmatch(digits):
        value = Decimal(digits.replace(",", "."))
        if digits[0] in ",.":
            return WrittenFigure(value, doubts.no_figure_before_comma(run, shown(value)))
        if "." in run and _THOUSAND_OR_FRACTION.fullmatch(run):
            return WrittenFigure(value, doubts.thousand_or_fraction(run))
        if "." in run and _DAY_AND_MONTH.fullmatch(run):
            return WrittenFigure(value, may_be_date=True)
        if digits[0] == "0" and digits[1:2].isdigit():
            return WrittenFigure(value, doubts.leading_zero(run))
        return WrittenFigure(value)
    if _GROUPS_BY_POINTS.fullmatch(run):
        value = Decimal(run.replace(".", "").replace(",", "."))
    elif _GROUPS_BY_COMMAS.fullmatch(run):
        value = Decimal(run.replace(",", ""))
    else:
        return None
    return WrittenFigure(value, doubts.separators(run, shown(value)))


def is_date(run: str) -> bool:
    return _DATE.fullmatch(run) is not None


def is_year(run: str) -> bool:
    return _YEAR.fullmatch(run) is not None


def are_years(first: str, second: str) -> bool:
    """Whether the second is a year too, or the short form of the next one: «2018» and «2019», «2018» and «19»."""
    return is_year(first) and (is_year(second) or second == str(int(first) + 1)[2:])


def write_number(number: Decimal) -> str:
    """The number as Russian documents have it: «1 234,5» with a no-break space and all its decimals, «-3,5».

    `read_figure` reads it back as the same number without a doubt. Raises ValueError for infinity, not-a-number and
    more than 18 digits.
    """
    if not number.is_finite() or _written_digits(number) > MAX_DIGITS:
        raise ValueError(f"{number} is not a figure that the portal writes")
    return shown(number)


def shown(number: Decimal) -> str:
    """The number written as by `write_number`, but of any length: for sentences about what was read or calculated."""
    return format(number, ",f").replace(",", _NO_BREAK_SPACE).replace(".", ",")


def _written_digits(number: Decimal) -> int:
    return max(number.adjusted() + 1, 1) + max(-number.as_tuple().exponent, 0)
