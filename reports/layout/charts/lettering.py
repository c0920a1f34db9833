"""Words in a drawing: their positions and boxes, how they are broken into lines, and whether they overlap."""

from dataclasses import dataclass
from typing import Literal

from reports.layout.letters import MM_PER_POINT, text_width

Box = tuple[float, float, float, float]

LINE_SPACING = 1.17
_ABOVE, _BELOW = 0.75, 0.24  # parts of the letters' size above and below their baseline


@dataclass(frozen=True)
class Label:
    """Words on one line; `x` and `y` (millimetres) are the start, middle or end of their baseline, as `anchor` says."""

    x: float
    y: float
    text: str
    points: float = 9
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False
    turned: bool = False  # by 90°, to be read upwards

    @property
    def size(self) -> float:
        return round(self.points * MM_PER_POINT, 2)

    @property
    def box(self) -> Box:
        width = text_width(self.text, self.points, bold=self.bold)
        before = {"start": 0, "middle": width / 2, "end": width}[self.anchor]
        if self.turned:
            top = self.y + before - width
            return self.x - _ABOVE * self.size, top, self.x + _BELOW * self.size, top + width
        left = self.x - before
        return left, self.y - _ABOVE * self.size, left + width, self.y + _BELOW * self.size


def line_height(points: float) -> float:
    return points * MM_PER_POINT * LINE_SPACING


def middle_of_letters(points: float) -> float:
    """Return how far, in millimetres, the baseline is below the middle of the letters."""
    return points * MM_PER_POINT * 0.32


def wrapped(text: str, width: float, points: float, *, most: int = 0, bold: bool = False) -> list[str]:
    """Break the text into lines of at most `width` millimetres, dividing words that are wider.

    If there are more than `most` lines (0 for any number), the last one ends with «…».
    """
    lines: list[str] = []
    space, filled = text_width(" ", points, bold=bold), width
    for word in text.split():
        own = text_width(word, points, bold=bold)
        if lines and filled + space + own <= width:
            lines[-1] += f" {word}"
            filled += space + own
            continue
        while own > width and len(word) > 1:
            fits = _fitting(word, width, points, bold)
            lines.append(word[:fits])
            word = word[fits:]
            own = text_width(word, points, bold=bold)
        lines.append(word)
        filled = own
    if most and len(lines) > most:
        lines = [*lines[: most - 1], shortened(f"{lines[most - 1]} {lines[most]}", width, points, bold=bold)]
    return lines


def shortened(text: str, width: float, points: float, *, bold: bool = False) -> str:
    """Return the text if it fits into `width` millimetres, else as much of its start as fits with «…»."""
    if text_width(text, points, bold=bold) <= width:
        return text
    return text[: _fitting(text, width - text_width("…", points, bold=bold), points, bold)].rstrip() + "…"


def _fitting(text: str, width: float, points: float, bold: bool) -> int:
    """Return how many letters of the text fit into the width, at least one."""
    fits = 1
    while fits < len(text) and text_width(text[: fits + 1], points, bold=bold) <= width:
        fits += 1
    return fits


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
