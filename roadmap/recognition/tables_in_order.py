"""Hands each table to the reader of its kind, and decides which headings are its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from portal.sources.source import SourceTable
from roadmap.recognition.accounts import Accounts, Weight
from roadmap.recognition.columns import year_of_heading
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.headings import is_mere_label, is_mere_period
from roadmap.recognition.joined_tables import ReadTable, first_place
from roadmap.recognition.kinds import RowKind, TableKind
from roadmap.recognition.kinds_of_table import has_years_in_rows, is_of_activities, kind_of_table
from roadmap.recognition.placed import PlacedText, joined, line_of
from roadmap.recognition.tables.beginnings import begins_with_rows
from roadmap.recognition.tables.further_indicators import join_columns, with_keys
from roadmap.recognition.tables.indicators import (
    IndicatorsByColumn,
    append_periods,
    append_rows,
    is_transposed,
    read_indicators,
)
from roadmap.recognition.tables.lines import TableLines
from roadmap.recognition.tables.money import money_keys, years_said
from roadmap.recognition.tables.other import general_table, read_passport
from roadmap.recognition.tables.plan import PlanReader
from roadmap.recognition.tables.plan_columns import PlanColumns, last_further, plan_columns
from roadmap.recognition.tables.schools import criteria_columns
from roadmap.recognition.tables_as_they_stand import TablesAsTheyStand
from roadmap.recognition.unfolding import titled
from roadmap.tables.money_table import columns_of_money

_PERIOD_IN_TITLE = re.compile(
    r"(?:на\s+)?((?:20\d\d\s*[-–—/]\s*(?:20)?\d\d|20\d\d)\s*(?:-?й?\s*учебн\w+\s+год\w*|уч\.?\s*год\w*))", re.I
)
_NUMBER = re.compile(r"\W*(?:(?:направлени|раздел|задач|блок|этап|модул)\w*\s+(?:№\s*)?)?(\d{1,2})[.):]?\s", re.I)
_LABEL = re.compile(r"\W*таблица\s*(?:№\s*)?\d+(?:\.\d+)*\W+(?=\w{3})", re.I)
_OF_DIRECTION = re.compile(r"(?!.*(?:мероприят|план|карт))\W*(?:направление|раздел|блок|задача|модуль|этап)\b", re.I)
_OF_GROUP = re.compile(r"\W*(?:цель|задача|подпрограмма|направление)\b", re.I)
_OF_SUBPROGRAMME = re.compile(r"подпрограмм|проекта\b|комплекса\s+процесс", re.I)
_PLAN_TITLE = re.compile(r"\W*(?:\w+\s+)?(?:план|дорожн\w+\s+карт|комплекс\s+мер|перечень\s+мероприят)", re.I)
_MONEY_BY_ROWS = "Годы этой таблицы денег стоят в строках: она сохранена, но по годам портал её не сложит."


class TablesInOrder(TablesAsTheyStand):
    """Reads each table by its kind, with the headings above it."""

    def __init__(self, corrections: Corrections) -> None:
        super().__init__(corrections)
        self.plan = PlanReader(self.accounts, corrections)
        self.plan_section: dict | None = None
        """The section that was open when the plan's last table was read."""
        self.is_beside = False
        """There are several plans, each kept as a direction at the top."""

    def _take_table(self, table: SourceTable, place: int) -> int:
        """Read a table by its kind, and return the index of the block after it."""
        if self._goes_on(table):
            return place + 1
        table = self._without_title(table)
        heading = " ".join(each.shown for each in self.pending)
        kind = self.corrections.kinds.get(table.place) or kind_of_table(table, heading or self._text_above())
        lines = self._lines(table)
        titles = tuple(column.whole_title for column in lines.columns)
        self.tables.append(ReadTable(table.place, kind, titles, can_go_on=self._can_go_on(table)))
        self.right_above = None
        self._use_spare(lines)
        match kind:
            case TableKind.CAPTION:
                self._take_caption_table(table)
            case TableKind.LAYOUT:
                self._take_layout(table)
            case TableKind.PASSPORT if self._is_of_subprogramme(table, heading or self._text_above()):
                self.tables[-1] = replace(self.tables[-1], kind=TableKind.GENERAL)
                reason = "Ещё один паспорт, подпрограммы или проекта: он оставлен таблицей в тексте."
                self.accounts.doubt(reason, place=first_place(table))
                self._take_general(table)
            case TableKind.PASSPORT:
                self._open_section()
                self._close_text()
                self.programme.setdefault("passport", []).extend(
                    read_passport(table, self.accounts, self._left_out(lines))
                )
            case TableKind.PLAN:
                self._take_plan(lines)
            case TableKind.INDICATORS:
                self._take_indicators(lines)
            case TableKind.CRITERIA:
                self._take_criteria(lines)
            case TableKind.MONEY if "resources" not in self.programme:
                title = self._title_of_table()
                if is_of_activities(lines):
                    reason = "Таблица понята как деньги, а в ней мероприятия и исполнители: не план ли это?"
                    self.accounts.doubt(reason, title or "", place=table.place, weight=Weight.MEANING)
                if money := self._kept(TableLines(table) if not self._rows_of(table) else lines):
                    self._take_money(money, title, table)
            case _:
                if kind == TableKind.MONEY:
                    self._tell_second_money(table)
                self._take_general(table)
        return place + 1

    def _is_of_subprogramme(self, table: SourceTable, heading: str) -> bool:
        """Return whether a passport is that of a subprogramme or project, by its heading or by repeated labels.

        It never is if the programme has no passport yet, or if a person said what the table is.
        """
        known = {each["label"].casefold() for each in self.programme.get("passport", [])}
        if not known or table.place in self.corrections.kinds:
            return False
        labels = {each["label"].casefold() for each in read_passport(table, Accounts())}
        return bool(_OF_SUBPROGRAMME.search(heading)) or 2 * len(labels & known) > len(labels)

    def _take_money(self, money: dict, title: PlacedText | None, table: SourceTable) -> None:
        said = years_said(money, self.corrections.columns.get(table.place, {}))
        resources = {**({"title": title} if title else {}), "table": money, **({"years": said} if said else {})}
        self.programme["resources"] = resources
        keys = money_keys(money, said)
        self.tables[-1] = replace(self.tables[-1], keys=keys)
        if not any(key[:2] == "20" for key in keys):
            reason = "За какой год деньги в этой таблице, не понято: выберите год у её граф."
            reason = _MONEY_BY_ROWS if has_years_in_rows(TableLines(table)) else reason
            self.accounts.doubt(reason, title or "", place=first_place(table), weight=Weight.MEANING)

    def _keys_beside(self, lines: TableLines, before: ReadTable) -> Sequence[str]:
        year = self._year_of([each.shown for each in self.pending])
        match before.kind:
            case TableKind.PLAN:
                return plan_columns(lines, year, Accounts()).keys
            case TableKind.INDICATORS if before.keys:
                return IndicatorsByColumn(lines, PlacedText(""), Accounts(), year=year).told_keys()
            case TableKind.CRITERIA:
                return [key or "" for key in criteria_columns(lines)]
            case TableKind.MONEY:
                return columns_of_money(general_table(lines))
        return [""] * lines.width

    def _tell_second_money(self, table: SourceTable) -> None:
        self.tables[-1] = replace(self.tables[-1], kind=TableKind.GENERAL)
        self.accounts.doubt(
            "Таблица финансирования в программе уже есть: эта оставлена в тексте.",
            place=first_place(table),
            weight=Weight.MEANING,
        )

    def _lines(self, table: SourceTable) -> TableLines:
        """Return the table's lines, with as many rows of headings as a person said."""
        said = [at - table.first_row for at, kind in self._rows_of(table).items() if kind == RowKind.HEADING]
        others = [at - table.first_row for at, kind in self._rows_of(table).items() if kind != RowKind.HEADING]
        lines = TableLines(table)
        if not others and begins_with_rows(lines):
            return TableLines(table, heading_count=0)
        count = max([lines.heading_count, *(at + 1 for at in said)])
        count = min([count, *(at for at in others if at >= 0)])
        return lines if count == lines.heading_count else TableLines(table, heading_count=count)

    def _without_title(self, table: SourceTable) -> SourceTable:
        """Move a title in the table's first row above it, if the rest is a table of a kind that is understood."""
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
        """Return, for a table without a heading, the section's title and a label that is set as text."""
        label = self.text[-1].shown if self._last_text_is_label() else ""
        title = (self.part.sections or [{}])[-1].get("title", "")
        return f"{title} {label}".strip()

    def _title_of_table(self) -> PlacedText | None:
        """Return the headings right above the table, or None; the first of them may become the part's title instead."""
        if self._last_text_is_label() and is_mere_label(self.text[-1].shown):
            self.accounts.use("номер таблицы", self.text.pop())
        self._close_text_keeping_headings()
        pending, self.pending = self.pending, []
        if self.lacks_programme:
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
        if not self.lacks_programme or periods[:1] == self.pending[:1]:
            self.pending = [each for each in self.pending if each not in periods]
        between = self._heading_of_text_between()
        title, direction = map(self._without_label, self._title_of_plan())
        year = self._year_of([each.shown for each in periods] + [title or ""])
        corrected = self.corrections.columns.get(lines.table.place, {})
        columns = plan_columns(lines, year, self.accounts, corrected)
        self.tables[-1] = replace(self.tables[-1], keys=tuple(columns.keys))
        roadmap = self.programme.get("roadmap")
        if roadmap is None:
            if title and not direction and self.part.title and _OF_DIRECTION.match(title):
                title, direction = None, title
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
        self._remember(lines, lambda further, heading: self.plan.read(further, columns, heading, goes_on=True))

    def _year_of(self, headings: list[str]) -> str | None:
        """Return the year of a table's months and quarters that don't name one: that of the nearest title."""
        titles = [*headings, *(part.title or "" for part in reversed(self.parts))]
        return next(filter(None, map(year_of_heading, titles)), None)

    def _heading_of_text_between(self) -> PlacedText | None:
        """Return the heading of the section opened since the plan's last table, or None if no text stands between."""
        if self.pending or not self.part.sections or self.part.sections[-1] is self.plan_section:
            return None
        section = self.part.sections[-1]
        return joined(filter(None, [section.get("number"), section.get("title")]), ". ") or None

    def _put_beside(self, roadmap: dict, title: PlacedText | None) -> None:
        """If the table begins a second plan, put all that was read so far under the first one's title, as a direction.

        A second plan is called so, or its heading has the next number.
        """
        first = roadmap.get("title") or (self.programme["part"].title if "part" in self.programme else None)
        if not title or not first or self.is_beside:
            return
        numbers = [found[1] if (found := _NUMBER.match(each)) else None for each in (first, title)]
        are_numbered = None not in numbers and int(numbers[1]) == int(numbers[0]) + 1
        if are_numbered or _PLAN_TITLE.match(title):
            self.is_beside = True
            self.plan.tree.put_under(first)
            roadmap.pop("title", None)

    def _tell_other_titles(self, known: list[dict], columns: PlanColumns) -> None:
        """Compare headings with those of the plan's first table: add new columns, and doubts on different words."""
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
        """Return the plan's title and the title of the direction to which the table belongs; either may be None."""
        headings = list(self.pending)
        title = self._title_of_table()
        count = self._lines_of_title(headings) if headings else 1
        if title is None or count >= len(headings) or line_of(headings) != title:
            return title, None
        return line_of(headings[:count]), line_of(headings[count:])

    def _without_label(self, title: PlacedText | None) -> PlacedText | None:
        """Remove a table's label from its title: «Таблица 2. Направление …» becomes «Направление …»."""
        if not title or not (label := _LABEL.match(title)):
            return title
        self.accounts.drop(title, label[0])
        return title.with_text(title[label.end() :])

    def _take_indicators(self, lines: TableLines) -> None:
        is_titled = len(self.pending) > 1 or self.part.title is not None
        is_group = is_titled and bool(self.pending) and bool(_OF_GROUP.match(self.pending[-1].shown))
        group = line_of([self.pending.pop()]) if is_group else None
        title = self._title_of_table()
        place = lines.table.place
        corrected, rows = self.corrections.columns.get(place, {}), self.corrections.rows
        year = self._year_of([title or ""])
        read, keys = read_indicators(lines, title or PlacedText(""), self.accounts, corrected, rows, year)
        self.tables[-1] = replace(self.tables[-1], keys=keys)
        if group and read["groups"] and "title" not in read["groups"][0]:
            read["groups"][0] = {"title": group, **read["groups"][0]}
        elif group:
            title = joined(filter(None, [title, group]), " ")
        known = self.programme.setdefault("indicators", read)
        joined_keys = {} if known is read else join_columns(known["columns"], read["columns"], self.accounts)
        if is_transposed(lines):
            self._remember(lines, lambda further, _heading: append_periods(known, read, further, self.accounts, rows))
        else:
            reader = IndicatorsByColumn(lines, PlacedText(""), Accounts(), corrected, rows, year)
            self._remember(
                lines,
                lambda further, heading: append_rows(known, with_keys(reader.read(further), joined_keys), heading),
            )
        if known is read:
            return
        with_keys(read, joined_keys)
        if known["layout"] != read["layout"]:
            self.accounts.doubt(
                "Ещё одна таблица показателей устроена иначе, чем первая.", title or "", weight=Weight.MEANING
            )
        known["periods"] = list(dict.fromkeys(known["periods"] + read["periods"]))
        for group in read["groups"]:
            known["groups"].append({**({"title": title} if title and "title" not in group else {}), **group})
