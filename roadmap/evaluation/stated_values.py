"""Answers what an evaluation asks about a written plan, fact or sum; only here are kinds of quantities told apart."""

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
    """Read «120,5 тыс. руб.»; returns None if it is no plain number."""
    read = read_quantity(text)
    return WrittenSum(read.number, read.unit) if isinstance(read, Number) else None


def is_not_applicable(value: Quantity) -> bool:
    return isinstance(value, NotApplicable)


def says_nothing(value: Quantity) -> bool:
    return isinstance(value, Empty | NoData)


def single_number(value: Quantity) -> Decimal | None:
    """Return the number of a number or a share; None for a bound, an interval or words."""
    return value.number if isinstance(value, Number | Share) else None


def is_bound(plan: Quantity) -> bool:
    return isinstance(plan, Bound)


def edge_of(plan: Quantity, direction: str) -> Decimal | None:
    """Return the number from which the plan is reached; None for words."""
    if isinstance(plan, Range) and direction == "less":
        return plan.upper
    return plan.number if isinstance(plan, NumericValue) else None


def is_zero_to_grow_from(plan: Quantity) -> bool:
    """Return whether the plan is 0, but not «более 0»."""
    wants_more = isinstance(plan, Bound) and plan.comparison == ">"
    return isinstance(plan, NumericValue) and plan.number == 0 and not wants_more


def lowest_in(fact: Quantity, unit: str) -> Decimal | None:
    """Return the lowest number of a fact in the given unit; None if it can't be expressed in it."""
    found = fact.interval_in(unit)
    return found.low if found else None


def differs(plan: Quantity, fact: Quantity) -> bool | None:
    """Return whether the fact differs from the plan, for better or worse; None if they aren't figures."""
    if isinstance(plan, Bound | Range):
        found = fact.interval_in(plan.unit)
        return not (found and found.is_within(plan.interval))
    single = Number | Share | ShareOfNothing
    if isinstance(plan, single) and isinstance(fact, single):
        return single_number(plan) != single_number(fact)
    return None
