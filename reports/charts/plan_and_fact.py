"""Charts of plan and fact by year, one for each indicator of a programme's table that has both."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from indicators.quantity import NumericValue, read_quantity
from reports.blocks.content import Chart, Series
from reports.charts.told import ToldChart
from reports.kinds.indicators.achievement import achievement
from roadmap.targets.queries.lines import PlanAndFact, TargetGroup, TargetLine

_MOST = 8
_REACHED = {True: "достигнут", False: "не достигнут", None: "сравнить их портал не может"}


def plan_and_fact_charts(groups: Iterable[TargetGroup]) -> list[ToldChart]:
    """Return the charts of the first eight indicators that have a planned number and a fact of any year."""
    found = [chart for group in groups for line in group.lines for chart in _line_charts(line)]
    return found[:_MOST]


def _line_charts(line: TargetLine) -> Iterator[ToldChart]:
    """Yield the indicator's chart, if there is anything to draw."""
    unit = line.indicator.unit if line.indicator else line.row.unit or ""
    plans = tuple(_number(cell.plan, unit) for cell in line.cells)
    facts = tuple(_number(cell.fact, unit) for cell in line.cells)
    if not any(each is not None for each in plans) or not any(each is not None for each in facts):
        return
    periods = tuple(cell.period.label for cell in line.cells)
    series = Series("план", plans), Series("факт", facts)
    chart = Chart(line.row.name or "Показатель", "columns", periods, series, unit)
    yield ToldChart(chart, _sentence(line, [cell for cell in line.cells if cell.fact][-1]))


def _number(text: str, unit: str) -> Decimal | None:
    """Return the value as a number in that unit, or None; of an interval its beginning, the least to be reached."""
    quantity = read_quantity(text, unit) if text else None
    return quantity.number if isinstance(quantity, NumericValue) and quantity.is_in(unit) else None


def _sentence(line: TargetLine, last: PlanAndFact) -> str:
    if not last.plan:
        return f"{last.period}: факт {last.fact}, плана на этот год нет."
    found = achievement(last.plan, last.fact, line.indicator)
    return f"{last.period}: план {last.plan}, факт {last.fact} — {_REACHED[found.reached]}."
