"""Compares a document's table of indicators with the stored one."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from functools import cached_property, partial

from indicators.catalogue.models import Period
from portal.history.actions import Recorded, record_changes
from portal.text.keys import natural_key
from roadmap.editions.comparing import ComparedPlace, Wording, moved_places
from roadmap.exchange.added_parts import add_indicators
from roadmap.exchange.fields import fields_of
from roadmap.exchange.format import IndicatorShape, ProgrammeDocument
from roadmap.exchange.names_meant import NamesMeant
from roadmap.intake.changes.columns import TableColumns
from roadmap.intake.changes.proposed import PartChanges, compare_wordings, index_by_name
from roadmap.intake.changes.rows import put_in_order
from roadmap.intake.indicator_matching import question_about
from roadmap.programmes.actions import place_part
from roadmap.programmes.models import Programme, Section
from roadmap.targets.catalogue_rows import CatalogueRows, DescribedIndicator
from roadmap.targets.models import IndicatorGroup, IndicatorRow, IndicatorTable, TargetValue
from schools.archive.actions import delete_kept

_LABELS = {
    "number": "Номер", "name": "Название", "unit": "Единица", "baseline": "Исходное значение",
    "target": "Целевое значение",
}  # fmt: skip
_KINDS = {"plan": "План", "fact": "Факт"}


class IndicatorChanges(PartChanges):
    """Changes of the table of indicators. Rows are matched by heading and name, values by period."""

    def __init__(self, programme: Programme, document: ProgrammeDocument, *, is_fragment: bool, by) -> None:
        super().__init__("Показатели")
        self.programme, self.by, self.is_fragment = programme, by, is_fragment
        self.rows: dict[Hashable, IndicatorRow | None] = {}
        """The document's rows in its order; None for a new one that wasn't taken."""
        shape = document.programme.indicators
        self.table = IndicatorTable.objects.filter(programme=programme).first()
        if shape is None:
            return
        if self.table is None:
            self._propose_table(document)
            return
        self.columns = TableColumns(self.table, shape.columns, by=by)
        self.columns.propose(self, is_fragment=is_fragment)
        self.labels = _LABELS | self.columns.labels()
        rows = IndicatorRow.objects.filter(group__table=self.table).select_related("group")
        known = index_by_name(
            rows.prefetch_related("values__period"), lambda row: f"{row.heading or ''} {row.name or ''}"
        )
        pairs = [(group.title, row) for group in shape.groups or [] for row in group.rows or []]
        said = index_by_name(pairs, lambda pair: f"{pair[1].heading or ''} {pair[1].name or ''}")
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

    @cached_property
    def catalogue(self) -> CatalogueRows:
        return CatalogueRows(self.programme.municipality)

    def _propose_table(self, document: ProgrammeDocument) -> None:
        rows = [row for group in document.programme.indicators.groups or [] for row in group.rows or []]
        names = [row.name or "" for row in rows]
        asked = {(row.heading, row.name): question_about(self.catalogue, row.heading, row.name) for row in rows}

        def write() -> Iterator[Recorded]:
            add_indicators(self.programme, document, meant=NamesMeant(indicators=self.indicators_meant), by=self.by)
            self.table = IndicatorTable.objects.get(programme=self.programme)
            for subject in (self.table, self.programme):
                yield Recorded(subject, "показатели: таблица добавлена по документу", after={"rows": names})

        wording = Wording("Показатели", None, "\n".join(names))
        self.propose("Таблица показателей", [wording], write, questions=filter(None, asked.values()))

    def _propose_moves(self, known: Mapping, said: Mapping) -> None:
        """Propose moves to another group or within one; a document without group headings moves no row to another."""
        old = [ComparedPlace(key, str(row), {}, *_name_group(row.group.title)) for key, row in known.items()]
        new = [
            ComparedPlace(
                key, shape.name or "—", {}, *_name_group(group or (known[key].group.title if key in known else None))
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
            row.group = self._find_or_make_group(group)
            row.save(update_fields=["group"])

    def _propose_new(self, key: Hashable, group: str | None, shape: IndicatorShape) -> None:
        new, cells = fields_of(shape, *_LABELS), self.columns.cells(shape.cells)

        def write() -> Iterator[Recorded]:
            catalogue = CatalogueRows(self.programme.municipality, said=self.indicators_meant)
            stated = DescribedIndicator.of_unit(shape.unit)
            meant = catalogue.meant_by(shape.heading, shape.name, group, stated)
            catalogue.record_added(by=self.by)
            place = self._find_or_make_group(group)
            row = IndicatorRow.objects.create(
                group=place, position=place.rows.count(), indicator=meant, heading=shape.heading, cells=cells, **new
            )
            self._write_values(row, shape)
            self._bring_columns(new | cells)
            self.rows[key] = row
            self.placed.append(row)
            after = {**new, **cells, **_label_values(shape)}
            yield Recorded(self.programme, "показатели: добавлено по документу", after=after)

        wordings = compare_wordings(self.labels, None, new | cells) + [
            Wording(label, None, text) for label, text in _label_values(shape).items()
        ]
        asked = question_about(self.catalogue, shape.heading, shape.name)
        self.propose(shape.name or "Без названия", wordings, write, questions=filter(None, [asked]))

    def _propose_change(self, row: IndicatorRow, shape: IndicatorShape) -> None:
        new, cells = fields_of(shape, *_LABELS), self.columns.cells(shape.cells)
        old = self._words_of(row)
        stored = {
            _label_value(_KINDS[kind], value.period.label): text
            for value in row.values.all()
            for kind, text in (("plan", value.plan), ("fact", value.fact))
            if text is not None
        }
        values = [Wording(label, stored.get(label, ""), text) for label, text in _label_values(shape).items()]

        def write(taken: Collection[str]) -> Iterator[Recorded]:
            of_row = {
                key: text for key, text in (new | cells).items() if self.labels[key] in taken and text is not None
            }
            for field in _LABELS:
                if field in of_row:
                    setattr(row, field, of_row[field])
            row.cells = {**row.cells, **{key: text for key, text in of_row.items() if key in cells}}
            row.save()
            self._write_values(row, shape, taken)
            self._bring_columns(of_row)
            after = of_row | {label: text for label, text in _label_values(shape).items() if label in taken}
            yield Recorded(self.programme, "показатели: изменено по документу", {**old, **stored}, after)

        self.propose(str(row), [*compare_wordings(self.labels, old, new | cells), *values], write, by_cells=True)

    def _propose_struck(self, row: IndicatorRow) -> None:
        old = self._words_of(row)

        def write() -> Iterator[Recorded]:
            delete_kept(row, by=self.by, name=f"Показатели: {row} ({self.programme})", within=self.programme)
            yield Recorded(self.programme, "показатели: убрано по документу", before=old)

        self.propose(str(row), compare_wordings(self.labels, old, None), write)

    def _words_of(self, row: IndicatorRow) -> dict[str, str | None]:
        further = {key: text for key, text in row.cells.items() if key in self.labels}
        return {field: getattr(row, field) for field in _LABELS} | further

    def _bring_columns(self, words: dict[str, str | None]) -> None:
        self.columns.bring(key for key, text in words.items() if text)

    def _find_or_make_group(self, title: str | None) -> IndicatorGroup:
        """Return the group with this title, or a new one; without a title, the last group if none is untitled."""
        groups = list(self.table.groups.all())
        same = next((each for each in groups if (each.title or "") == (title or "")), None)
        if same is None and not title and groups:
            return groups[-1]
        return same or IndicatorGroup.objects.create(table=self.table, position=len(groups), title=title)

    def _write_values(self, row: IndicatorRow, shape: IndicatorShape, taken: Collection[str] | None = None) -> None:
        """Write the values that the document states, or those with labels in `taken`; others stay as they are."""
        values = {
            period: {
                kind: text
                for kind, name in _KINDS.items()
                if (text := getattr(value, kind)) is not None and (taken is None or _label_value(name, period) in taken)
            }
            for period, value in (shape.values or {}).items()
        }
        labels = [period for period, stated in values.items() if stated]
        periods = Period.objects.labelled(labels)
        self._bring_periods(labels)
        for label in labels:
            TargetValue.objects.update_or_create(row=row, period=periods[label], defaults=values[label])

    def _bring_periods(self, labels: list[str]) -> None:
        """Add to the table the periods that it lacks, as its last ones."""
        before = self.table.period_labels
        after = list(dict.fromkeys([*(before or []), *labels]))
        if after != (before or []):
            self.table.period_labels = after
            self.table.save(update_fields=["period_labels"])
            brought = Recorded(self.table, "периоды добавлены по документу", {"periods": before}, {"periods": after})
            record_changes([brought], by=self.by)

    def settle(self) -> None:
        """Put the rows that were placed into the document's order within their groups."""
        said = [row for row in self.rows.values() if row is not None]
        for group in self.table.groups.all() if self.placed else []:
            rows = list(group.rows.order_by("position"))
            placed = [row for row in self.placed if row in rows]
            here = [row for row in said if row in rows]
            put_in_order(here, rows, placed, is_fragment=self.is_fragment)
        place_part(self.programme, Section.Part.INDICATORS, stands=self.table is not None, by=self.by)


def _name_group(title: str | None) -> tuple[str, str]:
    return natural_key(title or ""), f"в группе «{title}»" if title else ""


def _label_value(kind: str, period: str) -> str:
    return f"{kind}, {period}"


def _label_values(shape: IndicatorShape) -> dict[str, str]:
    return {
        _label_value(name, label): text
        for label, value in (shape.values or {}).items()
        for kind, name in _KINDS.items()
        if (text := getattr(value, kind)) is not None
    }
