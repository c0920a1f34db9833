"""Which reader each table goes to, and what is taken for its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from portal.sources.source import SourceParagraph, SourceTable
from roadmap.recognition.accounts import Accounts, Weight
from roadmap.recognition.captions import (
    NAME_OF_PERSON,
    cells_of,
    is_caption,
    is_stamp,
    lines_of,
)
from roadmap.recognition.columns import year_of_heading
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.headings import goes_on, is_continuation, is_mere_period, is_table_label, numbered_title
from roadmap.recognition.kinds import RowKind, TableKind
from roadmap.recognition.kinds_of_table import kind_of_table
from roadmap.recognition.placed import PlacedText, joined, line_of
from roadmap.recognition.running_text import RunningText, is_of_abbreviations
from roadmap.recognition.tables.beginnings import begins_with_rows, has_headings
from roadmap.recognition.tables.indicators import (
    IndicatorsByColumn,
    append_rows,
    is_transposed,
    read_indicators,
)
from roadmap.recognition.tables.lines import TableLines
from roadmap.recognition.tables.other import general_table, read_passport
from roadmap.recognition.tables.plan import PlanReader
from roadmap.recognition.tables.plan_columns import PlanColumns, last_further, plan_columns, titles_of
from roadmap.recognition.tables.schools import names_a_school, read_criteria, read_schools_in_rows
from roadmap.recognition.unfolding import titled

_PERIOD_IN_TITLE = re.compile(
    r"(?:на\s+)?((?:20\d\d\s*[-–—/]\s*(?:20)?\d\d|20\d\d)\s*(?:-?й?\s*учебн\w+\s+год\w*|уч\.?\s*год\w*))", re.I
)
_NUMBER = re.compile(r"\W*(\d{1,2})[.)]?\s")
_PLAN_TITLE = re.compile(r"\W*(?:\w+\s+)?(?:план|дорожн\w+\s+карт|комплекс\s+мер|перечень\s+мероприят)", re.I)


@dataclass
class _TableBefore:
    """The table read last, which the next may go on with."""

    lines: TableLines
    go_on: Callable[[TableLines], None]


@dataclass(frozen=True)
class ReadTable:
    """How a table was understood, which a person may correct: its kind, and its columns' titles and keys."""

    place: str
    kind: TableKind
    titles: tuple[str, ...]
    keys: tuple[str, ...] = ()
    goes_on: bool = False
    """Its rows are further ones of the table before."""
    can_go_on: bool = False
    """A table of as many columns was read before it."""


def _first_place(table: SourceTable) -> str:
    return next((each.place for cell in table.cells for each in cell.paragraphs), table.place)


class TablesInOrder(RunningText):
    """Each table to its reader, with the headings above it."""

    def __init__(self, corrections: Corrections) -> None:
        super().__init__(corrections.lines)
        self.corrections = corrections
        self.tables: list[ReadTable] = []
        self.plan = PlanReader(self.accounts, corrections)
        self.before: _TableBefore | None = None
        self.is_apart = False
        """Text stands between that table and what comes now."""
        self.plan_section: dict | None = None
        """The section that was open when the plan's last table was read."""
        self.is_beside = False
        """There are several plans: each is an upper direction."""

    def begin_part(self, lines: list[PlacedText], stamped: bool) -> None:
        """A caption or a stamp: what follows is another part."""
        raise NotImplementedError

    def _take_table(self, table: SourceTable, place: int) -> int:
        if self._goes_on(table):
            return place + 1
        table = self._without_title(table)
        heading = " ".join(each.shown for each in self.pending)
        kind = self.corrections.kinds.get(table.place) or kind_of_table(table, heading or self._text_above())
        lines = self._lines(table)
        titles = tuple(column.whole_title for column in lines.columns)
        can_go_on = self.before is not None and self.before.lines.width == table.column_count
        self.tables.append(ReadTable(table.place, kind, titles, can_go_on=can_go_on))
        self._use_spare(lines)
        match kind:
            case TableKind.CAPTION:
                self._take_caption_table(table)
            case TableKind.LAYOUT:
                self._take_layout(table)
            case TableKind.PASSPORT:
                self._open_section()
                self._close_text()
                self.programme.setdefault("passport", []).extend(read_passport(table, self.accounts))
            case TableKind.PLAN:
                self._take_plan(lines)
            case TableKind.INDICATORS:
                self._take_indicators(lines)
            case TableKind.CRITERIA:
                self._take_criteria(lines)
            case TableKind.MONEY:
                title = self._title_of_table()
                self.programme["resources"] = {**({"title": title} if title else {}), "table": general_table(table)}
            case _:
                self._take_general(table)
        return place + 1

    def _lines(self, table: SourceTable) -> TableLines:
        """With as many rows of headings as a person said."""
        said = [at - table.first_row for at, kind in self._rows_of(table).items() if kind == RowKind.HEADING]
        others = [at - table.first_row for at, kind in self._rows_of(table).items() if kind != RowKind.HEADING]
        lines = TableLines(table)
        if not others and begins_with_rows(lines):
            return TableLines(table, heading_count=0)
        count = max([lines.heading_count, *(at + 1 for at in said)])
        count = min([count, *(at for at in others if at >= 0)])
        return lines if count == lines.heading_count else TableLines(table, heading_count=count)

    def _rows_of(self, table: SourceTable) -> Mapping[int, RowKind]:
        return self.corrections.rows.get(table.place, {})

    def _without_title(self, table: SourceTable) -> SourceTable:
        """A title in the table's first row stands above it, where the rest is a plan or indicators by itself."""
        found = titled(table)
        is_said = bool({0, 1} & set(self._rows_of(table)))
        if found is None or is_said or self.corrections.kinds.get(table.place) == TableKind.GENERAL:
            return table
        words, rest = found
        if kind_of_table(rest, "") not in {TableKind.PLAN, TableKind.INDICATORS, TableKind.CRITERIA, TableKind.MONEY}:
            return table
        self.pending += words
        return rest

    def _text_above(self) -> str:
        """Without a heading: the section's, and a label of the table that is set as text."""
        label = self.text[-1].shown if self._last_text_is_label() else ""
        title = (self.part.sections or [{}])[-1].get("title", "")
        return f"{title} {label}".strip()

    def _goes_on(self, table: SourceTable) -> bool:
        """A table right below another of as many columns whose first row is no heading, or the same: its next rows."""
        before = self.before
        said = self.corrections.joins.get(table.place)
        if before is None or before.lines.width != table.column_count or said is False:
            return False
        says_so = [each for each in self.pending if is_continuation(each.shown)]
        own = TableLines(table)
        has_none = begins_with_rows(own)
        if not said and not has_none and (len(says_so) < len(self.pending) or self.is_apart):
            return False
        is_repeated = titles_of(own) == titles_of(before.lines)
        if not is_repeated and not said and has_headings(own):
            return False
        if has_none and not said and (self.pending or self.is_apart):
            self.accounts.doubt("Таблица без заголовков понята как продолжение предыдущей.", place=_first_place(table))
        lines = own if is_repeated else TableLines(table, goes_on=True)
        self.tables.append(replace(self.tables[-1], place=table.place, goes_on=True, can_go_on=True))
        if len(says_so) == len(self.pending):
            self.pending = []
        self.accounts.use("продолжение таблицы", *says_so)
        self._use_spare(lines)
        if is_repeated:
            for column in lines.columns:
                for title in column.titles:
                    self.use(title, "повторённые заголовки")
        before.go_on(lines)
        return True

    def _use_spare(self, lines: TableLines) -> None:
        for line in lines.spare:
            for cell in line.own_cells:
                self.accounts.use("номера граф и повторённые заголовки", *cell.paragraphs)

    def _take_caption_table(self, table: SourceTable) -> None:
        """Captions and stamps side by side, each in its cell."""
        for cell in cells_of(table):
            lines = lines_of(cell)
            if is_stamp(cell.shown) or is_caption(cell.shown):
                self.begin_part(lines, is_stamp(cell.shown))
            else:
                self.accounts.use("гриф", *cell.paragraphs)

    def _take_layout(self, table: SourceTable) -> None:
        words = " ".join(cell.shown for cell in table.cells)
        if NAME_OF_PERSON.search(words) and len(words) < 250:
            self.accounts.use("подпись", *(each for cell in table.cells for each in cell.paragraphs))
        else:
            self._take_general(table)

    def _title_of_table(self) -> PlacedText | None:
        """The headings right above; the part's title is taken first where there is none and the programme has none."""
        self._close_text_keeping_headings()
        pending, self.pending = self.pending, []
        if "part" not in self.programme:
            pending = self._take_title(pending)
        if not pending:
            return None
        return line_of(pending)

    def _close_text_keeping_headings(self) -> None:
        pending, self.pending = self.pending, []
        self._close_text()
        self.pending = pending

    def _take_plan(self, lines: TableLines) -> None:
        periods = [each for each in self.pending if is_mere_period(each.shown)]
        self.pending = [each for each in self.pending if each not in periods]
        between = self._heading_of_text_between()
        title, direction = self._title_of_plan()
        year = self._year_of_plan([each.shown for each in periods] + [title or ""])
        corrected = self.corrections.columns.get(lines.table.place, {})
        columns = plan_columns(lines, year, self.accounts, corrected)
        self.tables[-1] = replace(self.tables[-1], keys=tuple(columns.keys))
        roadmap = self.programme.get("roadmap")
        if roadmap is None:
            roadmap = self.programme["roadmap"] = {"title": title} if title else {}
            if periods:
                roadmap["period"] = line_of(periods)
            elif title and (found := _PERIOD_IN_TITLE.search(title)):
                roadmap["period"] = title.with_text(found[1])
            roadmap["columns"] = columns.as_json()
            self.plan.read(lines, columns, direction)
        else:
            self._tell_other_titles(roadmap["columns"], columns)
            title = joined(filter(None, [title, direction]), " ") or between
            self._put_beside(roadmap, title)
            self.plan.read(lines, columns, title)
        roadmap["directions"] = self.plan.directions
        self.plan_section = self.part.sections[-1] if self.part.sections else None
        self._remember(lines, lambda further: self.plan.read(further, columns))

    def _year_of_plan(self, headings: list[str]) -> str | None:
        """To which the months and quarters of its columns belong where they don't say."""
        titles = [*headings, *(part.title or "" for part in self.parts)]
        return next(filter(None, map(year_of_heading, titles)), None)

    def _remember(self, lines: TableLines, go_on: Callable[[TableLines], None]) -> None:
        self.before, self.is_apart = _TableBefore(lines, go_on), False

    def _heading_of_text_between(self) -> PlacedText | None:
        """Of the section that was opened since the plan's table before: text stands between it and this one."""
        if self.pending or not self.part.sections or self.part.sections[-1] is self.plan_section:
            return None
        section = self.part.sections[-1]
        return joined(filter(None, [section.get("number"), section.get("title")]), ". ") or None

    def _put_beside(self, roadmap: dict, title: PlacedText | None) -> None:
        """A second plan, or the second of numbered headings: what stood above the first table is a direction too."""
        first = roadmap.get("title") or (self.programme["part"].title if "part" in self.programme else None)
        if not title or not first or self.is_beside:
            return
        numbers = [found[1] if (found := _NUMBER.match(each)) else None for each in (first, title)]
        are_numbered = None not in numbers and int(numbers[1]) == int(numbers[0]) + 1
        if are_numbered or _PLAN_TITLE.match(title):
            self.is_beside = True
            self.plan.put_under(first)
            roadmap.pop("title", None)

    def _tell_other_titles(self, known: list[dict], columns: PlanColumns) -> None:
        """The plan keeps the headings of its first table; others are told, and what it had no column for is added."""
        titles = {each["title"].casefold(): each["key"] for each in known}
        kept = {each["key"] for each in known}
        for at, (key, title) in enumerate(zip(columns.keys, columns.titles, strict=True)):
            if key.startswith("column-"):
                same = titles.get(title.casefold(), "")
                key = same if same.startswith("column-") else f"column-{last_further(known) + 1}"
                columns.keys[at] = key
            if key not in kept:
                kept.add(key)
                known.append({"key": key, "title": title})
                continue
            self.use(title, "повторённые заголовки")
            if title.casefold() not in titles:
                self.accounts.doubt(
                    "Графа названа иначе, чем в первой таблице плана: останется первое название.", title
                )

    def _title_of_plan(self) -> tuple[PlacedText | None, PlacedText | None]:
        """The plan's title, and below it that of the direction to which the table belongs."""
        headings = list(self.pending)
        title = self._title_of_table()
        count = 1
        while count < len(headings) and goes_on(line_of(headings[:count]), headings[count]):
            count += 1
        if title is None or count >= len(headings) or line_of(headings) != title:
            return title, None
        return line_of(headings[:count]), line_of(headings[count:])

    def _take_indicators(self, lines: TableLines) -> None:
        title = self._title_of_table()
        place = lines.table.place
        corrected, rows = self.corrections.columns.get(place, {}), self.corrections.rows
        read, keys = read_indicators(lines, title or PlacedText(""), self.accounts, corrected, rows)
        self.tables[-1] = replace(self.tables[-1], keys=keys)
        known = self.programme.setdefault("indicators", read)
        if not is_transposed(lines):
            reader = IndicatorsByColumn(lines, PlacedText(""), Accounts(), corrected, rows)
            self._remember(lines, lambda further: append_rows(known, reader.read(further)))
        if known is read:
            return
        if known["layout"] != read["layout"]:
            self.accounts.doubt(
                "Ещё одна таблица показателей устроена иначе, чем первая.", title or "", weight=Weight.MEANING
            )
        known["periods"] = list(dict.fromkeys(known["periods"] + read["periods"]))
        for group in read["groups"]:
            known["groups"].append({**({"title": title} if title and "title" not in group else {}), **group})

    def _take_criteria(self, lines: TableLines) -> None:
        """Criteria of the school whose name stands above, or of those that the rows name; the title above all."""
        schools = read_schools_in_rows(lines, self.accounts)
        if not schools:
            self._take_plain_name()
        pending, self.pending = self.pending, []
        name = pending.pop() if pending and not schools and names_a_school(pending[-1].shown) else None
        listed = self.part.list_of_schools
        if listed is None:
            title = line_of(pending) if pending else None
            listed = self.part.list_of_schools = {**({"title": title} if title else {})}
            listed["columns"] = [column.whole_title for column in lines.columns]
            listed["schools"] = []
        else:
            for column in lines.columns:
                self.use(column.whole_title, "повторённые заголовки")
            self._open_sections(pending)
        if schools:
            listed["schools"] += schools
            return
        if name is None and listed["schools"]:
            listed["schools"][-1]["criteria"].extend(read_criteria(lines))
            return
        number, school = numbered_title(name) if name else (None, PlacedText(""))
        if number:
            self.accounts.drop(school, number)
        if name is None:
            self.accounts.doubt(
                "Над таблицей критериев нет названия школы.", place=lines.table.place, weight=Weight.MEANING
            )
        listed["schools"].append({"school": school, "criteria": read_criteria(lines)})

    def _take_plain_name(self) -> None:
        """A name above its table that is set as text."""
        if (
            not self.pending
            and self.text
            and isinstance(self.text[-1], SourceParagraph)
            and len(self.text[-1].text) < 120
            and names_a_school(self.text[-1].text)
        ):
            self.pending.append(self.text.pop())

    def _take_general(self, table: SourceTable) -> None:
        if self._take_abbreviations(table):
            return
        title = None
        if self.pending and is_table_label(self.pending[-1].shown):
            title = line_of([self.pending.pop()])
        elif not self.pending and self._last_text_is_label():
            title = line_of([self.text.pop()])
        self._open_section()
        self.text.append(general_table(table, title))

    def _last_text_is_label(self) -> bool:
        return bool(self.text) and isinstance(self.text[-1], SourceParagraph) and is_table_label(self.text[-1].shown)

    def _take_abbreviations(self, table: SourceTable) -> bool:
        """Two columns under a heading of abbreviations: what is short, and what it stands for."""
        above = self.pending[-1].shown if self.pending else (self.part.sections or [{}])[-1].get("title", "")
        lines = TableLines(table)
        if lines.width != 2 or not is_of_abbreviations(above):
            return False
        self._open_section()
        first = lines.lines[0]
        has_headings = bool(re.search(r"сокращ|обознач|термин|аббревиат|понят", first.text(0), re.I))
        if has_headings:
            self.accounts.use("заголовки граф", *(each for cell in first.written for each in cell.paragraphs))
        for line in lines.lines[has_headings:]:
            if line.written:
                self.abbreviations.append({"short": line.text(0), "long": line.text(1)})
        return True
