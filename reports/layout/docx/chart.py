"""A chart as its title and the table of its figures."""

from decimal import Decimal

from docx.oxml.xmlchemy import BaseOxmlElement

from indicators.quantity.figures import shown
from portal.prose import Paragraph, Span
from reports.content.blocks import Cell, Chart, Column, Row, Table
from reports.layout.docx.manuscript import Manuscript
from reports.layout.docx.tables import table_elements
from reports.layout.docx.words import paragraph
from reports.layout.widths import Setting, column_widths


def chart_elements(chart: Chart, setting: Setting, scale: float, manuscript: Manuscript) -> list[BaseOxmlElement]:
    table = _table_of(chart)
    widths = [width * scale for width in column_widths(table, setting)]
    title = [paragraph(manuscript.styles["Caption"], chart.title)] if chart.title else []
    return [*title, *table_elements(table, widths, setting.points, manuscript)]


def _table_of(chart: Chart) -> Table:
    """Categories go down, series across, and the limit is a column of its own."""
    names = [f"{series.name}, {chart.unit}" if chart.unit else series.name for series in chart.series]
    columns = [list(series.values) for series in chart.series]
    if chart.limit is not None:
        names.append(chart.limit_name)
        columns.append([chart.limit] * len(chart.categories))
    header = Row((Cell(), *(_cell(name, is_head=True) for name in names)))
    rows = [
        Row((_cell(category), *(_cell(_figure(column[y : y + 1]), align="center") for column in columns)))
        for y, category in enumerate(chart.categories)
    ]
    return Table((Column("label"), *(Column("figure") for _ in names)), (header,), tuple(rows))


def _cell(words: str, *, align: str = "left", is_head: bool = False) -> Cell:
    align = "center" if is_head else align
    return Cell((Paragraph((Span(words),), align),), align=align, bold=is_head)


def _figure(values: list[Decimal | None]) -> str:
    return "–" if not values or values[0] is None else shown(values[0])
