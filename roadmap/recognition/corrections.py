"""A person's corrections of how a document was read, by the places of its tables, rows and lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from roadmap.recognition.kinds import LineKind, RowKind, TableKind


@dataclass(frozen=True)
class Corrections:
    """What a person said of tables, rows and lines; rows and columns are counted from 0.

    `columns` gives keys of columns, `joins` whether a table continues the one before it, and `moves` the direction
    to which a row's activity belongs, as the place of that direction's title.
    """

    kinds: Mapping[str, TableKind] = field(default_factory=dict)
    columns: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    rows: Mapping[str, Mapping[int, RowKind]] = field(default_factory=dict)
    moves: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    joins: Mapping[str, bool] = field(default_factory=dict)
    lines: Mapping[str, LineKind] = field(default_factory=dict)

    def with_row(self, table: str, row: int, kind: RowKind | None) -> Corrections:
        """Return the corrections with this one; a `kind` of None takes back an earlier one."""
        return replace(self, rows=_put_correction(self.rows, table, row, kind))

    def with_move(self, table: str, row: int, direction: str | None) -> Corrections:
        return replace(self, moves=_put_correction(self.moves, table, row, direction))

    def with_line(self, place: str, kind: LineKind | None) -> Corrections:
        lines = {at: known for at, known in self.lines.items() if at != place}
        return replace(self, lines=lines | ({place: kind} if kind else {}))

    def as_json(self) -> dict:
        return {
            "kinds": {place: str(kind) for place, kind in self.kinds.items()},
            "columns": _with_text_keys(self.columns),
            "rows": _with_text_keys(self.rows),
            "moves": _with_text_keys(self.moves),
            "joins": dict(self.joins),
            "lines": {place: str(kind) for place, kind in self.lines.items()},
        }

    @classmethod
    def of_json(cls, kept: dict) -> Corrections:
        """Read corrections from JSON; unknown kinds and numbers that aren't whole are left out."""
        return cls(
            {place: TableKind(kind) for place, kind in kept.get("kinds", {}).items() if kind in set(TableKind)},
            _with_number_keys(kept.get("columns", {})),
            {
                place: {row: RowKind(kind) for row, kind in rows.items() if kind in set(RowKind)}
                for place, rows in _with_number_keys(kept.get("rows", {})).items()
            },
            _with_number_keys(kept.get("moves", {})),
            {place: bool(joined) for place, joined in kept.get("joins", {}).items()},
            {place: LineKind(kind) for place, kind in kept.get("lines", {}).items() if kind in set(LineKind)},
        )


def _put_correction(known: Mapping[str, Mapping], table: str, row: int, what) -> dict:
    rows = {at: each for at, each in known.get(table, {}).items() if at != row}
    return {**known, table: rows | ({row: what} if what else {})}


def _with_text_keys(known: Mapping[str, Mapping]) -> dict:
    return {place: {str(at): str(what) for at, what in each.items()} for place, each in known.items() if each}


def _with_number_keys(kept: dict) -> dict:
    return {
        place: {int(at): str(what) for at, what in each.items() if str(at).isdecimal()} for place, each in kept.items()
    }
