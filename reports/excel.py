"""The roadmap's table as an Excel workbook: the rows that its page shows, and the progress of each direction."""

import datetime
import io
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from portal.template_tags import plain
from portal.workbook import put_text
from reports.content.roadmap_state import TITLE, conditions_line
from roadmap.models import Roadmap
from roadmap.queries.roadmap_page import ActivityLine, DirectionLine, RoadmapTable
from roadmap.standing import Tally

HEADINGS = {
    "Направление": 30, "№": 8, "Мероприятие": 60, "Этап": 7, "Срок": 24, "Ответственные": 34, "Состояние": 18,
    "Поручений": 12, "Выполнено": 12, "С отчётом": 12, "Просрочено": 13, "Возвращено": 13, "Ждёт подтверждения": 16,
}  # fmt: skip
PROGRESS_HEADINGS = {"Направление": 70, "Мероприятий": 14, "Выполнено": 14, "Доля": 10}
HEADINGS_ROW = 4

_LINE = Side(style="thin", color="B8C4CE")
_BORDER, _BLUE = Border(_LINE, _LINE, _LINE, _LINE), PatternFill("solid", "DCE8F2")
_MIDDLE, _LEFT = Alignment("center", "center", wrap_text=True), Alignment("left", "top", wrap_text=True)


def roadmap_workbook(roadmap: Roadmap, table: RoadmapTable, conditions: Mapping[str, str], on: datetime.date) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "План"
    rows = [row for line in table.activities for row in _activity_rows(line)]
    _write(sheet, HEADINGS, rows, (f"{TITLE} на {on:%d.%m.%Y}", roadmap.programme.title, conditions_line(conditions)))
    progress = workbook.create_sheet("По направлениям")
    directions = [line for line in table.lines if isinstance(line, DirectionLine) and line.progress.total]
    captions = ("Выполнено мероприятий по направлениям", roadmap.programme.title, conditions_line(conditions))
    _write(progress, PROGRESS_HEADINGS, map(_progress_row, directions), captions)
    for (place,) in progress.iter_rows(HEADINGS_ROW + 1, min_col=4, max_col=4):
        place.number_format = "0%"
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _activity_rows(line: ActivityLine) -> Iterable[list]:
    activity, direction = line.activity, str(line.direction)
    number, name = activity.number or "", plain(activity.name)
    yield [direction, number, name, "", activity.term, activity.responsible, *_state(line.tally)]
    for each in line.stages:
        yield [direction, number, name, each.number, each.stage.term, each.stage.responsible, *_state(each.tally)]


def _state(tally: Tally) -> list:
    numbers = tally.total, tally.done, tally.reported, tally.overdue, tally.returned, tally.waiting
    return [str(tally.standing.label), *numbers]


def _progress_row(line: DirectionLine) -> list:
    progress = line.progress
    return ["  " * line.depth + str(line.direction), progress.total, progress.done, progress.done / progress.total]


def _write(sheet: Worksheet, headings: Mapping[str, int], rows: Iterable[Sequence], captions: Sequence[str]) -> None:
    """Captions, headings that stay in sight and can be filtered by, rows; text is never a formula."""
    for number, caption in enumerate(captions, 1):
        put_text(sheet.cell(number, 1), caption)
    sheet.cell(1, 1).font = Font(bold=True, size=13)
    for number, (heading, width) in enumerate(headings.items(), 1):
        place = sheet.cell(HEADINGS_ROW, number, heading)
        place.font, place.fill, place.border, place.alignment = Font(bold=True), _BLUE, _BORDER, _MIDDLE
        sheet.column_dimensions[get_column_letter(number)].width = width
    last = HEADINGS_ROW
    for last, row in enumerate(rows, HEADINGS_ROW + 1):
        for number, value in enumerate(row, 1):
            place = sheet.cell(last, number)
            place.border, place.alignment = _BORDER, _LEFT
            if isinstance(value, str):
                put_text(place, value)
            elif value is not None:
                place.value = value
    sheet.freeze_panes = sheet.cell(HEADINGS_ROW + 1, 1)
    sheet.auto_filter.ref = f"A{HEADINGS_ROW}:{get_column_letter(len(headings))}{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADINGS_ROW}:{HEADINGS_ROW}"
