"""What an evaluation asks of a written plan, fact or sum; the one place here that tells their kinds apart."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.quantity import (
    Bound,
    Empty,
    NoData,
    NotApplicable,
    Number,
    NumericValue,
    Quantity,
    Range,
    Share,
    ShareOfNothing,
    read_quantity,
)


@dataclass(frozen=True)
class WrittenSum:
    number: Decimal
    unit: str


def read_sum(text: str) -> WrittenSum | None:
    """«120,5 тыс. руб.»; None where it is no plain number."""
    read = read_quantity(text)
    return WrittenSum(read.number, read.unit) if isinstance(read, Number) else None


def is_not_applicable(value: Quantity) -> bool:
    return isinstance(value, NotApplicable)


def says_nothing(value: Quantity) -> bool:
    return isinstance(value, Empty | NoData)


def single_number(value: Quantity) -> Decimal | None:
    """Of a number or a share; a bound, an interval and words aren't one."""
    return value.number if isinstance(value, Number | Share) else None


def is_bound(plan: Quantity) -> bool:
    return isinstance(plan, Bound)


def edge_of(plan: Quantity, direction: str) -> Decimal | None:
    """The bound from which the plan is reached; None of words."""
    if isinstance(plan, Range) and direction == "less":
        return plan.upper
    return plan.number if isinstance(plan, NumericValue) else None


def is_zero_to_grow_from(plan: Quantity) -> bool:
    """A plan of 0 that «более 0» isn't."""
    wants_more = isinstance(plan, Bound) and plan.comparison == ">"
    return isinstance(plan, NumericValue) and plan.number == 0 and not wants_more


def lowest_in(fact: Quantity, unit: str) -> Decimal | None:
    """The number of a fact in the plan's unit; None where it can't be told in it."""
    found = fact.interval_in(unit)
    return found.low if found else None


def differs(plan: Quantity, fact: Quantity) -> bool | None:
    """Whether the fact is outside what was planned, better or worse; None where it is no matter of figures."""
    if isinstance(plan, Bound | Range):
        found = fact.interval_in(plan.unit)
        return not (found and found.is_within(plan.interval))
    single = Number | Share | ShareOfNothing
    if isinstance(plan, single) and isinstance(fact, single):
        return single_number(plan) != single_number(fact)
    return None
