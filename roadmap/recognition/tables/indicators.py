"""Tables of indicators: periods in columns or in rows, one to three levels of headings, plan beside fact."""

from __future__ import annotations

import re
from collections.abc import Mapping

from roadmap.recognition.accounts import Accounts, Weight
from roadmap.recognition.columns import ColumnKind, PeriodHeading, indicator_column, period_heading
from roadmap.recognition.evidence import reads_as_value, share
from roadmap.recognition.kinds import RowKind
from roadmap.recognition.placed import PlacedText, joined
from roadmap.recognition.tables.lines import LinesColumn, TableLine, TableLines

_PERIOD = re.compile(r"20\d\d(?:-20\d\d|-Q[1-4]|-H[12]|-(?:0[1-9]|1[0-2]))?")
_YEAR_IN_TITLE = re.compile(r"(20\d\d)")
_KIND_WORDS = {"fact": re.compile(r"факт|достигнут|отч[её]т", re.I), "plan": re.compile(r"план|прогноз", re.I)}


def is_transposed(lines: TableLines) -> bool:
    """Rows are periods: the first column says which."""
    below = [line.covering_text(0) for line in lines.body]
    return bool(below) and share(below, lambda text: period_heading(text) is not None) > 0.7 and lines.width > 1


def read_indicators(
    lines: TableLines,
    title: PlacedText,
    accounts: Accounts,
    corrected: Mapping[int, str] | None = None,
    rows: Mapping[str, Mapping[int, RowKind]] | None = None,
) -> tuple[dict, tuple[str, ...]]:
    """One table of the format, and what each of its columns is, where columns are periods."""
    if is_transposed(lines):
        return _transposed(lines, title, accounts), ()
    reader = IndicatorsByColumn(lines, title, accounts, corrected, rows)
    return reader.read(lines), tuple(reader.told_keys())


class IndicatorsByColumn:
    def __init__(
        self,
        lines: TableLines,
        title: PlacedText,
        accounts: Accounts,
        corrected: Mapping[int, str] | None = None,
        rows: Mapping[str, Mapping[int, RowKind]] | None = None,
    ) -> None:
        """`corrected`: what a person said of columns («name», or «2024 plan»), `rows`: of rows, by table."""
        self.lines, self.title, self.accounts = lines, title, accounts
        self.corrected, self.rows = corrected or {}, rows or {}
        year = next(
            (found[1] for column in lines.columns if (found := _YEAR_IN_TITLE.search(column.upper_title))), None
        )
        self.headings = [self._heading(column, year) for column in lines.columns]
        for place, key in self.corrected.items():
            if place < len(self.headings):
                self.headings[place] = _said_period(key)
        self._without_doubles()
        self.keys = self._keys()
        for column, heading in zip(lines.columns, self.headings, strict=True):
            for title in column.titles if heading else column.titles[:-1]:
                accounts.drop(title, title)

    def read(self, lines: TableLines) -> dict:
        """These lines, by the columns of the table that this is the reader of: it may go on over a page."""
        periods = list(dict.fromkeys(heading.period for heading in self.headings if heading))
        read = {"title": self.title} if self.title else {}
        read |= {"periods": periods, "layout": "periods-in-columns", "columns": self._columns(), "groups": []}
        groups = read["groups"]
        for line in lines.body:
            said = self.rows.get(lines.table.place, {}).get(line.number + lines.table.first_row)
            if line.is_blank or said == RowKind.ASIDE:
                continue
            if said == RowKind.SECTION or (said is None and self._is_group(line)):
                groups.append({"title": joined([line.text(cell.column) for cell in line.written], " "), "rows": []})
                continue
            if not groups:
                groups.append({"rows": []})
            groups[-1]["rows"].append(self._row(line, groups[-1]["rows"]))
        return read

    def told_keys(self) -> list[str]:
        """What each column is, as a person may correct it."""
        return [
            f"{heading.period} {heading.kind or 'plan'}" if heading and key == "values" else key
            for key, heading in zip(self.keys, self.headings, strict=True)
        ]

    def _is_group(self, line: TableLine) -> bool:
        return line.is_joined_over(self.lines.width) or (len(line.written) == 1 and line.written[0].columns > 1)

    def _heading(self, column: LinesColumn, year: str | None) -> PeriodHeading | None:
        """A column of a period; the year before the first of them is the base where it is called so."""
        upper = _YEAR_IN_TITLE.search(column.upper_title)
        found = period_heading(column.title, upper[1] if upper else year)
        if not found and column.titles and _only_kind(column.title):
            above = next(
                (heading for title in reversed(column.titles[:-1]) if (heading := period_heading(title, year))), None
            )
            found = above and PeriodHeading(above.period, _only_kind(column.title))
        if not found:
            return None
        if found.kind is None:
            kinds = (kind for title in column.titles for kind, pattern in _KIND_WORDS.items() if pattern.search(title))
            found = PeriodHeading(found.period, next(kinds, None))
        return None if indicator_column(column.title) == ColumnKind.BASELINE and found.kind != "fact" else found

    def _without_doubles(self) -> None:
        """A period whose plan (or fact) has a column already is kept as a further one."""
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
            keys[max(free, key=lambda place: sum(map(len, cells[place])))] = ColumnKind.NAME
        self._lone_year_is_base(keys)
        seen, named, further = set(), [], 0
        for key in keys:
            if key is None or key == ColumnKind.FURTHER or (key != "values" and key in seen):
                further += 1
                named.append(f"column-{further}")
            else:
                seen.add(key)
                named.append(str(key))
        return named

    def _lone_year_is_base(self, keys: list[str | None]) -> None:
        """A year that stands outside of the heading over the others, before them, is what one starts from."""
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
        ):
            keys[first], self.headings[first] = ColumnKind.BASELINE, None
            self.accounts.doubt(f"«{alone.title}» понято как исходное значение.", alone.title, weight=Weight.MEANING)

    def _columns(self) -> list[dict]:
        """The columns of periods are one, called as what stands over them."""
        columns: list[dict] = []
        for key, column in zip(self.keys, self.lines.columns, strict=True):
            if key == "values":
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
        row: dict = {}
        values: dict = {}
        cells: dict = {}
        for column, (key, heading) in enumerate(zip(self.keys, self.headings, strict=True)):
            text = line.covering_text(column)
            if heading and key == "values":
                values.setdefault(heading.period, {})[heading.kind or "plan"] = text
                self._check(text, line, column)
            elif key.startswith("column-"):
                cells[key] = text
            else:
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

    def _check(self, text: PlacedText, line: TableLine, column: int) -> None:
        cell = line.cell(column)
        if cell is not None and cell.columns > 1 and text and cell.column == column:
            self.accounts.doubt(
                "Значение стоит в ячейке, объединённой над несколькими годами.", text, weight=Weight.MEANING
            )


def _said_period(key: str) -> PeriodHeading | None:
    """«2024 fact», «2024-Q1 plan»; another key names no period."""
    period, _, kind = key.partition(" ")
    return PeriodHeading(period, kind or "plan") if _PERIOD.fullmatch(period) and kind in {"", "plan", "fact"} else None


def _only_kind(title: str) -> str | None:
    """A title that says plan or fact and no period."""
    return next((kind for kind, pattern in _KIND_WORDS.items() if pattern.search(title)), None)


def _transposed(lines: TableLines, title: PlacedText, accounts: Accounts) -> dict:
    """Each further column is an indicator, with the heading over it where it has one."""
    rows: list[dict] = []
    for column in lines.columns[1:]:
        row: dict = {"name": column.title}
        if len(column.titles) > 1:
            row["heading"] = column.upper_title
        rows.append({**row, "values": {}})
    periods: list[str] = []
    for line in lines.body:
        heading = period_heading(line.covering_text(0))
        if heading is None:
            accounts.doubt("Строка не похожа на год: она не понята.", line.covering_text(0), weight=Weight.MEANING)
            continue
        accounts.use("период", *(line.cell(0).paragraphs if line.cell(0) else ()))
        periods.append(heading.period)
        for column, row in enumerate(rows, 1):
            row["values"].setdefault(heading.period, {})[heading.kind or "plan"] = line.covering_text(column)
    read = {"title": title} if title else {}
    return read | {
        "periods": list(dict.fromkeys(periods)),
        "layout": "periods-in-rows",
        "columns": [{"key": "period", "title": lines.columns[0].title}],
        "groups": [{"rows": rows}],
    }


def values_are_there(lines: TableLines) -> bool:
    """Most of what stands outside of the first columns are values."""
    cells = [line.covering_text(column) for line in lines.body for column in range(1, lines.width)]
    return share(cells, reads_as_value) > 0.4


def append_rows(known: dict, further: dict) -> None:
    """Rows of a table that goes on with the one before: the first of them in its last group."""
    groups = further["groups"]
    if groups and "title" not in groups[0] and known["groups"]:
        known["groups"][-1]["rows"].extend(groups.pop(0)["rows"])
    known["groups"].extend(groups)
