"""A document's table of indicators against the one that is stored."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.catalogue.models import Period
from portal.history.actions import Recorded
from roadmap.editions.comparing import Wording
from roadmap.exchange.added_parts import add_indicators
from roadmap.exchange.fields import fields_of
from roadmap.exchange.format import IndicatorShape, ProgrammeDocument
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
        self.programme, self.by = programme, by
        shape = document.programme.indicators
        self.table = IndicatorTable.objects.filter(programme=programme).first()
        if shape is None:
            return
        if self.table is None:
            self._propose_table(document)
            return
        rows = IndicatorRow.objects.filter(group__table=self.table).select_related("group")
        known = by_name(rows.prefetch_related("values__period"), lambda row: f"{row.heading or ''} {row.name or ''}")
        pairs = [(group.title, row) for group in shape.groups or [] for row in group.rows or []]
        said = by_name(pairs, lambda pair: f"{pair[1].heading or ''} {pair[1].name or ''}")
        for key, (group, row) in said.items():
            if key in known:
                self._propose_change(known[key], row)
            else:
                self._propose_new(group, row)
        for key, row in known.items():
            if not is_fragment and key not in said:
                self._propose_struck(row)
        if any(row.cells for _group, row in pairs):
            self.notes.append("Другие графы таблицы показателей не сравниваются.")

    def _propose_table(self, document: ProgrammeDocument) -> None:
        names = [row.name or "" for group in document.programme.indicators.groups or [] for row in group.rows or []]

        def write() -> Iterator[Recorded]:
            add_indicators(self.programme, document, by=self.by)
            self.table = IndicatorTable.objects.get(programme=self.programme)
            yield Recorded(self.programme, "показатели: таблица добавлена по документу", after={"rows": names})

        self.propose("Таблица показателей", [Wording("Показатели", None, "\n".join(names))], write)

    def _propose_new(self, group: str | None, shape: IndicatorShape) -> None:
        new = fields_of(shape, *_LABELS)

        def write() -> Iterator[Recorded]:
            meant = CatalogueRows(self.programme.municipality).meant_by(shape.heading, shape.name, group)
            place = self._group(group)
            row = IndicatorRow.objects.create(
                group=place, position=place.rows.count(), indicator=meant, heading=shape.heading, **new
            )
            self._write_values(row, shape)
            yield Recorded(self.programme, "показатели: добавлено по документу", after={**new, **_values(shape)})

        wordings = worded(_LABELS, None, new) + [Wording(label, None, text) for label, text in _values(shape).items()]
        self.propose(shape.name or "Без названия", wordings, write)

    def _propose_change(self, row: IndicatorRow, shape: IndicatorShape) -> None:
        new = fields_of(shape, *_LABELS)
        old = {field: getattr(row, field) for field in _LABELS}
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
            row.save()
            self._write_values(row, shape)
            yield Recorded(
                self.programme, "показатели: изменено по документу", {**old, **stored}, {**new, **_values(shape)}
            )

        self.propose(str(row), [*worded(_LABELS, old, new), *values], write)

    def _propose_struck(self, row: IndicatorRow) -> None:
        old = {field: getattr(row, field) for field in _LABELS}

        def write() -> Iterator[Recorded]:
            row.delete()
            yield Recorded(self.programme, "показатели: убрано по документу", before=old)

        self.propose(str(row), worded(_LABELS, old, None), write)

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
        place_part(self.programme, Section.Part.INDICATORS, stands=self.table is not None)


def _values(shape: IndicatorShape) -> dict[str, str]:
    return {
        f"{name}, {label}": text
        for label, value in (shape.values or {}).items()
        for kind, name in _KINDS.items()
        if (text := getattr(value, kind)) is not None
    }
