"""Charts of an indicator's plan and fact, with only those figures that the open table shows."""

from decimal import Decimal

from indicators.quantity import NumericValue, read_quantity
from reports.blocks.content import Chart, Series
from reports.open_pages.queries.figures import OpenRow, short_label

_FEWEST = 2  # a chart of a single figure says nothing


def chart_of(row: OpenRow) -> Chart | None:
    """Return the row's chart, or None if it has too few figures."""
    plans = [_figure(cell.plan, row) for cell in row.cells]
    facts = [None if cell.fact.hidden else _figure(cell.fact.text, row) for cell in row.cells]
    labels = [short_label(cell.label) for cell in row.cells]
    baseline = None if row.baseline.hidden else _figure(row.baseline.text, row)
    if baseline is not None:
        plans, facts, labels = [None, *plans], [baseline, *facts], ["база", *labels]
    if sum(value is not None for value in (*plans, *facts)) < _FEWEST:
        return None
    series = [Series(name, tuple(values)) for name, values in (("план", plans), ("факт", facts)) if any_known(values)]
    return Chart(row.name, "columns", tuple(labels), tuple(series), row.unit)


def any_known(values: list[Decimal | None]) -> bool:
    return any(value is not None for value in values)


def _figure(text: str, row: OpenRow) -> Decimal | None:
    """Return the value as a number in the row's unit, or None; it is 70 for «не менее 70» and for «70–80»."""
    value = read_quantity(text, row.unit)
    return value.number if isinstance(value, NumericValue) and value.is_in(row.unit) else None
