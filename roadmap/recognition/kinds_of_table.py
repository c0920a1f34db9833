"""Decides what kind a table is, from its headings, its cells and the heading above it."""

from __future__ import annotations

import re

from portal.sources.source import SourceTable
from roadmap.recognition.captions import is_caption, is_stamp
from roadmap.recognition.columns import ColumnKind, indicator_column, period_heading, plan_column
from roadmap.recognition.evidence import is_mark, reads_as_responsible, reads_as_term, reads_as_value, share
from roadmap.recognition.kinds import TableKind
from roadmap.recognition.tables.indicators import is_transposed, values_are_there
from roadmap.recognition.tables.lines import TableLines
from roadmap.recognition.tables.other import looks_like_passport, stands_as_passport
from roadmap.recognition.tables.schools import ListColumn, criteria_columns, looks_like_criteria
from roadmap.recognition.tables.section_terms import terms_stand_in_sections

_MONEY = re.compile(
    r"финанс|ресурсн|объ[её]м\w*\s+(?:бюджет|средств|ассигн)|тыс\.?\s*руб|источник\w*\s+(?:финанс|средств)", re.I
)
_SUMS = re.compile(r"руб|\bсумм|исполнени|ассигн", re.I)
_SOURCE_OF_MONEY = re.compile(r"\W*источник", re.I)
_BUDGET = re.compile(r"\bбюджет|внебюджет|\b(?:ФБ|РБ|МБ|КБ|ОБ|ВБ|ВИ)\W*$|\b(?:всего|итого)\b", re.I)
_TOTAL = re.compile(r"\W*(?:всего|итого)\b", re.I)
_MONEY_IN_HEADING = re.compile(r"ресурсн\w+\s+обеспеч|финансов\w+\s+обеспеч|объ[её]м\w*\s+финанс|смет", re.I)
_PLAN_IN_HEADING = re.compile(r"мероприяти|дорожн\w+\s+карт|план(?!ов)", re.I)
_PASSPORT_IN_HEADING = re.compile(
    r"паспорт\w*\s+(?:\w+\s+)?(?:программ|проект|план|дорожн|комплекс)|^\W*(?:\d+\.?\s*|[IVX]+\.?\s*)?паспорт\W*$", re.I
)
_IS_NUMBER = re.compile(r"^\W*(?:п/п|n\b|№|$)", re.I)
_OF_ANALYSIS = re.compile(
    r"\W*(?:наименование\s+|название\s+)?(?:школ|оо\b|оу\b|(?:обще)?образовательн|учреждени|класс|предмет|муниципал)",
    re.I,
)
_ACTIVITY = re.compile(r"мероприят|содержани|действи", re.I)
_INDICATORS_IN_HEADING = re.compile(r"показател|индикатор|целев|форма\s+\d", re.I)
_ANALYSIS_IN_HEADING = re.compile(
    r"анализ|динамик|характеристик|обосновани|проблем|состояни|итоги\b|результаты\s+(?:егэ|огэ|гиа|впр)", re.I
)


def kind_of_table(table: SourceTable, heading: str) -> TableKind:
    """Return the first kind that fits; a table that fits none is GENERAL and is kept as it stands."""
    lines = TableLines(table)
    if table.row_count <= 4 and any(is_caption(cell.shown) or is_stamp(cell.shown) for cell in table.cells):
        return TableKind.CAPTION
    if table.row_count == 1 or (table.row_count <= 3 and table.column_count <= 3 and not lines.body):
        return TableKind.LAYOUT
    if looks_like_criteria(lines) and not _has_plan_columns(lines):
        return TableKind.CRITERIA
    if _MONEY_IN_HEADING.search(heading) or _is_money(lines):
        is_said = not _MONEY_IN_HEADING.search(heading) and _PLAN_IN_HEADING.search(heading)
        return TableKind.PLAN if is_said and is_of_activities(lines) else TableKind.MONEY
    is_of_plan = _has_plan_columns(lines) or is_of_activities(lines) or _is_marked(lines)
    if (is_transposed(lines) or not is_of_plan) and _is_indicators(lines):
        return TableKind.GENERAL if _is_of_analysis(lines, heading) else TableKind.INDICATORS
    if _is_of_schools(lines):
        return TableKind.GENERAL
    if _is_plan(lines, heading):
        return TableKind.PLAN
    if looks_like_passport(table) or (_PASSPORT_IN_HEADING.search(heading) and stands_as_passport(table)):
        return TableKind.PASSPORT
    return TableKind.GENERAL


def _is_of_schools(lines: TableLines) -> bool:
    """Return whether each row describes a school, without activities, terms or responsibles."""
    kinds = _plan_kinds(lines) & {ColumnKind.TERM, ColumnKind.START, ColumnKind.END, ColumnKind.RESPONSIBLE}
    named = any(_ACTIVITY.search(column.whole_title) for column in lines.columns)
    return criteria_columns(lines).count("school") == 1 and not (kinds or named or _is_marked(lines))


def _is_of_analysis(lines: TableLines, heading: str) -> bool:
    """Return whether the table shows results of schools, classes or subjects by years, as part of an analysis.

    Such tables aren't the programme's indicators, unless a heading calls them so.
    """
    if ListColumn.SCHOOL in criteria_columns(lines):
        return True
    if _INDICATORS_IN_HEADING.search(heading):
        return False
    first = next((column.whole_title for column in lines.columns if not _IS_NUMBER.match(column.title)), "")
    return bool(_OF_ANALYSIS.match(first)) or bool(_ANALYSIS_IN_HEADING.search(heading))


def has_years_in_rows(lines: TableLines) -> bool:
    """Return whether the rows of a table of money are years and totals: its other headings name money."""
    first = [line.covering_text(0) for line in lines.body]
    others = [column.whole_title for column in lines.columns[1:] if column.title]
    are_money = share(others, lambda title: bool(_SUMS.search(title) or _BUDGET.search(title))) > 0.5
    years = share(first, lambda text: period_heading(text) is not None)
    known = share(first, lambda text: period_heading(text) is not None or bool(_TOTAL.match(text)))
    return are_money and years > 0 and known > 0.7


def _is_money(lines: TableLines) -> bool:
    if has_years_in_rows(lines):
        return values_are_there(lines)
    titles = " ".join(column.whole_title for column in lines.columns)
    periods = sum(period_heading(column.title) is not None for column in lines.columns)
    told = bool(_MONEY.search(titles)) or _is_by_budgets(lines)
    has_sums = periods >= 1 or (_is_by_budgets(lines) and bool(_SUMS.search(titles)) and values_are_there(lines))
    return told and has_sums and not _has_plan_columns(lines)


def _is_by_budgets(lines: TableLines) -> bool:
    """Return whether the rows are budgets: «Источник» is their heading, or most of them name a budget."""
    first = next((column for column in lines.columns if not _IS_NUMBER.match(column.title)), None)
    if first is None:
        return False
    names = [line.covering_text(first.number) for line in lines.body]
    return share(names, lambda text: bool(_BUDGET.search(text))) > (0.3 if _SOURCE_OF_MONEY.match(first.title) else 0.6)


def _plan_kinds(lines: TableLines) -> set[str | None]:
    return {plan_column(column.title) or plan_column(column.whole_title) for column in lines.columns}


def _has_plan_columns(lines: TableLines) -> bool:
    kinds = _plan_kinds(lines)
    return ColumnKind.RESPONSIBLE in kinds and bool(kinds & {ColumnKind.TERM, ColumnKind.END, ColumnKind.START})


def is_of_activities(lines: TableLines) -> bool:
    """Return whether the table says who does what: it has columns of activities and of responsibles."""
    return ColumnKind.RESPONSIBLE in _plan_kinds(lines) and any(_ACTIVITY.search(each.title) for each in lines.columns)


def _is_marked(lines: TableLines) -> bool:
    """Return whether most cells below two or more periods are marks, which show when an activity goes on."""
    periods = [place for place, column in enumerate(lines.columns) if period_heading(column.period_words, "2000")]
    cells = [
        line.covering_text(place) for line in lines.body if not line.is_joined_over(lines.width) for place in periods
    ]
    return len(periods) >= 2 and share(cells, is_mark) > 0.5


def _is_by_periods(lines: TableLines) -> bool:
    """Return whether activities have words below two or more periods, and these are not values by years."""
    if not is_of_activities(lines):
        return False
    parts = [at for at, each in enumerate(lines.columns) if period_heading(each.period_words, "2000")]
    years = [at for at in parts if period_heading(lines.columns[at].period_words)]
    cells = [line.text(at) for line in lines.body for at in years]
    return len(parts) >= 2 and (len(years) < len(parts) or share(cells, reads_as_value) < 0.5)


def _is_plan(lines: TableLines, heading: str) -> bool:
    """Return whether the table is a plan: names with terms or marked periods, and with responsibles.

    Either the headings say so, or the cells below them.
    """
    kinds = _plan_kinds(lines)
    if {ColumnKind.NAME, ColumnKind.REPORT} <= kinds:
        return True  # a report on activities, which may repeat columns of the plan
    body = [line for line in lines.body if not line.is_joined_over(lines.width)]
    cells = [[line.covering_text(column) for line in body] for column in range(lines.width)]
    if is_of_activities(lines) and _PLAN_IN_HEADING.search(heading):
        return True
    if lines.width < 3:
        return {ColumnKind.NAME, ColumnKind.TERM} <= kinds and any(share(each, reads_as_term) > 0.6 for each in cells)
    terms = bool(kinds & {ColumnKind.TERM, ColumnKind.END}) or any(share(each, reads_as_term) > 0.6 for each in cells)
    terms = terms or terms_stand_in_sections(lines)
    marks = _is_marked(lines) or _is_by_periods(lines)
    responsible = ColumnKind.RESPONSIBLE in kinds or any(share(each, reads_as_responsible) > 0.6 for each in cells)
    named = ColumnKind.NAME in kinds or bool(_PLAN_IN_HEADING.search(heading))
    if indicator_like := any(indicator_column(column.title) == ColumnKind.UNIT for column in lines.columns):
        named = named and ColumnKind.NAME in kinds and not values_are_there(lines)
    return (
        (terms or marks)
        and (responsible or named)
        and (named or not indicator_like)
        and (responsible or marks or terms)
    )


def _is_indicators(lines: TableLines) -> bool:
    """Return whether the table has values by periods, or base or target values of named indicators."""
    if is_transposed(lines):
        return values_are_there(lines)
    periods = sum(
        period_heading(column.title) is not None or period_heading(column.whole_title) is not None
        for column in lines.columns
    )
    parts = sum(bool(period_heading(column.period_words, "2000")) for column in lines.columns)
    kinds = {indicator_column(column.title) for column in lines.columns}
    valued = bool(kinds & {ColumnKind.BASELINE, ColumnKind.TARGET}) and ColumnKind.NAME in kinds
    return (max(periods, parts) >= 1 or valued) and values_are_there(lines)
