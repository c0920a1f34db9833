"""Finds the municipality of changed records by following foreign keys, with at most one query for each model."""

from collections import deque
from collections.abc import Sequence
from functools import cache

from django.db.models import ForeignKey, Model

from portal.accounts.models import User
from schools.access.models import Membership
from schools.access.scope import scope_of
from schools.directory.models import Municipality
from schools.people.queries import municipality_of

_DEEPEST = 6


@cache
def way_of(model: type[Model]) -> tuple[ForeignKey, ...] | None:
    """Return the shortest chain of foreign keys from the model to a municipality, None if there is none.

    Of several, keys that can't be NULL are preferred.
    """
    ways = deque([(model, ())])
    while ways:
        last, way = ways.popleft()
        if last is Municipality:
            return way
        keys = [field for field in last._meta.concrete_fields if isinstance(field, ForeignKey)]
        for key in sorted(keys, key=lambda field: field.null):
            if len(way) < _DEEPEST and key.related_model not in (User, last):
                ways.append((key.related_model, (*way, key)))
    return None


def owners_of(model: type[Model], records: Sequence[Model]) -> dict[int, int | None]:
    """Return the ids of the records' municipalities, by the ids of the records."""
    if model is User:
        return _find_owners_of_people([each.pk for each in records])
    way = way_of(model)
    if way is None:
        return {}
    if not way:
        return {each.pk: each.pk for each in records}
    (key, *further), current = way, {each.pk: each for each in records}
    while further and all(key.is_cached(each) and getattr(each, key.name) for each in current.values()):
        current = {pk: getattr(each, key.name) for pk, each in current.items()}
        key, *further = further
    numbers = {pk: getattr(each, key.attname) for pk, each in current.items()}
    if not further:
        return numbers
    found = key.related_model._base_manager.filter(pk__in=set(numbers.values()) - {None})
    of_number = dict(found.values_list("pk", "__".join(step.name for step in further)))
    return {pk: of_number.get(number) for pk, number in numbers.items()}


def _find_owners_of_people(numbers: Sequence[int]) -> dict[int, int | None]:
    """Return the municipalities of people with roles in one municipality only.

    The journal finds others by their roles when somebody looks (`queries.entries_of`).
    """
    found: dict[int, set[int | None]] = {}
    for place in Membership.objects.filter(user__in=numbers).select_related("school"):
        found.setdefault(place.user_id, set()).add(municipality_of(place))
    return {number: next(iter(places)) for number, places in found.items() if len(places) == 1}


def on_behalf_of(user) -> str:
    """Return the name of the municipality for which an administrator of the whole portal works now, else ""."""
    chosen = scope_of(user).acts_for
    if not chosen:
        return ""
    if getattr(user, "_works_for", (None,))[0] != chosen:
        user._works_for = chosen, str(Municipality.objects.get(pk=chosen))
    return user._works_for[1]
