"""What each column of a plan is: by its title, else by what stands below it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.recognition.accounts import Accounts, Weight
from roadmap.recognition.columns import ColumnKind, period_heading, plan_column
from roadmap.recognition.evidence import reads_as_report, reads_as_responsible, reads_as_term, share
from roadmap.recognition.placed import PlacedText
from roadmap.recognition.tables.lines import LinesColumn, TableLines

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_MONEY = re.compile(r"финанс|руб|объ[её]м|затрат|стоимост|средств", re.I)


@dataclass
class PlanColumns:
    """What each column is: a key of the format, in the table's order."""

    keys: list[str]
    titles: list[PlacedText]
    whole_titles: tuple[str, ...] = ()
    number_is_of_direction: bool = False

    def at(self, key: str) -> int | None:
        return self.keys.index(key) if key in self.keys else None

    def as_json(self) -> list[dict]:
        return [{"key": key, "title": title} for key, title in zip(self.keys, self.titles, strict=True)]


def plan_columns(
    lines: TableLines, year: str | None, accounts: Accounts, corrected: Mapping[int, str] | None = None
) -> PlanColumns:
    """By their titles, then by what stands below them; what is neither is kept as a further column."""
    kinds = [_by_title(column, year) for column in lines.columns]
    cells = [
        [line.covering_text(number) for line in lines.body if not line.is_joined_over(lines.width)]
        for number in range(lines.width)
    ]
    kinds = [_by_content(kind, below) for kind, below in zip(kinds, cells, strict=True)]
    for place, key in (corrected or {}).items():
        if place < len(kinds):
            kinds[place] = key
    _without_doubles(kinds, cells, corrected or {})
    _fill_gaps(kinds, cells, lines, accounts)
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
            accounts.drop(title, title)
    titles = [
        column.whole_title if key.startswith("column-") else column.title
        for key, column in zip(keys, lines.columns, strict=True)
    ]
    columns = PlanColumns(keys, titles, titles_of(lines))
    columns.number_is_of_direction = _number_is_of_direction(columns, lines)
    return columns


def _by_title(column: LinesColumn, year: str | None) -> str | None:
    """A period of marks by its year, which may stand above it; sums of money by years are no marks."""
    upper = " ".join(column.titles[:-1])
    if _MONEY.search(upper):
        return ColumnKind.FURTHER
    above = _YEAR.search(upper)
    heading = period_heading(column.title, above[0] if above else year) or period_heading(column.whole_title, year)
    return heading.period if heading else plan_column(column.title) or plan_column(column.whole_title)


def _by_content(kind: str | None, cells: list[PlacedText]) -> str | None:
    """A column of results in which execution is told is one of reports, whatever it is called."""
    if kind in {ColumnKind.RESULT, ColumnKind.DOCUMENT} and share(cells, reads_as_report) > 0.5:
        return ColumnKind.REPORT
    return kind


def _without_doubles(kinds: list[str | None], cells: list[list[PlacedText]], corrected: Mapping[int, str]) -> None:
    """Of two columns of one kind the one that a person named, else whose cells read so, else the first."""
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


def _fill_gaps(kinds: list[str | None], cells: list[list[PlacedText]], lines: TableLines, accounts: Accounts) -> None:
    """A plan has names, terms and responsibles: where no title says which column, what stands there does."""
    for kind, test, words in (
        (ColumnKind.TERM, reads_as_term, "сроки"),
        (ColumnKind.RESPONSIBLE, reads_as_responsible, "ответственные"),
    ):
        if kind in kinds or (kind == ColumnKind.TERM and (ColumnKind.END in kinds or _has_periods(kinds))):
            continue
        # The last that reads so best: responsibles and terms stand behind the names.
        free = [(share(cells[place], test), place) for place, known in enumerate(kinds) if known is None]
        if free and max(free)[0] > 0.6:
            kinds[max(free)[1]] = kind
            _tell_guess(accounts, lines, max(free)[1], words)
    if ColumnKind.NAME not in kinds:
        unknown = [place for place, kind in enumerate(kinds) if kind in {None, ColumnKind.DIRECTION}]
        results = [place for place, kind in enumerate(kinds) if kind == ColumnKind.RESULT]
        free = unknown or results or range(len(kinds))
        longest = max(free, key=lambda place: sum(map(len, cells[place])))
        kinds[longest] = ColumnKind.NAME
        _tell_guess(accounts, lines, longest, "названия мероприятий")


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
    """It stands before the direction and is joined down as it is."""
    number, direction = columns.at("number"), columns.at("direction")
    if number is None or direction is None or number > direction:
        return False
    pairs = [(line.cell(number), line.cell(direction)) for line in lines.body if not line.is_joined_over(lines.width)]
    return all(a is None or b is None or (a.row, a.rows) == (b.row, b.rows) for a, b in pairs)


def titles_of(lines: TableLines) -> tuple[str, ...]:
    return tuple(str(column.whole_title).casefold() for column in lines.columns)


def last_further(columns: list[dict]) -> int:
    """The number of the last further column, 0 without any."""
    return max((int(each["key"][7:]) for each in columns if each["key"].startswith("column-")), default=0)
