"""«Паспорт школы»: who it is, its results by year beside the municipality's, its lists and its activities."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from django.utils import timezone

from indicators.models import Indicator, Period
from indicators.queries.low_results import ListingHistory, listing_history
from portal.prose import parse_prose
from reports.content.blocks import Block, Cell, Chart, Column, Content, Part, Row, Series, SignatureLine, Table
from reports.content.execution_marks import mark, term
from reports.content.execution_totals import total_sentence
from reports.content.framing import heading
from reports.kinds import DocumentKind
from reports.models import Document
from reports.queries.execution import count_outcomes
from reports.queries.people import directors_of
from reports.queries.school_card import (
    IndicatorLine,
    ProgrammeOfSchool,
    SchoolFigures,
    programmes_of_school,
    school_figures,
)
from roadmap.models import Assignment
from schools.models import School

_MOST_CHARTS = 6


def build_school_card(document: Document) -> Content:
    school = document.school
    figures = school_figures(school, document.period)
    opening = (
        *heading(DocumentKind.SCHOOL_CARD.label),
        *heading(school.full_name or school.name),
        *parse_prose(f"по состоянию на {timezone.localdate():%d.%m.%Y}", "center"),
        _requisites(school),
        *_listings(listing_history(school)),
    )
    # Only the results of many years are wide.
    closing = *_charts(school, figures), *_programmes(programmes_of_school(school)), *_signature(school)
    parts = tuple(Part(blocks) for blocks in (opening, *_results(figures), closing))
    return Content(f"{DocumentKind.SCHOOL_CARD.label}. {school.name}", parts)


def _requisites(school: School) -> Table:
    director = directors_of([school.pk]).get(school.pk, "")
    lines = {
        "Название": school.name,
        "Название по уставу": school.full_name,
        "Муниципалитет": str(school.municipality),
        "Директор": director,
        "Состояние": "работает" if school.is_active else "не работает",
    }
    rows = (Row((_cell(label), _cell(words))) for label, words in lines.items() if words)
    return Table((Column("label"), Column("text")), (), tuple(rows))


def _listings(history: ListingHistory) -> tuple[Block, ...]:
    title = heading("Списки школ с низкими результатами", 2)
    sentence = parse_prose(history.sentence)
    if not history.years:
        return *title, *sentence
    rows = tuple(
        Row(
            (
                _cell(str(year.period)),
                _cell(year.change),
                _cell("\n\n".join(filter(None, (each.why for each in year.mentions)))),
                _cell("\n\n".join(filter(None, (each.order for each in year.mentions)))),
            )
        )
        for year in history.years
    )
    columns = (Column("label"), Column("label"), Column("text"), Column("label"))
    return *title, *sentence, Table(columns, _header(("Год", "Список", "Основание", "Приказ")), rows)


def _results(figures: SchoolFigures) -> Iterator[tuple[Block, ...]]:
    """What is judged, then what says under which conditions the school works: a part each, as each is wide or not."""
    if not figures.lines:
        yield *heading("Показатели", 2), *parse_prose("Значений показателей школа ещё не вносила.")
    judged = [line for line in figures.lines if line.indicator.direction != Indicator.Direction.NEITHER]
    others = [line for line in figures.lines if line.indicator.direction == Indicator.Direction.NEITHER]
    for title, lines in (("Показатели", judged), ("Контекстные показатели", others)):
        if lines:
            yield *heading(title, 2), _table(figures.periods, lines)


def _table(periods: list[Period], lines: list[IndicatorLine]) -> Table:
    """Under a year its plan, where any line has one, the fact, and the municipality's value."""
    periods = [each for each in periods if any(each.pk in line.plans or each.pk in line.facts for line in lines)]
    has_plan = {period.pk for period in periods for line in lines if period.pk in line.plans}
    has_all = {period.pk for period in periods for line in lines if period.pk in line.of_all}
    kinds = {
        period.pk: [("план", "plans")] * (period.pk in has_plan)
        + [("факт", "facts")]
        + [("по муниципалитету", "of_all")] * (period.pk in has_all)
        for period in periods
    }
    ends = [("База", "baseline"), ("Цель", "target")]
    before, after = (
        [(title, key) for title, key in [end] if any(getattr(line, key) for line in lines)] for end in ends
    )
    top = [_head("Показатель", rowspan=2), *(_head(title, rowspan=2) for title, _ in before)]
    top += [_head(str(period), colspan=len(kinds[period.pk])) for period in periods]
    top += [_head(title, rowspan=2) for title, _ in after]
    second = [_head(title) for period in periods for title, _ in kinds[period.pk]]
    rows, group = [], None
    columns = (Column("text"), *(Column("figure") for _ in range(len(second) + len(before) + len(after))))
    for line in lines:
        if line.indicator.group and line.indicator.group != group:
            group = line.indicator.group
            rows.append(Row((_head(group, colspan=len(columns)),), is_heading=True))
        cells = [_cell(_named(line.indicator)), *(_figure(getattr(line, key)) for _, key in before)]
        for period in periods:
            stated = (getattr(line, key).get(period.pk) for _, key in kinds[period.pk])
            cells += [_figure(each.text if each else "") for each in stated]
        rows.append(Row((*cells, *(_figure(getattr(line, key)) for _, key in after))))
    return Table(columns, (Row(tuple(top)), Row(tuple(second))), tuple(rows))


def _named(indicator: Indicator) -> str:
    unit = indicator.unit if indicator.unit and not indicator.name.endswith(indicator.unit) else ""
    return ", ".join(filter(None, [str(indicator), unit]))


def _charts(school: School, figures: SchoolFigures) -> tuple[Block, ...]:
    """The course of what is judged, where there are at least two years of it."""
    drawn = [
        line
        for line in figures.lines
        if line.indicator.direction != Indicator.Direction.NEITHER and len(_numbers(line, figures, "facts")) > 1
    ][:_MOST_CHARTS]
    charts = tuple(
        Chart(
            str(line.indicator),
            "lines",
            tuple(period.label for period in figures.periods),
            (
                Series(school.name, _values(line, figures, "facts")),
                *([Series("по муниципалитету", _values(line, figures, "of_all"))] if line.of_all else []),
            ),
            line.indicator.unit,
        )
        for line in drawn
    )
    return (*heading("Динамика", 2), *charts) if charts else ()


def _values(line: IndicatorLine, figures: SchoolFigures, key: str) -> tuple[Decimal | None, ...]:
    found = (getattr(line, key).get(period.pk) for period in figures.periods)
    return tuple(each.number if each else None for each in found)


def _numbers(line: IndicatorLine, figures: SchoolFigures, key: str) -> list[Decimal]:
    return [number for number in _values(line, figures, key) if number is not None]


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
    columns = (Column("number"), Column("text"), Column("term"), Column("term"))
    return (
        *heading(each.programme.title, 3),
        *parse_prose(total_sentence(count_outcomes(each.assignments))),
        Table(columns, _header(("№ п/п", "Мероприятие", "Срок", "Отметка об исполнении")), rows),
    )


def _activity_rows(assignments: list[Assignment]) -> list[Row]:
    """One for each term, with the activity's number and name merged over them."""
    rows = [(_cell(term(each)), _cell(mark(each))) for each in assignments]
    activity, height = assignments[0].activity, len(rows)
    whole = (
        Cell(parse_prose(activity.number, "center"), rowspan=height, align="center"),
        Cell(parse_prose(activity.name, "left"), rowspan=height),
    )
    return [Row((*whole, *rows[0])), *map(Row, rows[1:])]


def _signature(school: School) -> tuple[Block, ...]:
    department = getattr(school.municipality, "department", None)
    if not (department and department.head_name):
        return ()
    return (SignatureLine(department.head_position, department.head_name),)


def _header(titles: tuple[str, ...]) -> tuple[Row, ...]:
    return (Row(tuple(_head(title) for title in titles)),)


def _head(text: str, **merged: int) -> Cell:
    return Cell(parse_prose(text, "center"), align="center", bold=True, **merged)


def _figure(text: str) -> Cell:
    return _cell(text, "center")


def _cell(text: str | None, align: str = "left") -> Cell:
    return Cell(parse_prose(text, align), align=align)
