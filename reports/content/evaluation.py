"""The yearly report on a programme's effectiveness: indicators and activities by direction, the formula, the class."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils import timezone

from portal.prose import parse_prose
from reports.content.blocks import Block, Cell, Chart, Column, Content, Part, Row, Series, Table
from reports.content.cases import in_quotes, kind_genitive
from reports.content.framing import current_head_signature, heading
from reports.content.missing import MissingPart
from reports.models import Document
from roadmap.evaluation.degrees import State
from roadmap.evaluation.sentences import method_in_sentences
from roadmap.models import Evaluation
from roadmap.queries.evaluated_activities import EvaluatedActivity
from roadmap.queries.evaluation import EvaluatedIndicator, Sheet, evaluation_sheet

TITLE = "Отчёт об оценке эффективности"
# Bars of more indicators than this say less than the table.
MOST_BARS = 30
_STATES = {
    State.REACHED: "Достигнут",
    State.NOT_REACHED: "Не достигнут",
    State.UNKNOWN: "Не определить",
    State.LEFT_OUT: "Не оценивается",
}


def build_evaluation(document: Document) -> Content:
    """Of the year that was asked for, or the last that was evaluated."""
    evaluations = Evaluation.objects.filter(programme=document.programme).select_related(
        "programme__indicator_table", "programme__roadmap__programme", "programme__municipality__department", "period"
    )
    if document.period:
        evaluations = evaluations.filter(period=document.period)
    evaluation = evaluations.first()
    if evaluation is None:
        raise MissingPart("Оценки эффективности за этот год ещё нет: её составляют на странице программы, «Оценка».")
    return evaluation_content(evaluation)


def evaluation_content(evaluation: Evaluation) -> Content:
    """As it was kept; of a draft, as it stands today, and it says so."""
    sheet = evaluation_sheet(evaluation, timezone.localdate())
    programme = evaluation.programme
    blocks = (
        *heading(f"{TITLE} {kind_genitive(programme)}"),
        *heading(in_quotes(programme.title), 2),
        *parse_prose(f"за {sheet.period}", "center"),
        *(() if evaluation.is_kept else parse_prose("**Черновик: оценка не закреплена**", "center")),
        *_indicators(sheet),
        *_activities(sheet),
        *_total(sheet),
        *_conclusions(sheet),
        *current_head_signature(programme),
    )
    return Content(f"{TITLE} за {sheet.period}. {programme.title}", (Part(blocks),))


def _indicators(sheet: Sheet) -> tuple[Block, ...]:
    if not sheet.indicators:
        return ()
    has_units = any(row.unit for row in sheet.indicators)
    titles = ["№ п/п", "Показатель", "Ед. изм.", "Год назад", "План", "Факт", "Степень достижения",
              "Причина отклонения"]  # fmt: skip
    kinds = ["number", "text", "figure", "figure", "figure", "figure", "text", "text"]
    if not has_units:
        del titles[2], kinds[2]

    def cells(row: EvaluatedIndicator, place: int) -> list[Cell]:
        found = [_cell(row.number or str(place), "center"), _cell(row.name), _cell(row.unit, "center")]
        found += [_cell(text or "–", "center") for text in (row.before, row.plan, row.fact)]
        found += [_cell(f"{_STATES[row.degree.state]}\n{row.degree.words}"), _cell(row.reason)]
        return found if has_units else found[:2] + found[3:]

    return (
        *heading("Достижение показателей", 2),
        _table(titles, kinds, sheet.groups, cells),
        *_chart(sheet),
        *parse_prose(_indicator_counts(sheet)),
    )


def _chart(sheet: Sheet) -> tuple[Chart, ...]:
    """The degrees in per cent, the plan as a line across; nothing where fewer than two are known."""
    known = [row for row in sheet.indicators if row.degree.counts]
    if not 2 <= len(known) <= MOST_BARS:
        return ()
    series = Series("Степень достижения", tuple((row.degree.share * 100).normalize() + Decimal(0) for row in known))
    names = tuple(_one_line(row.name) for row in known)
    return (Chart("Степень достижения показателей", "bars", names, (series,), "%", Decimal(100), "план"),)


def _indicator_counts(sheet: Sheet) -> str:
    counts = sheet.counts
    told = [f"достигнуто — {counts['reached']}", f"не достигнуто — {counts['not_reached']}",
            f"нельзя определить — {counts['unknown']}", f"под угрозой — {counts['at_risk']}"]  # fmt: skip
    if counts["left_out"]:
        told.append(f"не оценивается — {counts['left_out']}")
    return f"Показателей всего — {len(sheet.indicators)}: {', '.join(told)}."


def _activities(sheet: Sheet) -> tuple[Block, ...]:
    if not sheet.activities:
        return ()
    titles = ["№ п/п", "Мероприятие", "Срок по плану", "Дата исполнения", "Отметка", "Причина"]
    kinds = ["number", "text", "term", "term", "term", "text"]

    def cells(row: EvaluatedActivity, place: int) -> list[Cell]:
        return [
            _cell(row.number or str(place), "center"), _cell(row.name), _cell(row.term),
            _cell(row.done_on or "–", "center"), _cell(_capital(row.mark.label)), _cell(row.shown_reason),
        ]  # fmt: skip

    counted = ", ".join(f"{label} — {count}" for label, count in sheet.marks.items() if count)
    return (
        *heading("Выполнение мероприятий", 2),
        _table(titles, kinds, sheet.directions, cells),
        *parse_prose(f"Мероприятий всего — {len(sheet.activities)}: {counted}."),
    )


def _total(sheet: Sheet) -> tuple[Block, ...]:
    method = sheet.method
    source = f" ({method.order})" if method.order else ""
    blocks = [*heading("Оценка эффективности", 2), *parse_prose(f"Метод: {method.name}{source}.")]
    blocks += [block for sentence in method_in_sentences(method) for block in parse_prose(f"- {sentence}")]
    if sheet.has_no_money:
        blocks += parse_prose("Финансирование программой не предусмотрено.")
    elif any(sheet.money):
        planned, spent = (text.strip() or "не указано" for text in sheet.money)
        blocks += parse_prose(f"Расходы по плану: {planned}; израсходовано: {spent.removesuffix('.')}.")
    blocks += parse_prose("Расчёт:")
    blocks += [block for figure in sheet.outcome.figures for block in parse_prose(f"{figure.words}.", "left")]
    blocks += [block for remark in sheet.outcome.remarks for block in parse_prose(remark)]
    return *blocks, *_class(sheet)


def _class(sheet: Sheet) -> tuple[Block, ...]:
    if not sheet.method.classes:
        return ()
    outcome = sheet.outcome
    if outcome.effect_class:
        return parse_prose(f"**Эффективность программы: {outcome.effect_class}.** {outcome.class_words}.")
    return parse_prose(f"**Класс эффективности: {outcome.class_words}.**")


def _conclusions(sheet: Sheet) -> tuple[Block, ...]:
    if not sheet.conclusions.strip():
        return ()
    return *heading("Выводы", 2), *parse_prose(sheet.conclusions)


def _table(titles: Sequence[str], kinds: Sequence[str], groups: Sequence[tuple[str, list]], cells: Callable) -> Table:
    """A bold row above the rows of each group that has a title."""
    header = Row(tuple(Cell(parse_prose(title, "center"), align="center", bold=True) for title in titles))
    rows, place = [], 0
    for title, lines in groups:
        if title:
            words = Cell(parse_prose(title, "center"), colspan=len(titles), align="center", bold=True)
            rows.append(Row((words,), is_heading=True))
        for line in lines:
            place += 1
            rows.append(Row(tuple(cells(line, place))))
    return Table(tuple(map(Column, kinds)), (header,), tuple(rows))


def _cell(text: str | None, align: str = "left") -> Cell:
    return Cell(parse_prose(text, align), align=align)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
