"""The plan of an import: what a file would change, as it is shown to a person and then done; kept as JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from indicators.values.address import CellAddress
from indicators.workbooks.placed_cells import Renamed, SaidName, Unplaced
from indicators.workbooks.questions import FileQuestion


class Fate(StrEnum):
    """What becomes of a cell of the file."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"  # the portal's value has changed since the file was written
    ERASED = "erased"  # the file had a value there and somebody emptied it: written only if a person wants that
    REFUSED = "refused"


class PlannedChange(NamedTuple):
    """One cell of the file whose value differs from the portal's; `version` is that of the portal's value."""

    sheet: int
    row: int
    column: int
    fate: str
    cell: CellAddress
    old: str
    new: str
    version: int
    notes: list[str]

    @property
    def address(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass
class PlannedSheet:
    """What is told of one sheet; `rows` and `columns` have the file's names by number."""

    title: str
    rows: dict[int, str]
    columns: dict[int, str]
    unchanged: int = 0
    unplaced: list[Unplaced] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)  # the place, and what a person should know of it
    when: str = ""  # the kind and period of its values, in words
    goes: str = ""  # the places and the number of indicators, in words


@dataclass
class ImportPlan:
    """All that a file would change. The file with `file_hash` is read again if something has changed meanwhile.

    With a `collection`, only what it asks for is written. `school` is the one on whose page the file was loaded.
    `answers` are a person's, by the keys of the questions. If `is_return`, a person chooses each cell to be written.
    """

    municipality: int
    period: str
    kind: str
    file_name: str
    file_hash: str
    sheets: list[PlannedSheet]
    items: list[PlannedChange]
    collection: int | None = None
    school: int | None = None
    answers: dict[str, str] = field(default_factory=dict)
    questions: list[FileQuestion] = field(default_factory=list)
    is_return: bool = False
    once: list[SaidName] = field(default_factory=list)  # names whose meaning is not remembered

    @property
    def open_questions(self) -> list[FileQuestion]:
        return [each for each in self.questions if not each.answer]

    def of(self, fate: Fate) -> Iterator[PlannedChange]:
        return (item for item in self.items if item.fate == fate)

    @property
    def doubtful(self) -> Iterator[PlannedChange]:
        return (item for item in self.items if item.notes and item.fate != Fate.REFUSED)

    @property
    def unplaced(self) -> list[tuple[PlannedSheet, Unplaced]]:
        return [(sheet, each) for sheet in self.sheets for each in sheet.unplaced]

    @property
    def remarks(self) -> list[tuple[PlannedSheet, str, str]]:
        return [(sheet, where, what) for sheet in self.sheets for where, what in sheet.remarks]

    @property
    def unchanged(self) -> int:
        return sum(sheet.unchanged for sheet in self.sheets)

    def to_write(
        self, *, conflicts_from_file: frozenset[int] | None = None, erases: bool = False
    ) -> list[PlannedChange]:
        """The changes to write: new and changed values, emptied cells if `erases`, and conflicts that the file wins.

        These are given by their numbers in `items`; None means all of them.
        """
        return [
            item
            for number, item in enumerate(self.items)
            if item.fate in (Fate.NEW, Fate.CHANGED)
            or (item.fate == Fate.ERASED and erases)
            or (item.fate == Fate.CONFLICT and (conflicts_from_file is None or number in conflicts_from_file))
        ]

    def as_json(self) -> str:
        items = [item._replace(cell=str(item.cell)) for item in self.items]
        content = {
            **vars(self),
            "sheets": [asdict(sheet) for sheet in self.sheets],
            "items": items,
            "questions": [asdict(each) for each in self.questions],
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str | bytes) -> "ImportPlan":
        content = json.loads(text)
        content["sheets"] = [_read_sheet(sheet) for sheet in content["sheets"]]
        content["items"] = [_read_item(PlannedChange(*item)) for item in content["items"]]
        content["questions"] = [_read_question(each) for each in content["questions"]]
        content["once"] = [SaidName(*name) for name in content["once"]]
        return cls(**content)


def _read_item(item: PlannedChange) -> PlannedChange:
    return item._replace(cell=CellAddress.parse(item.cell))


def _read_question(content: dict) -> FileQuestion:
    return FileQuestion(**content | {"options": [tuple(option) for option in content["options"]]})


def _read_sheet(content: dict) -> PlannedSheet:
    return PlannedSheet(
        content["title"],
        {int(number): title for number, title in content["rows"].items()},
        {int(number): title for number, title in content["columns"].items()},
        content["unchanged"],
        [Unplaced(**each) for each in content["unplaced"]],
        [Renamed(**each) for each in content["renamed"]],
        [(where, what) for where, what in content["remarks"]],
        content["when"],
        content["goes"],
    )
