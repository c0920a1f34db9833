"""The places where a programme's tables stand, or a new one would: in a section, in an annex, or as its money."""

import re
from dataclasses import dataclass

from roadmap.programmes.kept_tables import text_with_place, text_without_place
from roadmap.programmes.models import Annex, Programme, Section

MONEY = "resources"
_PLACE = re.compile(r"(section|annex)-(\d{1,18})-(\d{1,3}|new)")
_MODELS = {"section": Section, "annex": Annex}
_PARTS = {Section: "sections", Annex: "annexes"}


@dataclass
class TableSlot:
    """The place of one table; `index` is its place among the tables of its record, None for a new table."""

    programme: Programme
    record: Programme | Section | Annex
    index: int | None = None

    @property
    def is_money(self) -> bool:
        return self.record is self.programme

    @property
    def is_new(self) -> bool:
        """Return whether there is no table yet."""
        return self.table is None if self.is_money else self.index is None

    @property
    def table(self) -> dict | None:
        if self.is_money:
            return (self.programme.resources or {}).get("table")
        tables = self.record.tables
        return tables[self.index] if self.index is not None and self.index < len(tables) else None

    @property
    def words(self) -> dict | None:
        """Return the table as the editor shows and compares it; None if there is none."""
        if self.table is None:
            return None
        return {"heading": self.programme.resources.get("title") if self.is_money else None, "table": self.table}

    @property
    def part(self) -> str:
        """Return the part of the text on whose page the table's record is edited; "" for money."""
        return _PARTS.get(type(self.record), "")

    @property
    def title(self) -> str:
        if self.is_money:
            return self.programme.resources_title
        number = len(self.record.tables) + 1 if self.index is None else self.index + 1
        return f"{self.record}: таблица {number}"

    def put(self, words: dict) -> list[str]:
        """Set the table in its record, and return the names of the fields that have changed."""
        if self.is_money:
            heading = {} if words["heading"] is None else {"title": words["heading"]}
            years = {key: said for key, said in (self.programme.resources or {}).items() if key == "years"}
            self.programme.resources = {**heading, "table": words["table"], **years}
            return ["resources"]
        if self.index is None:
            self.index = len(self.record.tables)
            self.record.tables = [*self.record.tables, words["table"]]
            self.record.text = text_with_place(self.record.text, len(self.record.tables))
            return ["tables", "text"]
        self.record.tables = [
            words["table"] if at == self.index else table for at, table in enumerate(self.record.tables)
        ]
        return ["tables"]

    def take_away(self) -> list[str]:
        if self.is_money:
            self.programme.resources = None
            return ["resources"]
        self.record.tables = [table for at, table in enumerate(self.record.tables) if at != self.index]
        self.record.text = text_without_place(self.record.text, self.index + 1)
        return ["tables", "text"]


def places_of(record: Section | Annex) -> list[tuple[str, str]]:
    """Return the places of a record's tables and of a new one, each with a label: («section-12-1», «Таблица 1»)."""
    kind = next(kind for kind, model in _MODELS.items() if isinstance(record, model))
    titles = [
        (at, f"Таблица {at}{f' «{title}»' if (title := table.get('title')) else ''}")
        for at, table in enumerate(record.tables, 1)
    ]
    return [(f"{kind}-{record.pk}-{at}", words) for at, words in [*titles, ("new", "+ Таблица")]]


def slot_at(programme: Programme, place: str) -> TableSlot | None:
    """Return the place named «resources», «section-12-1» (its first table) or «annex-3-new»; None if there is none."""
    if place == MONEY:
        return TableSlot(programme, programme)
    found = _PLACE.fullmatch(place)
    record = found and _MODELS[found[1]].objects.filter(programme=programme, pk=found[2]).first()
    if not record or (found[1] == "section" and record.part != Section.Part.TEXT):
        return None
    slot = TableSlot(programme, record, None if found[3] == "new" else int(found[3]) - 1)
    return slot if slot.index is None or slot.table is not None else None
