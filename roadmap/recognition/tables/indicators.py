"""Reads tables of indicators: periods in columns or rows, one to three levels of headings, plan beside fact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from roadmap.recognition.accounts import Accounts, Weight
from roadmap.recognition.columns import ColumnKind, PeriodHeading, indicator_column, period_heading
from roadmap.recognition.evidence import reads_as_value, share
from roadmap.recognition.kinds import RowKind
from roadmap.recognition.placed import PlacedText, joined
from roadmap.recognition.tables.indicator_groups import column_of_groups, names_groups, stands_for_several
from roadmap.recognition.tables.lines import LinesColumn, SaidRows, TableLine, TableLines, rows_to_read, said_of

_PERIOD = re.compile(r"20\d\d(?:-20\d\d|-Q[1-4]|-H[12]|-(?:0[1-9]|1[0-2]))?")
_YEAR_IN_TITLE = re.compile(r"(20\d\d)")
_NAMES_INDICATORS = re.compile(r"показател|индикатор|критери|ориентир", re.I)
_MERE_KIND = re.compile(r"\W*(?:план\w*|факт\w*|прогноз\w*)(?:\s+значени\w*)?\W*$", re.I)
_KIND_WORDS = {"fact": re.compile(r"факт|достигнут|отч[её]т", re.I), "plan": re.compile(r"план|прогноз", re.I)}


def is_transposed(lines: TableLines) -> bool:
    """Return whether rows are periods, which the first column names."""
    below = [line.covering_text(0) for line in lines.body]
    return bool(below) and share(below, lambda text: period_heading(text) is not None) > 0.7 and lines.width > 1


def read_indicators(
    lines: TableLines,
    title: PlacedText,
    accounts: Accounts,
    corrected: Mapping[int, str] | None = None,
    rows: SaidRows | None = None,
    year: str | None = None,
) -> tuple[dict, tuple[str, ...]]:
    """Return a table of the format, and the keys of its columns, which are empty if rows are periods."""
    if is_transposed(lines):
        return _read_transposed(lines, title, accounts, rows or {}), ()
    reader = IndicatorsByColumn(lines, title, accounts, corrected, rows, year)
    return reader.read(lines), tuple(reader.told_keys())


class IndicatorsByColumn:
    def __init__(
        self,
        lines: TableLines,
        title: PlacedText,
        accounts: Accounts,
        corrected: Mapping[int, str] | None = None,
        rows: SaidRows | None = None,
        year: str | None = None,
    ) -> None:
        """`corrected` has a person's keys of columns («name», «2024 plan»), `rows` a person's kinds of rows, by table.

        `year` is the year of parts of a year for which no heading of the table names one.
        """
        self.lines, self.title, self.accounts = lines, title, accounts
        self.corrected, self.rows = corrected or {}, rows or {}
        year = _year_over_columns(lines) or year
        self.headings = [self._heading(column, year) for column in lines.columns]
        for place, key in self.corrected.items():
            if place < len(self.headings):
                self.headings[place] = _said_period(key)
        self._make_doubles_further()
        self.kind_at = self._column_of_kinds()
        self.keys = self._keys()
        for column, heading in zip(lines.columns, self.headings, strict=True):
            for title in column.titles if heading else column.titles[:-1]:
                accounts.drop_title(title)

    def read(self, lines: TableLines) -> dict:
        """Read lines by this reader's columns; they may be those of a table that continues its own."""
        periods = list(dict.fromkeys(heading.period for heading in self.headings if heading))
        read = {"title": self.title} if self.title else {}
        read |= {"periods": periods, "layout": "periods-in-columns", "columns": self._columns(), "groups": []}
        groups, section = read["groups"], None
        for line, said in rows_to_read(lines, self.rows, self.accounts):
            if said == RowKind.SECTION or (said is None and self._is_group(line)):
                section = joined([line.text(cell.column) for cell in line.written], " ")
                groups.append({"title": section, "rows": []})
                continue
            self._open_group_beside(line, groups, section)
            if not groups:
                groups.append({"rows": []})
            self._take_row(line, groups[-1]["rows"])
        return read

    def _open_group_beside(self, line: TableLine, groups: list[dict], section: PlacedText | None) -> None:
        """Open the group that begins beside this row, below the section's title if there is one."""
        own = line.text(self.keys.index(ColumnKind.GROUP)) if ColumnKind.GROUP in self.keys else None
        title = joined(filter(None, [section, own]), ". ")
        if not own or (groups and groups[-1].get("title") == title):
            return
        if groups and not groups[-1]["rows"]:
            groups.pop()
        groups.append({"title": title, "rows": []})

    def _take_row(self, line: TableLine, rows: list[dict]) -> None:
        """Add a row, or add its values to the row above if they are the facts of the same indicator."""
        row = self._row(line, rows)
        is_same = rows and self.kind_at is not None and row.get("name") in {"", rows[-1].get("name")}
        values = rows[-1].get("values", {}) if is_same else {}
        if not is_same or any(set(kinds) & set(values.get(period, {})) for period, kinds in row["values"].items()):
            rows.append(row)
            return
        for period, kinds in row["values"].items():
            values.setdefault(period, {}).update(kinds)

    def _column_of_kinds(self) -> int | None:
        """Return the index of the column that says which rows are plans and which are facts, or None."""
        for place, heading in enumerate(self.headings):
            cells = [line.text(place) for line in self.lines.body if not self._is_group(line)]
            if heading is None and len(cells) > 1 and share(cells, _says_only_kind) > 0.8:
                return place
        return None

    def told_keys(self) -> list[str]:
        """Return the keys of the columns, in the form in which a person may correct them."""
        return [
            f"{heading.period} {heading.kind or 'plan'}" if heading and key == "values" else key
            for key, heading in zip(self.keys, self.headings, strict=True)
        ]

    def _is_group(self, line: TableLine) -> bool:
        return line.is_joined_over(self.lines.width) or (len(line.written) == 1 and line.written[0].columns > 1)

    def _heading(self, column: LinesColumn, year: str | None) -> PeriodHeading | None:
        """Return the period of a column, or None; also None for a column of base values that isn't called a fact."""
        upper = _YEAR_IN_TITLE.search(column.upper_title)
        found = period_heading(column.period_words, upper[1] if upper else year)
        if not found and column.titles and _only_kind(column.title):
            own = upper[1] if upper else year
            above = next(
                (heading for title in reversed(column.titles[:-1]) if (heading := period_heading(title, own))), None
            )
            found = above and replace(above, kind=_only_kind(column.title))
        if not found:
            return None
        if found.kind is None:
            kinds = (kind for title in column.titles for kind, pattern in _KIND_WORDS.items() if pattern.search(title))
            found = replace(found, kind=next(kinds, None))
        tell_day(found, column.title, self.accounts)
        return None if indicator_column(column.title) == ColumnKind.BASELINE and found.kind != "fact" else found

    def _make_doubles_further(self) -> None:
        """Make a column a further one if an earlier column already has its period's plan (or fact)."""
        seen: set[tuple[str, str]] = set()
        for place, heading in enumerate(self.headings):
            if heading is None:
                continue
            if (known := (heading.period, heading.kind or "plan")) in seen:
                self.headings[place] = None
                title = self.lines.columns[place].whole_title
                self.accounts.doubt("Две графы одного года: вторая оставлена как другая.", title, weight=Weight.MEANING)
            seen.add(known)

    def _keys(self) -> list[str]:
        """Return the key of each column; those without a meaning, and repeated ones, are further ones («column-1»)."""
        keys: list[str | None] = []
        for column, heading in zip(self.lines.columns, self.headings, strict=True):
            keys.append("values" if heading else indicator_column(column.title) or indicator_column(column.whole_title))
        for place, key in self.corrected.items():
            if place < len(keys) and not self.headings[place]:
                keys[place] = ColumnKind(key) if key in set(ColumnKind) else ColumnKind.FURTHER
        cells = [[line.text(number) for line in self.lines.body] for number in range(self.lines.width)]
        if ColumnKind.NAME not in keys and (
            free := [p for p, key in enumerate(keys) if key not in {"values", "number"}]
        ):
            longest = max(free, key=lambda place: sum(map(len, cells[place])))
            keys[longest] = ColumnKind.NAME
            self._tell_guess(longest)
        self._lone_year_is_base(keys)
        if ColumnKind.GROUP not in keys:
            self._find_groups(keys)
        seen, named, further = set(), [], 0
        for key in keys:
            if key is None or key == ColumnKind.FURTHER or (key != "values" and key in seen):
                further += 1
                named.append(f"column-{further}")
            else:
                seen.add(key)
                named.append(str(key))
        return named

    def _find_groups(self, keys: list[str | None]) -> None:
        """Take the first of two columns of names for groups if its cells stand for several rows, or an unknown one."""
        names = [at for at, key in enumerate(keys) if key == ColumnKind.NAME and at not in self.corrected]
        if len(names) > 1 and stands_for_several(self.lines, names[0]):
            keys[names[0]] = None
        found = column_of_groups(self.lines, keys)
        if found is None or found in self.corrected:
            return
        keys[found] = ColumnKind.GROUP
        if not names_groups(title := self.lines.columns[found].title):
            place = f"{self.lines.table.place}, столбец {found + 1}"
            reason = f"Графа {found + 1} понята как «группы показателей» по тому, что в ней стоит."
            self.accounts.doubt(reason, title, place=place, weight=Weight.MEANING)

    def _tell_guess(self, column: int) -> None:
        """Add a doubt if only the cells, not the heading, say that the column has names."""
        title = self.lines.columns[column].title
        if not _NAMES_INDICATORS.search(title):
            reason = f"Графа {column + 1} понята как «названия показателей» по тому, что в ней стоит."
            self.accounts.doubt(
                reason, title, place=f"{self.lines.table.place}, столбец {column + 1}", weight=Weight.MEANING
            )

    def _lone_year_is_base(self, keys: list[str | None]) -> None:
        """Take a year before the heading over the other years for the base value, and add a doubt."""
        places = [place for place, heading in enumerate(self.headings) if heading]
        if ColumnKind.BASELINE in keys or len(places) < 3:
            return
        first, rest = places[0], places[1:]
        uppers = {self.lines.columns[place].upper_title for place in rest}
        alone = self.lines.columns[first]
        if (
            len(uppers) == 1
            and len(alone.titles) == 1
            and alone.title not in uppers
            and not period_heading(next(iter(uppers)))
            and self.headings[first].kind != "fact"
        ):
            keys[first], self.headings[first] = ColumnKind.BASELINE, None
            self.accounts.doubt(f"«{alone.title}» понято как исходное значение.", alone.title, weight=Weight.MEANING)

    def _columns(self) -> list[dict]:
        """Return the columns of the format; those of periods become one, named by the heading over them."""
        columns: list[dict] = []
        for key, column in zip(self.keys, self.lines.columns, strict=True):
            if column.number == self.kind_at:
                self.accounts.use_text(column.whole_title, "заголовок графы «план или факт»")
            elif key == ColumnKind.GROUP:
                self.accounts.use_text(column.whole_title, "заголовок графы групп")
            elif key == "values":
                if not any(each["key"] == "values" for each in columns):
                    over = (
                        column.upper_title
                        if len(column.titles) > 1 and not period_heading(column.upper_title)
                        else None
                    )
                    columns.append({"key": "values", **({"title": over} if over else {})})
            else:
                columns.append({"key": key, "title": column.whole_title if len(column.titles) > 1 else column.title})
        return columns

    def _row(self, line: TableLine, above: list[dict]) -> dict:
        """Return a row of the format with its values and further cells."""
        row: dict = {}
        values: dict = {}
        cells: dict = {}
        for column, (key, heading) in enumerate(zip(self.keys, self.headings, strict=True)):
            text = line.covering_text(column)
            if column == self.kind_at:
                self.accounts.use_text(text, "план или факт")
            elif heading and key == "values":
                values.setdefault(heading.period, {})[heading.kind or self._kind_of(line)] = text
                self._check(text, line, column)
            elif key.startswith("column-"):
                cells[key] = text
            elif key != ColumnKind.GROUP:
                row[key] = text
        if values:
            row["values"] = values
        if cells:
            row["cells"] = cells
        if not row.get("name") and above:
            self.accounts.doubt(
                "У строки показателей нет названия.", row.get("number", PlacedText("")), weight=Weight.MEANING
            )
        order = ("number", "name", "unit", "baseline", "values", "target", "cells")
        return {key: row[key] for key in order if key in row}

    def _kind_of(self, line: TableLine) -> str:
        said = None if self.kind_at is None else _only_kind(line.covering_text(self.kind_at))
        return said or "plan"

    def _check(self, text: PlacedText, line: TableLine, column: int) -> None:
        cell = line.cell(column)
        if cell is not None and cell.columns > 1 and text and cell.column == column:
            self.accounts.doubt(
                "Значение стоит в ячейке, объединённой над несколькими годами.", text, weight=Weight.MEANING
            )


def tell_day(heading: PeriodHeading, title: PlacedText, accounts: Accounts) -> None:
    """Add a doubt if the heading names a day, since the format only has its month."""
    if heading.is_of_day:
        accounts.doubt(f"Дата понята как период «{heading.period}»: за тот ли он срок?", title, weight=Weight.MEANING)


def _year_over_columns(lines: TableLines) -> str | None:
    """Return the year of a heading over other columns that isn't about base values, or None."""
    uppers = [column.upper_title for column in lines.columns if len(column.titles) > 1]
    found = (_YEAR_IN_TITLE.search(each) for each in uppers if indicator_column(each) != ColumnKind.BASELINE)
    return next((each[1] for each in found if each), None)


def _said_period(key: str) -> PeriodHeading | None:
    """Return the period of a key («2024 fact», «2024-Q1 plan»), or None if it names none."""
    period, _, kind = key.partition(" ")
    return PeriodHeading(period, kind or "plan") if _PERIOD.fullmatch(period) and kind in {"", "plan", "fact"} else None


def _says_only_kind(text: str) -> bool:
    return bool(_MERE_KIND.match(text))


def _only_kind(title: str) -> str | None:
    """Return which kind of value a text names, "plan" or "fact", or None."""
    return next((kind for kind, pattern in _KIND_WORDS.items() if pattern.search(title)), None)


def _read_transposed(lines: TableLines, title: PlacedText, accounts: Accounts, said: SaidRows) -> dict:
    """Read a table whose rows are periods: each column after the first is an indicator."""
    rows: list[dict] = []
    for column in lines.columns[1:]:
        row: dict = {"name": column.title}
        if len(column.titles) > 1:
            row["heading"] = column.upper_title
        rows.append({**row, "values": {}})
    periods = _take_periods(lines, rows, accounts, said)
    read = {"title": title} if title else {}
    return read | {
        "periods": list(dict.fromkeys(periods)),
        "layout": "periods-in-rows",
        "columns": [{"key": "period", "title": lines.columns[0].title}],
        "groups": [{"rows": rows}],
    }


def _take_periods(lines: TableLines, rows: list[dict], accounts: Accounts, said: SaidRows) -> list[str]:
    """Put the values of each row into the indicators of its columns; return the rows' periods."""
    periods: list[str] = []
    for line in lines.body:
        if said_of(line, lines, said) == RowKind.ASIDE:
            accounts.leave_out(line.own_cells)
            continue
        heading = period_heading(line.covering_text(0))
        if heading is None:
            accounts.doubt("Строка не похожа на год: она не понята.", line.covering_text(0), weight=Weight.MEANING)
            continue
        tell_day(heading, line.covering_text(0), accounts)
        accounts.use("период", *(line.cell(0).paragraphs if line.cell(0) else ()))
        periods.append(heading.period)
        for column, row in enumerate(rows, 1):
            row["values"].setdefault(heading.period, {})[heading.kind or "plan"] = line.covering_text(column)
    return periods


def values_are_there(lines: TableLines) -> bool:
    """Return whether most cells below periods, bases and targets, or else most after the first column, are values."""
    body = [line for line in lines.body if not line.is_joined_over(lines.width)]
    of_values = [
        column.number
        for column in lines.columns
        if period_heading(column.period_words)
        or indicator_column(column.title) in (ColumnKind.BASELINE, ColumnKind.TARGET)
    ]
    cells = (line.covering_text(at) for line in body for at in of_values)
    if len(of_values) > 1 and share(cells, reads_as_value) > 0.6:
        return True
    cells = [line.covering_text(column) for line in body for column in range(1, lines.width)]
    return share(cells, reads_as_value) > 0.4


def append_periods(known: dict, read: dict, further: TableLines, accounts: Accounts, said: SaidRows) -> None:
    """Add the rows of a table that continues `read`, which is already part of `known`; its rows are periods."""
    periods = _take_periods(further, read["groups"][0]["rows"], accounts, said)
    known["periods"] = list(dict.fromkeys(known["periods"] + periods))


def append_rows(known: dict, further: dict, heading: PlacedText | None) -> None:
    """Add the rows of a table that continues: under the heading between the tables, or to the last group."""
    groups = further["groups"]
    if heading:
        known["groups"].append({"title": heading, "rows": []})
    if groups and "title" not in groups[0] and known["groups"]:
        known["groups"][-1]["rows"].extend(groups.pop(0)["rows"])
    known["groups"].extend(groups)
