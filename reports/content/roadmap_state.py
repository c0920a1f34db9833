"""How the plan stands on a day: the rows that a page of it shows, with what was asked for above them."""

import datetime
from collections.abc import Mapping

from portal.prose import parse_prose
from reports.content.blocks import Cell, Column, Content, Part, Row, Table
from reports.content.framing import date_in_words, heading
from roadmap.models import Activity, Roadmap, Stage
from roadmap.queries.roadmap_page import ActivityLine, DirectionLine, RoadmapTable, StageLine
from roadmap.standing import Tally

TITLE = "Ход исполнения плана мероприятий"
_HEADINGS = ("№ п/п", "Мероприятие", "Срок исполнения", "Ответственные", "Исполнение", "Выполнено")
_COLUMNS = tuple(map(Column, ("number", "text", "term", "text", "term", "figure")))


def build_roadmap_state(
    roadmap: Roadmap, table: RoadmapTable, conditions: Mapping[str, str], on: datetime.date
) -> Content:
    header = Row(tuple(Cell(parse_prose(words, "center"), align="center", bold=True) for words in _HEADINGS))
    rows = [row for line in table.lines for row in _rows(line)]
    if not rows:
        rows = [Row((_cell("Под такой отбор не подходит ни одно мероприятие.", colspan=len(_COLUMNS)),))]
    blocks = (
        *heading(TITLE),
        *heading(roadmap.title or roadmap.programme.title, 2),
        *parse_prose(f"на {date_in_words(on)}", "center"),
        *parse_prose(conditions_line(conditions), "left"),
        Table(_COLUMNS, (header,), tuple(rows)),
    )
    return Content(f"{TITLE}. {roadmap.programme.title}", (Part(blocks),))


def conditions_line(conditions: Mapping[str, str]) -> str:
    """«Отбор: направление — 1. Анализ; состояние — в работе.»"""
    asked = "; ".join(f"{label[0].lower()}{label[1:]} — {words}" for label, words in conditions.items())
    return f"Отбор: {asked}." if asked else "Без отбора: показаны все мероприятия."


def standing_words(tally: Tally) -> str:
    if not tally.total:
        return "не поручено"
    counted = {"просрочено": tally.overdue, "возвращено": tally.returned, "ждёт подтверждения": tally.waiting}
    return "; ".join(
        [str(tally.standing.label), *(f"{words}:\u00a0{number}" for words, number in counted.items() if number)]
    )


def _stage_title(line: StageLine) -> str:
    return f"Этап {line.number}" + (f": {line.stage.result}" if line.stage.result else "")


def _rows(line: DirectionLine | ActivityLine) -> list[Row]:
    if isinstance(line, DirectionLine):
        progress = f"{line.progress.done} из {line.progress.total}" if line.progress.total else ""
        title = _cell(str(line.direction), colspan=len(_COLUMNS) - 1, bold=True)
        return [Row((title, _cell(progress, align="center", bold=True)), is_heading=True)]
    first = (
        _cell(line.activity.number, align="center"),
        _cell(line.activity.name),
        *_stated(line.activity, line.tally),
    )
    stages = [Row((_cell(""), _cell(_stage_title(each)), *_stated(each.stage, each.tally))) for each in line.stages]
    return [Row(first), *stages]


def _stated(item: Activity | Stage, tally: Tally) -> tuple[Cell, ...]:
    done = f"{tally.done} из {tally.total}" if tally.total else ""
    return _cell(item.term), _cell(item.responsible), _cell(standing_words(tally)), _cell(done, align="center")


def _cell(text: str | None, *, colspan: int = 1, align: str = "left", bold: bool = False) -> Cell:
    return Cell(parse_prose(text, align), colspan=colspan, align=align, bold=bold)
