"""Draws lines and columns: categories from left to right, values upwards."""

from decimal import Decimal
from math import ceil

from reports.blocks.content import Chart
from reports.layout.charts.axis import Axis
from reports.layout.charts.drawing import Curve, Drawing, Marker, style_of
from reports.layout.charts.figures_in_words import figure_words, figures_of, known, one_line
from reports.layout.charts.frame import POINTS, draw_legend, draw_title, write_nothing_known
from reports.layout.charts.lettering import Label, line_height, middle_of_letters, shortened, wrapped
from reports.layout.letters import text_width

PLOT_MM = 52  # three charts stand on a page
MOST_LINES = 3
LONGEST_TURNED_MM = 42
WIDEST_COLUMN_MM = 13
_FILLED = 0.74  # the part of a category's width that its columns take
_BESIDE = 1.5
_HEADROOM = 5  # for a figure above the highest tick


class Plot:
    """The rectangle in which values are drawn."""

    def __init__(self, drawing: Drawing, chart: Chart, axis: Axis, top: float) -> None:
        self.drawing, self.chart, self.axis = drawing, chart, axis
        widest = max(text_width(figure_words(tick), POINTS) for tick in axis.ticks)
        self.left, self.right = widest + _BESIDE, drawing.width - _BESIDE
        self.top, self.bottom = top + _HEADROOM, top + _HEADROOM + PLOT_MM
        self.slot = (self.right - self.left) / max(len(chart.categories), 1)

    def x(self, number: int) -> float:
        """Return the middle of the category with that index."""
        return self.left + self.slot * (number + 0.5)

    def y(self, value: Decimal) -> float:
        return round(self.bottom - self.axis.share(value) * PLOT_MM, 2)


def draw_upright(chart: Chart, axis: Axis, width: float, words: str) -> Drawing:
    drawing = Drawing(words, width)
    plot = Plot(drawing, chart, axis, draw_title(drawing, chart))
    _draw_net(plot)
    bottom = _draw_categories(plot)
    drawing.height = round(draw_legend(drawing, chart, bottom + _BESIDE) + 0.5, 2)
    write_nothing_known(drawing, chart, (plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2)
    (_draw_lines if chart.kind == "lines" else _draw_columns)(plot)
    if (limit := known(chart.limit)) is not None:
        drawing.limit(plot.left, plot.y(limit), plot.right, plot.y(limit))
    return drawing


def names_fit(chart: Chart, slot: float) -> bool:
    """Return whether each category's name fits below its place (`slot` millimetres wide) without being turned."""
    room = slot - _BESIDE
    names = [one_line(category) for category in chart.categories]
    return all(
        max((text_width(word, POINTS) for word in name.split()), default=0) <= room
        and len(wrapped(name, room, POINTS)) <= MOST_LINES
        for name in names
    )


def _draw_net(plot: Plot) -> None:
    for tick in plot.axis.ticks:
        y = plot.y(tick)
        plot.drawing.rule(plot.left, y, plot.right, y, is_axis=tick == plot.axis.base)
        at = y + middle_of_letters(POINTS)
        plot.drawing.labels.append(Label(plot.left - _BESIDE, at, figure_words(tick), POINTS, "end"))
    plot.drawing.rule(plot.left, plot.top, plot.left, plot.bottom, is_axis=True)


def _draw_categories(plot: Plot) -> float:
    """Write the categories' names below the plot, and return the y where they end.

    Names that don't fit are turned; of turned ones that are too many only every second, third, … is written.
    """
    names = [one_line(category) for category in plot.chart.categories]
    top = plot.bottom + _BESIDE
    if names_fit(plot.chart, plot.slot):
        lines = [wrapped(name, plot.slot - _BESIDE, POINTS) for name in names]
        for number, each in enumerate(lines):
            for place, line in enumerate(each, 1):
                label = Label(plot.x(number), top + place * line_height(POINTS) - 1, line, POINTS, "middle")
                plot.drawing.labels.append(label)
        return top + max(map(len, lines), default=0) * line_height(POINTS)
    every = ceil(line_height(POINTS) / plot.slot)
    shown = [(number, shortened(names[number], LONGEST_TURNED_MM, POINTS)) for number in range(0, len(names), every)]
    for number, name in shown:
        at = plot.x(number) + middle_of_letters(POINTS)
        plot.drawing.labels.append(Label(at, top, name, POINTS, "end", turned=True))
    return top + max(text_width(name, POINTS) for _, name in shown)


def _draw_lines(plot: Plot) -> None:
    for number, series in enumerate(plot.chart.series):
        style, run = style_of(number), []
        for place, value in enumerate([*figures_of(plot.chart, series), None]):
            if value is not None:
                run.append((round(plot.x(place), 2), plot.y(value)))
                plot.drawing.markers.append(Marker(*run[-1], style))
            elif run:
                plot.drawing.curves.append(Curve(tuple(run), style))
                run = []
    for series in plot.chart.series:
        for place, value in enumerate(figures_of(plot.chart, series)):
            if value is not None:
                _write_beside(plot, plot.x(place), plot.y(value), value)


def _write_beside(plot: Plot, x: float, y: float, value: Decimal) -> None:
    """Write the figure above its point or, if there is no room, below it, or not at all."""
    above, below = y - 2.4, y + 2 + line_height(POINTS) * 0.75
    for at in (above, below):
        is_in_plot = at <= plot.bottom
        if is_in_plot and plot.drawing.write_if_free(Label(x, at, figure_words(value), POINTS, "middle")):
            return


def _draw_columns(plot: Plot) -> None:
    count = max(len(plot.chart.series), 1)
    width = min(plot.slot * _FILLED / count, WIDEST_COLUMN_MM)
    zero = plot.y(plot.axis.base)
    figures = [figures_of(plot.chart, series) for series in plot.chart.series]
    for number, values in enumerate(figures):
        for place, value in enumerate(values):
            if value is None:
                continue
            left, y = plot.x(place) + (number - count / 2) * width, plot.y(value)
            plot.drawing.bar(left, min(y, zero), width, abs(zero - y), style_of(number))
            at = y - 1 if value >= 0 else y + line_height(POINTS) * 0.8
            plot.drawing.write_if_free(Label(left + width / 2, at, figure_words(value), POINTS, "middle"))
