"""A drawn chart: plain shapes with their positions in millimetres from the top left."""

from dataclasses import dataclass, field
from typing import Literal

from reports.layout.charts.lettering import Box, Label, overlap


@dataclass(frozen=True)
class SeriesStyle:
    """How a series differs from the others, in black and white too."""

    name: str
    colour: str
    pattern: Literal["plain", "rising", "light", "dots", "falling", "level"]
    dash: str
    marker: str  # an SVG path around the point

    @property
    def is_patterned(self) -> bool:
        return self.pattern not in ("plain", "light")


STYLES = (
    SeriesStyle("first", "#1f4e79", "plain", "", "M-1.1 0a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0 -2.2 0z"),
    SeriesStyle("second", "#b04a00", "rising", "3 1.2", "M-1 -1h2v2h-2z"),
    SeriesStyle("third", "#9a9a9a", "light", "0.9 0.9", "M0 -1.3l1.2 2.2h-2.4z"),
    SeriesStyle("fourth", "#2e6b30", "dots", "4 1 0.9 1", "M0 -1.4l1.4 1.4l-1.4 1.4l-1.4 -1.4z"),
    SeriesStyle("fifth", "#6a1b9a", "falling", "6 1.2", "M0 1.3l1.2 -2.2h-2.4z"),
    SeriesStyle("sixth", "#00695c", "level", "1.8 1.8", "M-1.3 -0.5h2.6v1h-2.6z"),
)


def style_of(number: int) -> SeriesStyle:
    return STYLES[number % len(STYLES)]


@dataclass(frozen=True)
class DrawnRule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    is_axis: bool = False


@dataclass(frozen=True)
class DrawnBar:
    x: float
    y: float
    width: float
    height: float
    style: SeriesStyle | None = None


@dataclass(frozen=True)
class Curve:
    """The part of a series' line between two gaps."""

    places: tuple[tuple[float, float], ...]
    style: SeriesStyle

    @property
    def points(self) -> str:
        return " ".join(f"{x:.2f},{y:.2f}" for x, y in self.places)


@dataclass(frozen=True)
class Marker:
    x: float
    y: float
    style: SeriesStyle

    @property
    def box(self) -> Box:
        return self.x - 1.4, self.y - 1.4, self.x + 1.4, self.y + 1.4


@dataclass
class Drawing:
    words: str
    width: float
    height: float = 0
    rules: list[DrawnRule] = field(default_factory=list)
    # The line of the threshold in the plot, and its sample in the legend.
    limits: list[DrawnRule] = field(default_factory=list)
    bars: list[DrawnBar] = field(default_factory=list)
    curves: list[Curve] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    # Rectangles that hide lines behind figures.
    cleared: list[DrawnBar] = field(default_factory=list)

    def write_if_free(self, label: Label) -> bool:
        """Add the label unless it would overlap another or leave the drawing; tell whether it was added."""
        left, top, right, bottom = label.box
        is_inside = left >= 0 and right <= self.width and top >= 0 and (not self.height or bottom <= self.height)
        taken = [each.box for each in (*self.labels, *self.markers)]
        if not is_inside or any(overlap(label.box, box) for box in taken):
            return False
        self.labels.append(label)
        self.cleared.append(DrawnBar(*(round(each, 2) for each in (left, top, right - left, bottom - top))))
        return True

    def rule(self, x1: float, y1: float, x2: float, y2: float, *, is_axis: bool = False) -> None:
        self.rules.append(DrawnRule(*(round(each, 2) for each in (x1, y1, x2, y2)), is_axis))

    def limit(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self.limits.append(DrawnRule(*(round(each, 2) for each in (x1, y1, x2, y2))))

    def bar(self, x: float, y: float, width: float, height: float, style: SeriesStyle) -> None:
        self.bars.append(DrawnBar(*(round(each, 2) for each in (x, y, width, height)), style))
