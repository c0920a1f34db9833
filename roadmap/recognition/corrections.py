"""What a person said of a document where the reading was wrong, by the places of its tables, rows and lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from roadmap.recognition.kinds import LineKind, RowKind, TableKind


@dataclass(frozen=True)
class Corrections:
    """`kinds` of tables, of their `columns` (keys by number, from 0) and `rows`; `joins` with the table before;
    under which direction a row's activity belongs (`moves`: the place of its title); `lines` of text."""

    kinds: Mapping[str, TableKind] = field(default_factory=dict)
    columns: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    rows: Mapping[str, Mapping[int, RowKind]] = field(default_factory=dict)
    moves: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    joins: Mapping[str, bool] = field(default_factory=dict)
    lines: Mapping[str, LineKind] = field(default_factory=dict)

    def with_row(self, table: str, row: int, kind: RowKind | None) -> Corrections:
        """None takes the correction back."""
        return replace(self, rows=_put(self.rows, table, row, kind))

    def with_move(self, table: str, row: int, direction: str | None) -> Corrections:
        return replace(self, moves=_put(self.moves, table, row, direction))

    def with_line(self, place: str, kind: LineKind | None) -> Corrections:
        lines = {at: known for at, known in self.lines.items() if at != place}
        return replace(self, lines=lines | ({place: kind} if kind else {}))

    def as_json(self) -> dict:
        return {
            "kinds": {place: str(kind) for place, kind in self.kinds.items()},
            "columns": _by_text(self.columns),
            "rows": _by_text(self.rows),
            "moves": _by_text(self.moves),
            "joins": dict(self.joins),
            "lines": {place: str(kind) for place, kind in self.lines.items()},
        }

    @classmethod
    def of_json(cls, kept: dict) -> Corrections:
        """What is no kind, no row or no column is passed over."""
        return cls(
            {place: TableKind(kind) for place, kind in kept.get("kinds", {}).items() if kind in set(TableKind)},
            _by_number(kept.get("columns", {})),
            {
                place: {row: RowKind(kind) for row, kind in rows.items() if kind in set(RowKind)}
                for place, rows in _by_number(kept.get("rows", {})).items()
            },
            _by_number(kept.get("moves", {})),
            {place: bool(joined) for place, joined in kept.get("joins", {}).items()},
            {place: LineKind(kind) for place, kind in kept.get("lines", {}).items() if kind in set(LineKind)},
        )


def _put(known: Mapping[str, Mapping], table: str, row: int, what) -> dict:
    rows = {at: each for at, each in known.get(table, {}).items() if at != row}
    return {**known, table: rows | ({row: what} if what else {})}


def _by_text(known: Mapping[str, Mapping]) -> dict:
    return {place: {str(at): str(what) for at, what in each.items()} for place, each in known.items() if each}


def _by_number(kept: dict) -> dict:
    return {
        place: {int(at): str(what) for at, what in each.items() if str(at).isdecimal()} for place, each in kept.items()
    }
