"""The register of models that are kept when deleted; apps above enter theirs when they are ready."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Model

from portal.accounts.roles import Permission


def _nothing(records: Sequence[Model], by) -> None:
    return None


@dataclass(frozen=True)
class KeptKind:
    """How a kept model is restored.

    `permission` is needed to restore it; with `of_school` the director of its school may too, as they may delete it.
    `put_back` is called with all restored records, to put them in order; it raises Refusal if they can't be restored.
    """

    permission: Permission = Permission.MANAGE_PROGRAMMES
    of_school: bool = False
    put_back: Callable[[Sequence[Model], object], None] = _nothing


_kinds: dict[type[Model], KeptKind] = {}


def keeps_deleted(*models: type[Model], kind: KeptKind = KeptKind()) -> None:
    for model in models:
        _kinds[model] = kind


def kept_kinds() -> dict[type[Model], KeptKind]:
    return _kinds


_made_anew: set[type[Model]] = set()


def made_anew(*models: type[Model]) -> None:
    """Register models whose rows `put_back` makes anew; if they are gone, a key to them may be restored as NULL."""
    _made_anew.update(models)


def is_made_anew(model: type[Model]) -> bool:
    return model in _made_anew
