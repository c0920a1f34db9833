"""The state of a plan on a day for PDF: the rows that its page shows, below the conditions that chose them."""

import datetime
from collections.abc import Mapping

from portal.text.prose import parse_prose
from reports.blocks.cells import cell, table_of
from reports.blocks.content import Content, DocumentPart, TableCell, TableRow
from reports.blocks.framing import date_in_words, heading
from roadmap.execution.state_words import WORDS
from roadmap.execution.tally import AssignmentTally, waived_words
from roadmap.overview.queries.table import ActivityLine, DirectionLine, RoadmapTable, StageLine
from roadmap.plan.models import Activity, Roadmap, Stage

TITLE = "Ход исполнения плана мероприятий"
_HEADINGS = ("№ п/п", "Мероприятие", "Срок исполнения", "Ответственные", "Исполнение", "Выполнено")
_COLUMNS = ("number", "text", "term", "text", "term", "figure")


def build_roadmap_state(
    roadmap: Roadmap, table: RoadmapTable, conditions: Mapping[str, str], on: datetime.date
) -> Content:
    rows = [row for line in table.lines for row in _rows(line)]
    if not rows:
        rows = [TableRow((cell("Под такой отбор не подходит ни одно мероприятие.", colspan=len(_COLUMNS)),))]
    blocks = (
        *heading(TITLE),
        *heading(roadmap.title or roadmap.programme.title, 2),
        *parse_prose(f"на {date_in_words(on)}", "center"),
        *parse_prose(conditions_line(conditions), "left"),
        table_of(_HEADINGS, _COLUMNS, rows),
    )
    return Content(f"{TITLE}. {roadmap.programme.title}", (DocumentPart(blocks),))


def conditions_line(conditions: Mapping[str, str]) -> str:
    """Name the conditions: «Отбор: направление — 1. Анализ; состояние — в работе.»"""
    asked = "; ".join(f"{label[0].lower()}{label[1:]} — {words}" for label, words in conditions.items())
    return f"Отбор: {asked}." if asked else "Без отбора: показаны все мероприятия."


def standing_words(tally: AssignmentTally) -> str:
    """Return the activity's standing and how many of its assignments are overdue, returned, waiting or not required."""
    counted = ((WORDS[name], getattr(tally, name)) for name in ("overdue", "returned", "waiting"))
    standing = [] if tally.is_waived else [str(tally.standing.label)]
    numbers = (f"{words}:\u00a0{number}" for words, number in counted if number)
    return "; ".join(filter(None, [*standing, *numbers, waived_words(tally)]))


def _stage_title(line: StageLine) -> str:
    return line.stage.titled(line.number) + (f": {line.stage.result}" if line.stage.result else "")


def _rows(line: DirectionLine | ActivityLine) -> list[TableRow]:
    if isinstance(line, DirectionLine):
        progress = f"{line.progress.done} из {line.progress.total}" if line.progress.total else ""
        title = cell(str(line.direction), colspan=len(_COLUMNS) - 1, bold=True)
        return [TableRow((title, cell(progress, align="center", bold=True)), is_heading=True)]
    first = (
        cell(line.activity.number, align="center"),
        cell(line.activity.name),
        *_state_cells(line.activity, line.tally),
    )
    stages = [
        TableRow((cell(""), cell(_stage_title(each)), *_state_cells(each.stage, each.tally))) for each in line.stages
    ]
    return [TableRow(first), *stages]


def _state_cells(item: Activity | Stage, tally: AssignmentTally) -> tuple[TableCell, ...]:
    done = f"{tally.done} из {tally.total}" if tally.total else ""
    return cell(item.term), cell(item.responsible), cell(standing_words(tally)), cell(done, align="center")
