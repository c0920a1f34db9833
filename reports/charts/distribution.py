"""Charts of schools on both sides of a sign's threshold, one for each of a run's commonest signs."""

from collections.abc import Iterator
from decimal import Decimal

from indicators.identification.lists.analysis import SignStory, sign_stories
from indicators.identification.models import Run
from portal.text.plurals import counted
from reports.blocks.content import Chart, Series
from reports.charts.told import ToldChart

_MOST = 4


def distribution_charts(run: Run) -> list[ToldChart]:
    """Return the charts of the four commonest signs that compare a value with a threshold, in one query."""
    return list(_charts(sign_stories(run, list(run.schools.defer("values")))))[:_MOST]


def _charts(signs: list[SignStory]) -> Iterator[ToldChart]:
    for sign in signs:
        values = [each for each in sign.values if each.number is not None]
        if sign.threshold is None or not values:
            continue
        values.sort(key=lambda each: each.number, reverse=True)
        series = Series(sign.name, tuple(_round(each.number) for each in values))
        chart = Chart(
            f"{sign.name}, {sign.year}", "bars", tuple(each.school for each in values), (series,), sign.unit,
            _round(sign.threshold), f"граница: {sign.asked}",
        )  # fmt: skip
        yield ToldChart(chart, _sentence(sign))


def _round(number: Decimal) -> Decimal:
    return round(number, 2) if number.as_tuple().exponent < -2 else number


def _sentence(sign: SignStory) -> str:
    """Return such a sentence: «Признак есть у 4 школ (из них в списке 3), нет у 6, не хватает данных у 1.»"""
    met = counted(sign.met, "школы", "школ", "школ")
    words = f"Признак есть у {met} (из них в списке {sign.met_of_listed}), нет у {sign.unmet}"
    return f"{words}, не хватает данных у {sign.unknown}." if sign.unknown else f"{words}."
