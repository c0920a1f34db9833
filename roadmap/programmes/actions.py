"""Begins a programme in the portal, and saves its title and the rows of its text."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Model

from portal.history.actions import Recorded, record_changes
from portal.meanwhile import Words, changed_places
from roadmap.programmes.drafts import draft_programme, title_of
from roadmap.programmes.models import Programme, Section
from roadmap.programmes.text_parts import PARTS, TextPart
from schools.archive.actions import delete_kept
from schools.directory.models import Municipality


@transaction.atomic
def begin_programme(*, municipality: Municipality, words: Words, by) -> Programme:
    """Create an empty draft that names the municipality's department and its head as they are in the portal."""
    programme = Programme.objects.create(
        municipality=municipality, requisites=requisites_of(municipality), imported_by=by, **words
    )
    record_changes([Recorded(programme, "начата в портале", after=dict(words))], by=by)
    return programme


def requisites_of(municipality: Municipality) -> dict:
    """Return the department's requisites in the shape of the interchange format, without what is not known."""
    requisites: dict = {"name": municipality.name}
    if municipality.region:
        requisites["region"] = municipality.region
    if department := getattr(municipality, "department", None):
        head = {"position": department.head_position, "name": department.head_name}
        stated = {"name": department.name, "full_name": department.full_name}
        requisites["department"] = {key: value for key, value in stated.items() if value}
        if head := {key: value for key, value in head.items() if value}:
            requisites["department"]["head"] = head
    return requisites


@transaction.atomic
def save_title(*, programme: Programme, words: Words, seen: Words, by) -> bool:
    programme = draft_programme(programme)
    current = title_of(programme)
    changed = changed_places(words, seen, current)
    for key, value in changed.items():
        setattr(programme, key, value)
    if changed:
        programme.save(update_fields=[*changed, "title_key"])
        before = {key: current[key] for key in changed}
        record_changes([Recorded(programme, "исправлено", before, changed)], by=by)
    return bool(changed)


@transaction.atomic
def save_part(*, programme: Programme, kind: TextPart, rows: list[dict], seen: list[dict], by) -> bool:
    """Write the rows of a part in their order, and return whether anything changed.

    Raises ChangedMeanwhile if somebody else has changed the rows since the person saw them.
    """
    programme = draft_programme(programme)
    current = kind.rows_of(programme)
    if not changed_places({"rows": rows}, {"rows": seen}, {"rows": current}):
        return False
    known = {record.pk: record for record in kind.model.objects.filter(programme=programme)}
    kept, new = [], []
    for position, row in enumerate(rows):
        record = known.pop(row["id"], None) or kind.model(programme=programme)
        record.position = position
        for name in kind.fields:
            setattr(record, name, row[name])
        (kept if record.pk else new).append(record)
    gone = [pk for pk, record in known.items() if getattr(record, "part", Section.Part.TEXT) == Section.Part.TEXT]
    lost = {str(pk): known[pk].tables for pk in gone if kind.has_tables and known[pk].tables}
    _delete_rows(programme, kind, gone, by=by)
    kind.model.objects.bulk_update(kept, ["position", *kind.fields], batch_size=100)
    kind.model.objects.bulk_create(new)
    if kind.part:
        place_part(programme, kind.part, stands=bool(rows), by=by)
    action = f"{kind.title.lower()}: исправлено"
    before = {"rows": current} | ({"tables": lost} if lost else {})
    record_changes([Recorded(programme, action, before, {"rows": rows})], by=by)
    return True


def _delete_rows(programme: Programme, kind: TextPart, numbers: list[int], *, by) -> None:
    if rows := list(kind.model.objects.filter(pk__in=numbers)):
        names = "; ".join(str(row) for row in rows)
        delete_kept(rows, by=by, name=f"{kind.title}: {names} ({programme})", within=programme)


def place_part(programme: Programme, part: Section.Part, *, stands: bool, by) -> None:
    """Make a part's place in the document agree with whether the programme has the part.

    A new place comes first for the passport, last for the others. A place is removed unless it has words of its own.
    """
    sections = list(programme.sections.all())
    own = next((section for section in sections if section.part == part), None)
    if stands and own is None:
        own = Section(programme=programme, part=part, position=0)
        sections.insert(0 if part == Section.Part.PASSPORT else len(sections), own)
        for position, section in enumerate(sections):
            section.position = position
        own.save()
        Section.objects.bulk_update(sections, ["position"], batch_size=100)
        record_changes([Recorded(own, "часть документа добавлена", {}, {"part": part})], by=by)
    elif own and not stands and not own.is_stated:
        record_changes([Recorded(own, "часть документа убрана", {"part": part})], by=by)
        own.delete()


def put_parts_back(records: Sequence[Model], by) -> None:
    """Place the part that restored rows belong to in the document again.

    Raises WrongProgrammeState if the programme has been approved meanwhile.
    """
    programme = draft_programme(records[0].programme)
    for part in {kind.part for kind in PARTS.values() if kind.part and isinstance(records[0], kind.model)}:
        place_part(programme, part, stands=True, by=by)
