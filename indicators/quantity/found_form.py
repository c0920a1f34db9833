"""What the rules have found in a cell."""

from dataclasses import dataclass

from indicators.quantity.amounts import Amount
from indicators.quantity.quantities import Bound, Number, Previous, Range, Share


@dataclass(frozen=True)
class FoundForm:
    """What the rules have found so far, and which quantity it makes; of a share `number` is not yet calculated."""

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
