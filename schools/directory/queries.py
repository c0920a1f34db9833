"""Schools by everything that they are, or were, called."""

from collections.abc import Iterable, Mapping

from portal.text.keys import natural_key
from schools.directory.models import FormerName, Municipality, School
from schools.directory.names import distinctive_words


def former_keys(municipality: Municipality) -> dict[str, int]:
    """Of each name that one school alone had before, its key with that school."""
    found: dict[str, set[int]] = {}
    for key, pk in FormerName.objects.filter(school__municipality=municipality).values_list("name_key", "school_id"):
        found.setdefault(key, set()).add(pk)
    return {key: pks.pop() for key, pks in found.items() if len(pks) == 1}


def telling_former_names(municipality: Municipality, present: Mapping[int, str]) -> dict[int, tuple[str, int]]:
    """By a former name's id the name and its school, for readers of running text.

    Only names that one school alone had, that none has now, and that differ from its present one in words of its own:
    «МБОУ „Луговская СОШ“» tells a reader nothing beside «Луговская СОШ».
    """
    now = {natural_key(name) for name in present.values()}
    found: dict[str, list[tuple[int, str, int]]] = {}
    names = FormerName.objects.filter(school__municipality=municipality).order_by("pk")
    for pk, name, key, school_id in names.values_list("pk", "name", "name_key", "school_id"):
        found.setdefault(key, []).append((pk, name, school_id))
    return {
        pk: (name, school_id)
        for key, ((pk, name, school_id), *others) in found.items()
        if not others and key not in now and school_id in present and _own_words(name) != _own_words(present[school_id])
    }


def _own_words(name: str) -> frozenset[str]:
    return distinctive_words(natural_key(name).split())


def schools_by_key(
    municipality: Municipality, *, beside: Iterable[str] = (), with_full_names: bool = False
) -> dict[str, School]:
    """Present names win over full ones, these over former ones; a full name that two schools have means neither.

    `beside` are all names of one source: a school named there as it is called now has no other name in it.
    """
    schools, named = (
        {school.pk: school for school in municipality.schools.by_themselves()},
        set(map(natural_key, beside)),
    )
    known = {key: schools[pk] for key, pk in former_keys(municipality).items() if schools[pk].name_key not in named}
    if with_full_names:
        keys = [natural_key(school.full_name) for school in schools.values()]
        known |= {
            key: school for key, school in zip(keys, schools.values(), strict=True) if key and keys.count(key) == 1
        }
    return known | {school.name_key: school for school in schools.values()}
