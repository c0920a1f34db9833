"""Lays a year of the roadmap out as a picture, in units of which a sheet is 1400 wide.

A sheet with the page's head above it is not higher than a landscape page of A4, so that none is cut off in print.
"""

import calendar
import datetime
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

from django.template.defaultfilters import date as date_words

from portal.text.tags import plain
from roadmap.execution.state_words import SIGNS
from roadmap.execution.tally import StandingMark, waived_words
from roadmap.overview.queries.year import Stretch, TimelineRow

WIDTH, LABEL_WIDTH, HEAD_HEIGHT = 1400, 440, 40
LANE_HEIGHT, ROW_PADDING, BAR_HEIGHT = 20, 6, 16
HIGHEST_SHEET = 770
NARROWEST_BAR = 18
LONGEST_LABEL, LONGEST_HEADING = 54, 180
# A bar of at least this width has room for «3/12»: how many are done of how many.
ROOM_FOR_COUNT = 74


@dataclass(frozen=True)
class MonthColumn:
    x: int
    width: int
    middle: int
    title: str
    is_odd: bool


@dataclass(frozen=True)
class TimelineBar:
    x: int
    y: int
    width: int
    mark: StandingMark
    sign: str
    count: str
    words: str

    @property
    def sign_x(self) -> int:
        return self.x + 9

    @property
    def text_y(self) -> int:
        return self.y + 12


@dataclass(frozen=True)
class PictureRow:
    y: int
    height: int
    label: str
    title: str
    is_heading: bool = False
    bars: list[TimelineBar] = field(default_factory=list)
    undated: str = ""

    @property
    def middle(self) -> int:
        """Return the base line of the text, from the top of the row."""
        return self.height // 2 + 5

    @property
    def text_y(self) -> int:
        return self.y + self.middle


@dataclass(frozen=True)
class TimelineSheet:
    months: list[MonthColumn]
    rows: list[PictureRow]
    today_x: int | None
    label_width: int = LABEL_WIDTH
    width: int = WIDTH

    @property
    def height(self) -> int:
        return (self.rows[-1].y + self.rows[-1].height if self.rows else HEAD_HEIGHT) + 2


def timeline_sheets(rows: list[TimelineRow], year: int, today: datetime.date) -> list[TimelineSheet]:
    """Distribute the rows over sheets, and place them."""
    months, today_x = _place_months(year), _find_x(today) if today.year == year else None
    sheets: list[list[PictureRow]] = [[]]
    y, highest = HEAD_HEIGHT, _choose_height(sum(map(_measure_row, rows)))
    for index, row in enumerate(rows):
        height = _measure_row(row)
        # A heading must not stand alone at the foot of a sheet.
        needed = height if row.activity else height + sum(map(_measure_row, rows[index + 1 : index + 2]))
        if sheets[-1] and y + needed > highest:
            sheets.append([])
            y = HEAD_HEIGHT
        sheets[-1].append(_place_row(row, year, y, height))
        y += height
    return [TimelineSheet(months, each, today_x) for each in sheets if each]


def _choose_height(height: int) -> float:
    """Return the height that makes as few sheets as possible of about the same height.

    A row's height is added to spare, since rows are not divided.
    """
    most = HIGHEST_SHEET - HEAD_HEIGHT - LANE_HEIGHT - ROW_PADDING
    return HEAD_HEIGHT + height / max(ceil(height / most), 1) + LANE_HEIGHT + ROW_PADDING


def stretch_words(stretch: Stretch) -> str:
    """Return «01.08.2026 – 31.08.2026: просрочено, выполнено 3 из 12»."""
    days = f"{stretch.start:%d.%m.%Y} – {stretch.end:%d.%m.%Y}"
    waived = waived_words(stretch.tally)
    if not stretch.tally.total:
        return f"{days}: {waived}" if waived else days
    done = f", выполнено {stretch.tally.done} из {stretch.tally.total}" if stretch.tally.total > 1 else ""
    return f"{days}: {stretch.tally.mark.label}{done}" + (f"; {waived}" if waived else "")


def _find_x(day: datetime.date) -> int:
    """Return where the day begins, from the left of the sheet."""
    days = 366 if calendar.isleap(day.year) else 365
    return LABEL_WIDTH + round((WIDTH - LABEL_WIDTH) * (day.timetuple().tm_yday - 1) / days)


def _place_months(year: int) -> list[MonthColumn]:
    starts = [_find_x(datetime.date(year, month, 1)) for month in range(1, 13)] + [WIDTH]
    return [
        MonthColumn(
            x, end - x, (x + end) // 2, date_words(datetime.date(year, number, 1), "F").lower(), number % 2 == 1
        )
        for number, (x, end) in enumerate(pairwise(starts), 1)
    ]


def _assign_lanes(stretches: list[Stretch]) -> list[int]:
    """Return the lane of each span, so that spans that overlap lie beneath each other."""
    ends: list[datetime.date] = []
    lanes = []
    for stretch in stretches:
        lane = next((number for number, end in enumerate(ends) if end < stretch.start), len(ends))
        ends[lane : lane + 1] = [stretch.end]
        lanes.append(lane)
    return lanes


def _measure_row(row: TimelineRow) -> int:
    return ROW_PADDING + LANE_HEIGHT * max(len(set(_assign_lanes(row.stretches))), 1)


def _place_row(row: TimelineRow, year: int, y: int, height: int) -> PictureRow:
    title = plain(row.item)
    if not row.activity:
        return PictureRow(y, height, _cut(title, LONGEST_HEADING), title, is_heading=True)
    lanes = _assign_lanes(row.stretches)
    bars = [_place_bar(each, year, y + 5 + LANE_HEIGHT * lane) for each, lane in zip(row.stretches, lanes, strict=True)]
    undated = "" if row.undated is None else row.activity.term or "срок не указан"
    return PictureRow(y, height, _cut(title, LONGEST_LABEL), title, bars=bars, undated=_cut(undated, 80))


def _place_bar(stretch: Stretch, year: int, y: int) -> TimelineBar:
    start = max(stretch.start, datetime.date(year, 1, 1))
    x = _find_x(start)
    end = WIDTH if stretch.end >= datetime.date(year, 12, 31) else _find_x(stretch.end + datetime.timedelta(days=1))
    width = max(end - x, NARROWEST_BAR)
    x = min(x, WIDTH - width)
    tally, mark = stretch.tally, stretch.tally.mark
    has_room = width >= ROOM_FOR_COUNT and tally.total > 1
    return TimelineBar(x, y, width, mark, SIGNS[mark.value], f"{tally.done}/{tally.total}" if has_room else "",
               stretch_words(stretch))  # fmt: skip


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
