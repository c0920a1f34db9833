"""Joins tables to the ones that they continue, where they evidently do or a person says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from portal.sources.source import SourceParagraph, SourceTable
from roadmap.recognition.accounts import Weight
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.headings import announces, is_continuation
from roadmap.recognition.kinds import RowKind, TableKind
from roadmap.recognition.matched_columns import KnownColumns, NotMatched, in_places_of
from roadmap.recognition.placed import PlacedText, line_of
from roadmap.recognition.running_text import RunningText
from roadmap.recognition.tables.beginnings import begins_with_rows, has_headings
from roadmap.recognition.tables.lines import TableLines
from roadmap.recognition.tables.plan_columns import titles_of
from roadmap.recognition.unfolding import titled

_JOINED_BY_ITSELF = {TableKind.PLAN, TableKind.INDICATORS, TableKind.CRITERIA}


@dataclass(frozen=True)
class ReadTable:
    """How a table was understood, which a person may correct: its kind, and the titles and keys of its columns."""

    place: str
    kind: TableKind
    titles: tuple[str, ...]
    keys: tuple[str, ...] = ()
    goes_on: bool = False
    """Its rows continue the table before it."""
    can_go_on: bool = False
    """There is a table before it to which a person may join it."""


@dataclass
class _TableBefore:
    """A table that has been read and that the next one may continue."""

    read: ReadTable
    lines: TableLines
    go_on: Callable[[TableLines, PlacedText | None], None]
    """Reads the further rows; the heading between the tables is their direction's, group's or school's."""


def first_place(table: SourceTable) -> str:
    return next((each.place for cell in table.cells for each in cell.paragraphs), table.place)


def _names_columns_of(lines: TableLines, before: TableLines) -> bool:
    """Tell whether the table has headings: such as tables usually have, or at least two of those of the one before."""
    if not lines.lines:
        return False
    return has_headings(lines) or len({*titles_of(lines)} & {*titles_of(before)} - {""}) > 1


class JoinedTables(RunningText):
    """Compares each table with the one before it, and reads its rows as further ones if it continues that."""

    def __init__(self, corrections: Corrections) -> None:
        super().__init__(corrections.lines)
        self.corrections = corrections
        self.tables: list[ReadTable] = []
        self.before: _TableBefore | None = None
        """The table that the next one may continue without a person saying so."""
        self.right_above: _TableBefore | None = None
        """The table that the next one may continue if a person says so."""
        self.is_apart = False
        """Text stands between `before` and what is read now."""

    def _rows_of(self, table: SourceTable) -> Mapping[int, RowKind]:
        return self.corrections.rows.get(table.place, {})

    def _remember(self, lines: TableLines, go_on: Callable[[TableLines, PlacedText | None], None]) -> None:
        self.right_above = _TableBefore(self.tables[-1], lines, go_on)
        if self.tables[-1].kind in _JOINED_BY_ITSELF:
            self.before, self.is_apart = self.right_above, False

    def _may_go_on_with(self, table: SourceTable) -> _TableBefore | None:
        """Return the table before this one that has as many columns, or None."""
        found = (each for each in (self.right_above, self.before) if each and each.lines.width == table.column_count)
        return next(found, None)

    def _keys_beside(self, lines: TableLines, before: ReadTable) -> Sequence[str]:
        """Return the keys of a table's columns, if it were read as the one before it was."""
        raise NotImplementedError

    def _can_go_on(self, table: SourceTable) -> bool:
        """Return whether a person may join the table to the one before, by its number of columns or by its headings."""
        before = self.right_above or self.before
        is_named = before is not None and _names_columns_of(TableLines(table), before.lines)
        return self._may_go_on_with(table) is not None or is_named

    def _beside_wider(self, table: SourceTable) -> SourceTable | None:
        """Return the table in the columns of the one before; None, with a doubt, if they can't be matched."""
        before = self.right_above or self.before
        if before is None:
            return None
        lines = TableLines(table)
        try:
            if not _names_columns_of(lines, before.lines):
                raise NotMatched("Граф в них не поровну, а заголовков, по которым их можно сопоставить, у неё нет.")
            own = KnownColumns([each.whole_title for each in lines.columns], self._keys_beside(lines, before.read))
            beside, spare = in_places_of(lines, own, KnownColumns(before.read.titles, before.read.keys))
        except NotMatched as why:
            reason = f"Таблица не присоединена к предыдущей. {why}"
            self.accounts.doubt(reason, place=first_place(table), weight=Weight.MEANING)
            return None
        self.accounts.use("повторённые заголовки", *(each for cell in spare for each in cell.paragraphs))
        return beside

    def _goes_on(self, table: SourceTable) -> bool:
        """Return whether a table continues the one before, and if so read its rows.

        It does if a person says so, or if it has as many columns and either no headings of its own or the same ones.
        """
        said = self.corrections.joins.get(table.place)
        if said and self._may_go_on_with(table) is None:
            table = self._beside_wider(table) or table
        before = self._may_go_on_with(table) if said else self.before
        if before is None or before.lines.width != table.column_count or said is False:
            return False
        says_so = [each for each in self.pending if is_continuation(each.shown)]
        own = TableLines(table)
        if not said and (found := titled(table)) and has_headings(TableLines(found[1])):
            return False  # its first row is a direction's title, with headings below it
        has_none = begins_with_rows(own)
        if not said and not has_none and (len(says_so) < len(self.pending) or self.is_apart):
            return False
        is_repeated = titles_of(own) == titles_of(before.lines)
        if not is_repeated and not said and has_headings(own):
            return False
        if has_none and not said and (self.pending or self.is_apart):
            self.accounts.doubt("Таблица без заголовков понята как продолжение предыдущей.", place=first_place(table))
        lines = self._further_lines(own, has_own=is_repeated or (bool(said) and has_headings(own)))
        self.tables.append(replace(before.read, place=table.place, goes_on=True, can_go_on=True))
        self.pending = [each for each in self.pending if each not in says_so]
        self.accounts.use("продолжение таблицы", *says_so)
        self._use_spare(lines)
        for column in lines.columns:
            for title in column.titles:
                self.use(title, "повторённые заголовки")
        between = self.pending or (self._words_between(before) if has_none else [])
        self.pending, self.is_apart = [], False
        before.go_on(lines, line_of(between) if between else None)
        return True

    def _words_between(self, before: _TableBefore) -> list[SourceParagraph]:
        """Take a line of text between two tables of a plan that announces the rows below it: it is their direction."""
        is_alone = before.read.kind == TableKind.PLAN and len(self.text) == 1
        if not is_alone or not isinstance(self.text[0], SourceParagraph) or not announces(self.text[0]):
            return []
        self.accounts.doubt("Текст между частями плана понят как направление.", line_of(self.text))
        between, self.text = self.text, []
        return between

    def _further_lines(self, own: TableLines, *, has_own: bool) -> TableLines:
        """Return the table's rows, below its own headings if it has any or a person says so."""
        rows = {at - own.table.first_row: kind for at, kind in self._rows_of(own.table).items()}
        if said := [at + 1 for at, kind in rows.items() if kind == RowKind.HEADING and at >= 0]:
            return TableLines(own.table, heading_count=max(said))
        return own if has_own and rows.get(0) in {None, RowKind.ASIDE} else TableLines(own.table, goes_on=True)

    def _use_spare(self, lines: TableLines) -> None:
        for line in lines.spare:
            for cell in line.own_cells:
                self.accounts.use("номера граф и повторённые заголовки", *cell.paragraphs)
