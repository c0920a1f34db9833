"""What a kind of record needs to be found by the search, and helpers for its query."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, F, QuerySet, Value, When

from portal.text.keys import containing, natural_key
from schools.access.scope import scope_of


@dataclass(frozen=True)
class Finding:
    """A record that was found: its name, facts that tell it from others, and the address of its page."""

    title: str
    facts: tuple[str, ...]
    url: str


@dataclass(frozen=True)
class Finder:
    """How one kind of record is searched, in one query; `code` names it in addresses, `place` orders it on the page."""

    place: int
    code: str
    label: str
    # Takes a user and words, and returns the records.
    search: Callable[[object, str], QuerySet]
    # Takes a user and one of those records.
    describe: Callable[[object, object], Finding]


def named_best_first(records: QuerySet, key_field: str, words: str) -> QuerySet:
    """Return records whose name contains the words, first those whose name begins with them."""
    return best_first(records.filter(containing(key_field, words)), key_field, words)


def best_first(records: QuerySet, key_field: str, words: str) -> QuerySet:
    """Order the records by their names, first those that begin with the words."""
    begins = Case(When(**{f"{key_field}__startswith": natural_key(words)}, then=Value(0)), default=Value(1))
    return records.order_by(begins, F(key_field), "pk")


def sees_several_municipalities(user) -> bool:
    """Return whether a record's municipality is worth showing to the user."""
    scope = scope_of(user)
    return scope.everywhere or len(scope.municipality_ids) > 1


def facts(*given: str | None) -> tuple[str, ...]:
    """Return those facts that aren't empty."""
    return tuple(fact for fact in given if fact)
