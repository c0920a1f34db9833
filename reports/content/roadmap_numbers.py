"""How the plan stands on a day, in numbers: the rows that a page of it shows, and the progress of each direction."""

import datetime
from collections.abc import Iterable, Mapping

from portal.prose import Align, Paragraph, Span, parse_prose
from reports.content.blocks import Block, Cell, Column, ColumnKind, Content, Part, Row, Table
from reports.content.framing import heading
from reports.content.roadmap_state import TITLE, conditions_line
from roadmap.models import Roadmap
from roadmap.queries.roadmap_page import ActivityLine, DirectionLine, RoadmapTable
from roadmap.standing import Tally

_PROGRESS = "Исполнение по направлениям"
_HEADINGS: dict[str, ColumnKind] = {
    "Направление": "label", "№": "number", "Мероприятие": "text", "Этап": "number", "Срок": "term",
    "Ответственные": "text", "Состояние": "term", "Поручений": "figure", "Выполнено": "figure", "С отчётом": "figure",
    "Просрочено": "figure", "Возвращено": "figure", "Ждёт подтверждения": "figure",
}  # fmt: skip
_PROGRESS_HEADINGS: dict[str, ColumnKind] = {
    "Направление": "text", "Мероприятий": "figure", "Выполнено": "figure", "Доля": "figure",
}  # fmt: skip


def build_roadmap_numbers(
    roadmap: Roadmap, table: RoadmapTable, conditions: Mapping[str, str], on: datetime.date
) -> Content:
    """For Excel: a row repeats its direction and activity, so that it can be filtered and sorted."""
    below = (
        *parse_prose(f"{roadmap.programme.title}\nна {on:%d.%m.%Y}", "left"),
        *parse_prose(conditions_line(conditions), "left"),
    )
    rows = [row for line in table.activities for row in _activity_rows(line)]
    directions = [line for line in table.lines if isinstance(line, DirectionLine) and line.progress.total]
    progress = _table(_PROGRESS_HEADINGS, map(_progress_row, directions))
    parts = (_part(TITLE, below, _table(_HEADINGS, rows)), _part(_PROGRESS, below, progress))
    return Content(f"{TITLE}. {roadmap.programme.title}", parts)


def _part(title: str, below: tuple[Block, ...], table: Table) -> Part:
    return Part((*heading(title), *below, table))


def _table(headings: Mapping[str, ColumnKind], rows: Iterable[Row]) -> Table:
    header = Row(tuple(_cell(words, "center", bold=True) for words in headings))
    return Table(tuple(map(Column, headings.values())), (header,), tuple(rows))


def _activity_rows(line: ActivityLine) -> Iterable[Row]:
    activity = line.activity
    name = Cell(parse_prose(activity.name, "left"))
    own = (_cell(str(line.direction)), _cell(activity.number or "", "center"), name)
    yield Row((*own, Cell(), _cell(activity.term), _cell(activity.responsible), *_state(line.tally)))
    for each in line.stages:
        stage = each.stage
        stated = _cell(str(each.number), "center"), _cell(stage.term), _cell(stage.responsible)
        yield Row((*own, *stated, *_state(each.tally)))


def _state(tally: Tally) -> tuple[Cell, ...]:
    numbers = tally.total, tally.done, tally.reported, tally.overdue, tally.returned, tally.waiting
    return _cell(str(tally.standing.label)), *(_cell(str(number), "center") for number in numbers)


def _progress_row(line: DirectionLine) -> Row:
    progress = line.progress
    figures = str(progress.total), str(progress.done), f"{progress.done / progress.total:.0%}"
    return Row((_cell("  " * line.depth + str(line.direction)), *(_cell(figure, "center") for figure in figures)))


def _cell(text: str | None, align: Align = "left", *, bold: bool = False) -> Cell:
    """The words as they stand in the plan, marks of prose among them."""
    content = (Paragraph((Span(text),), align),) if text else ()
    return Cell(content, align=align, bold=bold)
