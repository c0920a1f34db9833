"""Reads lists of schools with criteria from tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from roadmap.recognition.accounts import Accounts, Weight
from roadmap.recognition.columns import period_heading, plan_column
from roadmap.recognition.evidence import is_mark, reads_as_value, share
from roadmap.recognition.kinds import RowKind
from roadmap.recognition.placed import PlacedText, joined
from roadmap.recognition.tables.lines import SaidRows, TableLine, TableLines, rows_to_read


class ListColumn(StrEnum):
    """What a column of a list of schools holds."""

    NUMBER = "number"
    SCHOOL = "school"
    NAME = "name"
    """The name of a criterion."""
    CURRENT = "current"
    EXPECTED = "expected"
    CRITERION = "criterion"
    """Values of the criterion that the column's heading names."""
    ASIDE = "aside"


_OF_CRITERION = ("number", "name", "current", "expected")
_VALUES = (ListColumn.CURRENT, ListColumn.EXPECTED)
_COLUMNS = {
    "number": re.compile(r"^\W*(?:№|п/п|n)", re.I),
    "school": re.compile(
        r"^\W*(?:(?:полное|краткое)\s+)?(?:наименование\s+|название\s+)?(?:муниципальн\w+\s+)?"
        r"(?:школ[аы]?|оо|оу|м[бка]?оу|(?:обще)?образовательн\w+\s+(?:организаци\w*|учреждени\w*)|учреждени[ея]|"
        r"организаци[ия])(?:\s*[-–—]?\s*участни\w+|\s*\([^()]*\))?\W*$",
        re.I,
    ),
    "current": re.compile(
        r"текущ|факт|исходн|имеющ|достигнут|на начало|значени[ея] сейчас|"
        r"^\W*(?:значени[ея]|результат)(?:\s+(?:показател|критери|школ)\w*)?\W*$",
        re.I,
    ),
    "expected": re.compile(r"ожидаем|план|целев|прогноз|к достижени|^\W*(?:порог|норматив)", re.I),
    "name": re.compile(r"критери|показател|наименовани|индикатор", re.I),
}
_NAMES_SCHOOL = re.compile(
    r"\b(?:М[БКА]?ОУ|ОУ|СОШ|ООШ|НОШ|ОШ|школ[аы]?|гимнази[яи]|лице[йя]|школа-интернат|кадетск\w+)\b", re.I
)
_OWN_NAME = re.compile(r"№\s*\d|«|\"|\b(?:с|д|п|г|пгт|рп|пос|ст|х)\.\s*[А-ЯЁ]|[А-ЯЁ][а-яё-]+(?:ая|ой|ий|ый)\b")
_BASE = re.compile(r"базов", re.I)
_THRESHOLD = re.compile(r"порог|норматив", re.I)
_SAYS_MORE = re.compile(r"критери|показател|\bшколы?\W+участни|список|перечень|результат", re.I)


def names_a_school(text: str) -> bool:
    """Return whether a heading is a school's name, not just words about schools."""
    return len(text) < 200 and bool(_NAMES_SCHOOL.search(text)) and not _SAYS_MORE.search(text)


def column_of_list(title: str) -> str | None:
    """Return what a column of a list of schools is according to its title, or None."""
    return next((key for key, pattern in _COLUMNS.items() if pattern.search(title)), None)


def criteria_columns(lines: TableLines, corrected: Mapping[int, str] | None = None) -> list[str | None]:
    """Return the keys of a list's columns by their titles; `corrected` has a person's keys by index."""
    keys = [column_of_list(column.title) for column in lines.columns]
    for at, key in (corrected or {}).items():
        if at < len(keys) and key in set(ListColumn):
            keys[at] = key
    return keys


def looks_like_criteria(lines: TableLines) -> bool:
    """Return whether the table has schools with criteria: current and expected values, without periods."""
    keys = criteria_columns(lines)
    has_periods = any(period_heading(title) for column in lines.columns for title in column.titles)
    is_of_criteria = {"name", "current"} < set(keys) and bool({"expected", "school"} & set(keys))
    if has_schools_in_columns(lines) or (is_of_criteria and _has_schools_above_rows(lines)):
        return True
    has_base = any(_BASE.search(column.title) for column in lines.columns)  # beside a current value: of an indicator
    return not has_periods and ((is_of_criteria and not has_base) or _has_criteria_in_columns(lines, keys))


def _has_criteria_in_columns(lines: TableLines, keys: list[str | None]) -> bool:
    """Return whether schools stand in rows, and the further columns, if there are any, are criteria with values."""
    if keys.count("school") != 1 or set(keys) - {"number", "school", "current", "expected", None}:
        return False
    values = [at for at, key in enumerate(keys) if key not in {"number", "school"}]
    cells = {at: [line.covering_text(at) for line in lines.body] for at in values}
    if share((cell for each in cells.values() for cell in each), reads_as_value_or_answer) > 0.6:
        return True
    answered = [at for at in values if share(cells[at], reads_as_answer) > 0.6]
    return not values or 2 * len(answered) > len(values)


def _has_schools_above_rows(lines: TableLines) -> bool:
    first = next((line for line in lines.body if not line.is_blank), None)
    return first is not None and first.is_joined_over(lines.width) and stands_for_a_school(_widest(first))


def _widest(line: TableLine) -> str:
    return max(line.written, key=lambda cell: cell.columns).shown


def has_schools_in_columns(lines: TableLines) -> bool:
    """Return whether criteria stand in rows and each column of values has a school's name as its heading."""
    values = _places_of_schools(lines)
    names = lines.width - len(values)
    if len(values) < 2 or not 1 <= names <= 2 or values[0] != names:
        return False
    cells = [line.text(at) for line in lines.body for at in values]
    return share(cells, reads_as_value_or_answer) > 0.6


def _places_of_schools(lines: TableLines) -> list[int]:
    return [column.number for column in lines.columns if stands_for_a_school(column.title)]


def stands_for_a_school(text: str) -> bool:
    """Return whether a text is one school's name, with its number, place or quotation marks."""
    return names_a_school(text) and len(text) < 120 and bool(_OWN_NAME.search(text)) and not plan_column(text)


def reads_as_value_or_answer(text: str) -> bool:
    return reads_as_value(text) or reads_as_answer(text)


def reads_as_answer(text: str) -> bool:
    """Return whether a text says if something is there: «да», «нет», «+», «–»."""
    return is_mark(text) or text.strip().casefold() in {"нет", "-", "–", "—", "есть", "не выявлено", "выявлено"}


def read_schools_in_columns(lines: TableLines, accounts: Accounts, said: SaidRows) -> list[dict]:
    """Return the schools in the table's columns with their criteria; none if its columns aren't schools."""
    if not has_schools_in_columns(lines):
        return []
    places = _places_of_schools(lines)
    name_at = places[0] - 1
    rows = [line for line, _kind in rows_to_read(lines, said, accounts)]
    return [
        {
            "school": lines.columns[at].title,
            "criteria": [
                {**({"number": line.text(0)} if name_at else {}), "name": line.text(name_at), "current": line.text(at)}
                for line in rows
            ],
        }
        for at in places
    ]


class SchoolsReader:
    """Reads the rows of a table, and of tables that continue it, as schools with their criteria."""

    def __init__(
        self, lines: TableLines, accounts: Accounts, corrected: Mapping[int, str] | None, rows: SaidRows
    ) -> None:
        self.lines, self.accounts, self.rows = lines, accounts, rows
        self.keys = criteria_columns(lines, corrected)
        self.school_at = self.keys.index(ListColumn.SCHOOL) if ListColumn.SCHOOL in self.keys else None
        self.names_criteria = ListColumn.NAME in self.keys
        number = self.keys.index(ListColumn.NUMBER) if ListColumn.NUMBER in self.keys else None
        self.number_is_of_school = None not in {number, self.school_at} and number < self.school_at

        for key, column in zip(self.keys, lines.columns, strict=True):
            if key == ListColumn.EXPECTED and _THRESHOLD.search(column.title) and not corrected:
                reason = "Пороги критериев внесены на место ожидаемых значений, под своим названием."
                accounts.doubt(reason, column.title, weight=Weight.MEANING)

    def told_keys(self) -> tuple[str, ...]:
        """Return the keys of the columns, in the form in which a person may correct them; "" without a meaning."""
        return tuple(key or ("" if self.names_criteria else ListColumn.CRITERION) for key in self.keys)

    def titles(self, schools: list[dict]) -> list[PlacedText]:
        """Return the headings to keep: those of the columns of criteria, or all if the list has only schools."""
        kept = {*_OF_CRITERION} - ({"number"} if self.number_is_of_school else set())
        if schools and not any(each["criteria"] for each in schools):
            kept = {*self.keys} - {ListColumn.ASIDE}
        elif not self.names_criteria:
            kept = set()
        return [c.whole_title for key, c in zip(self.keys, self.lines.columns, strict=True) if key in kept]

    def leave_out_titles(self) -> None:
        """Account for the headings of columns that a person left out."""
        for key, column in zip(self.keys, self.lines.columns, strict=True):
            if key == ListColumn.ASIDE:
                self.accounts.use_text(column.whole_title, "не вносится")

    def read(self, lines: TableLines) -> list[dict]:
        """Return the schools; criteria in rows above the first school come first, without a `school`."""
        schools: list[dict] = []
        for line, said in rows_to_read(lines, self.rows, self.accounts):
            if said == RowKind.SECTION or (said is None and self._names_school_alone(line)):
                words = joined([line.text(cell.column) for cell in line.written], " ")
                schools.append({"school": words.with_text(" ".join(words.split())), "criteria": []})
                continue
            name = "" if self.school_at is None else line.text(self.school_at)
            if name and said != RowKind.GOES_ON:
                schools.append({"school": name.with_text(" ".join(name.split())), "criteria": []})
                self._use_number(line)
            if not schools:
                schools.append({"criteria": []})
            schools[-1]["criteria"] += self._criteria_of(line)
        return schools

    def _names_school_alone(self, line: TableLine) -> bool:
        """Return whether a school's name covers the row, above that school's criteria."""
        return self.school_at is None and line.is_joined_over(self.lines.width) and stands_for_a_school(_widest(line))

    def _use_number(self, line: TableLine) -> None:
        """Account for a number before the school, which is only its place in the list."""
        if self.number_is_of_school:
            cell = line.cell(self.keys.index(ListColumn.NUMBER))
            self.accounts.use("номер школы", *(cell.paragraphs if cell is not None else ()))

    def _criteria_of(self, line: TableLine) -> list[dict]:
        """Return a row's criteria: the one that a column names, and one for each heading over values of its own."""
        named: dict = {}
        found: dict[str, dict] = {}
        for at, (key, column) in enumerate(zip(self.keys, self.lines.columns, strict=True)):
            text = line.covering_text(at)
            if key == ListColumn.ASIDE:
                self.accounts.use_text(text, "не вносится")
            elif key == ListColumn.CRITERION or (not self.names_criteria and key in {None, *_VALUES}):
                is_parted = key in _VALUES and len(column.titles) > 1
                name = joined(column.titles[:-1], " ") if is_parted else column.whole_title
                criterion = found.setdefault(str(name), {"name": PlacedText(name, name.places)})
                criterion[str(key) if key in _VALUES else "current"] = text
            elif self.names_criteria and key in _OF_CRITERION and not (key == "number" and self.number_is_of_school):
                named.setdefault(str(key), text)
        row = {key: named[key] for key in _OF_CRITERION if key in named}
        return [*([row] if self.names_criteria else []), *found.values()]
