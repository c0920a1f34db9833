"""The result of placing a sheet: its cells with their addresses, and what could not be matched."""

from collections.abc import Callable, Container
from dataclasses import dataclass, field
from typing import NamedTuple

from indicators.values.address import CellAddress
from indicators.workbooks.labels import Seen
from portal.spreadsheets.workbook_sheet import WorkbookSheet
from portal.text.keys import natural_key

UNKNOWN = "В портале такого названия нет."
TWICE = "Эта школа на листе уже есть."
NOT_ASKED = "В этом сборе такого названия нет."
LONGEST_NAME = 300  # that is remembered
_MOST_SUGGESTED = 50


@dataclass(frozen=True)
class Unplaced:
    """A sheet, row or column that is not loaded, the reason, and the nearest known names.

    `what` says as what a person can say its meaning: "school" or "indicator"; "" if they can't.
    """

    place: str
    text: str
    why: str
    nearest: list[str] = field(default_factory=list)
    what: str = ""
    likely: int | None = None
    """What the name is like enough to be proposed to a person."""


class SaidName(NamedTuple):
    """What a name in a file, given by its natural key, means: the id of a school or indicator.

    `meant` is None for the municipality, and for nothing if it is left out.
    """

    what: str
    key: str
    meant: int | None
    is_left_out: bool = False


@dataclass(frozen=True)
class Renamed:
    """A row or column that is called otherwise in the portal; `why` says how it was recognised, if not by its name."""

    place: str
    text: str
    name: str
    why: str = ""


@dataclass
class Placed:
    """A sheet's cells with row, column, address and what the portal had written there (None if unknown).

    `rows` and `columns` have the file's names by number.
    """

    sheet: WorkbookSheet
    rows: dict[int, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    cells: list[tuple[int, int, CellAddress, Seen | None]] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    aside: list[Unplaced] = field(default_factory=list)  # what a person said is not loaded
    faults: list[tuple[str, str]] = field(default_factory=list)  # where, and what else is not taken
    renamed: list[Renamed] = field(default_factory=list)
    schools: dict[int | None, tuple[str, str]] = field(default_factory=dict)  # where each one stands, and as what
    said: tuple[str, str] | None = None  # the period and the kind that the sheet names for all of its values
    has_own_sources: bool = False  # its columns name periods and kinds of their own
    collection: int | None = None  # that it was written for
    rounded_columns: dict[int, int] | None = None  # reckoned once it is wanted
    is_nobodys: bool = False  # neither the sheet nor its lines say whose the values are
    is_register: bool = False  # it has a value a line
    is_of_part_of_year: bool = False  # its captions say that it is of a half-year, say

    def keep_only(self, period: str, kind: str) -> None:
        """Drop the cells of other periods and kinds, which the collection doesn't ask for, and tell of them."""
        asked = [each for each in self.cells if (each[2].period, each[2].kind) == (period, kind)]
        if len(asked) < len(self.cells):
            others = {(cell.period, cell.kind) for _, _, cell, _ in self.cells} - {(period, kind)}
            self.cells = asked
            labels = ", ".join(sorted({label for label, _ in others}))
            self.leave_out(
                "лист", self.sheet.title, f"Сбор берёт факт за {period}, другое на листе ({labels}) не загружается."
            )

    def set_aside(self, left_out: Container[tuple[str, str]]) -> None:
        """Move unmatched names that people have decided not to load, given by what they are and by key, to `aside`."""
        is_known = [(each.what, natural_key(each.text)) in left_out for each in self.unplaced]
        self.aside = [each for each, is_aside in zip(self.unplaced, is_known, strict=True) if is_aside]
        self.unplaced = [each for each, is_aside in zip(self.unplaced, is_known, strict=True) if not is_aside]

    def leave_out(
        self,
        place: str,
        text: str,
        why: str,
        nearest: Callable[[str], list[str]] | None = None,
        what: str = "",
        likely: int | None = None,
    ) -> None:
        """Add what is not loaded and why; `nearest` is asked for similar names for the first 50 only, as it is slow."""
        suggests = nearest and len(self.unplaced) < _MOST_SUGGESTED
        what = what if text.strip() and len(text) <= LONGEST_NAME else ""
        shown = text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"
        suggests = suggests and len(text) <= LONGEST_NAME
        self.unplaced.append(Unplaced(place, shown, why, nearest(text) if suggests else [], what, likely))
