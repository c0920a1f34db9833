"""A document's table of indicators against the one that is stored."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import partial

from indicators.catalogue.models import Period
from portal.history.actions import Recorded
from portal.text.keys import natural_key
from roadmap.editions.comparing import ComparedPlace, Wording, moved_places
from roadmap.exchange.added_parts import add_indicators
from roadmap.exchange.fields import fields_of
from roadmap.exchange.format import IndicatorShape, ProgrammeDocument
from roadmap.intake.changes.columns import TableColumns
from roadmap.intake.changes.order import in_order_of
from roadmap.intake.changes.proposed import PartChanges, by_name, worded
from roadmap.programmes.actions import place_part
from roadmap.programmes.models import Programme, Section
from roadmap.targets.catalogue_rows import CatalogueRows
from roadmap.targets.models import IndicatorGroup, IndicatorRow, IndicatorTable, TargetValue

_LABELS = {
    "number": "Номер", "name": "Название", "unit": "Единица", "baseline": "Исходное значение",
    "target": "Целевое значение",
}  # fmt: skip
_KINDS = {"plan": "План", "fact": "Факт"}


class IndicatorChanges(PartChanges):
    """Rows are known by heading and name; a value by its period."""

    def __init__(self, programme: Programme, document: ProgrammeDocument, *, is_fragment: bool, by) -> None:
        super().__init__("Показатели")
        self.programme, self.by, self.is_fragment = programme, by, is_fragment
        self.rows: dict[Hashable, IndicatorRow | None] = {}
        """Of the document, in its order; None of one that is new and not taken."""
        shape = document.programme.indicators
        self.table = IndicatorTable.objects.filter(programme=programme).first()
        if shape is None:
            return
        if self.table is None:
            self._propose_table(document)
            return
        self.columns = TableColumns(self.table, shape.columns)
        self.columns.propose(self, is_fragment=is_fragment)
        self.labels = _LABELS | self.columns.labels()
        rows = IndicatorRow.objects.filter(group__table=self.table).select_related("group")
        known = by_name(rows.prefetch_related("values__period"), lambda row: f"{row.heading or ''} {row.name or ''}")
        pairs = [(group.title, row) for group in shape.groups or [] for row in group.rows or []]
        said = by_name(pairs, lambda pair: f"{pair[1].heading or ''} {pair[1].name or ''}")
        self.rows = {key: known.get(key) for key in said}
        for key, (group, row) in said.items():
            if key in known:
                self._propose_change(known[key], row)
            else:
                self._propose_new(key, group, row)
        if not is_fragment:
            self._propose_moves(known, said)
        for key, row in known.items():
            if not is_fragment and key not in said:
                self._propose_struck(row)

    def _propose_table(self, document: ProgrammeDocument) -> None:
        names = [row.name or "" for group in document.programme.indicators.groups or [] for row in group.rows or []]

        def write() -> Iterator[Recorded]:
            add_indicators(self.programme, document, by=self.by)
            self.table = IndicatorTable.objects.get(programme=self.programme)
            yield Recorded(self.programme, "показатели: таблица добавлена по документу", after={"rows": names})

        self.propose("Таблица показателей", [Wording("Показатели", None, "\n".join(names))], write)

    def _propose_moves(self, known: Mapping, said: Mapping) -> None:
        """Into another group, or among the others of its own; a document without headings says nothing of groups."""
        old = [ComparedPlace(key, str(row), {}, *_within(row.group.title)) for key, row in known.items()]
        new = [
            ComparedPlace(
                key, shape.name or "—", {}, *_within(group or (known[key].group.title if key in known else None))
            )
            for key, (group, shape) in said.items()
        ]
        moved = moved_places(old, new)
        for key, (group, _shape) in said.items():
            if key in moved:
                into = partial(self._put_into, known[key], group)
                self.propose_move(known[key], moved[key], among=self.programme, into=into)

    def _put_into(self, row: IndicatorRow, group: str | None) -> None:
        if group:
            row.group = self._group(group)
            row.save(update_fields=["group"])

    def _propose_new(self, key: Hashable, group: str | None, shape: IndicatorShape) -> None:
        new, cells = fields_of(shape, *_LABELS), self.columns.cells(shape.cells)

        def write() -> Iterator[Recorded]:
            catalogue = CatalogueRows(self.programme.municipality)
            meant = catalogue.meant_by(shape.heading, shape.name, group)
            catalogue.record_added(by=self.by)
            place = self._group(group)
            row = IndicatorRow.objects.create(
                group=place, position=place.rows.count(), indicator=meant, heading=shape.heading, cells=cells, **new
            )
            self._write_values(row, shape)
            self._bring_columns(new | cells)
            self.rows[key] = row
            self.placed.append(row)
            after = {**new, **cells, **_values(shape)}
            yield Recorded(self.programme, "показатели: добавлено по документу", after=after)

        wordings = worded(self.labels, None, new | cells) + [
            Wording(label, None, text) for label, text in _values(shape).items()
        ]
        self.propose(shape.name or "Без названия", wordings, write)

    def _propose_change(self, row: IndicatorRow, shape: IndicatorShape) -> None:
        new, cells = fields_of(shape, *_LABELS), self.columns.cells(shape.cells)
        old = self._words_of(row)
        stored = {
            f"{_KINDS[kind]}, {value.period.label}": text
            for value in row.values.all()
            for kind, text in (("plan", value.plan), ("fact", value.fact))
            if text is not None
        }
        values = [Wording(label, stored.get(label, ""), text) for label, text in _values(shape).items()]

        def write() -> Iterator[Recorded]:
            for field, words in new.items():
                if words is not None:
                    setattr(row, field, words)
            row.cells = {**row.cells, **cells}
            row.save()
            self._write_values(row, shape)
            self._bring_columns(new | cells)
            after = {**new, **cells, **_values(shape)}
            yield Recorded(self.programme, "показатели: изменено по документу", {**old, **stored}, after)

        self.propose(str(row), [*worded(self.labels, old, new | cells), *values], write)

    def _propose_struck(self, row: IndicatorRow) -> None:
        old = self._words_of(row)

        def write() -> Iterator[Recorded]:
            row.delete()
            yield Recorded(self.programme, "показатели: убрано по документу", before=old)

        self.propose(str(row), worded(self.labels, old, None), write)

    def _words_of(self, row: IndicatorRow) -> dict[str, str | None]:
        further = {key: text for key, text in row.cells.items() if key in self.labels}
        return {field: getattr(row, field) for field in _LABELS} | further

    def _bring_columns(self, words: dict[str, str | None]) -> None:
        self.columns.bring(key for key, text in words.items() if text)

    def _group(self, title: str | None) -> IndicatorGroup:
        groups = list(self.table.groups.all())
        same = next((each for each in groups if (each.title or "") == (title or "")), None)
        if same is None and not title and groups:
            return groups[-1]
        return same or IndicatorGroup.objects.create(table=self.table, position=len(groups), title=title)

    def _write_values(self, row: IndicatorRow, shape: IndicatorShape) -> None:
        """What the document states; a kind of value that it doesn't name stays."""
        labels = list(shape.values or {})
        periods = Period.objects.labelled(labels)
        self.table.period_labels = list(dict.fromkeys([*(self.table.period_labels or []), *labels]))
        self.table.save(update_fields=["period_labels"])
        for label, value in (shape.values or {}).items():
            stated = {kind: text for kind in _KINDS if (text := getattr(value, kind)) is not None}
            TargetValue.objects.update_or_create(row=row, period=periods[label], defaults=stated)

    def settle(self) -> None:
        """Rows in the document's order within their groups."""
        said = [row for row in self.rows.values() if row is not None]
        for group in self.table.groups.all() if self.placed else []:
            rows = list(group.rows.order_by("position"))
            placed = [row for row in self.placed if row in rows]
            here = [row for row in said if row in rows]
            for position, row in enumerate(in_order_of(here, rows, placed, is_fragment=self.is_fragment)):
                if row.position != position:
                    IndicatorRow.objects.filter(pk=row.pk).update(position=position)
        place_part(self.programme, Section.Part.INDICATORS, stands=self.table is not None)


def _within(title: str | None) -> tuple[str, str]:
    return natural_key(title or ""), f"в группе «{title}»" if title else ""


def _values(shape: IndicatorShape) -> dict[str, str]:
    return {
        f"{name}, {label}": text
        for label, value in (shape.values or {}).items()
        for kind, name in _KINDS.items()
        if (text := getattr(value, kind)) is not None
    }
