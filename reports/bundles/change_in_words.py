"""What a change was from and to, in the words of the interface: no keys, codes or ids of the database."""

import datetime
import re
from collections.abc import Mapping

from django.core.exceptions import FieldDoesNotExist
from django.db import models

# What actions tell beside a record's own fields, and fields of the rows of a programme's parts.
_LABELS = {
    "note": "замечание отдела",
    "document": "документ",
    "files": "файлы",
    "file": "файл",
    "order": "приказ",
    "annex": "приложение",
    "list": "список",
    "sha256": "контрольная сумма",
    "new": "новых поручений",
    "gone": "снято поручений",
    "moved": "поручений с новым сроком",
    "rows": "строки",
    "periods": "годы",
    "title": "название",
    "name": "название",
    "number": "номер",
    "heading": "заголовок",
    "label": "название строки",
    "unit": "единица измерения",
    "baseline": "исходное значение",
    "target": "итоговое значение",
    "values": "значения",
    "plans": "план",
    "plan": "план",
    "fact": "факт",
    "was": "было",
    "now": "стало",
    "group": "группа",
}
# Their words are all that they say.
_BARE = {"text"}
# Of use to the portal alone.
_SILENT = {"id", "pk", "place", "position", "programme"}
_EMPTY = ("", None, [], {}, False)
_KEY = re.compile(r"[a-z_]+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def side_in_words(model: type[models.Model], side: Mapping) -> str:
    """«состояние: выполнено; когда сделано: 30.09.2026»."""
    return "; ".join(_told(model, side))


def _told(model: type[models.Model], side: Mapping) -> list[str]:
    """Fields in the record's order, then what actions tell: PostgreSQL keeps no order of keys."""
    order = {key: place for place, key in enumerate([*(field.name for field in model._meta.fields), *_LABELS])}
    told = []
    for key, value in sorted(side.items(), key=lambda item: (order.get(item[0], len(order)), item[0])):
        if value in _EMPTY or key in _SILENT:
            continue
        field = _field(model, key)
        words = _words(model, value, dict(field.flatchoices) if field else {}, is_written=key in _BARE)
        label = _label(key, field)
        if words:
            told.append(f"{label}: {words}" if label else words)
    return told


def _label(key: str, field: models.Field | None) -> str:
    """A year is its own label; a key that nobody has named has none."""
    if key in _BARE:
        return ""
    named = _LABELS.get(key) or (str(field.verbose_name) if field else "")
    return named or ("" if _KEY.fullmatch(key) else key)


def _field(model: type[models.Model], key: str) -> models.Field | None:
    try:
        field = model._meta.get_field(key)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) else None


def _words(model: type[models.Model], value, choices: Mapping, *, is_written: bool) -> str:
    """People's own words stay as they wrote them."""
    if isinstance(value, Mapping):
        return "; ".join(_told(model, value))
    if isinstance(value, list):
        several = [_words(model, each, choices, is_written=is_written) for each in value]
        return (" | " if any(isinstance(each, Mapping) for each in value) else ", ").join(filter(None, several))
    if value is True:
        return "да"
    if not is_written and isinstance(value, str) and _DATE.fullmatch(value):
        return f"{datetime.date.fromisoformat(value):%d.%m.%Y}"
    return str(choices.get(value, value))
