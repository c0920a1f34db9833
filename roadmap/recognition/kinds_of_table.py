"""What a table is, by its headings, by what stands in it, and by the heading above it."""

from __future__ import annotations

import re

from portal.sources.source import SourceTable
from roadmap.recognition.captions import is_caption, is_stamp
from roadmap.recognition.columns import ColumnKind, indicator_column, period_heading, plan_column
from roadmap.recognition.evidence import is_mark, reads_as_responsible, reads_as_term, share
from roadmap.recognition.kinds import TableKind
from roadmap.recognition.tables.indicators import is_transposed, values_are_there
from roadmap.recognition.tables.lines import TableLines
from roadmap.recognition.tables.other import looks_like_passport
from roadmap.recognition.tables.schools import looks_like_criteria

_MONEY = re.compile(
    r"финанс|ресурсн|объ[её]м\w*\s+(?:бюджет|средств|ассигн)|тыс\.?\s*руб|источник\w*\s+(?:финанс|средств)", re.I
)
_MONEY_IN_HEADING = re.compile(r"ресурсн\w+\s+обеспеч|финансов\w+\s+обеспеч|объ[её]м\w*\s+финанс|смет", re.I)
_PLAN_IN_HEADING = re.compile(r"мероприяти|дорожн\w+\s+карт|план(?!ов)", re.I)
_IS_NUMBER = re.compile(r"^\W*(?:п/п|n\b|№|$)", re.I)
_OF_ANALYSIS = re.compile(
    r"\W*(?:наименование\s+|название\s+)?(?:школ|оо\b|оу\b|(?:обще)?образовательн|учреждени|класс|предмет|муниципал)",
    re.I,
)
_INDICATORS_IN_HEADING = re.compile(r"показател|индикатор|целев|форма\s+\d", re.I)
_ANALYSIS_IN_HEADING = re.compile(
    r"анализ|динамик|характеристик|обосновани|проблем|состояни|итоги\b|результаты\s+(?:егэ|огэ|гиа|впр)", re.I
)


def kind_of_table(table: SourceTable, heading: str) -> TableKind:
    """The first that fits; what fits none is kept as it stands."""
    lines = TableLines(table)
    if table.row_count <= 4 and any(is_caption(cell.shown) or is_stamp(cell.shown) for cell in table.cells):
        return TableKind.CAPTION
    if table.row_count == 1 or (table.row_count <= 3 and table.column_count <= 3 and not lines.body):
        return TableKind.LAYOUT
    if looks_like_criteria(lines):
        return TableKind.CRITERIA
    if _MONEY_IN_HEADING.search(heading) or _is_money(lines):
        return TableKind.MONEY
    if not _has_plan_columns(lines) and not _is_marked(lines) and _is_indicators(lines):
        return TableKind.GENERAL if _is_of_analysis(lines, heading) else TableKind.INDICATORS
    if _is_plan(lines, heading):
        return TableKind.PLAN
    if looks_like_passport(table):
        return TableKind.PASSPORT
    return TableKind.GENERAL


def _is_of_analysis(lines: TableLines, heading: str) -> bool:
    """Results of schools, classes or subjects by years are told in the text; indicators are what a heading calls so."""
    if _INDICATORS_IN_HEADING.search(heading):
        return False
    first = next((column.whole_title for column in lines.columns if not _IS_NUMBER.match(column.title)), "")
    return bool(_OF_ANALYSIS.match(first)) or bool(_ANALYSIS_IN_HEADING.search(heading))


def _is_money(lines: TableLines) -> bool:
    titles = " ".join(column.whole_title for column in lines.columns)
    periods = sum(period_heading(column.title) is not None for column in lines.columns)
    return bool(_MONEY.search(titles)) and periods >= 1 and not _has_plan_columns(lines)


def _plan_kinds(lines: TableLines) -> set[str | None]:
    return {plan_column(column.title) or plan_column(column.whole_title) for column in lines.columns}


def _has_plan_columns(lines: TableLines) -> bool:
    kinds = _plan_kinds(lines)
    return ColumnKind.RESPONSIBLE in kinds and bool(kinds & {ColumnKind.TERM, ColumnKind.END, ColumnKind.START})


def _is_marked(lines: TableLines) -> bool:
    """Periods in which an activity goes on are marked, mostly by a sign."""
    periods = [place for place, column in enumerate(lines.columns) if period_heading(column.title, "2000")]
    cells = [
        line.covering_text(place) for line in lines.body if not line.is_joined_over(lines.width) for place in periods
    ]
    return len(periods) >= 2 and share(cells, is_mark) > 0.5


def _is_plan(lines: TableLines, heading: str) -> bool:
    """Names with terms (or marks by periods) and responsibles, by titles or by what stands below them."""
    kinds = _plan_kinds(lines)
    if {ColumnKind.NAME, ColumnKind.REPORT} <= kinds:
        return True  # a report on activities, whatever else it repeats of the plan
    if lines.width < 3:
        return False
    body = [line for line in lines.body if not line.is_joined_over(lines.width)]
    cells = [[line.covering_text(column) for line in body] for column in range(lines.width)]
    terms = bool(kinds & {ColumnKind.TERM, ColumnKind.END}) or any(share(each, reads_as_term) > 0.6 for each in cells)
    marks = _is_marked(lines)
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
    if is_transposed(lines):
        return values_are_there(lines)
    periods = sum(
        period_heading(column.title) is not None or period_heading(column.whole_title) is not None
        for column in lines.columns
    )
    parts = sum(bool(period_heading(column.title, "2000")) for column in lines.columns)
    kinds = {indicator_column(column.title) for column in lines.columns}
    valued = bool(kinds & {ColumnKind.BASELINE, ColumnKind.TARGET}) and ColumnKind.NAME in kinds
    return (max(periods, parts) >= 1 or valued) and values_are_there(lines)
