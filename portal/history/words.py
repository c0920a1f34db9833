"""What a change was from and to, as people read it: fields by their names, states by their labels."""

import datetime
import re
from contextlib import suppress

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format

# Keys that actions record beside the fields of a model.
_LABELS = {
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
    "indicators": "показатели",
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
    "place": "где",
    "programme": "программа",
    "reason": "причина",
    "reasons_owed": "причин не указано",
    "responsible": "ответственные",
    "school": "школа",
    "second_factor": "второй фактор",
    "schools": "школы",
    "sha256": "контрольная сумма",
    "term": "срок",
    "text": "текст",
    "title": "название",
    "what": "что",
}
_YES_NO = {True: "да", False: "нет"}


def words_of(model: type[models.Model] | None, recorded: dict) -> list[str]:
    """«Название: …», a line for each. A key that nothing names is left out, its value is not."""
    return [": ".join(filter(None, (_label(model, key), _value(model, key, recorded[key])))) for key in recorded]


def _field(model: type[models.Model] | None, key: str) -> models.Field | None:
    with suppress(FieldDoesNotExist):
        return model._meta.get_field(key) if model else None
    return None


def _label(model: type[models.Model] | None, key: str) -> str:
    name = getattr(_field(model, key), "verbose_name", "") or _LABELS.get(key.rsplit("-")[-1], "")
    return str(name) or ("" if re.search("[a-z]", key) else key)


def _value(model: type[models.Model] | None, key: str, value: object) -> str:
    if isinstance(value, bool):
        return _YES_NO[value]
    if value is None or value in ("", [], {}):
        return "—"
    if isinstance(value, dict):
        return "; ".join(words_of(None, value))
    if isinstance(value, list):
        return "; ".join(_value(model, key, each) for each in value)
    choices = dict(getattr(_field(model, key), "flatchoices", None) or [])
    return str(choices.get(value, _as_day(str(value))))


def _as_day(text: str) -> str:
    """«25.09.2026» of a day that is kept as JSON keeps days."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    return date_format(datetime.date.fromisoformat(text), "d.m.Y")
