"""Reads the rows of a plan («дорожная карта») as directions, activities and stages of one tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from roadmap.recognition.accounts import Accounts
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.kinds import RowKind
from roadmap.recognition.placed import PlacedText, joined
from roadmap.recognition.tables.lines import TableLine, TableLines, said_of
from roadmap.recognition.tables.plan_columns import PlanColumns
from roadmap.recognition.tables.plan_rows import (
    goes_on_with_total,
    is_over_names_only,
    is_total,
    own_cells,
    reads_as_sentence,
    tells_of_section,
    tells_who_answers,
)
from roadmap.recognition.tables.plan_sums import PlanSums
from roadmap.recognition.tables.plan_tree import NUMBERED, PlanTree, parted_number, places_of_title, walk
from roadmap.recognition.tables.section_terms import term_of_section

_EVENT = re.compile(r"^\W*(?:контрольн\w+\s+(?:событи|точк)|кт\s*№?\s*\d|веха\b)", re.I)
_DETAILS = ("term", "start", "end", "responsible", "result", "document")
_MOSTLY = 0.5
_BEGINS_ANEW = re.compile(r"1[.)]?")
_OF_DIRECTION = re.compile(r"(?:[IVX]+|[А-Я]|\d+)[.)]?")
_CUT_END = re.compile(r"[.!?;:»)]\s*$")


def share_of_full(body: list[TableLine]) -> float:
    """Return which share of the rows (0 to 1) has more than one written cell."""
    return sum(len(line.written) > 1 for line in body) / max(len(body), 1)


def _read_own_words(line: TableLine, columns: PlanColumns) -> dict[str, PlacedText]:
    """Return the texts of a row's own cells of name and details; cells that begin in a row above count as empty."""
    return {key: line.text(columns.at(key)) for key in ("name", *_DETAILS) if columns.at(key) is not None}


@dataclass
class PlanReader:
    """Reads the rows of several tables, one after another, into one tree of directions."""

    accounts: Accounts
    corrections: Corrections = field(default_factory=Corrections)
    tree: PlanTree = field(default_factory=PlanTree)
    rows: dict[tuple[str, int], tuple[dict, dict]] = field(default_factory=dict)
    """For each table and row, the direction and the activity that begins in that row."""
    _activity: dict | None = None
    _lone_are_directions: bool = False
    _is_below_total: bool = False

    def __post_init__(self) -> None:
        self._sums = PlanSums(self.accounts)

    @property
    def directions(self) -> list[dict]:
        return self.tree.directions

    def read(
        self, lines: TableLines, columns: PlanColumns, title: PlacedText | None = None, *, goes_on: bool = False
    ) -> None:
        """Read the rows of a table; its title, if there is one, is opened as a direction above them.

        The first row of a table that goes on may be the rest of the last row of the table before it.
        """
        self._activity = self._activity if goes_on and not title else None
        if title:
            self.tree.path = []
            self._open(title, None)
            self.tree.path[-1].is_of_table = True
        body = [line for line in lines.body if not line.is_blank]
        self._lone_are_directions = share_of_full(body) > _MOSTLY
        for at, line in enumerate(body):
            row = line.number + lines.table.first_row
            said = said_of(line, lines, self.corrections.rows)
            before = self._activity
            following = body[at + 1] if at + 1 < len(body) else None
            if said is None:
                self._read_line(line, following, columns, lines.width)
            else:
                self._read_as(said, line, columns)
            if self._activity is not None and self._activity is not before:
                self.rows[lines.table.place, row] = self.tree.path[-1].content, self._activity
        self._sums.tell()
        self._move()

    def _read_as(self, said: RowKind, line: TableLine, columns: PlanColumns) -> None:
        """Read a row as what a person said that it is."""
        number_at = columns.at("number")
        number = line.text(number_at) if number_at is not None and not columns.number_is_of_direction else None
        name, details = line.text(columns.at("name")), self._details(line, columns)
        if said == RowKind.SECTION:
            words = [line.text(cell.column) for cell in line.written if cell.column != number_at]
            title = joined(words, " ") or number or PlacedText("")
            self._open(title, number if words and number else None)
        elif said == RowKind.ITEM or (said in {RowKind.EVENT, RowKind.GOES_ON} and self._activity is None):
            self._begin(number, name, self._with_term_above(details, columns))
        elif said == RowKind.EVENT:
            self._activity.setdefault("stages", []).append({"name": name, **details})
        elif said == RowKind.ASIDE:
            self.accounts.leave_out(line.own_cells)
        elif said == RowKind.GOES_ON:
            if name:
                self._activity["name"] = joined([self._activity["name"], name], " ")
            self._go_on(line, columns, details)

    def _move(self) -> None:
        """Move activities to the directions that a person chose, which are given by the places of their titles."""
        for table, moves in self.corrections.moves.items():
            for row, place in moves.items():
                own, activity = self.rows.get((table, row), (None, None))
                meant = next((each for each in walk(self.directions) if place in places_of_title(each)), None)
                if meant is None or own is None or meant is own:
                    continue
                own["activities"] = [each for each in own["activities"] if each is not activity]
                meant.setdefault("activities", []).append(activity)
                self.rows[table, row] = meant, activity

    def _read_line(self, line: TableLine, following: TableLine | None, columns: PlanColumns, width: int) -> None:
        """Read a row that no person corrected: a total, a direction, an activity, or a part of the one above."""
        self._is_below_total = is_total(line) or (self._is_below_total and goes_on_with_total(line, columns))
        if self._is_below_total:
            self._read_total(line, columns)
            return
        if heading := self._direction_row(line, following, columns, width):
            self._open_row(line, *heading, columns)
            return
        self._open_joined_direction(line, columns)
        number_at, name_at = columns.at("number"), columns.at("name")
        number = line.text(number_at) if number_at is not None and not columns.number_is_of_direction else None
        name = line.text(name_at)
        details = self._details(line, columns)
        if not number and self._activity is not None and (not name or self._name_goes_on(line, columns, details)):
            self._go_on(line, columns, details)
        elif not number and name and self._activity is not None and self._is_event(line, name, columns):
            self._activity.setdefault("stages", []).append({"name": name, **details})
        else:
            self._begin(number, name, self._with_term_above(details, columns))

    def _with_term_above(self, details: dict, columns: PlanColumns) -> dict:
        """Return an activity's details with the term that the nearest row above it says, where no column has terms."""
        if not columns.terms_are_of_sections:
            return details
        found = (term_of_section(each.content.get("title", PlacedText(""))) for each in reversed(self.tree.path))
        return {"term": next(filter(None, found), PlacedText("")), **details}

    def _read_total(self, line: TableLine, columns: PlanColumns) -> None:
        label = next(
            (text for cell in line.written if not (text := line.text(cell.column))[:1].isdigit()), PlacedText("")
        )
        path = [node.content for node in self.tree.path]
        self._sums.total(label, own_cells(line, columns), path, self.directions)
        self._activity = None

    def _open_row(self, line: TableLine, title: PlacedText, number: PlacedText | None, columns: PlanColumns) -> None:
        """Read a row that looks like a direction's title, but may name who answers for the section or be a sentence."""
        node = self.tree.path[-1] if self.tree.path else None
        about = "Похоже на ответственных за раздел" if tells_who_answers(title) else ""
        about = about or ("Похоже на слова о разделе" if number is None and tells_of_section(title) else "")
        if about and node is not None and node.content.get("title") and not node.has_activities:
            node.content["title"] = joined([node.content["title"], title], "\n\n")
            self.accounts.doubt(f"{about}: стоят под его названием, мероприятиям не приписаны.", title)
            return
        if about:
            self.accounts.doubt(f"{about}, а понято как направление.", title)
        elif number is None and not NUMBERED.match(title) and (reads_as_sentence(title) or _EVENT.match(title)):
            self.accounts.doubt("Похоже на текст между строками плана, а понято как направление.", title)
            self.tree.open_below(title)
            self._activity = None
            return
        self._open(title, number)
        self.tree.path[-1].is_of_row = True
        if cells := own_cells(line, columns):
            self._sums.of_direction(self.tree.path[-1].content, cells)

    def _direction_row(self, line: TableLine, following, columns: PlanColumns, width: int):
        """Return the title and number of a direction that has a row of its own, or None for any other row."""
        written = line.written
        number_at, name_at = columns.at("number"), columns.at("name")
        if line.is_joined_over(width) or (len(written) == 1 and written[0].columns > 1):
            title = line.text(max(written, key=lambda cell: cell.columns).column)
            number = line.text(written[0].column) if len(written) == 2 else None
            return title, number
        if written and is_over_names_only(line, columns):
            return line.text(written[0].column), None
        if len(written) == 1 and (title := self._lone_title(line, following, columns)):
            return title, None
        if number_at is None or name_at is None or columns.number_is_of_direction:
            return None
        number, name = line.text(number_at), line.text(name_at)
        own = [cell for cell in written if not columns.keys[cell.column].startswith("column-")]
        if not number or not name or len(own) > 2 or following is None:
            return None
        return self._direction_by_numbers(number, name, following, number_at)

    @staticmethod
    def _direction_by_numbers(number: PlacedText, name: PlacedText, following: TableLine, number_at: int):
        """Return the title and number of a direction if the next row's number continues its number or begins anew."""
        inner = following.text(number_at)
        own = re.sub(r"\D+$", "", number)
        if own and inner.startswith(f"{own}.") and re.sub(r"\D+$", "", inner) != own:
            return name, number
        if len(following.written) > 2 and _BEGINS_ANEW.fullmatch(inner) and _OF_DIRECTION.fullmatch(number):
            return name, number
        return None

    def _lone_title(self, line: TableLine, following: TableLine | None, columns: PlanColumns) -> PlacedText | None:
        """Return the only text of a row if it is a direction's title, not an event or the rest of the row above."""
        cell = line.written[0]
        title = line.text(cell.column)
        if cell.column == columns.at("number"):
            return title if re.search(r"[А-Яа-яЁё]{4}", title) else None
        if cell.column != columns.at("name") or not self._lone_are_directions or columns.at("direction") is not None:
            return None
        is_begun = title[:1].isupper() or title[:1].isdigit()
        if not is_begun or following is None or len(following.written) < 2 or _EVENT.match(title):
            return None
        if any(not each.is_blank and each.is_italic for each in cell.paragraphs):
            return None
        if not any(each.is_bold for each in cell.paragraphs):
            self.accounts.doubt("Строка из одних слов понята как направление.", title)
        return title

    def _open_joined_direction(self, line: TableLine, columns: PlanColumns) -> None:
        direction_at = columns.at("direction")
        if direction_at is None:
            return
        title = line.text(direction_at)
        cell = line.cell(direction_at)
        if not title and not (cell is not None and cell.row == line.number and cell.rows > 1):
            return
        number = line.text(columns.at("number")) if columns.number_is_of_direction else None
        self.tree.leave_column()
        if not self.tree.path or not self.tree.path[-1].is_of_row:
            self.tree.path = []
            self._open(title, number)
        else:
            number, title = (number, title) if number is not None else parted_number(title)
            self.tree.put_below(title, number)
            self._activity = None
        self.tree.path[-1].is_of_column = True

    def _open(self, title: PlacedText, number: PlacedText | None) -> None:
        self.tree.open(title, number)
        self._activity = None

    def _begin(self, number: PlacedText | None, name: PlacedText, details: dict) -> None:
        self._activity = {**({"number": number} if number is not None else {}), "name": name, **details}
        self.tree.add(self._activity)

    def _details(self, line: TableLine, columns: PlanColumns) -> dict:
        details: dict = {}
        marks, cells = {}, {}
        for column, key in enumerate(columns.keys):
            text = self._read_own_text(line, column, columns)
            if key[:2] == "20":
                if text:
                    marks[key] = text
            elif key.startswith("column-"):
                cells[key] = text
            elif key in _DETAILS or key == "report":
                details[key] = text
        if marks:
            details["marks"] = marks
        if cells:
            details["cells"] = cells
        return details

    def _read_own_text(self, line: TableLine, column: int, columns: PlanColumns) -> PlacedText:
        """Return a row's words in a column; a cell over several counts for each period, else for the first column."""
        cell = line.cell(column)
        if cell is None or cell.column == column:
            return line.covering_text(column)
        words = line.covering_text(column)
        if columns.are_periods(cell.column, cell.columns):
            self.accounts.doubt("Ячейка объединена над несколькими периодами: слова отнесены к каждому.", words)
            return words
        if words:
            self.accounts.doubt("Ячейка объединена над несколькими графами: слова отнесены к первой.", words)
        return PlacedText("")

    def _is_event(self, line: TableLine, name: PlacedText, columns: PlanColumns) -> bool:
        """Tell whether a row is a control event: named so, or in italics without a number among numbered activities."""
        if columns.at("number") is None:
            return bool(_EVENT.match(name))
        cell = line.cell(columns.at("name"))
        is_italic = cell is not None and all(each.is_italic for each in cell.paragraphs if not each.is_blank)
        return bool(_EVENT.match(name)) or (is_italic and bool(self._activity.get("number")))

    def _go_on(self, line: TableLine, columns: PlanColumns, details: dict) -> None:
        """Add a row without a name: as a further stage of the activity, or as what a page break cut off."""
        last = self._activity["stages"][-1] if self._activity.get("stages") else self._activity
        own = _read_own_words(line, columns)
        if self._is_cut(last, own):
            for key, text in own.items():
                if text:
                    last[key] = joined([last.get(key, ""), text], " ")
            self.accounts.doubt(
                "Строка понята как продолжение предыдущей, разрезанной границей страницы.",
                next(filter(None, own.values())),
            )
            return
        stages = self._activity.setdefault("stages", [])
        if not stages:
            stages.append({key: self._activity.pop(key) for key in _DETAILS if key in self._activity})
        details.pop("report", None)
        stages.append(details)

    def _name_goes_on(self, line: TableLine, columns: PlanColumns, details: dict) -> bool:
        """Return whether an undated row with a name only continues the texts of the row above."""
        own = _read_own_words(line, columns)
        is_dated = any(details.get(key) for key in ("term", "start", "end", "marks"))
        is_told = bool(self._activity.get("number")) or sum(map(bool, own.values())) > 1
        return not is_dated and is_told and not self._activity.get("stages") and self._is_cut(self._activity, own)

    @staticmethod
    def _is_cut(last: dict, own: dict[str, PlacedText]) -> bool:
        """Return whether each written cell continues the one above, with words that couldn't begin a cell."""
        written = {key: text for key, text in own.items() if text}
        if not written or written.get("term") or written.get("end"):
            return False
        return all(
            last.get(key)
            and not _CUT_END.search(last[key])
            and (text[0].islower() or (key == "responsible" and len(written) < len(own) and text.rstrip(".").isupper()))
            for key, text in written.items()
        )
