"""Which chart is drawn, and as how many: one with more bars than a page holds goes on in the next."""

from dataclasses import replace

from reports.blocks.content import Chart, Series
from reports.layout.charts.axis import value_axis
from reports.layout.charts.bars import draw_bars, even_height, rows_that_fit
from reports.layout.charts.drawing import Drawing
from reports.layout.charts.figures_in_words import chart_words, figures_of
from reports.layout.charts.upright import draw_upright, names_fit

NARROWEST_COLUMN_MM = 3.2
_BESIDE_AXIS_MM = 14
EDGES_MM = 20  # what office programs leave around a plot
_CONTINUED = " (продолжение)"


def drawn(chart: Chart, width: float, height: float) -> list[Drawing]:
    """At most so high each; all of them have one axis, so that their bars can be compared."""
    chart = as_it_fits(chart, width)
    axis = value_axis(chart)
    if chart.kind != "bars":
        return [draw_upright(chart, axis, width, chart_words(chart))]
    return [draw_bars(each, axis, width, chart_words(each)) for each in divided(chart, width, height)]


def as_it_fits(chart: Chart, width: float) -> Chart:
    """Columns that are too many, or whose names don't stand below them, are bars."""
    if chart.kind != "columns" or not chart.categories:
        return chart
    slot = (width - _BESIDE_AXIS_MM) / len(chart.categories)
    is_wide_enough = slot / max(len(chart.series), 1) >= NARROWEST_COLUMN_MM
    return chart if is_wide_enough and names_fit(chart, slot) else replace(chart, kind="bars")


def editable(chart: Chart, width: float, height: float) -> list[tuple[Chart, float]]:
    """Charts that an office program draws, with their heights: it gives every category the same room."""
    chart = as_it_fits(chart, width)
    if chart.kind != "bars":
        return [(chart, draw_upright(chart, value_axis(chart), width, "").height)]
    return [(each, even_height(each, width) + EDGES_MM) for each in divided(chart, width, height - EDGES_MM, even=True)]


def divided(chart: Chart, width: float, height: float, *, even: bool = False) -> list[Chart]:
    """A chart of bars as those that fit such a height."""
    pieces, start = [], 0
    for number, count in enumerate(rows_that_fit(chart, width, height, even=even)):
        rows = slice(start, start + count)
        series = tuple(Series(each.name, tuple(figures_of(chart, each)[rows])) for each in chart.series)
        title = chart.title + (_CONTINUED if number else "")
        pieces.append(replace(chart, title=title, categories=chart.categories[rows], series=series))
        start += count
    return pieces
