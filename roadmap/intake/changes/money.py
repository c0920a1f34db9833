"""Compares a document's table of money with the stored one, cell by cell if both are laid out alike."""

from __future__ import annotations

from collections.abc import Iterator

from portal.history.actions import Recorded
from roadmap.editions.comparing import Wording
from roadmap.exchange.format import ProgrammeDocument
from roadmap.intake.changes.proposed import PartChanges
from roadmap.programmes.models import Programme
from roadmap.tables.money_table import TOTAL
from roadmap.tables.struck import keep_struck, tables_as_kept


class MoneyChanges(PartChanges):
    """Changes of the money. If rows, columns or joined cells differ, the whole table is one difference."""

    def __init__(self, programme: Programme, document: ProgrammeDocument, *, is_fragment: bool, by) -> None:
        super().__init__("Финансирование")
        self.programme, self.by = programme, by
        stored, said = programme.resources, document.programme.resources
        new = said and said.as_json()
        if stored is None and new is None:
            return
        if stored is None:
            self._propose_whole("Таблица", None, new)
        elif new is None:
            if not is_fragment:
                self._propose_whole("Таблица", stored, None)
        elif _layout(stored["table"]) == _layout(new["table"]):
            self._propose_title(stored, new)
            self._propose_cells(stored["table"], new["table"])
            self._propose_years(stored, new.get("years"))
        else:
            self._propose_whole("Таблица: другие строки или графы", stored, new)

    def _propose_whole(self, title: str, old: dict | None, new: dict | None) -> None:
        said = (old or {}).get("years", {})

        def write() -> Iterator[Recorded]:
            was = tables_as_kept(self.programme)
            kept = {"years": said | new.get("years", {})} if new and said else {}
            self.programme.resources = new and new | kept
            self.programme.save(update_fields=["resources"])
            keep_struck(self.programme, was, by=self.by)
            yield Recorded(self.programme, "финансирование изменено по документу", _for_history(old), _for_history(new))

        wordings = [Wording("Таблица", old and _join_rows(old["table"]), new and _join_rows(new["table"]))]
        if old and new:
            wordings.insert(0, Wording("Заголовок", old.get("title") or "", new.get("title") or ""))
        self.propose(title, wordings, write)

    def _propose_title(self, stored: dict, new: dict) -> None:
        old_title, new_title = stored.get("title") or "", new.get("title")

        def write() -> Iterator[Recorded]:
            self.programme.resources = {"title": new_title} | self.programme.resources | {"title": new_title}
            self.programme.save(update_fields=["resources"])
            yield Recorded(
                self.programme, "финансирование изменено по документу", {"title": old_title}, {"title": new_title}
            )

        if new_title:
            self.propose("Заголовок", [Wording("Заголовок", old_title, new_title)], write)

    def _propose_years(self, stored: dict, said: dict | None) -> None:
        """Propose the years that a person assigned to columns of this document; those of other columns stay."""
        before = stored.get("years", {})
        new = before | (said or {})

        def write() -> Iterator[Recorded]:
            self.programme.resources = self.programme.resources | {"years": new}
            self.programme.save(update_fields=["resources"])
            yield Recorded(
                self.programme, "годы граф финансирования изменены", _years_for_history(before), _years_for_history(new)
            )

        if said and new != before:
            words = [Wording("Годы граф", _years_in_words(before), _years_in_words(new))]
            self.propose("Годы граф", words, write)

    def _propose_cells(self, old: dict, new: dict) -> None:
        for row, (was, now) in enumerate(zip(old["rows"], new["rows"], strict=True)):
            for column, (before, after) in enumerate(zip(was, now, strict=True)):
                where = " · ".join(filter(None, [_row_label(old, row, column), _column_heading(old, row, column)]))
                self.propose(
                    where or "Ячейка",
                    [Wording("Ячейка", before, after)],
                    self._make_writing(row, column, before, after),
                )

    def _make_writing(self, row: int, column: int, before: str, after: str):
        def write() -> Iterator[Recorded]:
            self.programme.resources["table"]["rows"][row][column] = after
            self.programme.save(update_fields=["resources"])
            yield Recorded(self.programme, "финансирование изменено по документу", {"cell": before}, {"cell": after})

        return write


def _layout(table: dict) -> tuple:
    """Return what two tables must have in common to be compared cell by cell."""
    return [len(row) for row in table["rows"]], table.get("header_rows", 0), sorted(table.get("merged", []))


def _words_at(table: dict, row: int, column: int) -> str:
    """Return the words shown at a cell: its own, or those of the upper left one of the joined cells it belongs to."""
    for top, left, rows, columns in table.get("merged", []):
        if top <= row < top + rows and left <= column < left + columns:
            return table["rows"][top][left]
    return table["rows"][row][column]


def _column_heading(table: dict, row: int, column: int) -> str:
    """Return the headings over a cell."""
    heads = range(min(table.get("header_rows", 0), row))
    return ", ".join(dict.fromkeys(filter(None, (_words_at(table, head, column) for head in heads))))


def _row_label(table: dict, row: int, column: int) -> str:
    """Return the words in the cells to the left that contain a letter."""
    words = (_words_at(table, row, place) for place in range(column))
    return " · ".join(dict.fromkeys(each for each in words if any(letter.isalpha() for letter in each)))


def _join_rows(table: dict) -> str:
    return "\n".join(" | ".join(row) for row in table["rows"])


def _years_for_history(said: dict) -> dict:
    return {"years": _years_in_words(said)}


def _years_in_words(said: dict) -> str:
    names = {"": "не год", TOTAL: "всего за все годы"}
    return "\n".join(f"{heading}: {names.get(key, key)}" for heading, key in said.items())


def _for_history(resources: dict | None) -> dict:
    return {"resources": resources} if resources else {}
