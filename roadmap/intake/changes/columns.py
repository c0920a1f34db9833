"""Columns of a document's plan or table of indicators against those that are stored, and the cells of its own ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from portal.history.actions import Recorded
from portal.text.keys import natural_key
from roadmap.editions.comparing import Wording
from roadmap.exchange.format import IndicatorColumn, RoadmapColumn
from roadmap.intake.changes.proposed import PartChanges
from roadmap.plan.columns import is_own, label_of
from roadmap.plan.models import Roadmap
from roadmap.programmes.written import is_further_column
from roadmap.targets.models import IndicatorTable

_NOTE = "Графы, которых в программе нет, появятся и тогда, когда внесены только слова в них."


class TableColumns:
    """Further columns are known by their headings, whatever keys they have; all others by their keys."""

    def __init__(self, table: Roadmap | IndicatorTable, said: Iterable[RoadmapColumn | IndicatorColumn] | None) -> None:
        self.table = table
        self.keys: dict[str, str] = {}
        """Of the document's columns, by theirs: the keys under which the programme has them, or would have."""
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
        """Columns that the document adds; a whole document's new headings of those that both have."""
        for key in self.new:
            part.propose(f"Графа «{self.titles[key]}»", [Wording("Графа", None, self.titles[key])], self._adding(key))
        if self.new:
            part.notes.append(_NOTE)
        for column in [] if is_fragment else self.table.columns or []:
            new, old = self.titles.get(column["key"]), column.get("title") or label_of(column["key"])
            if new is not None:
                part.propose(f"Графа «{old}»", [Wording("Заголовок графы", old, new)], self._renaming(column, new))

    def labels(self) -> dict[str, str]:
        """Headings of the document's further columns, by the keys that the programme has them under."""
        return {key: self.titles[key] for key in self.keys.values() if is_further_column(key)}

    def cells(self, said: Mapping[str, str] | None) -> dict[str, str]:
        """A row's further cells under the programme's keys."""
        return {self.keys[key]: text for key, text in (said or {}).items() if key in self.keys}

    def bring(self, keys: Iterable[str]) -> None:
        """The columns of these keys stand in the programme from now on, each behind the one that it follows here."""
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

    def _has(self, key: str) -> bool:
        return any(column["key"] == key for column in self.table.columns or [])

    def _adding(self, key: str):
        def write() -> Iterator[Recorded]:
            self.bring([key])
            yield Recorded(self.table, "графа добавлена по документу", after={"column": self.titles[key]})

        return write

    def _renaming(self, column: dict, new: str):
        def write() -> Iterator[Recorded]:
            old, column["title"] = column.get("title"), new
            self.table.save(update_fields=["columns"])
            yield Recorded(self.table, "заголовок графы изменён по документу", {"column": old}, {"column": new})

        return write
