"""What an import will do, as it is shown to the person and then done."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from indicators.excel.placing import Key, Renamed, Unplaced


class Fate(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"  # the portal's value has changed since the file was written
    REFUSED = "refused"


class Item(NamedTuple):
    """One cell of the file whose value is another than the portal's; `version` is of the portal's value."""

    sheet: int
    row: int
    column: int
    fate: str
    indicator: int
    school: int | None
    period: str
    kind: str
    old: str
    new: str
    version: int
    notes: list[str]

    @property
    def key(self) -> Key:
        return self.indicator, self.school, self.period, self.kind

    @property
    def address(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass
class PlannedSheet:
    title: str
    rows: dict[int, str]
    columns: dict[int, str]
    unchanged: int = 0
    unplaced: list[Unplaced] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)


@dataclass
class Plan:
    """`file_hash` is of the file that it was made from; the file is read again where something has changed since.

    With a collection, only what that asks for is written.
    """

    municipality: int
    period: str
    kind: str
    file_name: str
    file_hash: str
    sheets: list[PlannedSheet]
    items: list[Item]
    collection: int | None = None

    def of(self, fate: Fate) -> Iterator[Item]:
        return (item for item in self.items if item.fate == fate)

    @property
    def doubtful(self) -> Iterator[Item]:
        return (item for item in self.items if item.notes and item.fate != Fate.REFUSED)

    @property
    def unplaced(self) -> list[tuple[PlannedSheet, Unplaced]]:
        return [(sheet, each) for sheet in self.sheets for each in sheet.unplaced]

    @property
    def unchanged(self) -> int:
        return sum(sheet.unchanged for sheet in self.sheets)

    def to_write(self, *, conflicts_from_file: frozenset[int] | None = None) -> list[Item]:
        """What is written: all that is new or changed, and of the conflicts those by number, None for all of them."""
        return [
            item
            for number, item in enumerate(self.items)
            if item.fate in (Fate.NEW, Fate.CHANGED)
            or (item.fate == Fate.CONFLICT and (conflicts_from_file is None or number in conflicts_from_file))
        ]

    def as_json(self) -> str:
        content = {**vars(self), "sheets": [asdict(sheet) for sheet in self.sheets]}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str | bytes) -> "Plan":
        content = json.loads(text)
        content["sheets"] = [_read_sheet(sheet) for sheet in content["sheets"]]
        content["items"] = list(map(Item._make, content["items"]))
        return cls(**content)


def _read_sheet(content: dict) -> PlannedSheet:
    return PlannedSheet(
        content["title"],
        {int(number): title for number, title in content["rows"].items()},
        {int(number): title for number, title in content["columns"].items()},
        content["unchanged"],
        [Unplaced(**each) for each in content["unplaced"]],
        [Renamed(**each) for each in content["renamed"]],
    )
