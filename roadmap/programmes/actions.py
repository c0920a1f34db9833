"""A programme begun in the portal, and its text outside the tables."""

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from roadmap.programmes.drafts import Words, changed_places, draft_programme, title_of
from roadmap.programmes.models import Programme, Section
from roadmap.programmes.text_parts import TextPart
from schools.directory.models import Municipality


@transaction.atomic
def begin_programme(*, municipality: Municipality, words: Words, by) -> Programme:
    """An empty draft in the name of the municipality's department."""
    programme = Programme.objects.create(
        municipality=municipality, requisites=requisites_of(municipality), imported_by=by, **words
    )
    record_changes([Recorded(programme, "начата в портале", after=dict(words))], by=by)
    return programme


def requisites_of(municipality: Municipality) -> dict:
    """As the interchange format has them: what is not known is left out."""
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
    """Write the rows of a part in their order; somebody else's change since they were seen raises ChangedMeanwhile."""
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
    kind.model.objects.filter(pk__in=gone).delete()
    kind.model.objects.bulk_update(kept, ["position", *kind.fields], batch_size=100)
    kind.model.objects.bulk_create(new)
    if kind.part:
        place_part(programme, kind.part, stands=bool(rows))
    action = f"{kind.title.lower()}: исправлено"
    before = {"rows": current} | ({"tables": lost} if lost else {})
    record_changes([Recorded(programme, action, before, {"rows": rows})], by=by)
    return True


def place_part(programme: Programme, part: Section.Part, *, stands: bool) -> None:
    """A part that the programme has stands in the document once: the passport first, the others at the end."""
    sections = list(programme.sections.all())
    own = next((section for section in sections if section.part == part), None)
    if stands and own is None:
        own = Section(programme=programme, part=part, position=0)
        sections.insert(0 if part == Section.Part.PASSPORT else len(sections), own)
        for position, section in enumerate(sections):
            section.position = position
        own.save()
        Section.objects.bulk_update(sections, ["position"], batch_size=100)
    elif own and not stands and not own.is_stated:
        own.delete()
