"""Takes tables that aren't read by rows: captions and signatures in cells, abbreviations, and whatever is only kept."""

from __future__ import annotations

import re
from functools import partial

from portal.sources.source import SourceParagraph, SourceTable
from roadmap.recognition.accounts import Weight
from roadmap.recognition.captions import NAME_OF_PERSON, cells_of, is_caption, is_stamp, lines_of
from roadmap.recognition.headings import is_table_label
from roadmap.recognition.kinds import RowKind
from roadmap.recognition.lists_of_schools import ListsOfSchools
from roadmap.recognition.placed import PlacedText, line_of
from roadmap.recognition.prose import cell_text
from roadmap.recognition.running_text import is_of_abbreviations
from roadmap.recognition.tables.lines import TableLines, said_of
from roadmap.recognition.tables.other import append_table, general_table

_OTHER_STAMP = "Гриф рядом с утверждением не вносится: места для него в программе нет."


class TablesAsTheyStand(ListsOfSchools):
    """Keeps tables that are of no known kind in the text, and reads those that only set words side by side."""

    def _lines(self, table: SourceTable) -> TableLines:
        """Return the table's lines, with as many rows of headings as a person said."""
        raise NotImplementedError

    def begin_part(self, lines: list[PlacedText], stamped: bool) -> None:
        """Begin a new part of the document, at a caption or a stamp."""
        raise NotImplementedError

    def _take_caption_table(self, table: SourceTable) -> None:
        """Read captions and stamps that stand side by side in the cells of a table."""
        for cell in cells_of(table):
            lines = lines_of(cell)
            if is_stamp(cell.shown) or is_caption(cell.shown):
                self.begin_part(lines, is_stamp(cell.shown))
            else:
                self.accounts.use("гриф", *cell.paragraphs)
                self.accounts.doubt(_OTHER_STAMP, cell_text(cell), place=table.place, weight=Weight.NOTE)

    def _take_layout(self, table: SourceTable) -> None:
        words = " ".join(cell.shown for cell in table.cells)
        if NAME_OF_PERSON.search(words) and len(words) < 250:
            self.accounts.use("подпись", *(each for cell in table.cells for each in cell.paragraphs))
        else:
            self._take_general(table)

    def _take_general(self, table: SourceTable) -> None:
        if self._take_abbreviations(table):
            return
        lines = self._lines(table) if self._rows_of(table) else TableLines(table)
        title = None
        if self.pending and is_table_label(self.pending[-1].shown):
            title = line_of([self.pending.pop()])
        elif not self.pending and self._last_text_is_label():
            title = line_of([self.text.pop()])
        self._tell_schools_in(table)
        self._open_section()
        if kept := self._kept(lines, title):
            self.text.append(kept)

    def _kept(self, lines: TableLines, title: PlacedText | None = None) -> dict | None:
        """Return the table as it stands, without rows that a person left out; None if no rows remain."""
        read = general_table(lines, self._left_out(lines), title)
        if not read["rows"]:
            return None
        self._remember(lines, partial(self._keep_further, read))
        return read

    def _keep_further(self, known: dict, further: TableLines, heading: PlacedText | None) -> None:
        repeated = range(further.heading_count)
        append_table(known, general_table(further, {*repeated, *self._left_out(further)}), heading)

    def _left_out(self, lines: TableLines) -> set[int]:
        rows = [line for line in lines.lines if said_of(line, lines, self.corrections.rows) == RowKind.ASIDE]
        for line in rows:
            self.accounts.leave_out(cell for cell in line.own_cells if cell.rows == 1)
        return {line.number for line in rows}

    def _last_text_is_label(self) -> bool:
        return bool(self.text) and isinstance(self.text[-1], SourceParagraph) and is_table_label(self.text[-1].shown)

    def _take_abbreviations(self, table: SourceTable) -> bool:
        """Read a table of two columns under a heading about abbreviations; tell whether it is one."""
        above = self.pending[-1].shown if self.pending else (self.part.sections or [{}])[-1].get("title", "")
        lines = TableLines(table)
        if lines.width != 2 or not is_of_abbreviations(above):
            return False
        self._open_section()
        first = lines.lines[0]
        has_headings = bool(re.search(r"сокращ|обознач|термин|аббревиат|понят", first.text(0), re.I))
        if has_headings:
            self.accounts.use("заголовки граф", *(each for cell in first.written for each in cell.paragraphs))
        for line in lines.lines[has_headings:]:
            if line.written:
                self.abbreviations.append({"short": line.text(0), "long": line.text(1)})
        return True
