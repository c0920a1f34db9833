"""Draws what surrounds a chart's plot: title and unit above, the legend of series and threshold below."""

from reports.blocks.content import Chart
from reports.layout.charts.drawing import Curve, Drawing, DrawnBar, Marker, style_of
from reports.layout.charts.figures_in_words import NO_FIGURE, figures_of, limit_words, one_line
from reports.layout.charts.lettering import Label, line_height, middle_of_letters, wrapped
from reports.layout.letters import text_width

POINTS, TITLE_POINTS = 9, 11
_SWATCH, _BESIDE_SWATCH, _BETWEEN = 8, 2, 6
_GAP = 2


def title_height(chart: Chart, width: float) -> float:
    lines = len(_title_lines(chart, width))
    return lines * line_height(TITLE_POINTS) + bool(chart.unit.strip()) * line_height(POINTS) + _GAP


def draw_title(drawing: Drawing, chart: Chart) -> float:
    """Draw title and unit, and return the y below them where the plot can begin."""
    y = 0.0
    for line in _title_lines(chart, drawing.width):
        y += line_height(TITLE_POINTS)
        drawing.labels.append(Label(drawing.width / 2, y - 1, line, TITLE_POINTS, "middle", bold=True))
    if unit := one_line(chart.unit):
        y += line_height(POINTS)
        (line,) = wrapped(unit, drawing.width, POINTS, most=1)
        drawing.labels.append(Label(0, y - 1, line, POINTS))
    return y + _GAP


def _title_lines(chart: Chart, width: float) -> list[str]:
    return wrapped(one_line(chart.title), width, TITLE_POINTS, bold=True)


def legend_height(chart: Chart, width: float) -> float:
    rows = sum(len(row[0][1]) for row in _legend_rows(chart, width))
    return rows * line_height(POINTS) + _GAP if rows else 0


def draw_legend(drawing: Drawing, chart: Chart, y: float) -> float:
    """Draw the legend from `y` down, and return the y where it ends."""
    for row in _legend_rows(chart, drawing.width):
        x = 0.0
        for number, lines in row:
            middle = y + line_height(POINTS) / 2
            _draw_sample(drawing, chart, number, x, middle)
            for place, line in enumerate(lines):
                baseline = middle + place * line_height(POINTS) + middle_of_letters(POINTS)
                drawing.labels.append(Label(x + _SWATCH + _BESIDE_SWATCH, baseline, line, POINTS))
            x += _item_width(lines) + _BETWEEN
        y += line_height(POINTS) * len(row[0][1])
    return y + _GAP


def write_nothing_known(drawing: Drawing, chart: Chart, x: float, y: float) -> None:
    """Write «нет данных» at that point if no series has any figure."""
    if all(value is None for series in chart.series for value in figures_of(chart, series)):
        drawing.write_if_free(Label(x, y, NO_FIGURE, TITLE_POINTS, "middle"))


# A series' number, or None for the threshold, and its name in lines.
Item = tuple[int | None, list[str]]


def _legend_rows(chart: Chart, width: float) -> list[list[Item]]:
    """Return the legend's rows. Items stand side by side if they fit; one of several lines has a row of its own."""
    room = width - _SWATCH - _BESIDE_SWATCH
    names = [(number, one_line(series.name) or f"Ряд {number + 1}") for number, series in enumerate(chart.series)]
    named: list[tuple[int | None, str]] = names if len(names) > 1 else []
    if limit := limit_words(chart):
        named = [*named, (None, limit)]
    rows: list[list[Item]] = []
    for number, name in named:
        item = number, wrapped(name, room, POINTS)
        filled = sum(_item_width(lines) + _BETWEEN for _, lines in rows[-1]) if rows else width
        is_alone = len(item[1]) > 1 or (rows and len(rows[-1][0][1]) > 1)
        if is_alone or filled + _item_width(item[1]) > width:
            rows.append([item])
        else:
            rows[-1].append(item)
    return rows


def _item_width(lines: list[str]) -> float:
    return _SWATCH + _BESIDE_SWATCH + max(text_width(line, POINTS) for line in lines)


def _draw_sample(drawing: Drawing, chart: Chart, number: int | None, x: float, y: float) -> None:
    if number is None:
        drawing.limit(x, y, x + _SWATCH, y)
    elif chart.kind == "lines":
        style = style_of(number)
        drawing.curves.append(Curve(((x, y), (x + _SWATCH, y)), style))
        drawing.markers.append(Marker(x + _SWATCH / 2, y, style))
    else:
        drawing.bars.append(DrawnBar(round(x, 2), round(y - 1.3, 2), _SWATCH, 2.6, style_of(number)))
