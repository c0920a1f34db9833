"""Digests of what a person was shown, to be sure that they agree to that and not to what has come of it since."""

import datetime
import hashlib
import json
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from decimal import Decimal


def digest_of(shown: object) -> str:
    """Return 16 signs that are others for anything else that is shown: words, figures, days, and what is made of them.

    Raises TypeError for an object of which it can't tell what of it is shown.
    """
    return hashlib.sha256(_as_text(shown).encode()).hexdigest()[:16]


def _as_text(shown: object) -> str:
    return json.dumps(_as_json(shown), ensure_ascii=False)


def _as_json(shown: object) -> object:
    if shown is None or isinstance(shown, str | int | float):
        return shown
    if isinstance(shown, datetime.date | Decimal):
        return str(shown)
    if isinstance(shown, Mapping):
        return sorted(([_as_json(key), _as_json(value)] for key, value in shown.items()), key=_as_text)
    if isinstance(shown, Set):
        return sorted(map(_as_json, shown), key=_as_text)
    if isinstance(shown, list | tuple):
        return [_as_json(each) for each in shown]
    if is_dataclass(shown):
        return [_as_json(getattr(shown, each.name)) for each in fields(shown)]
    raise TypeError(f"Nobody knows what is shown of {type(shown)}.")
