from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, F, QuerySet, Value, When

from portal.text.keys import containing, natural_key
from schools.access.scope import scope_of


@dataclass(frozen=True)
class Finding:
    """One record that was found: what it is called, what tells it from others, where it is looked at."""

    title: str
    facts: tuple[str, ...]
    url: str


@dataclass(frozen=True)
class Finder:
    """How one kind of record is found, in one query whatever there is; `code` names it in addresses."""

    code: str
    label: str
    found: Callable[[object, str], QuerySet]  # of a user, by words
    shown: Callable[[object, object], Finding]  # to a user, a record


def named_best_first(records: QuerySet, key_field: str, words: str) -> QuerySet:
    """Those whose name holds all the words; first of them those whose name begins with them."""
    return best_first(records.filter(containing(key_field, words)), key_field, words)


def best_first(records: QuerySet, key_field: str, words: str) -> QuerySet:
    begins = Case(When(**{f"{key_field}__startswith": natural_key(words)}, then=Value(0)), default=Value(1))
    return records.order_by(begins, F(key_field), "pk")


def sees_several_municipalities(user) -> bool:
    """Only then a record's municipality tells anything."""
    scope = scope_of(user)
    return scope.everywhere or len(scope.municipality_ids) > 1


def facts(*told: str | None) -> tuple[str, ...]:
    return tuple(fact for fact in told if fact)
