"""Finds what the portal holds of a person, by all foreign keys to people, so that no app has to list it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import CASCADE, ForeignKey, Model, QuerySet
from django.utils.text import capfirst

from portal.accounts.models import User
from portal.accounts.second_factor import NAMES
from portal.history.models import Change
from schools.journal.queries import lines_of

_SECRET = re.compile("password|digest|secret|token|code|key|^data$")  # `data` holds the secrets of second factors
_PERSON = ("email", "full_name", "position", "is_active", "joined_at", "last_login")
_LINES_AT_ONCE = 1_000
# Names for records and fields of libraries, whose own names are English or unclear.
_NAMES = {
    "admin.logentry": "Действия в администрировании",
    "mfa.authenticator": "Вторые факторы",
    "socialaccount.socialaccount": "Входы из другой системы",
    "usersessions.usersession": "Входы в портал",
}
_FIELD_NAMES = {
    "mfa.authenticator": {"user": "чей", "type": "вид", "created_at": "добавлен", "last_used_at": "когда помог"},
    "socialaccount.socialaccount": {"user": "чей", "uid": "номер в той системе", "extra_data": "что она сообщила"},
    "usersessions.usersession": {
        "user": "чей", "created_at": "начало", "last_seen_at": "последняя работа", "ip": "адрес сети",
        "user_agent": "как назвался браузер",
    },
}  # fmt: skip
_CHOICE_NAMES = {"mfa.authenticator": {str(kind): name for kind, name in NAMES.items()}}
_PLAIN_KEYS = {"кто", "кого", "кому", "чей", "пользователь", "user"}


@dataclass(frozen=True)
class Holding:
    """Records of one model that refer to the person by one foreign key.

    `is_own` are those that mean nothing without the person, as they would be deleted together.
    """

    key: ForeignKey
    records: QuerySet

    @property
    def is_own(self) -> bool:
        return self.key.remote_field.on_delete is CASCADE

    @property
    def name(self) -> str:
        """Return «Программы (кто внёс)», or only «Замечания» if the key's name says no more than «кто»."""
        kind = self.key.model._meta
        name = _NAMES.get(kind.label_lower) or capfirst(str(kind.verbose_name_plural))
        return name if self.key.verbose_name in _PLAIN_KEYS else f"{name} ({self.key.verbose_name})"


def holdings_of(person: User) -> Iterator[Holding]:
    for relation in User._meta.get_fields(include_hidden=True):
        key = getattr(relation, "field", None)
        is_reverse = relation.auto_created and not relation.concrete and isinstance(key, ForeignKey)
        if is_reverse and key.model is not Change and not key.model._meta.auto_created:
            yield Holding(key, key.model._base_manager.filter(**{key.name: person}).order_by("pk"))


def everything_of(person: User) -> dict:
    """Return everything as data for a file for the person, without secrets; of records of work only their ids."""
    held = [each for each in holdings_of(person) if each.records.exists()]
    return {
        "человек": _write_fields(person, _PERSON),
        "о человеке": {each.name: [_write_fields(record) for record in each.records] for each in held if each.is_own},
        "сделано человеком, номера записей": {
            each.name: list(each.records.values_list("pk", flat=True)) for each in held if not each.is_own
        },
        "журнал: действия человека": _write_journal(Change.objects.filter(changed_by=person)),
        "журнал: о человеке": _write_journal(Change.objects.about(person)),
    }


def _write_fields(record: Model, names: tuple[str, ...] = ()) -> dict[str, str]:
    fields = [field for field in record._meta.concrete_fields if not names or field.name in names]
    called = _FIELD_NAMES.get(record._meta.label_lower, {})
    return {
        called.get(field.name) or str(field.verbose_name): _format_value(record, field)
        for field in fields
        if not field.primary_key and not _SECRET.search(field.name)
    }


def _format_value(record: Model, field) -> str:
    value = getattr(record, field.attname)
    choices = dict(field.flatchoices or []) | _CHOICE_NAMES.get(record._meta.label_lower, {})
    return "" if value is None else str(choices.get(value, value) if field.choices else value)


def _write_journal(changes: QuerySet[Change]) -> list[dict]:
    found = list(changes.order_by("pk"))
    lines = [
        line for start in range(0, len(found), _LINES_AT_ONCE) for line in lines_of(found[start:][:_LINES_AT_ONCE])
    ]
    return [
        {
            "когда": line.change.changed_at.isoformat(timespec="seconds"), "действие": line.change.action,
            "запись": f"{line.kind}: {line.name}", "было": line.was, "стало": line.became, "почему": line.change.reason,
            "через что": line.change.get_through_display(),
        }
        for line in lines
    ]  # fmt: skip
