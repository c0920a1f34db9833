"""Writes the history of an action: an entry for each record that it changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from secrets import token_hex

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.utils import timezone

from portal.bulk import create_rows
from portal.history.chain import as_json, contents_digest, entry_hash, moment
from portal.history.circumstances import circumstances
from portal.history.models import BulkAction, Change
from portal.history.naming import can_tell, told_name
from portal.history.places import on_behalf_of, owners_of
from portal.history.sealing import newest_head, write_link
from portal.text.keys import natural_key

_COLUMNS = (
    "subject_type_id", "subject_id", "subject_name", "within", "action", "before", "after", "reason", "changed_at",
    "changed_by_id", "on_behalf", "through", "tool", "bulk_id", "words_key", "link_id", "previous_hash", "entry_hash",
    "salt", "erased_digest",
)  # fmt: skip
_LONGEST_NAME = 300
_SEARCHED = 2_000  # letters of an entry that can be searched
_SALT = 8  # bytes


@dataclass(frozen=True)
class Recorded:
    """What an action did to one record: the fields that changed, with values that JSON can hold."""

    subject: models.Model
    action: str
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)
    reason: str = ""
    on_behalf: str = ""
    """For whom the person did it, if not for themselves: the school whose report the department made."""


def bulk_action(what: str, *, place: models.Model, key: str = "", takes_back: BulkAction | None = None) -> BulkAction:
    """Make an unsaved bulk action; it is saved with its first change, and never if it changes nothing."""
    place_type = ContentType.objects.get_for_model(place)
    return BulkAction(what=what[:300], place_type=place_type, place_id=place.pk, key=key, takes_back=takes_back)


def _save_bulk_action(bulk: BulkAction, by) -> BulkAction:
    """Save the bulk action, or return the person's earlier one with the same key, of which this is a further part."""
    if bulk.pk is None and bulk.key:
        bulk = BulkAction.objects.filter(done_by=by, key=bulk.key).first() or bulk
    if bulk.pk is None:
        bulk.done_by = by
        bulk.save()
    return bulk


def record_changes(changes: Iterable[Recorded], *, by, bulk: BulkAction | None = None) -> None:
    """Write the history of one action; `by` is None if the installation itself did it.

    Changes with `bulk` belong to that bulk action, and can be taken back together.
    """
    changes = list(changes)
    if not changes:
        return
    with transaction.atomic(savepoint=False):
        kept = _save_bulk_action(bulk, by) if bulk else None
        if kept and bulk.pk is None:
            bulk.pk = kept.pk
        head = newest_head()
        rows = list(_rows(changes, by, kept, head.seal))
        link = write_link(head, entries=len(rows), last_hash=rows[-1]["entry_hash"])
        create_rows(Change, _COLUMNS, [tuple((row | {"link_id": link.pk})[name] for name in _COLUMNS) for row in rows])


def _rows(changes: list[Recorded], by, bulk: BulkAction | None, previous: str) -> Iterator[dict]:
    """Yield the entries' rows, each with the hash of the one before it, the first with the chain's newest seal."""
    under = circumstances()
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for each in changes:
        by_model.setdefault(each.subject._meta.model, []).append(each.subject)
    types = {model: ContentType.objects.get_for_model(model).pk for model in by_model}
    owners = {model: owners_of(model, records) for model, records in by_model.items()}
    common = {
        "changed_at": timezone.now(), "changed_by_id": by and by.pk, "on_behalf": on_behalf_of(by)[:_LONGEST_NAME],
        "through": under.through, "tool": under.tool, "bulk_id": bulk and bulk.pk, "erased_digest": "",
    }  # fmt: skip
    behalves = {each.on_behalf[:_LONGEST_NAME] or common["on_behalf"] for each in changes}
    told = {behalf: facts_of_deed(common | {"on_behalf": behalf}, facts_of(bulk)) for behalf in behalves}
    reason_asked = under.reason
    salts = token_hex(_SALT * len(changes))
    for number, (each, name) in enumerate(zip(changes, _names(changes), strict=True)):
        model, key = each.subject._meta.model, each.subject.pk
        before, after = as_json(each.before), as_json(each.after)
        reason = each.reason or str(after.get("reason") or reason_asked)
        salt = salts[2 * _SALT * number : 2 * _SALT * (number + 1)]
        within = owners[model].get(key)
        contents = contents_digest(salt, before, after, reason, name)
        behalf = each.on_behalf[:_LONGEST_NAME] or common["on_behalf"]
        own = entry_hash(previous, [types[model], key, within, each.action, *told[behalf]], contents)
        yield common | {
            "on_behalf": behalf,
            "subject_type_id": types[model], "subject_id": key, "subject_name": name, "within": within,
            "action": each.action, "before": before, "after": after, "reason": reason, "salt": salt,
            "words_key": key_of(each.action, name, reason, before, after),
            "previous_hash": previous, "entry_hash": own,
        }  # fmt: skip
        previous = own


def facts_of(bulk: BulkAction | None) -> list | None:
    return bulk and [bulk.pk, bulk.what, bulk.place_type_id, bulk.place_id, bulk.takes_back_id]


def facts_of_row(row: Mapping, bulk: list | None) -> list:
    """Return the parts of an entry that aren't personal data, in the order of the chain's version 1."""
    return [row["subject_type_id"], row["subject_id"], row["within"], row["action"], *facts_of_deed(row, bulk)]


def facts_of_deed(row: Mapping, bulk: list | None) -> list:
    """Return those parts that all entries of one action share."""
    return [
        moment(row["changed_at"]), row["changed_by_id"], row["on_behalf"], str(row["through"]), row["tool"], bulk,
    ]  # fmt: skip


def key_of(*words: object) -> str:
    """Return the key by which an entry is searched, of all words in what is recorded."""
    return natural_key(" ".join(filter(None, _words(words)))[:_SEARCHED])


def _words(recorded: object) -> Iterator[str]:
    if isinstance(recorded, str):
        yield recorded
    elif isinstance(recorded, dict | list | tuple):
        for each in recorded.values() if isinstance(recorded, dict) else recorded:
            yield from _words(each)


class _QueryMade(Exception):
    pass


def _refuse(*args):
    raise _QueryMade


def _names(changes: list[Recorded]) -> list[str]:
    """Return the records' names; "" for models whose names would take a query for each record."""
    querying: set[type[models.Model]] = set()
    names = []
    with connection.execute_wrapper(_refuse):
        for each in changes:
            name, model = "", type(each.subject)
            if model not in querying and can_tell(each.subject):
                try:
                    name = told_name(each.subject)
                except _QueryMade:
                    querying.add(model)
            names.append(name)
    return names
