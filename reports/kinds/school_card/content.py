"""«Паспорт школы»: the school's details, its results by year beside the municipality's, its lists and activities."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils import timezone

from indicators.catalogue.models import Indicator, Period
from indicators.identification.lists.history import ListingHistory, listing_history
from portal.text.prose import parse_prose
from reports.blocks.cells import cell, figure_cell, head_cell, spanning_row, table_of
from reports.blocks.content import (
    Block,
    Chart,
    Content,
    DocumentPart,
    Series,
    SignatureLine,
    Table,
    TableColumn,
    TableRow,
)
from reports.blocks.framing import heading
from reports.blocks.signatories import directors_of
from reports.kinds.document_kind import DocumentRequest
from reports.kinds.execution.assignment_words import mark, term
from reports.kinds.execution.queries import count_outcomes
from reports.kinds.execution.totals import total_sentence
from reports.kinds.school_card.queries import (
    IndicatorLine,
    ProgrammeOfSchool,
    SchoolFigures,
    programmes_of_school,
    school_figures,
)
from roadmap.execution.models import Assignment
from schools.directory.models import School

_MOST_CHARTS = 6


def build_school_card(request: DocumentRequest) -> Content:
    school = request.school
    figures = school_figures(school, request.period)
    opening = (
        *heading(request.kind.label),
        *heading(school.full_name or school.name),
        *parse_prose(f"по состоянию на {timezone.localdate():%d.%m.%Y}", "center"),
        _requisites(school),
        *_listings(listing_history(school)),
    )
    # Only the results of many years are wide.
    closing = *_charts(school, figures), *_programmes(programmes_of_school(school)), *_signature(school)
    parts = tuple(DocumentPart(blocks) for blocks in (opening, *_results(figures), closing))
    return Content(f"{request.kind.label}. {school.name}", parts)


def _requisites(school: School) -> Table:
    director = directors_of([school.pk]).get(school.pk, "")
    lines = {
        "Название": school.name,
        "Название по уставу": school.full_name,
        "Муниципалитет": str(school.municipality),
        "Директор": director,
        "Состояние": "работает" if school.is_active else "не работает",
    }
    rows = (TableRow((cell(label), cell(words))) for label, words in lines.items() if words)
    return Table((TableColumn("label"), TableColumn("text")), (), tuple(rows))


def _listings(history: ListingHistory) -> tuple[Block, ...]:
    title = heading("Списки школ с низкими результатами", 2)
    sentence = parse_prose(history.sentence)
    if not history.years:
        return *title, *sentence
    rows = tuple(
        TableRow(
            (
                cell(str(year.period)),
                cell(year.change),
                cell("\n\n".join(filter(None, (each.why for each in year.mentions)))),
                cell("\n\n".join(filter(None, (each.order for each in year.mentions)))),
            )
        )
        for year in history.years
    )
    table = table_of(("Год", "Список", "Основание", "Приказ"), ("label", "label", "text", "label"), rows)
    return *title, *sentence, table


def _results(figures: SchoolFigures) -> Iterator[tuple[Block, ...]]:
    """Yield the indicators by which schools are judged, then those of context.

    Each is a part of the document, so that a wide table turns only its own pages.
    """
    if not figures.lines:
        yield *heading("Показатели", 2), *parse_prose("Значений показателей школа ещё не вносила.")
    judged = [line for line in figures.lines if line.indicator.is_judged]
    others = [line for line in figures.lines if not line.indicator.is_judged]
    for title, lines in (("Показатели", judged), ("Контекстные показатели", others)):
        if lines:
            yield *heading(title, 2), _table(figures.periods, lines)


@dataclass(frozen=True)
class _Figures:
    """Figures that a line of the table has, under their title: one, or one for each period."""

    title: str
    of: Callable[[IndicatorLine], Any]


_BASELINE, _TARGET = _Figures("База", attrgetter("baseline")), _Figures("Цель", attrgetter("target"))
_PLANS, _FACTS = _Figures("план", attrgetter("plans")), _Figures("факт", attrgetter("facts"))
_OF_ALL = _Figures("по муниципалитету", attrgetter("of_all"))


def _figures_of(period: Period, lines: list[IndicatorLine]) -> list[_Figures]:
    """Return what stands under the period: facts, and plans and the municipality's values where any line has one."""
    kinds = (_PLANS, _FACTS, _OF_ALL)
    return [each for each in kinds if each is _FACTS or any(period.pk in each.of(line) for line in lines)]


def _table(periods: list[Period], lines: list[IndicatorLine]) -> Table:
    """Build the table of values, with a second row of headings under the periods."""
    periods = [each for each in periods if any(each.pk in line.plans or each.pk in line.facts for line in lines)]
    kinds = {period.pk: _figures_of(period, lines) for period in periods}
    before, after = ([each] if any(map(each.of, lines)) else [] for each in (_BASELINE, _TARGET))
    top = [head_cell("Показатель", rowspan=2), *(head_cell(each.title, rowspan=2) for each in before)]
    top += [head_cell(str(period), colspan=len(kinds[period.pk])) for period in periods]
    top += [head_cell(each.title, rowspan=2) for each in after]
    second = [head_cell(each.title) for period in periods for each in kinds[period.pk]]
    rows, group = [], None
    columns = (TableColumn("text"), *(TableColumn("figure") for _ in range(len(second) + len(before) + len(after))))
    for line in lines:
        if line.indicator.group and line.indicator.group != group:
            group = line.indicator.group
            rows.append(spanning_row(group, len(columns)))
        cells = [cell(_name_with_unit(line.indicator)), *(figure_cell(each.of(line)) for each in before)]
        for period in periods:
            stated = (each.of(line).get(period.pk) for each in kinds[period.pk])
            cells += [figure_cell(each.text if each else "") for each in stated]
        rows.append(TableRow((*cells, *(figure_cell(each.of(line)) for each in after))))
    return Table(columns, (TableRow(tuple(top)), TableRow(tuple(second))), tuple(rows))


def _name_with_unit(indicator: Indicator) -> str:
    unit = indicator.unit if indicator.unit and not indicator.name.endswith(indicator.unit) else ""
    return ", ".join(filter(None, [str(indicator), unit]))


def _charts(school: School, figures: SchoolFigures) -> tuple[Block, ...]:
    charts = tuple(chart for _, chart in school_charts(school, figures))
    return (*heading("Динамика", 2), *charts) if charts else ()


def school_charts(school: School, figures: SchoolFigures) -> list[tuple[IndicatorLine, Chart]]:
    """Return the first six charts of judged indicators, of those with numbers in at least two periods of one span."""
    judged = [line for line in figures.lines if line.indicator.is_judged]
    spans = [list(same) for _, same in groupby(figures.periods, key=lambda period: period.span)]
    drawn = [(line, same) for line in judged for same in spans if len(_numbers(line, same)) > 1][:_MOST_CHARTS]
    return [(line, _chart(school, line, periods)) for line, periods in drawn]


def _chart(school: School, line: IndicatorLine, periods: list[Period]) -> Chart:
    """Draw periods of one span in their order: a quarter never stands beside a year."""
    series = [Series(school.name, _values(line, periods, "facts"))]
    of_all = _values(line, periods, "of_all")
    if any(number is not None for number in of_all):
        series.append(Series("по муниципалитету", of_all))
    return Chart(
        str(line.indicator), "lines", tuple(period.short for period in periods), tuple(series), line.indicator.unit
    )


def _values(line: IndicatorLine, periods: list[Period], key: str) -> tuple[Decimal | None, ...]:
    found = (getattr(line, key).get(period.pk) for period in periods)
    return tuple(each.number if each else None for each in found)


def _numbers(line: IndicatorLine, periods: list[Period]) -> list[Decimal]:
    return [number for number in _values(line, periods, "facts") if number is not None]


def _programmes(found: list[ProgrammeOfSchool]) -> tuple[Block, ...]:
    title = heading("Программы и мероприятия", 2)
    if not found:
        return *title, *parse_prose("Действующие программы школе ничего не поручают.")
    return *title, *(block for each in found for block in _of_programme(each))


def _of_programme(each: ProgrammeOfSchool) -> tuple[Block, ...]:
    rows = tuple(
        row
        for _, same in groupby(each.assignments, key=lambda one: one.activity_id)
        for row in _activity_rows(list(same))
    )
    titles = ("№ п/п", "Мероприятие", "Срок", "Отметка об исполнении")
    return (
        *heading(each.programme.title, 3),
        *parse_prose(total_sentence(count_outcomes(each.assignments))),
        table_of(titles, ("number", "text", "term", "term"), rows),
    )


def _activity_rows(assignments: list[Assignment]) -> list[TableRow]:
    """Return a row for each term, with the activity's number and name merged over them."""
    rows = [(cell(term(each)), cell(mark(each))) for each in assignments]
    activity, height = assignments[0].activity, len(rows)
    whole = (
        cell(activity.number, "center", rowspan=height),
        cell(activity.name, rowspan=height),
    )
    return [TableRow((*whole, *rows[0])), *map(TableRow, rows[1:])]


def _signature(school: School) -> tuple[Block, ...]:
    department = getattr(school.municipality, "department", None)
    if not (department and department.head_name):
        return ()
    return (SignatureLine(department.head_position, department.head_name),)
