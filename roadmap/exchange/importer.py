"""Takes a document of the interchange format into the database: all of it, or nothing."""

import json
from dataclasses import dataclass, field

from django.db import transaction

from indicators.catalogue.models import Period
from indicators.identification.models import Criterion, ListedSchool, LowResultList
from portal.history.actions import Recorded, record_changes
from portal.history.circumstances import by_import
from portal.text.keys import natural_key
from roadmap.exchange.arrangement import arrange, in_document_order
from roadmap.exchange.document_file import fingerprint, read_document
from roadmap.exchange.exporter import programme_as_document
from roadmap.exchange.fields import fields_of, order_fields, tables_of, times_of
from roadmap.exchange.format import (
    ActivityShape,
    DirectionShape,
    IndicatorsShape,
    LowResultListShape,
    OrderShape,
    ProgrammeDocument,
    RoadmapShape,
)
from roadmap.exchange.names_meant import NamesMeant
from roadmap.exchange.whose import FROM_FILE, municipality_of
from roadmap.execution.actions.understanding import understand_plan
from roadmap.plan.models import Activity, Direction, Roadmap, Stage
from roadmap.programmes.models import (
    Abbreviation,
    Annex,
    PassportItem,
    Programme,
    ProgrammeList,
    ProgrammeOrder,
    ProgrammeSchool,
    Section,
)
from roadmap.targets.catalogue_rows import CatalogueRows, DescribedIndicator
from roadmap.targets.models import IndicatorGroup, IndicatorRow, IndicatorTable, TargetValue
from schools.directory.changes import directory_changed
from schools.directory.models import Municipality, School
from schools.directory.queries import schools_by_key
from schools.orders.models import Order


@dataclass(frozen=True)
class Imported:
    """What became of an import.

    `new_schools` are names of schools that the file brought; `namesake` is another programme with the same title and
    years.
    """

    programme: Programme
    is_new: bool
    new_schools: tuple[str, ...] = ()
    namesake: Programme | None = None
    is_edited: bool = False
    """The document was taken in before, and the programme has been edited since."""


@by_import
def import_programme(
    document: ProgrammeDocument,
    *,
    by,
    municipalities=None,
    dry_run: bool = False,
    meant: NamesMeant | None = None,
) -> Imported:
    """Take the document in; the same document again changes nothing.

    `municipalities` limits whose file it may be; without it a new municipality is created. `meant` is what a person
    said of the names in it. A dry run does everything and rolls it back.
    """
    with transaction.atomic():
        municipality = municipality_of(document, municipalities, by)
        existing = Programme.objects.filter(source_sha256=fingerprint(document)).first()
        if existing:
            return Imported(existing, is_new=False, is_edited=says_of(existing) != existing.source_sha256)
        importer = DocumentImporter(document, municipality, by, fingerprint(document), meant or NamesMeant())
        programme = importer.run()
        record_changes([Recorded(programme, "внесена из файла", after={"title": programme.title})], by=by)
        same = {name: getattr(programme, name) for name in ("title_key", "start_year", "end_year")}
        namesake = Programme.objects.filter(municipality=municipality, **same).exclude(pk=programme.pk).first()
        if dry_run:
            transaction.set_rollback(True)
        return Imported(programme, True, tuple(importer.new_schools), namesake)


def says_of(programme: Programme) -> str:
    """Return the fingerprint of what the programme's document says now."""
    document = programme_as_document(programme, with_entered=False)
    return fingerprint(read_document(json.dumps(document, ensure_ascii=False).encode()))


def take_in(document: ProgrammeDocument, municipality: Municipality, *, by) -> Programme:
    """Create a programme of the document in the municipality, even if another programme says the same."""
    return DocumentImporter(document, municipality, by).run()


@dataclass
class DocumentImporter:
    """Takes a document in part by part.

    `programme` is created by `run`; for a single part it is given, and doesn't have that part yet.
    """

    document: ProgrammeDocument
    municipality: Municipality
    by: object
    sha256: str = ""
    meant: NamesMeant = field(default_factory=NamesMeant)
    programme: Programme = None
    schools: dict[str, School | None] = field(default_factory=dict)
    """Schools by the keys of their names; None if a person said that a name is not of a school."""

    orders: dict[str, Order] = field(default_factory=dict)
    same_names: dict[str, str] = field(default_factory=dict)
    new_schools: list[str] = field(default_factory=list)
    made: list[Recorded] = field(default_factory=list)
    """Schools and orders that were created besides the programme, for the history."""

    def run(self) -> Programme:
        named = [each.name or "" for each in self.document.schools or []]
        self.schools = schools_by_key(self.municipality, beside=named) | self.meant.schools_by_key()
        self.same_names = self.meant.names_by_key()
        self.programme = self._create_programme()
        self._create_named_schools()
        self._create_orders()
        self._set_approval()
        self._create_text()
        self._create_low_result_lists()
        if self.document.programme.indicators:
            self.indicators(self.document.programme.indicators)
        if self.document.programme.roadmap:
            self.roadmap(self.document.programme.roadmap)
        record_changes(self.made, by=self.by)
        if self.new_schools:
            directory_changed(self.municipality, by=self.by)
        return self.programme

    def _create_programme(self) -> Programme:
        shape = self.document.programme
        top_level = {"schools", "orders", "annexes", "low_result_schools"}
        return Programme.objects.create(
            municipality=self.municipality,
            requisites=self.document.municipality.as_json(),
            title=shape.title,
            kind=shape.kind,
            start_year=shape.period.start,
            end_year=shape.period.end,
            source_sha256=self.sha256,
            imported_by=self.by,
            resources=shape.resources and shape.resources.as_json(),
            empty_keys=shape.empty_keys() + [key for key in self.document.empty_keys() if key in top_level],
        )

    def _find_or_create_school(self, name: str | None) -> School | None:
        """Return the municipality's school of that name, created if it has none."""
        name = self.same_names.get(natural_key(name or ""), name)
        key = natural_key(name or "")
        if not key:
            return None
        if key not in self.schools:
            self.new_schools.append(name)
            school = self.schools[key] = School.objects.create(municipality=self.municipality, name=name)
            self.made.append(Recorded(school, "школа заведена", {}, {"name": school.name}))
        return self.schools[key]

    def _create_named_schools(self) -> None:
        ProgrammeSchool.objects.bulk_create(
            ProgrammeSchool(
                programme=self.programme,
                school=self._find_or_create_school(each.name),
                position=position,
                name=each.name,
            )
            for position, each in enumerate(self.document.schools or [])
        )

    def _create_orders(self) -> None:
        for position, shape in enumerate(self.document.orders or []):
            order = self.order(shape)
            ProgrammeOrder.objects.create(programme=self.programme, order=order, position=position, key=shape.id)
            if shape.id is not None:
                self.orders[shape.id] = order

    def order(self, shape: OrderShape) -> Order:
        """Return the municipality's order that says exactly this, or a new one."""
        stated = order_fields(shape)
        clauses, empty_keys = stated.pop("clauses"), shape.empty_keys()
        known = self.municipality.orders.filter(
            **{key if value is not None else f"{key}__isnull": value if value is not None else True
               for key, value in stated.items()}
        ).exclude(programmes=self.programme)  # fmt: skip
        for order in known:
            if (order.clauses, order.empty_keys) == (clauses, empty_keys):
                return order
        order = Order.objects.create(municipality=self.municipality, **stated, clauses=clauses, empty_keys=empty_keys)
        self.made.append(Recorded(order, FROM_FILE, {}, {"title": str(order)}))
        return order

    def _set_approval(self) -> None:
        approval, stamp = self.document.programme.approved_by, self.document.programme.approval_stamp
        if approval:
            self.programme.approval_order = self.orders.get(approval.order)
            self.programme.approval_annex = approval.annex
            self.programme.approval_caption = approval.caption
        if stamp:
            self.programme.stamp_position = stamp.position
            self.programme.stamp_name = stamp.name
        self.programme.save()

    def _create_text(self) -> None:
        shape, programme = self.document.programme, self.programme
        Section.objects.bulk_create(
            Section(
                programme=programme,
                position=position,
                part=place.part,
                **(fields_of(place.section, "number", "title", "text") if place.section else {}),
                tables=tables_of(place.section),
            )
            for position, place in enumerate(arrange(shape))
        )
        PassportItem.objects.bulk_create(
            PassportItem(programme=programme, position=position, label=row.label, text=row.text)
            for position, row in enumerate(shape.passport or [])
        )
        Abbreviation.objects.bulk_create(
            Abbreviation(programme=programme, position=position, short=each.short, long=each.long)
            for position, each in enumerate(shape.abbreviations or [])
        )
        Annex.objects.bulk_create(
            Annex(
                programme=programme,
                position=position,
                order=self.orders.get(annex.order),
                **fields_of(annex, "annex", "caption", "title", "text"),
                tables=tables_of(annex),
            )
            for position, annex in enumerate(self.document.annexes or [])
        )

    def _create_low_result_lists(self) -> None:
        shapes = self.document.low_result_schools or []
        periods = Period.objects.labelled([shape.year for shape in shapes if shape.year])
        for position, shape in enumerate(shapes):
            low_result_list = LowResultList.objects.create(
                municipality=self.municipality,
                period=periods.get(shape.year),
                order=self.orders.get(shape.order),
                empty_keys=[key for key in shape.empty_keys() if key != "columns"],
                **fields_of(shape, "annex", "caption", "title", "columns"),
            )
            ProgrammeList.objects.create(programme=self.programme, low_result_list=low_result_list, position=position)
            self._create_listed_schools(low_result_list, shape)
            names = [each.school for each in shape.schools or []]
            self.made.append(Recorded(low_result_list, FROM_FILE, {}, {"title": shape.title, "schools": names}))

    def _create_listed_schools(self, low_result_list: LowResultList, shape: LowResultListShape) -> None:
        shapes = shape.schools or []
        listed = ListedSchool.objects.bulk_create(
            ListedSchool(
                low_result_list=low_result_list,
                position=position,
                name=each.school,
                school=self._find_or_create_school(each.school),
                empty_keys=each.empty_keys(),
            )
            for position, each in enumerate(shapes)
        )
        Criterion.objects.bulk_create(
            Criterion(
                listed_school=school,
                position=position,
                **fields_of(criterion, "number", "name", "current", "expected"),
            )
            for school, each in zip(listed, shapes, strict=True)
            for position, criterion in enumerate(each.criteria or [])
        )

    def indicators(self, shape: IndicatorsShape) -> None:
        table = IndicatorTable.objects.create(
            programme=self.programme,
            title=shape.title,
            layout=shape.layout,
            columns=None if shape.columns is None else [column.as_json() for column in shape.columns],
            period_labels=shape.periods,
            empty_keys=[key for key in shape.empty_keys() if key == "groups"],
        )
        periods = Period.objects.labelled(shape.periods or [])
        group_shapes = shape.groups or []
        groups = IndicatorGroup.objects.bulk_create(
            IndicatorGroup(table=table, position=position, title=group.title, empty_keys=group.empty_keys())
            for position, group in enumerate(group_shapes)
        )
        row_shapes = [(group, row) for group, each in zip(groups, group_shapes, strict=True) for row in each.rows or []]
        catalogue = CatalogueRows(self.municipality, said=self.meant.indicators)
        rows = IndicatorRow.objects.bulk_create(
            IndicatorRow(
                group=group,
                position=position,
                indicator=catalogue.meant_by(row.heading, row.name, group.title, DescribedIndicator.of_unit(row.unit)),
                empty_keys=row.empty_keys(),
                **fields_of(row, "number", "name", "heading", "unit", "baseline", "target"),
                cells=row.cells or {},
            )
            for position, (group, row) in enumerate(row_shapes)
        )
        catalogue.record_added(by=self.by)
        TargetValue.objects.bulk_create(
            TargetValue(row=row, period=periods[label], plan=value.plan, fact=value.fact)
            for row, (_, row_shape) in zip(rows, row_shapes, strict=True)
            for label, value in (row_shape.values or {}).items()
        )

    def roadmap(self, shape: RoadmapShape) -> None:
        roadmap = Roadmap.objects.create(
            programme=self.programme,
            title=shape.title,
            period=shape.period,
            columns=None if shape.columns is None else [column.as_json() for column in shape.columns],
            empty_keys=[key for key in shape.empty_keys() if key == "directions"],
        )
        pending: list[tuple[Activity, ActivityShape]] = []
        for position, direction in enumerate(shape.directions or []):
            self._create_direction(direction, pending, roadmap=roadmap, parent=None, position=position)
        activities = Activity.objects.bulk_create([activity for activity, _ in pending])
        Stage.objects.bulk_create(
            Stage(
                activity=activity,
                position=position,
                **fields_of(stage, "name", "responsible", "result", "document"),
                **times_of(stage),
            )
            for activity, (_, activity_shape) in zip(activities, pending, strict=True)
            for position, stage in enumerate(activity_shape.stages or [])
        )
        understand_plan(roadmap)

    def _create_direction(self, shape: DirectionShape, pending: list, *, roadmap, parent, position: int) -> None:
        direction = Direction.objects.create(
            roadmap=roadmap,
            parent=parent,
            position=position,
            number=shape.number,
            title=shape.title,
            empty_keys=shape.empty_keys(),
        )
        for place, item in enumerate(in_document_order(shape)):
            if isinstance(item, DirectionShape):
                self._create_direction(item, pending, roadmap=roadmap, parent=direction, position=place)
            else:
                activity = Activity(
                    direction=direction,
                    position=place,
                    sequence=len(pending),
                    **fields_of(item, "number", "name", "responsible", "result", "document", "report"),
                    **times_of(item),
                )
                pending.append((activity, item))
