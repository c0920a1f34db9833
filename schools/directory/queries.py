"""Finds schools by all their names, present and former."""

from collections.abc import Iterable, Mapping

from portal.text.keys import natural_key
from schools.directory.models import FormerName, Municipality, School
from schools.directory.name_words import own_words


def former_keys(municipality: Municipality) -> dict[str, int]:
    """Return {key of a former name: id of the school}, without names that several schools have had."""
    found: dict[str, set[int]] = {}
    for key, pk in FormerName.objects.filter(school__municipality=municipality).values_list("name_key", "school_id"):
        found.setdefault(key, set()).add(pk)
    return {key: pks.pop() for key, pks in found.items() if len(pks) == 1}


def telling_former_names(municipality: Municipality, present: Mapping[int, str]) -> dict[int, tuple[str, int]]:
    """Return former names with their schools' ids, by ids of the names, for readers of running text.

    Left out are names that several schools have had, that a school has now, or that have the same distinctive words as
    the present one: «МБОУ „Луговская СОШ“» beside «Луговская СОШ».
    """
    now = {natural_key(name) for name in present.values()}
    found: dict[str, list[tuple[int, str, int]]] = {}
    names = FormerName.objects.filter(school__municipality=municipality).order_by("pk")
    for pk, name, key, school_id in names.values_list("pk", "name", "name_key", "school_id"):
        found.setdefault(key, []).append((pk, name, school_id))
    return {
        pk: (name, school_id)
        for key, ((pk, name, school_id), *others) in found.items()
        if not others and key not in now and school_id in present and own_words(name) != own_words(present[school_id])
    }


def schools_by_key(
    municipality: Municipality, *, beside: Iterable[str] = (), with_full_names: bool = False
) -> dict[str, School]:
    """Return schools by the keys of their names.

    Present names win over full ones, and these over former ones; a full name that two schools have is left out.
    `beside` are all names in one source: a school that has its present name there isn't found by former ones.
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
