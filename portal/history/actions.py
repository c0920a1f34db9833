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
_SEARCHED = 2_000  # letters of an entry
_SALT = 8  # bytes


@dataclass(frozen=True)
class Recorded:
    """What an action did to one record: only the fields that differ, in words that JSON can hold."""

    subject: models.Model
    action: str
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)
    reason: str = ""


def bulk_action(what: str, *, place: models.Model, key: str = "", takes_back: BulkAction | None = None) -> BulkAction:
    """A deed that is kept with the first change of it, and not at all where it changes nothing."""
    place_type = ContentType.objects.get_for_model(place)
    return BulkAction(what=what[:300], place_type=place_type, place_id=place.pk, key=key, takes_back=takes_back)


def _keep(bulk: BulkAction, by) -> BulkAction:
    """What has the key of an earlier part belongs to that."""
    if bulk.pk is None and bulk.key:
        bulk = BulkAction.objects.filter(done_by=by, key=bulk.key).first() or bulk
    if bulk.pk is None:
        bulk.done_by = by
        bulk.save()
    return bulk


def record_changes(changes: Iterable[Recorded], *, by, bulk: BulkAction | None = None) -> None:
    """Write the history of one action at once; `by` is None for a command of the installation itself.

    With `bulk` the changes are of that deed, and can be taken back together.
    """
    changes = list(changes)
    if not changes:
        return
    with transaction.atomic(savepoint=False):
        kept = _keep(bulk, by) if bulk else None
        if kept and bulk.pk is None:
            bulk.pk = kept.pk
        head = newest_head()
        rows = list(_rows(changes, by, kept, head.seal))
        link = write_link(head, entries=len(rows), last_hash=rows[-1]["entry_hash"])
        create_rows(Change, _COLUMNS, [tuple((row | {"link_id": link.pk})[name] for name in _COLUMNS) for row in rows])


def _rows(changes: list[Recorded], by, bulk: BulkAction | None, previous: str) -> Iterator[dict]:
    """Each with the hash of the one before it; the first with the newest seal of the chain."""
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
    told, reason_asked = facts_of_deed(common, facts_of(bulk)), under.reason
    salts = token_hex(_SALT * len(changes))
    for number, (each, name) in enumerate(zip(changes, _names(changes), strict=True)):
        model, key = each.subject._meta.model, each.subject.pk
        before, after = as_json(each.before), as_json(each.after)
        reason = each.reason or str(after.get("reason") or reason_asked)
        salt = salts[2 * _SALT * number : 2 * _SALT * (number + 1)]
        within = owners[model].get(key)
        contents = contents_digest(salt, before, after, reason, name)
        own = entry_hash(previous, [types[model], key, within, each.action, *told], contents)
        yield common | {
            "subject_type_id": types[model], "subject_id": key, "subject_name": name, "within": within,
            "action": each.action, "before": before, "after": after, "reason": reason, "salt": salt,
            "words_key": key_of(each.action, name, reason, before, after),
            "previous_hash": previous, "entry_hash": own,
        }  # fmt: skip
        previous = own


def facts_of(bulk: BulkAction | None) -> list | None:
    return bulk and [bulk.pk, bulk.what, bulk.place_type_id, bulk.place_id, bulk.takes_back_id]


def facts_of_row(row: Mapping, bulk: list | None) -> list:
    """What an entry says that is no personal data, in the order of version 1 of the chain."""
    return [row["subject_type_id"], row["subject_id"], row["within"], row["action"], *facts_of_deed(row, bulk)]


def facts_of_deed(row: Mapping, bulk: list | None) -> list:
    """The part that all entries of one deed share."""
    return [
        moment(row["changed_at"]), row["changed_by_id"], row["on_behalf"], str(row["through"]), row["tool"], bulk,
    ]  # fmt: skip


def key_of(*words: object) -> str:
    return natural_key(" ".join(filter(None, _words(words)))[:_SEARCHED])


def _words(recorded: object) -> Iterator[str]:
    if isinstance(recorded, str):
        yield recorded
    elif isinstance(recorded, dict | list | tuple):
        for each in recorded.values() if isinstance(recorded, dict) else recorded:
            yield from _words(each)


class _Asks(Exception):
    pass


def _refuse(*args):
    raise _Asks


def _names(changes: list[Recorded]) -> list[str]:
    """Names of records, of those models that can tell theirs without asking the database for each; "" of others."""
    asking: set[type[models.Model]] = set()
    names = []
    with connection.execute_wrapper(_refuse):
        for each in changes:
            name, model = "", type(each.subject)
            if model not in asking and can_tell(each.subject):
                try:
                    name = told_name(each.subject)
                except _Asks:
                    asking.add(model)
            names.append(name)
    return names
