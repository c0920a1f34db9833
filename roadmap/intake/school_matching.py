"""Which schools of the municipality a document's names mean; never two for one, never one for two by chance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portal.text.keys import natural_key
from roadmap.responsibles.school_mentions import mentions_of
from schools.directory.models import Municipality, School
from schools.directory.queries import schools_by_key


@dataclass(frozen=True)
class NamedInDocument:
    """A school as the document names it, and whom it means by what is known."""

    name: str
    school: School | None
    doubts: tuple[str, ...] = ()


def names_matched(names: Iterable[str], municipality: Municipality) -> list[NamedInDocument]:
    """By the whole name, else by the school's own noun, as responsibles are read."""
    names = [str(each) for each in names]
    by_key = schools_by_key(municipality, beside=names)
    schools = {school.pk: school for school in by_key.values()}
    own_names = {pk: school.name for pk, school in schools.items()}
    found = []
    for name in dict.fromkeys(each for each in names if each.strip()):
        if school := by_key.get(natural_key(name)):
            found.append(NamedInDocument(name, school))
            continue
        (mention,) = mentions_of([name], own_names)
        one = schools[next(iter(mention.schools))] if len(mention.schools) == 1 else None
        doubts = () if mention.is_of_nobody_here else mention.doubts  # a new school, which is offered to be made
        found.append(NamedInDocument(name, one, doubts))
    return found
