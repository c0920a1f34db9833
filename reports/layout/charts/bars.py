"""Draws bars: categories with long names one below the other, values from left to right."""

from reports.blocks.content import Chart
from reports.layout.charts.axis import Axis
from reports.layout.charts.drawing import Drawing, style_of
from reports.layout.charts.figures_in_words import NO_FIGURE, figure_words, figures_of, known, one_line
from reports.layout.charts.frame import POINTS, draw_legend, draw_title, legend_height, title_height
from reports.layout.charts.lettering import Label, line_height, middle_of_letters, overlap, wrapped
from reports.layout.letters import text_width

MOST_LINES = 5
_NAMES = 0.42  # of the width at most
_THICK, _THIN, _BETWEEN = 4.2, 2.8, 1.6
_BESIDE = 1.5


def rows_that_fit(chart: Chart, width: float, height: float, *, even: bool = False) -> list[int]:
    """Return how many categories go into each chart if none may be higher than `height` (millimetres).

    `even` makes all rows as high as the highest one.
    """
    room, counts, filled = height - _height_without_rows(chart, width), [0], 0.0
    for row in row_heights(chart, width, even=even):
        if counts[-1] and filled + row > room:
            counts.append(0)
            filled = 0
        counts[-1] += 1
        filled += row
    return counts


def even_height(chart: Chart, width: float) -> float:
    """Return the chart's height in millimetres if all its rows are as high as the highest one."""
    return _height_without_rows(chart, width) + sum(row_heights(chart, width, even=True))


def _height_without_rows(chart: Chart, width: float) -> float:
    return title_height(chart, width) + legend_height(chart, width) + line_height(POINTS) + 2 * _BESIDE + 2


def draw_bars(chart: Chart, axis: Axis, width: float, words: str) -> Drawing:
    drawing = Drawing(words, width)
    names = _names(chart, width)
    top = draw_title(drawing, chart)
    left = max((text_width(line, POINTS) for lines in names for line in lines), default=0) + _BESIDE
    figures = [each for series in chart.series for each in figures_of(chart, series)]
    widest = max((text_width(figure_words(each), POINTS) for each in figures), default=0)
    # A figure stands right of its bar, or left of one below zero.
    start = left + (widest + _BESIDE if axis.lowest < 0 else text_width(figure_words(axis.lowest), POINTS) / 2)
    last_tick = text_width(figure_words(axis.highest), POINTS) / 2
    end = width - max(widest + 2 * _BESIDE if axis.highest > 0 else 0, last_tick)
    heights = row_heights(chart, width)
    bottom = top + sum(heights)
    places = [start + axis.share(tick) * (end - start) for tick in axis.ticks]
    _draw_net(drawing, axis, places, top, bottom)
    drawing.height = round(draw_legend(drawing, chart, bottom + line_height(POINTS) + 2 * _BESIDE) + 0.5, 2)
    y = top
    for number, (lines, height) in enumerate(zip(names, heights, strict=True)):
        first = y + height / 2 - (len(lines) - 1) * line_height(POINTS) / 2 + middle_of_letters(POINTS)
        for place, line in enumerate(lines):
            drawing.labels.append(Label(left - _BESIDE, first + place * line_height(POINTS), line, POINTS, "end"))
        _draw_values(drawing, chart, axis, number, start, end, y + height / 2)
        y += height
    if (limit := known(chart.limit)) is not None:
        x = start + axis.share(limit) * (end - start)
        drawing.limit(x, top, x, bottom)
    return drawing


def _names(chart: Chart, width: float) -> list[list[str]]:
    return [wrapped(one_line(each), width * _NAMES, POINTS, most=MOST_LINES) for each in chart.categories]


def row_heights(chart: Chart, width: float, *, even: bool = False) -> list[float]:
    bars = max(len(chart.series), 1) * _thickness(chart)
    heights = [max(len(lines) * line_height(POINTS), bars) + _BETWEEN for lines in _names(chart, width)]
    return [max(heights)] * len(heights) if even and heights else heights


def _thickness(chart: Chart) -> float:
    return _THICK if len(chart.series) <= 1 else max(_THIN, line_height(POINTS) * 0.9)


def _draw_net(drawing: Drawing, axis: Axis, places: list[float], top: float, bottom: float) -> None:
    """Draw the lines of the axis, and the figures of those ticks where they don't overlap."""
    for tick, x in zip(axis.ticks, places, strict=True):
        drawing.rule(x, top, x, bottom, is_axis=tick == axis.base)
        label = Label(x, bottom + _BESIDE + line_height(POINTS) - 1, figure_words(tick), POINTS, "middle")
        left, *others = label.box
        room = left - _BESIDE, *others
        if left >= 0 and label.box[2] <= drawing.width and not any(overlap(room, each.box) for each in drawing.labels):
            drawing.labels.append(label)


def _draw_values(
    drawing: Drawing, chart: Chart, axis: Axis, category: int, start: float, end: float, middle: float
) -> None:
    thickness, count = _thickness(chart), len(chart.series)
    zero = start + axis.share(axis.base) * (end - start)
    for number, series in enumerate(chart.series):
        value = figures_of(chart, series)[category]
        top = middle + (number - count / 2) * thickness
        baseline = top + thickness / 2 + middle_of_letters(POINTS)
        if value is None:
            drawing.write_if_free(Label(zero + _BESIDE, baseline, NO_FIGURE, POINTS))
            continue
        x = start + axis.share(value) * (end - start)
        drawing.bar(min(x, zero), top, abs(x - zero), thickness, style_of(number))
        is_below = value < 0
        at = x - _BESIDE if is_below else x + _BESIDE
        drawing.write_if_free(Label(at, baseline, figure_words(value), POINTS, "end" if is_below else "start"))
