"""The result of the grammar's rules, from which the reader makes a quantity."""

from dataclasses import dataclass

from indicators.quantity.amounts import Amount
from indicators.quantity.quantities import Bound, Number, Previous, Range, Share


@dataclass(frozen=True)
class FoundForm:
    """The amounts that the rules have found, and the class of the quantity they make.

    The per cent of a share is not calculated yet: until then `number` is its count or its written per cent.
    """

    makes: type[Number | Bound | Range | Share]
    number: Amount
    upper: Amount | None = None
    comparison: str | None = None
    count: Amount | None = None
    total: Amount | None = None
    share: Amount | None = None
    previous: Previous | None = None
    is_slash: bool = False
    is_rate: bool = False  # «7,4 на 1000»: no whole number is due
