"""Draws a table's lines from end to end, where WeasyPrint draws each side of each cell in a frame of its own."""

from contextlib import nullcontext

from weasyprint import draw

_draw_collapsed_borders, _draw_line = draw.draw_collapsed_borders, draw.draw_line


class _Sides:
    """Stands in for the page's stream: collects the sides that would be drawn, and joins those that adjoin."""

    def __init__(self):
        self.runs: dict[tuple, list[list[float]]] = {}

    def artifact(self) -> nullcontext:
        return nullcontext()

    stacked = artifact

    def add(self, x1, y1, x2, y2, width, style, color) -> None:
        is_upright = x1 == x2
        at, start, end = (x1, y1, y2) if is_upright else (y1, x1, x2)
        runs = self.runs.setdefault((style, width, color, is_upright, round(at, 3)), [])
        if runs and runs[-1][0] <= start <= runs[-1][1] + width:
            runs[-1][1] = max(end, runs[-1][1])
        else:
            runs.append([start, end])


def draw_line(stream, *line, **options) -> None:
    if isinstance(stream, _Sides):
        stream.add(*line, **options)
    else:
        _draw_line(stream, *line, **options)


def draw_collapsed_borders(stream, table) -> None:
    sides = _Sides()
    _draw_collapsed_borders(sides, table)
    with stream.artifact():
        for (style, width, color, is_upright, at), runs in sides.runs.items():
            for start, end in runs:
                line = (at, start, at, end) if is_upright else (start, at, end, at)
                _draw_line(stream, *line, width, style, color)


REPLACEMENTS = ((draw, "draw_line", draw_line), (draw, "draw_collapsed_borders", draw_collapsed_borders))
