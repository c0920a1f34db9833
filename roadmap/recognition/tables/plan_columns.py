"""Decides what each column of a plan is, by its title or else by the cells below it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.recognition.accounts import Accounts, Weight
from roadmap.recognition.columns import ColumnKind, period_heading, plan_column
from roadmap.recognition.evidence import reads_as_report, reads_as_responsible, reads_as_sum, reads_as_term, share
from roadmap.recognition.placed import PlacedText
from roadmap.recognition.tables.lines import LinesColumn, TableLines
from roadmap.recognition.tables.section_terms import terms_stand_in_sections

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_WHOLE_YEAR = re.compile(r"20\d\d(?:-20\d\d)?")
_RESULT = re.compile(r"\W*(?:\w+\s+)?результат", re.I)
_DOCUMENT = re.compile(r"документ", re.I)
_OF_RESULT = re.compile(r"документ\w*,?\s+(?:подтвержд\w+\s+)?результат", re.I)
_NUMBERS = re.compile(r"\d+(?:\.\d+)*\.?(?:\s*[,;–-]\s*\d+(?:\.\d+)*\.?)*")
_TERM_TITLE = "Срок"
_FACT = re.compile(r"\W*факт", re.I)
_MONEY = re.compile(r"финанс|руб|объ[её]м|затрат|стоимост|средств", re.I)


@dataclass
class PlanColumns:
    """The keys and titles of a plan's columns, in the table's order."""

    keys: list[str]
    titles: list[PlacedText]
    number_is_of_direction: bool = False
    terms_are_of_sections: bool = False
    """No column has terms; the rows between the activities say when these are done."""

    def at(self, key: str) -> int | None:
        return self.keys.index(key) if key in self.keys else None

    def are_periods(self, first: int, count: int) -> bool:
        return all(key[:2] == "20" for key in self.keys[first : first + count])

    def as_json(self) -> list[dict]:
        known = [{"key": key, "title": title} for key, title in zip(self.keys, self.titles, strict=True)]
        if self.terms_are_of_sections:
            known.insert(self.at("name") + 1, {"key": str(ColumnKind.TERM), "title": PlacedText(_TERM_TITLE)})
        return known


def plan_columns(
    lines: TableLines, year: str | None, accounts: Accounts, corrected: Mapping[int, str] | None = None
) -> PlanColumns:
    """Return the columns of a plan, by their titles, then by their cells; others are kept as further columns."""
    kinds = [_kind_by_title(column, year) for column in lines.columns]
    cells = [
        [line.covering_text(number) for line in lines.body if not line.is_joined_over(lines.width)]
        for number in range(lines.width)
    ]
    kinds = [_kind_by_content(kind, below) for kind, below in zip(kinds, cells, strict=True)]
    for place, key in (corrected or {}).items():
        if place < len(kinds):
            kinds[place] = key
    doubled = _make_doubles_further(kinds, cells, corrected or {})
    _fill_gaps(kinds, cells, lines, accounts)
    _tell_unknown(kinds, cells, doubled, lines, accounts)
    _tell_result_or_document(kinds, lines, accounts)
    keys, further = [], 0
    for kind in kinds:
        if (
            kind is None
            or kind == ColumnKind.FURTHER
            or kind in {ColumnKind.UNIT, ColumnKind.BASELINE, ColumnKind.TARGET}
        ):
            further += 1
            keys.append(f"column-{further}")
        else:
            keys.append(str(kind))
    for column in lines.columns:
        for title in column.titles[:-1]:
            accounts.drop_title(title)
    titles = [
        column.whole_title if key.startswith("column-") else column.title
        for key, column in zip(keys, lines.columns, strict=True)
    ]
    columns = PlanColumns(keys, titles)
    columns.number_is_of_direction = _number_is_of_direction(columns, lines)
    columns.terms_are_of_sections = not _says_when(kinds) and terms_stand_in_sections(lines)
    if columns.terms_are_of_sections:
        accounts.doubt("Сроки взяты из строк над мероприятиями.", place=lines.table.place)
    return columns


def _kind_by_title(column: LinesColumn, year: str | None) -> str | None:
    """Return the period of a column of marks, or what its title calls it; sums of money by years are FURTHER."""
    upper = " ".join(column.titles[:-1])
    if _MONEY.search(upper):
        return ColumnKind.FURTHER
    if plan_column(upper) == ColumnKind.TERM and _FACT.match(column.title):
        return ColumnKind.FURTHER
    above = _YEAR.search(upper)
    heading = period_heading(column.period_words, above[0] if above else year)
    heading = heading or period_heading(column.whole_title, year)
    return heading.period if heading else plan_column(column.title) or plan_column(column.whole_title)


def _kind_by_content(kind: str | None, cells: list[PlacedText]) -> str | None:
    """Correct the kind of a column by its cells.

    Results that tell what was done are reports; figures below a year are sums of money, not marks.
    """
    if kind is not None and _WHOLE_YEAR.fullmatch(kind) and share(cells, reads_as_sum) > 0.5:
        return ColumnKind.FURTHER
    if kind == ColumnKind.RESULT and share(cells, lambda text: bool(_NUMBERS.fullmatch(text.strip()))) > 0.5:
        return ColumnKind.FURTHER  # numbers of the indicators that the activity serves
    if kind in {ColumnKind.RESULT, ColumnKind.DOCUMENT} and share(cells, reads_as_report) > 0.5:
        return ColumnKind.REPORT
    return kind


def _make_doubles_further(
    kinds: list[str | None], cells: list[list[PlacedText]], corrected: Mapping[int, str]
) -> set[int]:
    """Keep one of several columns of one kind, make the others further ones, and return their indexes.

    The one kept is that which a person named, else the one whose cells fit best, else the first.
    """
    doubled = set()
    tests = {ColumnKind.TERM: reads_as_term, ColumnKind.RESPONSIBLE: reads_as_responsible}
    for kind in dict.fromkeys(kinds):
        places = [place for place, each in enumerate(kinds) if each == kind]
        if kind in {None, ColumnKind.FURTHER} or len(places) < 2:
            continue
        test = tests.get(kind, bool)
        best = max(places, key=lambda place: (corrected.get(place) == kind, share(cells[place], test), -place))
        for place in places:
            if place != best:
                kinds[place] = ColumnKind.FURTHER
                doubled.add(place)
    return doubled


def _fill_gaps(kinds: list[str | None], cells: list[list[PlacedText]], lines: TableLines, accounts: Accounts) -> None:
    """Find terms, responsibles, directions and names by their cells where no title names them."""
    for kind, test, words in (
        (ColumnKind.TERM, reads_as_term, "сроки"),
        (ColumnKind.RESPONSIBLE, reads_as_responsible, "ответственные"),
    ):
        if kind in kinds or (kind == ColumnKind.TERM and (ColumnKind.END in kinds or _has_periods(kinds))):
            continue
        # Of equally good columns the last, since terms and responsibles usually stand after the names.
        free = [
            (share(cells[place], test), place)
            for place, known in enumerate(kinds)
            if known is None and not (kind == ColumnKind.TERM and _is_part_of_year(lines.columns[place]))
        ]
        if free and max(free)[0] > 0.6:
            kinds[max(free)[1]] = kind
            _tell_guess(accounts, lines, max(free)[1], words)
    _fill_direction(kinds, lines, accounts)
    if ColumnKind.NAME not in kinds:
        unknown = [place for place, kind in enumerate(kinds) if kind in {None, ColumnKind.DIRECTION}]
        results = [place for place, kind in enumerate(kinds) if kind == ColumnKind.RESULT]
        free = unknown or results or range(len(kinds))
        longest = max(free, key=lambda place: sum(map(len, cells[place])))
        kinds[longest] = ColumnKind.NAME
        _tell_guess(accounts, lines, longest, "названия мероприятий")


def _fill_direction(kinds: list[str | None], lines: TableLines, accounts: Accounts) -> None:
    """Take an unknown first column whose cells mostly span several rows for directions."""
    first = next((at for at, kind in enumerate(kinds) if kind != ColumnKind.NUMBER), None)
    if ColumnKind.DIRECTION in kinds or first is None or kinds[first] is not None:
        return
    cells = dict.fromkeys(line.cell(first) for line in lines.body if not line.is_joined_over(lines.width))
    written = [cell for cell in cells if cell is not None and not cell.is_blank]
    if len(kinds) > 2 and sum(cell.rows > 1 for cell in written) > 0.6 * len(written):
        kinds[first] = ColumnKind.DIRECTION
        _tell_guess(accounts, lines, first, "направления")


def _is_part_of_year(column: LinesColumn) -> bool:
    """Return whether a title over marks is a part of a year that is no period of the format: «апр-май»."""
    return reads_as_term(column.title) and not plan_column(column.title)


def _tell_unknown(
    kinds: list[str | None], cells: list[list[PlacedText]], doubled: set[int], lines: TableLines, accounts: Accounts
) -> None:
    """Add a doubt on each written column that wasn't understood or repeats another one."""
    for column, kind, below in zip(lines.columns, kinds, cells, strict=True):
        at = column.number
        if any(below) and (kind is None or at in doubled):
            why = "говорит о том же, что другая" if at in doubled else "не понята"
            reason = f"Графа {at + 1} {why}: оставлена под своим названием."
            accounts.doubt(reason, column.whole_title, place=f"{lines.table.place}, столбец {at + 1}")


def _tell_result_or_document(kinds: list[str | None], lines: TableLines, accounts: Accounts) -> None:
    """Add a doubt if the title of a single column says both result and document."""
    found = [at for at, kind in enumerate(kinds) if kind in {ColumnKind.RESULT, ColumnKind.DOCUMENT}]
    title = lines.columns[found[0]].title if len(found) == 1 else PlacedText("")
    if _RESULT.search(title) and _DOCUMENT.search(title) and not _OF_RESULT.search(title):
        if _RESULT.match(title):
            kinds[found[0]] = ColumnKind.RESULT
        said = "результат" if kinds[found[0]] == ColumnKind.RESULT else "документ"
        reason = f"Графа названа и результатом, и документом: понята как «{said}»."
        accounts.doubt(reason, title, place=f"{lines.table.place}, столбец {found[0] + 1}")


def _says_when(kinds: list[str | None]) -> bool:
    return bool({ColumnKind.TERM, ColumnKind.START, ColumnKind.END} & {*kinds}) or _has_periods(kinds)


def _has_periods(kinds: list[str | None]) -> bool:
    return any(kind is not None and kind[:2] == "20" for kind in kinds)


def _tell_guess(accounts: Accounts, lines: TableLines, column: int, words: str) -> None:
    title = lines.columns[column].title
    accounts.doubt(
        f"Графа {column + 1} понята как «{words}» по тому, что в ней стоит.",
        title,
        place=f"{lines.table.place}, столбец {column + 1}",
        weight=Weight.MEANING,
    )


def _number_is_of_direction(columns: PlanColumns, lines: TableLines) -> bool:
    """Return whether numbers belong to directions: they stand before them and span the same rows."""
    number, direction = columns.at("number"), columns.at("direction")
    if number is None or direction is None or number > direction:
        return False
    pairs = [(line.cell(number), line.cell(direction)) for line in lines.body if not line.is_joined_over(lines.width)]
    return all(a is None or b is None or (a.row, a.rows) == (b.row, b.rows) for a, b in pairs)


def titles_of(lines: TableLines) -> tuple[str, ...]:
    return tuple(str(column.whole_title).casefold() for column in lines.columns)


def last_further(columns: list[dict]) -> int:
    """Return the number of the last further column («column-3»: 3), or 0 if there is none."""
    return max((int(each["key"][7:]) for each in columns if each["key"].startswith("column-")), default=0)
