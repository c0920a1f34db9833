"""Schools added, changed, renamed, closed. Whoever reads the directory is told once for all of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from portal.refusals import Refusal
from portal.text.keys import natural_key
from schools.directory.changes import directory_changed
from schools.directory.models import FormerName, Municipality, School

FIELDS = ("name", "full_name", "kind", "address", "director_name", "email", "pupils", "is_active")


class SchoolRefused(Refusal):
    """A school can't be called so."""


def create_school(*, municipality: Municipality, facts: Mapping[str, Any], by) -> School:
    return save_schools(municipality=municipality, new=[facts], changed=[], by=by)[0]


def change_school(*, school: School, facts: Mapping[str, Any], by) -> None:
    save_schools(municipality=school.municipality, new=[], changed=[(school.pk, facts)], by=by)


@transaction.atomic
def save_schools(
    *,
    municipality: Municipality,
    new: Iterable[Mapping[str, Any]],
    changed: Iterable[tuple[int, Mapping[str, Any]]],
    by,
) -> list[School]:
    """All or none; the new ones are given back. `changed` are schools by their keys, each with what is to differ."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    schools = {school.pk: school for school in municipality.schools.select_for_update()}
    history = [record for pk, facts in changed if (record := _changed(schools[pk], facts, schools.values()))]
    made = []
    for facts in new:
        school = School(municipality=municipality, **facts)
        _check_name(school, [*schools.values(), *made])
        school.save()
        made.append(school)
        history.append(Recorded(school, "школа заведена", {}, {"name": school.name}))
    if history:
        record_changes(history, by=by)
    # Words of plans name schools by their names alone.
    if any("name" in record.after for record in history):
        directory_changed(municipality, by=by)
    return made


def _changed(school: School, facts: Mapping[str, Any], schools: Iterable[School]) -> Recorded | None:
    """A name that people knew stays known beside the new one."""
    before = {name: getattr(school, name) for name in facts if getattr(school, name) != facts[name]}
    if not before:
        return None
    for name in before:
        setattr(school, name, facts[name])
    _check_name(school, schools)
    school.save(update_fields=[*before, "name_key"])
    if "name" in before:
        keep_former_name(school, before["name"])
    return Recorded(school, "школа изменена", before, {name: facts[name] for name in before})


def keep_former_name(school: School, name: str) -> None:
    """Of a school that has another name now; one that differs by its signs alone is the same to all who look it up."""
    if (key := natural_key(name)) != natural_key(school.name):
        FormerName.objects.get_or_create(school=school, name_key=key, defaults={"name": name})


def _check_name(school: School, others: Iterable[School]) -> None:
    key = natural_key(school.name)
    if not key:
        raise SchoolRefused("У школы должно быть название.")
    if any(other is not school and natural_key(other.name) == key for other in others):
        raise SchoolRefused(f"Школа «{school.name}» в муниципалитете уже есть: измените её или дайте другое название.")
