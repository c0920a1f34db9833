"""The yearly report on a programme's effectiveness: indicators, activities, how the result is counted, the class."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils import timezone

from portal.text.prose import parse_prose
from reports.blocks.cells import cell, figure_cell, spanning_row, table_of
from reports.blocks.content import Block, Chart, Content, DocumentPart, Series, Table, TableCell, TableRow
from reports.blocks.framing import current_head_signature, heading
from reports.blocks.missing import MissingPart
from reports.blocks.programme_titles import in_quotes, kind_genitive
from reports.kinds.document_kind import DocumentRequest
from roadmap.evaluation.degrees import AchievementState
from roadmap.evaluation.methods.method_sentences import method_in_sentences
from roadmap.evaluation.models import Evaluation
from roadmap.evaluation.queries.activities import EvaluatedActivity
from roadmap.evaluation.queries.sheet import EvaluatedIndicator, EvaluationSheet, evaluation_sheet
from roadmap.evaluation.rounded_figures import number_in_words

TITLE = "Отчёт об оценке эффективности"
# Bars of more indicators than this say less than the table.
MOST_BARS = 30
_STATES = {
    AchievementState.REACHED: "Достигнут",
    AchievementState.NOT_REACHED: "Не достигнут",
    AchievementState.UNKNOWN: "Не определить",
    AchievementState.LEFT_OUT: "Не оценивается",
}


def build_evaluation(request: DocumentRequest) -> Content:
    """Report on the year that was asked for, else on the last one evaluated. Raises MissingPart if there is none."""
    evaluations = Evaluation.objects.filter(programme=request.programme).select_related(
        "programme__indicator_table", "programme__roadmap__programme", "programme__municipality__department", "period"
    )
    if request.period:
        evaluations = evaluations.filter(period=request.period)
    evaluation = evaluations.first()
    if evaluation is None:
        raise MissingPart("Оценки эффективности за этот год ещё нет: её составляют на странице программы, «Оценка».")
    return evaluation_content(evaluation)


def evaluation_content(evaluation: Evaluation) -> Content:
    """Build the report from the evaluation as it was kept; a draft is counted as of today and called a draft."""
    sheet = evaluation_sheet(evaluation, timezone.localdate())
    programme = evaluation.programme
    blocks = (
        *heading(f"{TITLE} {kind_genitive(programme)}"),
        *heading(in_quotes(programme.title), 2),
        *parse_prose(f"за {sheet.period}", "center"),
        *(() if evaluation.is_kept else parse_prose("**Черновик: оценка не закреплена**", "center")),
        *_indicators(sheet),
        *_doubts(sheet, is_kept=evaluation.is_kept),
        *_activities(sheet),
        *_total(sheet),
        *_conclusions(sheet),
        *current_head_signature(programme),
    )
    return Content(f"{TITLE} за {sheet.period}. {programme.title}", (DocumentPart(blocks),))


def _indicators(sheet: EvaluationSheet) -> tuple[Block, ...]:
    if not sheet.indicators:
        return ()
    has_units = any(row.unit for row in sheet.indicators)
    titles = ["№ п/п", "Показатель", "Ед. изм.", "Год назад", "План", "Факт", "Степень достижения",
              "Причина отклонения"]  # fmt: skip
    kinds = ["number", "text", "figure", "figure", "figure", "figure", "text", "text"]
    if not has_units:
        del titles[2], kinds[2]

    def cells(row: EvaluatedIndicator, place: int) -> list[TableCell]:
        found = [figure_cell(row.number or str(place)), cell(row.name), figure_cell(row.unit)]
        found += [figure_cell(text or "–") for text in (row.before, row.plan, row.fact)]
        found += [cell(f"{_STATES[row.degree.state]}\n{row.degree.words}"), cell(row.reason)]
        return found if has_units else found[:2] + found[3:]

    return (
        *heading("Достижение показателей", 2),
        _table(titles, kinds, sheet.groups, cells),
        *_chart(sheet),
        *parse_prose(_indicator_counts(sheet)),
    )


def _doubts(sheet: EvaluationSheet, *, is_kept: bool) -> tuple[Block, ...]:
    """List the portal's open questions about the values that the evaluation rests on."""
    if not sheet.open_doubts:
        return ()
    told = [f"- {words.rstrip('.')}." for words in sheet.open_doubts]
    confirmed = "При закреплении оценки подтверждены значения, о которых портал переспрашивал:"
    head = confirmed if is_kept else "Значения, которые требуют проверки:"
    return *parse_prose(head), *parse_prose("\n".join(told))


def _chart(sheet: EvaluationSheet) -> tuple[Chart, ...]:
    """Chart the degrees of achievement in per cent, with the plan as a line at 100; only for 2 to 30 known degrees."""
    known = [row for row in sheet.indicators if row.degree.counts]
    if not 2 <= len(known) <= MOST_BARS:
        return ()
    series = Series("Степень достижения", tuple((row.degree.share * 100).normalize() + Decimal(0) for row in known))
    names = tuple(_one_line(row.name) for row in known)
    return (Chart("Степень достижения показателей", "bars", names, (series,), "%", Decimal(100), "план"),)


def _indicator_counts(sheet: EvaluationSheet) -> str:
    counts = sheet.counts
    told = [f"достигнуто — {counts['reached']}", f"не достигнуто — {counts['not_reached']}",
            f"нельзя определить — {counts['unknown']}", f"под угрозой — {counts['at_risk']}"]  # fmt: skip
    if counts["left_out"]:
        told.append(f"не оценивается — {counts['left_out']}")
    return f"Показателей всего — {len(sheet.indicators)}: {', '.join(told)}."


def _activities(sheet: EvaluationSheet) -> tuple[Block, ...]:
    if not sheet.activities:
        return ()
    titles = ["№ п/п", "Мероприятие", "Срок по плану", "Дата исполнения", "Отметка", "Причина"]
    kinds = ["number", "text", "term", "term", "term", "text"]

    def cells(row: EvaluatedActivity, place: int) -> list[TableCell]:
        return [
            figure_cell(row.number or str(place)), cell(row.name), cell(row.term),
            figure_cell(row.done_on or "–"), cell(_capital(row.mark.label)), cell(row.reason),
        ]  # fmt: skip

    counted = ", ".join(f"{label} — {count}" for label, count in sheet.marks.items() if count)
    return (
        *heading("Выполнение мероприятий", 2),
        _table(titles, kinds, sheet.directions, cells),
        *parse_prose(f"Мероприятий всего — {len(sheet.activities)}: {counted}."),
    )


def _total(sheet: EvaluationSheet) -> tuple[Block, ...]:
    method = sheet.method
    source = f" ({method.order})" if method.order else ""
    blocks = [*heading("Оценка эффективности", 2), *parse_prose(f"Метод: {method.name}{source}.")]
    blocks += [block for sentence in method_in_sentences(method) for block in parse_prose(f"- {sentence}")]
    if sheet.has_no_money:
        blocks += parse_prose("Финансирование программой не предусмотрено.")
    elif any(sheet.money):
        planned, spent = (text.strip() or "не указано" for text in sheet.money)
        blocks += parse_prose(f"Расходы по плану: {planned}; израсходовано: {spent.removesuffix('.')}.")
    blocks += _subprogrammes(sheet)
    blocks += parse_prose("Расчёт:")
    blocks += [block for figure in sheet.outcome.figures for block in parse_prose(f"{figure.words}.", "left")]
    blocks += [block for remark in sheet.outcome.remarks for block in parse_prose(remark)]
    return *blocks, *_class(sheet), *_verdicts(sheet)


def _subprogrammes(sheet: EvaluationSheet) -> tuple[Block, ...]:
    if not sheet.subprogrammes:
        return ()
    asked, titles = sheet.method.part_fields, ["Подпрограмма"]
    titles += ["Вес"] * ("weight" in asked) + ["Расходы по плану", "Израсходовано"] * ("money_planned" in asked)
    rows = []
    for part in sheet.subprogrammes:
        texts = [number_in_words(part.weight)] * ("weight" in asked)
        texts += [text or "–" for text in part.money] * ("money_planned" in asked)
        rows.append(TableRow((cell(part.title), *map(figure_cell, texts))))
    return (table_of(titles, ["text", *["figure"] * (len(titles) - 1)], rows),)


def _verdicts(sheet: EvaluationSheet) -> tuple[Block, ...]:
    """State the conclusions that the method draws beside the class."""
    told = [f"**{each.title}: {each.found}.** {each.words}." if each.found else f"**{each.title}: {each.words}.**"
            for each in sheet.outcome.verdicts]  # fmt: skip
    return tuple(block for each in told for block in parse_prose(each, "left"))


def _class(sheet: EvaluationSheet) -> tuple[Block, ...]:
    outcome = sheet.outcome
    if not sheet.method.classes:
        return ()
    if outcome.effect_class:
        return parse_prose(f"**Эффективность программы: {outcome.effect_class}.** {outcome.class_words}.")
    return parse_prose(f"**Класс эффективности: {outcome.class_words}.**")


def _conclusions(sheet: EvaluationSheet) -> tuple[Block, ...]:
    if not sheet.conclusions.strip():
        return ()
    return *heading("Выводы", 2), *parse_prose(sheet.conclusions)


def _table(titles: Sequence[str], kinds: Sequence[str], groups: Sequence[tuple[str, list]], cells: Callable) -> Table:
    """Build a table of grouped rows, with a bold row above each group that has a title.

    `cells` makes the cells of a row and takes its number, counted over all groups.
    """
    rows, place = [], 0
    for title, lines in groups:
        if title:
            rows.append(spanning_row(title, len(titles)))
        for line in lines:
            place += 1
            rows.append(TableRow(tuple(cells(line, place))))
    return table_of(titles, kinds, rows)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
