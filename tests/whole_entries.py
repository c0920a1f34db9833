"""Compares what a transaction wrote into the database with what its own entries in the history say.

Rows are compared as they were before and after, whatever wrote them. Entries have to say from what and to what a field
changed, that a row was created, and that it was deleted, unless «Удалённое» has it. The entry may be about the record
itself, or about one that the record belongs to by its foreign keys. Exceptions are listed in `tests/untold.py`.
"""

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

from portal.history.models import Change
from portal.history.naming import told_name
from portal.history.verifying import ERASED
from schools.archive.models import Archived
from tests.untold import reason_untold

Place = tuple[type[models.Model], object]

_WRITING = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "(\w+)"')
_DEPTH = 6  # the most foreign keys followed from a record to what it belongs to
_CAN_BE_CHANCE = 3  # letters; shorter words may occur by chance, and count only under the field's own name


class Written:
    """The rows of each table that a transaction writes to, before its first write and after its end."""

    def __init__(self):
        self.models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
        self.before: dict[type[models.Model], dict] = {}
        self.after: dict[type[models.Model], dict] = {}
        self._others: dict[Place, dict | None] = {}

    def begin(self) -> None:
        connection.execute_wrappers.insert(0, self._watch)

    def end(self) -> None:
        connection.execute_wrappers.remove(self._watch)

    def look(self) -> None:
        self.after = {model: _rows(model) for model in self.before}

    def _watch(self, execute, sql, params, many, context):
        found = _WRITING.match(sql)
        model = self.models.get(found[1]) if found else None
        if model and model not in self.before:
            self.before[model] = _rows(model)
        return execute(sql, params, many, context)

    @property
    def has_entries(self) -> bool:
        return Change in self.before

    def created(self) -> Iterator[Place]:
        for model, rows in self.after.items():
            yield from ((model, pk) for pk in rows.keys() - self.before[model].keys())

    def deleted(self) -> Iterator[Place]:
        for model, rows in self.before.items():
            yield from ((model, pk) for pk in rows.keys() - self.after[model].keys())

    def changed(self) -> Iterator[tuple[type[models.Model], object, models.Field, object, object]]:
        for model, rows in self.after.items():
            for pk in rows.keys() & self.before[model].keys():
                was, now = self.before[model][pk], rows[pk]
                if was != now:
                    yield from (
                        (model, pk, field, was[field.name], now[field.name])
                        for field in model._meta.concrete_fields
                        if was[field.name] != now[field.name]
                    )

    def row(self, model: type[models.Model], pk: object) -> dict | None:
        for rows in (self.after.get(model, {}), self.before.get(model, {})):
            if pk in rows:
                return rows[pk]
        if (model, pk) not in self._others:
            found = model._base_manager.filter(pk=pk).values().first()
            fields = model._meta.concrete_fields
            self._others[model, pk] = found and {field.name: found[field.attname] for field in fields}
        return self._others[model, pk]

    def is_new(self, model: type[models.Model], pk: object) -> bool:
        return model in self.before and pk not in self.before[model]

    def is_gone(self, model: type[models.Model], pk: object) -> bool:
        return model in self.after and pk not in self.after[model]


def _rows(model: type[models.Model]) -> dict[object, dict[str, object]]:
    """Read a table by its primary keys without Django's cursors, so that a test's counting doesn't see the query."""
    names = [field.name for field in model._meta.concrete_fields]
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    cursor = connection.connection.cursor()
    cursor.execute(f'SELECT {columns} FROM "{model._meta.db_table}"')  # noqa: S608 - a model's
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    cursor.close()
    return {row[model._meta.pk.name]: row for row in rows}


class _Telling:
    """What the entries of one transaction say, and what «Удалённое» kept or gave back in it."""

    def __init__(self, written: Written):
        self.written = written
        self.about: dict[Place, list[Change]] = {}
        for each in Change.objects.filter(pk__in=_new(written, Change)).order_by("pk"):
            model = ContentType.objects.get_for_id(each.subject_type_id).model_class()
            self.about.setdefault((model, each.subject_id), []).append(each)
        kept = list(Archived.objects.filter(pk__in=_new(written, Archived)))
        self.archived = {(apps.get_model(row["model"]), row["pk"]) for each in kept for row in each.rows}
        came_back = [
            row
            for pk, row in written.before.get(Archived, {}).items()
            if pk in written.after[Archived] and written.after[Archived][pk]["restored_at"] != row["restored_at"]
        ]
        rows = [row for each in came_back for row in _json(each["rows"])]
        self.archived |= {(apps.get_model(row["model"]), row["pk"]) for row in rows}
        self._named: dict[Place, bool] = {}
        self._erased = {place for place, entries in self.about.items() if any(e.action == ERASED for e in entries)}
        loosened = [each.loosened for each in kept] + [_json(each["loosened"]) for each in came_back]
        self.loosened = {(apps.get_model(label), pk, name) for each in loosened for label, name, pk, _ in each}

    def places(self, place: Place) -> list[Place]:
        """Return the record itself and everything that it belongs to by its foreign keys."""
        found, waiting = [], [place]
        for _ in range(_DEPTH):
            waiting = [each for each in waiting if each not in found and each[1] is not None]
            found += waiting
            waiting = [
                (key.remote_field.model, row.get(key.name))
                for model, pk in waiting
                if (row := self.written.row(model, pk))
                for key in model._meta.concrete_fields
                if isinstance(key, models.ForeignKey)
            ]
        return found

    def is_erased(self, place: Place) -> bool:
        """Return whether it belongs to a person whose data were erased, which no entry may repeat."""
        return bool(self._erased) and not self._erased.isdisjoint(self.places(place))

    def missing(self, place: Place, field: models.Field, was: object, now: object) -> str:
        """Return what the entries don't say about a changed field, or an empty string if they say all."""
        if (*place, field.name) in self.loosened or self.is_erased(place):
            return ""
        own = self.about.get(place, [])
        entries = [entry for each in self.places(place) for entry in self.about.get(each, [])]
        if not entries:
            return "no entry about it"
        was, now = _readable(field, was), _readable(field, now)
        if isinstance(field, models.JSONField):
            old, new = Counter(_leaves(was)), Counter(_leaves(now))
            gone, come = list(old - new), list(new - old)
        else:
            gone, come = [was], [now]
        sides = {
            "from": all(_is_said(field, each, [e.before for e in entries], [e.before for e in own]) for each in gone),
            "to": all(_is_said(field, each, [e.after for e in entries], [e.after for e in own]) for each in come),
        }
        lost = " nor ".join(side for side, is_said in sides.items() if not is_said)
        return lost and f"not said {lost}"

    def names_row(self, place: Place) -> bool:
        """Return whether an entry says that the row was created or deleted."""
        if place not in self._named:
            self._named[place] = place in self.about  # ends the recursion of rows that belong to each other
            self._named[place] = place in self.about or self.is_erased(place) or self._says_row(place)
        return self._named[place]

    def _says_row(self, place: Place) -> bool:
        """Return whether an entry names an owner that was created or deleted with the row, or has the row's words."""
        same = self.written.is_new if self.written.is_new(*place) else self.written.is_gone
        above = self.places(place)[1:]
        if any(same(*each) and self.names_row(each) for each in above):
            return True
        belongs = [each for each in above if each in self.about] if above else list(self.about)
        said = [leaf for each in belongs for e in self.about[each] for leaf in _leaves([e.before, e.after], keys=True)]
        return bool(said) and any(_says(said, form) for form in self._forms_of_row(place))

    def _forms_of_row(self, place: Place) -> Iterator[str]:
        model, pk = place
        row = self.written.row(model, pk)
        record = model._base_manager.filter(pk=pk).first()
        if record is not None:
            yield from (str(record), told_name(record))
        for field in model._meta.concrete_fields:
            value = _readable(field, row[field.name])
            if isinstance(field, models.ForeignKey) and value is not None:
                yield from _forms(field, value)[1:]
            elif isinstance(value, str) and len(value) >= _CAN_BE_CHANCE:
                yield from _forms(field, value)


def _new(written: Written, model: type[models.Model]) -> set:
    return written.after.get(model, {}).keys() - written.before.get(model, {}).keys()


def _json(value: object) -> object:
    return json.loads(value) if isinstance(value, str) else value


def _readable(field: models.Field, value: object) -> object:
    if isinstance(field, models.JSONField):
        return _json(value)
    return value if value is None or isinstance(field, models.ForeignKey) else field.to_python(value)


def _leaves(value: object, keys: bool = False) -> Iterator[str]:
    """Yield all single values of nested JSON as strings, with `keys` also its keys."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from [str(key)] if keys else []
            if key == "key":  # of a column, of a figure: nothing that people see
                continue
            yield from _leaves(each, keys)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _leaves(each, keys)
    elif value not in (None, ""):
        yield str(value)


def _under(name: str, recorded: object, label: str) -> Iterator[str]:
    """Yield what an entry has at any depth under a field's name or label: «plan», «row-7-plan», «План, 2026»."""
    if isinstance(recorded, dict):
        for key, each in recorded.items():
            is_own = key in (name, f"{name}s") or key.endswith(f"-{name}") or key.casefold().startswith(label)
            yield from _leaves(each) if is_own else _under(name, each, label)
    elif isinstance(recorded, list):
        for each in recorded:
            yield from _under(name, each, label)


def _is_said(field: models.Field, value: object, recorded: list[dict], own: list[dict]) -> bool:
    """Return whether entries say a value.

    It may stand under the field's name, anywhere in an entry about the record itself, or elsewhere if it is too long to
    be there by chance.
    """
    if value in (None, "", [], {}):
        return True
    forms = _forms(field, value)
    label = str(field.verbose_name).casefold()
    if _says([leaf for each in recorded for leaf in _under(field.name, each, label)], *forms):
        return True
    if _says(list(_leaves(own)), *forms):
        return True
    by_chance = isinstance(field, models.BooleanField | models.IntegerField | models.DateField) or field.flatchoices
    return not by_chance and _says(list(_leaves(recorded)), *(form for form in forms if len(form) >= _CAN_BE_CHANCE))


def _forms(field: models.Field, value: object) -> Sequence[str]:
    """Return the ways in which entries may write a value."""
    forms = [str(value)]
    if isinstance(value, bool):
        forms.append("да" if value else "нет")
    elif isinstance(value, datetime.date):
        forms.append(f"{value:%d.%m.%Y}")
    elif isinstance(field, models.ForeignKey):
        record = field.remote_field.model._base_manager.filter(pk=value).first()
        names = (getattr(record, name, None) for name in ("title", "name"))
        forms += [str(record), told_name(record), *(name for name in names if isinstance(name, str))] if record else []
    if field.flatchoices:
        forms.append(str(dict(field.flatchoices).get(value, "")))
    return list(filter(None, forms))


def _says(said: Sequence[str], *forms: str) -> bool:
    return any(
        re.search(rf"(?<!\w){re.escape(form)}(?!\w)", leaf) or _same_number(form, leaf)
        for form in forms
        for leaf in said
    )


def _same_number(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def gaps(written: Written) -> tuple[list[str], set[str]]:
    """Return what no entry says, and the keys of `UNTOLD` that excused something."""
    telling, found, excused = _Telling(written), [], set()
    for words, rows in (("came", written.created()), ("went", written.deleted())):
        for place in rows:
            if place in telling.archived or telling.names_row(place):
                continue
            if reason := reason_untold(place[0], row=written.row(*place)):
                excused.add(reason)
            else:
                found.append(f"{place[0]._meta.label} {words}")
    for model, pk, field, was, now in written.changed():
        if reason_untold(model) == model._meta.label:
            excused.add(model._meta.label)
        elif missing := telling.missing((model, pk), field, was, now):
            if reason := reason_untold(model, field):
                excused.add(reason)
            else:
                label = f"{model._meta.label}.{field.name}"
                found.append(f"{label}, {missing}: {str(was)[:60]!r} → {str(now)[:60]!r}")
    return found, excused
