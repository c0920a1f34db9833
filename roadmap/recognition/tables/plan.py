"""Plans of activities («дорожная карта»): rows as directions, activities and stages, read into one tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from roadmap.recognition.accounts import Accounts
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.kinds import RowKind
from roadmap.recognition.placed import PlacedText, joined
from roadmap.recognition.tables.lines import TableLine, TableLines
from roadmap.recognition.tables.plan_columns import PlanColumns

NUMBERED = re.compile(r"^((?:\d+\.)+\d*\.?|\d+\)|[IVXLC]+\.)\s*(?=\D)(.+)$", re.S)
_EVENT = re.compile(r"^\W*(?:контрольн\w+\s+(?:событи|точк)|кт\s*№?\s*\d|веха\b)", re.I)
_DETAILS = ("term", "start", "end", "responsible", "result", "document")
_TOTALS = re.compile(r"\W*(?:всего|итого)\b", re.I)
_MOSTLY = 0.5
_CUT_END = re.compile(r"[.!?;:»)]\s*$")


def _all(directions: list[dict]) -> Iterator[dict]:
    for direction in directions:
        yield direction
        yield from _all(direction.get("directions", []))


def places_of_title(direction: dict) -> tuple[str, ...]:
    return getattr(direction.get("title", ""), "places", ())


def parted_number(title: PlacedText) -> tuple[PlacedText | None, PlacedText]:
    """A direction's number and words where they stand in one."""
    if found := NUMBERED.match(title):
        return title.with_text(found[1]), title.with_text(found[2].strip())
    return None, title


def share_of_full(body: list[TableLine]) -> float:
    """Of rows with more than one written cell."""
    return sum(len(line.written) > 1 for line in body) / max(len(body), 1)


@dataclass
class _Node:
    """A direction with its depth: as many as its number has parts, where it has a number."""

    content: dict
    parts: tuple[str, ...] = ()
    has_activities: bool = False


@dataclass
class PlanReader:
    """Reads the rows of one plan after another into one tree of directions."""

    accounts: Accounts
    corrections: Corrections = field(default_factory=Corrections)
    directions: list[dict] = field(default_factory=list)
    rows: dict[tuple[str, int], tuple[dict, dict]] = field(default_factory=dict)
    """By table and row: the activity that began there, with its direction."""
    _path: list[_Node] = field(default_factory=list)
    _activity: dict | None = None
    _lone_are_directions: bool = False

    def read(self, lines: TableLines, columns: PlanColumns, table_title: PlacedText | None = None) -> None:
        self._activity = None
        if table_title:
            self._path = []
            self._open(table_title, None)
        body = [line for line in lines.body if not line.is_blank]
        self._lone_are_directions = share_of_full(body) > _MOSTLY
        for at, line in enumerate(body):
            row = line.number + lines.table.first_row
            said = self.corrections.rows.get(lines.table.place, {}).get(row)
            before = self._activity
            following = body[at + 1] if at + 1 < len(body) else None
            if said is None:
                self._read_line(line, following, columns, lines.width)
            else:
                self._read_as(said, line, columns)
            if self._activity is not None and self._activity is not before:
                self.rows[lines.table.place, row] = self._path[-1].content, self._activity
        self._move()

    def _read_as(self, said: RowKind, line: TableLine, columns: PlanColumns) -> None:
        """As a person said."""
        number_at = columns.at("number")
        number = line.text(number_at) if number_at is not None and not columns.number_is_of_direction else None
        name, details = line.text(columns.at("name")), self._details(line, columns)
        if said == RowKind.SECTION:
            words = [line.text(cell.column) for cell in line.written if cell.column != number_at]
            title = joined(words, " ") or number or PlacedText("")
            self._open(title, number if words and number else None)
        elif said == RowKind.ITEM or (said in {RowKind.EVENT, RowKind.GOES_ON} and self._activity is None):
            self._begin(number, name, details)
        elif said == RowKind.EVENT:
            self._activity.setdefault("stages", []).append({"name": name, **details})
        elif said == RowKind.GOES_ON:
            if name:
                self._activity["name"] = joined([self._activity["name"], name], " ")
            self._go_on(line, columns, details)

    def _move(self) -> None:
        """Activities to the directions to which a person said that they belong, by the place of its title."""
        for table, moves in self.corrections.moves.items():
            for row, place in moves.items():
                own, activity = self.rows.get((table, row), (None, None))
                meant = next((each for each in _all(self.directions) if place in places_of_title(each)), None)
                if meant is None or own is None or meant is own:
                    continue
                own["activities"] = [each for each in own["activities"] if each is not activity]
                meant.setdefault("activities", []).append(activity)
                self.rows[table, row] = meant, activity

    def put_under(self, title: PlacedText) -> None:
        """What was read so far is of one direction with this title: another plan follows."""
        if len(self.directions) == 1 and "title" not in self.directions[0]:
            below = self.directions.pop()
        else:
            below = {"directions": list(self.directions)}
            self.directions.clear()
        number, words = parted_number(title)
        self.directions.append({**({"number": number} if number else {}), "title": words, **below})
        self._path = []

    def _read_line(self, line: TableLine, following: TableLine | None, columns: PlanColumns, width: int) -> None:
        if line.written and _TOTALS.match(line.written[0].shown):
            self.accounts.doubt("Строка итогов плана не вносится.", line.text(line.written[0].column))
            return
        if heading := self._direction_row(line, following, columns, width):
            self._open(*heading)
            return
        self._open_joined_direction(line, columns)
        number_at, name_at = columns.at("number"), columns.at("name")
        number = line.text(number_at) if number_at is not None and not columns.number_is_of_direction else None
        name = line.text(name_at)
        details = self._details(line, columns)
        if not name and not number and self._activity is not None:
            self._go_on(line, columns, details)
        elif not number and name and self._activity is not None and self._is_event(line, name, columns):
            self._activity.setdefault("stages", []).append({"name": name, **details})
        else:
            self._begin(number, name, details)

    def _direction_row(self, line: TableLine, following, columns: PlanColumns, width: int):
        """Title and number of a direction that has a row of its own; nothing for another row."""
        written = line.written
        number_at, name_at = columns.at("number"), columns.at("name")
        if line.is_joined_over(width) or (len(written) == 1 and written[0].columns > 1):
            title = line.text(max(written, key=lambda cell: cell.columns).column)
            number = line.text(written[0].column) if len(written) == 2 else None
            return title, number
        if len(written) == 1 and (title := self._lone_title(line, following, columns)):
            return title, None
        if number_at is None or name_at is None or columns.number_is_of_direction:
            return None
        number, name = line.text(number_at), line.text(name_at)
        if not number or not name or len(written) > 2 or following is None:
            return None
        inner = following.text(number_at)
        own = re.sub(r"\D+$", "", number)
        if own and inner.startswith(f"{own}.") and re.sub(r"\D+$", "", inner) != own:
            return name, number
        return None

    def _lone_title(self, line: TableLine, following: TableLine | None, columns: PlanColumns) -> PlacedText | None:
        """The only words of a row whose neighbours are full: a direction, unless they name an event or go on."""
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
        self._path = []
        self._open(title, number)

    def _open(self, title: PlacedText, number: PlacedText | None) -> None:
        """Below the direction whose number begins this one's, or below one that has no activities yet."""
        if number is None:
            number, title = parted_number(title)
        title = title.with_text(title.strip())
        parts = tuple(re.findall(r"\w+", number)) if number else ()
        if parts:
            while self._path and not (
                self._path[-1].parts
                and parts[: len(self._path[-1].parts)] == self._path[-1].parts
                and len(parts) > len(self._path[-1].parts)
            ):
                if not self._path[-1].parts and not self._path[-1].has_activities:
                    break
                self._path.pop()
        else:
            while self._path and (self._path[-1].has_activities or self._path[-1].content.get("directions")):
                self._path.pop()
        content = {**({"number": number} if number is not None else {}), "title": title}
        above = self._path[-1].content.setdefault("directions", []) if self._path else self.directions
        above.append(content)
        self._path.append(_Node(content, parts))
        self._activity = None

    def _begin(self, number: PlacedText | None, name: PlacedText, details: dict) -> None:
        if not self._path:
            self._open(PlacedText(""), None)
            self._path[-1].content.pop("title")
        self._activity = {**({"number": number} if number is not None else {}), "name": name, **details}
        self._path[-1].content.setdefault("activities", []).append(self._activity)
        for node in self._path:
            node.has_activities = True

    def _details(self, line: TableLine, columns: PlanColumns) -> dict:
        details: dict = {}
        marks, cells = {}, {}
        for column, key in enumerate(columns.keys):
            text = self._own_text(line, column)
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

    def _own_text(self, line: TableLine, column: int) -> PlacedText:
        """Joined down, the words are each row's; joined sideways, those of the first of its columns."""
        cell = line.cell(column)
        if cell is None or cell.column == column:
            return line.covering_text(column)
        if not cell.is_blank:
            self.accounts.doubt(
                "Ячейка объединена над несколькими графами: слова отнесены к первой.", place=cell.paragraphs[0].place
            )
        return PlacedText("")

    def _is_event(self, line: TableLine, name: PlacedText, columns: PlanColumns) -> bool:
        """A control event is named so, or set in italics without a number under numbered activities."""
        if columns.at("number") is None:
            return bool(_EVENT.match(name))
        cell = line.cell(columns.at("name"))
        is_italic = cell is not None and all(each.is_italic for each in cell.paragraphs if not each.is_blank)
        return bool(_EVENT.match(name)) or (is_italic and bool(self._activity.get("number")))

    def _go_on(self, line: TableLine, columns: PlanColumns, details: dict) -> None:
        """A row without a name: a further stage of the activity, or a row that a page break cut."""
        last = self._activity["stages"][-1] if self._activity.get("stages") else self._activity
        own = {key: line.text(columns.at(key)) for key in _DETAILS if columns.at(key) is not None}
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

    @staticmethod
    def _is_cut(last: dict, own: dict[str, PlacedText]) -> bool:
        """Every written cell goes on with words that could not begin a cell."""
        written = {key: text for key, text in own.items() if text}
        if not written or written.get("term") or written.get("end"):
            return False
        return all(
            last.get(key)
            and not _CUT_END.search(last[key])
            and (text[0].islower() or (key == "responsible" and len(written) < len(own) and text.rstrip(".").isupper()))
            for key, text in written.items()
        )
