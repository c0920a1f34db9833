"""Fits charts to pages: columns that are too narrow become bars, and bars that are too many are split."""

from dataclasses import replace

from reports.blocks.content import Chart, Series
from reports.layout.charts.axis import value_axis
from reports.layout.charts.bars import draw_bars, even_height, rows_that_fit
from reports.layout.charts.drawing import Drawing
from reports.layout.charts.figures_in_words import chart_words, figures_of
from reports.layout.charts.upright import draw_upright, names_fit

NARROWEST_COLUMN_MM = 3.2
_BESIDE_AXIS_MM = 14
EDGES_MM = 20  # space that office programs leave around a plot
_CONTINUED = " (продолжение)"


def drawn(chart: Chart, width: float, height: float) -> list[Drawing]:
    """Draw the chart, split into drawings of at most `height`; all have one axis, so that bars can be compared."""
    chart = as_it_fits(chart, width)
    axis = value_axis(chart)
    if chart.kind != "bars":
        return [draw_upright(chart, axis, width, chart_words(chart))]
    return [draw_bars(each, axis, width, chart_words(each)) for each in divided(chart, width, height)]


def as_it_fits(chart: Chart, width: float) -> Chart:
    """Turn columns into bars if they are too many for the width, or their names don't fit below them."""
    if chart.kind != "columns" or not chart.categories:
        return chart
    slot = (width - _BESIDE_AXIS_MM) / len(chart.categories)
    is_wide_enough = slot / max(len(chart.series), 1) >= NARROWEST_COLUMN_MM
    return chart if is_wide_enough and names_fit(chart, slot) else replace(chart, kind="bars")


def editable(chart: Chart, width: float, height: float) -> list[tuple[Chart, float]]:
    """Return the pieces of the chart for office programs, with their heights.

    Such a program gives every category the same room.
    """
    chart = as_it_fits(chart, width)
    if chart.kind != "bars":
        return [(chart, draw_upright(chart, value_axis(chart), width, "").height)]
    return [(each, even_height(each, width) + EDGES_MM) for each in divided(chart, width, height - EDGES_MM, even=True)]


def divided(chart: Chart, width: float, height: float, *, even: bool = False) -> list[Chart]:
    """Split a chart of bars into charts that fit the height; the titles of the later ones say «(продолжение)»."""
    pieces, start = [], 0
    for number, count in enumerate(rows_that_fit(chart, width, height, even=even)):
        rows = slice(start, start + count)
        series = tuple(Series(each.name, tuple(figures_of(chart, each)[rows])) for each in chart.series)
        title = chart.title + (_CONTINUED if number else "")
        pieces.append(replace(chart, title=title, categories=chart.categories[rows], series=series))
        start += count
    return pieces
