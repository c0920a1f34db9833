"""Writes what a change was from and to for people: fields by their names, states by their labels, no keys and ids."""

import datetime
import re
from collections.abc import Mapping
from contextlib import suppress

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format

# Names of fields of a programme's rows, then of what actions record besides a model's fields; told in this order.
_LABELS = {
    "number": "номер",
    "heading": "заголовок",
    "label": "название строки",
    "title": "название",
    "name": "название",
    "text": "текст",
    "unit": "единица измерения",
    "baseline": "исходное значение",
    "target": "итоговое значение",
    "plan": "план",
    "plans": "план",
    "fact": "факт",
    "values": "значения",
    "was": "было",
    "now": "стало",
    "address": "адрес",
    "annex": "приложение",
    "body": "текст",
    "class": "оценка",
    "count": "сколько",
    "decision": "решение",
    "document": "документ",
    "file": "файл",
    "files": "файлы",
    "gone": "снято",
    "group": "группа",
    "indicators": "показатели",
    "list": "список",
    "meaning": "прочитано",
    "meant": "значит",
    "message": "сообщение",
    "method": "метод",
    "moved": "перенесено",
    "municipality": "муниципалитет",
    "new": "новых",
    "note": "замечание",
    "order": "приказ",
    "period": "период",
    "periods": "годы",
    "place": "где",
    "places": "строки",
    "position": "место",
    "programme": "программа",
    "reason": "причина",
    "reasons_owed": "причин не указано",
    "responsible": "ответственные",
    "role": "роль",
    "rows": "строки",
    "school": "школа",
    "schools": "школы",
    "second_factor": "второй фактор",
    "sha256": "контрольная сумма",
    "term": "срок",
    "what": "что",
}
# Keys that are of no use to people.
_SILENT = {"id", "pk"}
_SILENT_WITHIN = _SILENT | {"direction", "parent", "position"}  # of rows of a plan, whose «place» says it in words
_YES_NO = {True: "да", False: "нет"}


def words_of(model: type[models.Model] | None, recorded: Mapping, *, empty: str = "—") -> list[str]:
    """Return a line for each field, «Название: …», in the order of the model's fields, as PostgreSQL keeps none.

    A key without a known name is left out, but not its value. `empty` stands for empty values; "" leaves them out.
    """
    fields = [field.name for field in model._meta.fields] if model else []
    order = {key: place for place, key in enumerate(dict.fromkeys([*fields, *_LABELS]))}
    silent = _SILENT if model else _SILENT_WITHIN
    keys = sorted(recorded.keys() - silent, key=lambda key: (order.get(key, len(order)), key))
    told = [(_label(model, key), _value(model, key, recorded[key], empty)) for key in keys]
    return [": ".join(filter(None, (label, words))) for label, words in told if words]


def _field(model: type[models.Model] | None, key: str) -> models.Field | None:
    with suppress(FieldDoesNotExist):
        return model._meta.get_field(key) if model else None
    return None


def _label(model: type[models.Model] | None, key: str) -> str:
    name = getattr(_field(model, key), "verbose_name", "") or _LABELS.get(key.rsplit("-")[-1], "")
    return str(name) or ("" if re.search("[a-z]", key) else key)


def _value(model: type[models.Model] | None, key: str, value: object, empty: str) -> str:
    if value is None or value in ("", [], {}):
        return empty
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, dict):
        return "; ".join(words_of(None, value, empty=empty))
    if isinstance(value, list):
        between = " | " if any(isinstance(each, dict) for each in value) else "; "
        return between.join(filter(None, (_value(model, key, each, empty) for each in value)))
    choices = dict(getattr(_field(model, key), "flatchoices", None) or [])
    return str(choices.get(value, _as_day(str(value))))


def _as_day(text: str) -> str:
    """Write a date that JSON has as «2026-09-25» as «25.09.2026»; return any other text unchanged."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        with suppress(ValueError):  # words of somebody's, as «2026-13-45»
            return date_format(datetime.date.fromisoformat(text), "d.m.Y")
    return text
