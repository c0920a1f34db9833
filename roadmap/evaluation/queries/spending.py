"""Reads the money of an evaluation from the words in which it was typed."""

from indicators.catalogue.models import Period
from roadmap.evaluation.evaluated_year import Spending
from roadmap.evaluation.stated_values import read_sum
from roadmap.programmes.models import Programme
from roadmap.tables.queries import money_of_year


def spending_of(planned: str, spent: str, *, is_none: bool) -> Spending:
    """Return the sums; they are unknown if one is no plain number, or if their units differ."""
    plan, fact = read_sum(planned), read_sum(spent)
    if is_none or plan is None or fact is None or plan.unit != fact.unit:
        return Spending(is_none=is_none)
    return Spending(plan.number, fact.number)


def stated_money(programme: Programme, period: Period, typed: tuple[str, str]) -> tuple[str, str]:
    """Return the two sums in words: as typed, or else as the programme's table of money and its facts have them.

    If one was typed without a unit, the other is written without one too.
    """
    if all(text.strip() for text in typed):
        return typed
    money = money_of_year(programme, period)
    if money is None:
        return typed
    units = {read.unit for text in typed if text.strip() and (read := read_sum(text))}
    of_table = money.words(with_unit=units != {""})
    planned, spent = (text if text.strip() else own for text, own in zip(typed, of_table, strict=True))
    return planned, spent
