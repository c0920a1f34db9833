"""Compares the columns of a document's plan or table of indicators with the stored ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from portal.history.actions import Recorded, record_changes
from portal.text.keys import natural_key
from roadmap.editions.comparing import Wording
from roadmap.exchange.format import IndicatorColumn, RoadmapColumn
from roadmap.intake.changes.proposed import PartChanges
from roadmap.plan.columns import is_own, label_of
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.programmes.written import is_further_column
from roadmap.targets.models import IndicatorRow, IndicatorTable

_COLUMNS_COME_TOO = "Графы, которых в программе нет, появятся и тогда, когда внесены только слова в них."


class TableColumns:
    """The columns of both sides. Further ones are matched by heading, whatever their keys, all others by key."""

    def __init__(
        self, table: Roadmap | IndicatorTable, said: Iterable[RoadmapColumn | IndicatorColumn] | None, *, by
    ) -> None:
        self.table, self.by = table, by
        self.keys: dict[str, str] = {}
        """By a column's key in the document, the key under which the programme has, or would have, that column."""
        self.titles: dict[str, str] = {}
        self.new: list[str] = []
        self._said = list(said or [])
        stored = table.columns or []
        known = {column["key"] for column in stored}
        further = defaultdict(list)
        for column in stored:
            if is_further_column(column["key"]):
                further[natural_key(column.get("title") or "")].append(column["key"])
        last = max((int(key.partition("-")[2]) for key in known if is_further_column(key)), default=0)
        for column in self._said:
            key = column.key
            if is_further_column(key):
                same = further[natural_key(column.title or "")]
                last += not same
                key = same.pop(0) if same else f"column-{last}"
            self.keys[column.key] = key
            self.titles[key] = column.title or label_of(key)
            if key not in known and (is_own(key) or table.columns is not None):
                self.new.append(key)

    def propose(self, part: PartChanges, *, is_fragment: bool) -> None:
        """Propose columns that the document adds; from a whole document also changed headings and missing columns."""
        for key in self.new:
            part.propose(
                f"Графа «{self.titles[key]}»", [Wording("Графа", None, self.titles[key])], self._make_adding(key)
            )
        if self.new:
            part.notes.append(_COLUMNS_COME_TOO)
        for column in [] if is_fragment else self.table.columns or []:
            new, old = self.titles.get(column["key"]), column.get("title") or label_of(column["key"])
            if new is not None:
                part.propose(f"Графа «{old}»", [Wording("Заголовок графы", old, new)], self._make_renaming(column, new))
            elif self._said and is_further_column(column["key"]):
                filled = sum(bool(row.cells.get(column["key"])) for row in self._rows())
                words = f"{old} (заполнено ячеек: {filled})"
                part.propose(f"Графа «{old}»", [Wording("Графа", words, None)], self._make_striking(column))

    def _rows(self) -> Iterator[Activity | Stage | IndicatorRow]:
        """Yield all stored rows that may have cells in further columns."""
        if isinstance(self.table, Roadmap):
            yield from Activity.objects.filter(direction__roadmap=self.table)
            yield from Stage.objects.filter(activity__direction__roadmap=self.table)
        else:
            yield from IndicatorRow.objects.filter(group__table=self.table)

    def _make_striking(self, column: dict):
        def write() -> Iterator[Recorded]:
            key = column["key"]
            cells = {str(row): row.cells[key] for row in self._rows() if row.cells.get(key)}
            for row in self._rows():
                if row.cells.pop(key, None) is not None:
                    row.save(update_fields=["cells"])
            self.table.columns = [each for each in self.table.columns if each["key"] != key]
            self.table.save(update_fields=["columns"])
            before = {"column": column.get("title"), "cells": cells}
            yield Recorded(self.table, "графа убрана по документу", before=before)

        return write

    def labels(self) -> dict[str, str]:
        """Return the headings of the document's further columns by the programme's keys."""
        return {key: self.titles[key] for key in self.keys.values() if is_further_column(key)}

    def cells(self, said: Mapping[str, str] | None) -> dict[str, str]:
        """Return a row's further cells by the programme's keys instead of the document's."""
        return {self.keys[key]: text for key, text in (said or {}).items() if key in self.keys}

    def bring(self, keys: Iterable[str]) -> None:
        """Add the columns with these keys to the programme, each after the columns that precede it in the document."""
        missing = [key for key in self.new if key in set(keys) and not self._has(key)]
        if not missing:
            return
        if self.table.columns is None:
            self.table.columns = [each.as_json() for each in self._said if not is_own(each.key)]
        order = list(self.keys.values())
        for key in missing:
            before = set(order[: order.index(key)])
            places = [at for at, each in enumerate(self.table.columns) if each["key"] in before]
            self.table.columns.insert(places[-1] + 1 if places else 0, {"key": key, "title": self.titles[key]})
        self.table.save(update_fields=["columns"])
        brought = [
            Recorded(self.table, "графа добавлена по документу", after={"column": self.titles[key]}) for key in missing
        ]
        record_changes(brought, by=self.by)

    def _has(self, key: str) -> bool:
        return any(column["key"] == key for column in self.table.columns or [])

    def _make_adding(self, key: str):
        def write() -> Iterator[Recorded]:
            self.bring([key])
            yield from ()

        return write

    def _make_renaming(self, column: dict, new: str):
        def write() -> Iterator[Recorded]:
            old, column["title"] = column.get("title"), new
            self.table.save(update_fields=["columns"])
            yield Recorded(self.table, "заголовок графы изменён по документу", {"column": old}, {"column": new})

        return write
