"""Whose a record is, and on whose behalf somebody works: known below by numbers and words, decided above."""

from collections.abc import Callable, Sequence

from django.db.models import Model

# Of records of one model: the number of what each belongs to (a municipality), by the record's own number.
Owners = Callable[[type[Model], Sequence[Model]], dict[int, int | None]]

_registered: dict[str, Callable] = {}


def decide_places(*, owners: Owners, on_behalf: Callable[[object], str]) -> None:
    _registered.update(owners=owners, on_behalf=on_behalf)


def owners_of(model: type[Model], records: Sequence[Model]) -> dict[int, int | None]:
    return _registered["owners"](model, records) if _registered else {}


def on_behalf_of(user) -> str:
    return _registered["on_behalf"](user) if _registered and user else ""
