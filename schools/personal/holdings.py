"""What is held of a person: found by the keys of all models that lead to people, so that no app has to say so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import CASCADE, ForeignKey, Model, QuerySet
from django.utils.text import capfirst

from portal.accounts.models import User
from portal.history.models import Change
from schools.journal.queries import lines_of

_SECRET = re.compile("password|digest|secret|token|code|key")
_PERSON = ("email", "full_name", "position", "is_active", "joined_at", "last_login")
_LINES_AT_ONCE = 1_000
# What libraries call their records says nothing to a clerk, or says it in English.
_NAMES = {
    "admin.logentry": "Действия в администрировании",
    "mfa.authenticator": "Вторые факторы",
    "socialaccount.socialaccount": "Входы из другой системы",
    "usersessions.usersession": "Входы в портал",
}
_PLAIN_KEYS = {"кто", "кого", "кому", "чей", "пользователь", "user"}


@dataclass(frozen=True)
class Holding:
    """Records of one kind that lead to the person by one key; `is_own`: they would mean nothing without them."""

    key: ForeignKey
    records: QuerySet

    @property
    def is_own(self) -> bool:
        return self.key.remote_field.on_delete is CASCADE

    @property
    def name(self) -> str:
        """«Программы (кто внёс)»; where the key says no more than that the person is meant, only «Замечания»."""
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
    """As a file for that person. Passwords and other secrets are not in it, of records of work only their numbers."""
    held = [each for each in holdings_of(person) if each.records.exists()]
    return {
        "человек": _fields(person, _PERSON),
        "о человеке": {each.name: [_fields(record) for record in each.records] for each in held if each.is_own},
        "сделано человеком, номера записей": {
            each.name: list(each.records.values_list("pk", flat=True)) for each in held if not each.is_own
        },
        "журнал: действия человека": _journal(Change.objects.filter(changed_by=person)),
        "журнал: о человеке": _journal(Change.objects.about(person)),
    }


def _fields(record: Model, names: tuple[str, ...] = ()) -> dict[str, str]:
    fields = [field for field in record._meta.concrete_fields if not names or field.name in names]
    return {
        str(field.verbose_name): _shown(record, field)
        for field in fields
        if not field.primary_key and not _SECRET.search(field.name)
    }


def _shown(record: Model, field) -> str:
    value = getattr(record, field.attname)
    choices = dict(field.flatchoices or [])
    return "" if value is None else str(choices.get(value, value))


def _journal(changes: QuerySet[Change]) -> list[dict]:
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
