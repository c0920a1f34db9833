"""Finds the municipality that a document of the interchange format is of, or creates it with its department."""

from collections.abc import Iterator

from portal.history.actions import Recorded, record_changes
from portal.text.keys import natural_key
from roadmap.exchange.format import ProgrammeDocument
from schools.directory.changes import directory_changed
from schools.directory.models import Department, Municipality

FROM_FILE = "внесено из файла"


class NotYourMunicipality(Exception):
    """The file is of a municipality other than those whose programmes the user manages."""


class AmbiguousMunicipality(Exception):
    """Several regions have a municipality of this name, and the file doesn't say which it is."""


def municipality_of(document: ProgrammeDocument, allowed, by) -> Municipality:
    """Return the document's municipality, created if it is new and `allowed` is None.

    If it has no department yet, one is created as the document names it. Raises NotYourMunicipality if `allowed` has no
    such municipality, AmbiguousMunicipality if several fit.
    """
    shape = document.municipality
    known = Municipality.objects if allowed is None else allowed
    found = list(known.named(shape.name, shape.region)[:2])
    if not found and allowed is not None:
        raise NotYourMunicipality(shape.name)
    if len(found) > 1:
        exact = [each for each in found if each.region_key == natural_key(shape.region or "")]
        if len(exact) != 1:
            raise AmbiguousMunicipality(shape.name)
        found = exact
    made = []
    if found:
        municipality = found[0]
    else:
        municipality = Municipality.objects.create(name=shape.name, region=shape.region or "")
        made.append(Recorded(municipality, FROM_FILE, {}, {"name": municipality.name, "region": municipality.region}))
    if shape.department:
        head = shape.department.head
        department, is_new = Department.objects.get_or_create(
            municipality=municipality,
            defaults={
                "name": shape.department.name or shape.department.full_name or shape.name,
                "full_name": shape.department.full_name or "",
                "place": next((order.place for order in document.orders or [] if order.place), ""),
                "head_position": (head and head.position) or "",
                "head_name": (head and head.name) or "",
            },
        )
        if is_new:
            made.append(Recorded(department, FROM_FILE, {}, {"name": department.name}))
        made += _learn_short_name(department, document)
    record_changes(made, by=by)
    return municipality


def _learn_short_name(department: Department, document: ProgrammeDocument) -> Iterator[Recorded]:
    """Take the department's short name from the document's abbreviations, unless it has one already."""
    names = {natural_key(name) for name in (department.name, department.full_name) if name}
    stated = document.programme.abbreviations or []
    short = next((each.short for each in stated if each.short and natural_key(each.long or "") in names), "")
    if short and not department.short_name:
        department.short_name = short[:100]
        department.save(update_fields=["short_name"])
        yield Recorded(department, "сокращение взято из файла", {}, {"short_name": department.short_name})
        directory_changed(department.municipality, by=None)
