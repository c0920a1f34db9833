"""Plan and fact of an indicator as a chart: drawn as in documents, of what the table shows and nothing else."""

from decimal import Decimal

from indicators.quantity import NumericValue, read_quantity
from reports.blocks.content import Chart, Series
from reports.open_pages.queries.figures import OpenRow, short_label

_FEWEST = 2  # of one figure a picture says nothing


def chart_of(row: OpenRow) -> Chart | None:
    """None where there are too few figures."""
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
    """The number that a value is in the row's unit; of «не менее 70» 70, of «70–80» 70."""
    value = read_quantity(text, row.unit)
    return value.number if isinstance(value, NumericValue) and value.is_in(row.unit) else None
