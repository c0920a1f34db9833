"""The state of a plan on a day for Excel: numbers of each activity and stage, and each direction's progress."""

import datetime
from collections.abc import Iterable, Mapping

from portal.text.prose import parse_prose
from reports.blocks.cells import cell, plain_cell
from reports.blocks.content import Block, ColumnKind, Content, DocumentPart, Table, TableCell, TableColumn, TableRow
from reports.blocks.framing import heading
from reports.plan_state.printed import TITLE, conditions_line
from roadmap.execution.tally import AssignmentTally
from roadmap.overview.queries.table import ActivityLine, DirectionLine, RoadmapTable
from roadmap.plan.models import Roadmap

_PROGRESS = "Исполнение по направлениям"
_HEADINGS: dict[str, ColumnKind] = {
    "Направление": "label", "№": "number", "Мероприятие": "text", "Этап": "text", "Срок": "term",
    "Ответственные": "text", "Состояние": "term", "Поручений": "figure", "Выполнено": "figure", "С отчётом": "figure",
    "Просрочено": "figure", "Возвращено": "figure", "Ждёт подтверждения": "figure",
    "Не требуется": "figure", "Почему не требуется": "text",
}  # fmt: skip
_PROGRESS_HEADINGS: dict[str, ColumnKind] = {
    "Направление": "text", "Мероприятий": "figure", "Выполнено": "figure", "Доля": "figure",
}  # fmt: skip


def build_roadmap_numbers(
    roadmap: Roadmap, table: RoadmapTable, conditions: Mapping[str, str], on: datetime.date
) -> Content:
    """Build both tables. Each row repeats its direction and activity, so that rows can be filtered and sorted."""
    below = (
        *parse_prose(f"{roadmap.programme.title}\nна {on:%d.%m.%Y}", "left"),
        *parse_prose(conditions_line(conditions), "left"),
    )
    rows = [row for line in table.activities for row in _activity_rows(line)]
    directions = [line for line in table.lines if isinstance(line, DirectionLine) and line.progress.total]
    progress = _table(_PROGRESS_HEADINGS, map(_progress_row, directions))
    parts = (_part(TITLE, below, _table(_HEADINGS, rows)), _part(_PROGRESS, below, progress))
    return Content(f"{TITLE}. {roadmap.programme.title}", parts)


def _part(title: str, below: tuple[Block, ...], table: Table) -> DocumentPart:
    return DocumentPart((*heading(title), *below, table))


def _table(headings: Mapping[str, ColumnKind], rows: Iterable[TableRow]) -> Table:
    header = TableRow(tuple(plain_cell(words, "center", bold=True) for words in headings))
    return Table(tuple(map(TableColumn, headings.values())), (header,), tuple(rows))


def _activity_rows(line: ActivityLine) -> Iterable[TableRow]:
    activity = line.activity
    name = cell(activity.name)
    own = (plain_cell(str(line.direction)), plain_cell(activity.number or "", "center"), name)
    yield TableRow(
        (*own, TableCell(), plain_cell(activity.term), plain_cell(activity.responsible), *_state(line.tally))
    )
    for each in line.stages:
        stage = each.stage
        stated = plain_cell(stage.name or str(each.number)), plain_cell(stage.term), plain_cell(stage.responsible)
        yield TableRow((*own, *stated, *_state(each.tally)))


def _state(tally: AssignmentTally) -> tuple[TableCell, ...]:
    numbers = tally.total, tally.done, tally.reported, tally.overdue, tally.returned, tally.waiting
    return (
        plain_cell(str(tally.standing.label)),
        *(plain_cell(str(number), "center") for number in (*numbers, tally.waived)),
        plain_cell("; ".join(tally.reasons)),
    )


def _progress_row(line: DirectionLine) -> TableRow:
    progress = line.progress
    figures = str(progress.total), str(progress.done), f"{progress.done / progress.total:.0%}"
    return TableRow(
        (plain_cell("  " * line.depth + str(line.direction)), *(plain_cell(figure, "center") for figure in figures))
    )
