"""Saves a municipality with its education department."""

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from schools.directory.changes import directory_changed
from schools.directory.models import Department, Municipality

OF_MUNICIPALITY = {"municipality": "name", "region": "region", "photo_side": "photo_side"}
OF_DEPARTMENT = ("name", "full_name", "short_name", "place", "address", "head_position", "head_name")


def stated(municipality: Municipality | None) -> dict[str, str | int]:
    """Return what is known of a municipality and its department, by the fields of their form."""
    department = getattr(municipality, "department", None)
    municipality = municipality or Municipality()
    return {field: getattr(municipality, kept) for field, kept in OF_MUNICIPALITY.items()} | {
        field: getattr(department, field, "") for field in OF_DEPARTMENT
    }


@transaction.atomic
def save_municipality(*, municipality: Municipality | None, words: dict[str, str | int], by) -> Municipality:
    """Create a municipality with its department, or change those that exist, and return the municipality."""
    before, action = stated(municipality), "изменён" if municipality else "создан"
    municipality = municipality or Municipality()
    for field, kept in OF_MUNICIPALITY.items():
        setattr(municipality, kept, words[field])
    municipality.save()
    Department.objects.update_or_create(
        municipality=municipality, defaults={field: words[field] for field in OF_DEPARTMENT}
    )
    changed = [field for field, was in before.items() if was != words[field]]
    if changed:
        was, became = ({field: each[field] for field in changed} for each in (before, words))
        record_changes([Recorded(municipality, action, was, became)], by=by)
    if {"name", "full_name", "short_name"} & set(changed):
        # The words of plans are read with the department's names.
        directory_changed(municipality, by=by)
    return municipality
