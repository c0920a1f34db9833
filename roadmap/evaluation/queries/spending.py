"""The money of an evaluation, from the words in which it was typed."""

from indicators.catalogue.models import Period
from roadmap.evaluation.evaluated_year import Spending
from roadmap.evaluation.stated_values import read_sum
from roadmap.programmes.models import Programme
from roadmap.tables.queries import money_of_year


def spending_of(planned: str, spent: str, *, is_none: bool) -> Spending:
    """Sums in one unit; what is no plain number, or in another unit, isn't known."""
    plan, fact = read_sum(planned), read_sum(spent)
    if is_none or plan is None or fact is None or plan.unit != fact.unit:
        return Spending(is_none=is_none)
    return Spending(plan.number, fact.number)


def stated_money(programme: Programme, period: Period, typed: tuple[str, str]) -> tuple[str, str]:
    """The words that count: as typed, and what nobody typed as the programme's table of money and its facts have it.

    Beside a sum that was typed without a unit the table's is written without one, too.
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
