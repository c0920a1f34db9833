"""Adds and changes schools; those who depend on the directory are called once for all of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from portal.refusals import Refusal
from portal.text.keys import natural_key
from schools.directory.changes import directory_changed
from schools.directory.models import FormerName, Municipality, School


class SchoolRefused(Refusal):
    """The school has no name, or the name of another school in the municipality."""


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
    """Save all schools or none, and return the new ones.

    `new` are fields of new schools, `changed` ids of schools with the fields to change. Raises SchoolRefused if a name
    is empty or taken.
    """
    lock_record(municipality)
    schools = {school.pk: school for school in municipality.schools.select_for_update()}
    history = [record for pk, facts in changed if (record := _change(schools[pk], facts, schools.values()))]
    made = []
    for facts in new:
        school = School(municipality=municipality, **facts)
        _check_name(school, [*schools.values(), *made])
        school.save()
        made.append(school)
        history.append(Recorded(school, "школа заведена", {}, {"name": school.name}))
    if history:
        record_changes(history, by=by)
    # Plans name schools only by their names, so that other fields don't matter to them.
    if any("name" in record.after for record in history):
        directory_changed(municipality, by=by)
    return made


def _change(school: School, facts: Mapping[str, Any], schools: Iterable[School]) -> Recorded | None:
    """Change a school, and return the entry for the history; None if nothing differs. A former name stays known."""
    before = {name: getattr(school, name) for name in facts if getattr(school, name) != facts[name]}
    if not before:
        return None
    for name in before:
        setattr(school, name, facts[name])
    _check_name(school, schools)
    school.save(update_fields=[*before, "name_key", "full_name_key", "address_key"])
    if "name" in before:
        keep_former_name(school, before["name"])
    return Recorded(school, "школа изменена", before, {name: facts[name] for name in before})


def keep_former_name(school: School, name: str) -> None:
    """Remember a former name of the school, unless it differs from the present one only by punctuation or case."""
    if (key := natural_key(name)) != natural_key(school.name):
        FormerName.objects.get_or_create(school=school, name_key=key, defaults={"name": name})


def _check_name(school: School, others: Iterable[School]) -> None:
    key = natural_key(school.name)
    if not key:
        raise SchoolRefused("У школы должно быть название.")
    if any(other is not school and natural_key(other.name) == key for other in others):
        raise SchoolRefused(f"Школа «{school.name}» в муниципалитете уже есть: измените её или дайте другое название.")
