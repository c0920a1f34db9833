"""What reading a sheet comes to: its cells, each with what it is a value of, and what could not be matched."""

from collections.abc import Callable
from dataclasses import dataclass, field

from indicators.excel.labels import Seen
from indicators.excel.reading import Sheet

# Of an indicator, a school (None is the municipality), a period by its label, a kind.
Key = tuple[int, int | None, str, str]

UNKNOWN = "В портале такого названия нет."
NOT_ASKED = "В этом сборе такого названия нет."
LONGEST_NAME = 300  # that is remembered
_MOST_SUGGESTED = 50


@dataclass(frozen=True)
class Unplaced:
    """A sheet, row or column that could not be matched, and the nearest names; or one that is not the user's.

    `what` a person can say what it means: "school", "indicator", or "" for nothing.
    """

    place: str
    text: str
    why: str
    nearest: list[str] = field(default_factory=list)
    what: str = ""


@dataclass(frozen=True)
class Renamed:
    """A row or column whose name is written in another way than in the portal."""

    place: str
    text: str
    name: str


@dataclass
class Placed:
    """A sheet's cells with what each is a value of; with None it isn't known what the file's writer saw there."""

    sheet: Sheet
    rows: dict[int, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    cells: list[tuple[int, int, Key, Seen | None]] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)
    schools: dict[int | None, tuple[str, str]] = field(default_factory=dict)  # where each one stands, and as what

    def keep_only(self, period: str, kind: str) -> None:
        """What else stands on the sheet is not asked for."""
        others = {key[2:] for _, _, key, _ in self.cells} - {(period, kind)}
        if others:
            self.cells = [cell for cell in self.cells if cell[2][2:] == (period, kind)]
            labels = ", ".join(sorted({label for label, _ in others}))
            self.leave_out(
                "лист", self.sheet.title, f"Сбор берёт факт за {period}, другое на листе ({labels}) не загружается."
            )

    def leave_out(
        self, place: str, text: str, why: str, nearest: Callable[[str], list[str]] | None = None, what: str = ""
    ) -> None:
        """Names are compared for the first ones only: it takes its time."""
        suggests = nearest and len(self.unplaced) < _MOST_SUGGESTED
        what = what if text.strip() and len(text) <= LONGEST_NAME else ""
        self.unplaced.append(Unplaced(place, text, why, nearest(text) if suggests else [], what))
