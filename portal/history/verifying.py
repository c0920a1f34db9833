"""Verifies whether the chain is intact, and says where it was tampered with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.contrib.contenttypes.models import ContentType

from portal.history.actions import facts_of, facts_of_row
from portal.history.chain import contents_digest, entry_hash, seal_of
from portal.history.models import BulkAction, ChainHead, ChainLink, Change

ERASED = "персональные данные удалены"
ENTRIES = "entries"  # the key, in `after` of such a change, of the ids of entries whose words were removed
_LINKS_AT_ONCE = 500
_NAMES = (
    "pk", "subject_type_id", "subject_id", "subject_name", "within", "action", "before", "after", "reason",
    "changed_at", "changed_by_id", "on_behalf", "through", "tool", "bulk_id", "link_id", "previous_hash", "entry_hash",
    "salt", "erased_digest",
)  # fmt: skip


@dataclass
class Verified:
    entries: int = 0
    links: int = 0
    unsealed: int = 0
    erased: int = 0
    number: int = 0
    seal: str = ""
    """Number and seal of the last link: whoever notes them can tell later that nothing before it was rewritten."""
    faults: list[str] = field(default_factory=list)


def verify_chain(known: dict[int, str] | None = None) -> Verified:
    """Compute every hash again and compare. `known` are seals, by their links' numbers, that somebody noted elsewhere.

    Entries without a seal are compared with their own link. Whoever can write into the database can rewrite the whole
    chain, which only a noted seal reveals.
    """
    found, seals = Verified(), {""}
    allowed = _entries_erased_rightly()
    for link, entries in _links():
        found.links += 1
        _check_link(link, entries, seals, found)
        for each in entries:
            found.entries += 1
            if each["erased_digest"]:
                found.erased += 1
                if each["pk"] not in allowed:
                    found.faults.append(
                        f"{_describe(each)}: содержание убрано, а записи об удалении персональных данных нет"
                    )
        if link.number is None:
            found.unsealed += 1
            continue
        if link.number != found.number + 1:
            found.faults.append(f"перед звеном № {link.number} нет звена № {found.number + 1}: удалено")
        if link.seal != seal_of(found.seal, link.number, link.entries, link.last_hash):
            found.faults.append(f"звено № {link.number}: печать не сходится — изменено оно или звено перед ним")
        if (noted := (known or {}).get(link.number)) and noted != link.seal:
            found.faults.append(f"звено № {link.number}: печать не та, что была записана: журнал написан заново")
        found.number, found.seal = link.number, link.seal
        seals.add(link.seal)
    _check_end(found, known or {})
    return found


def _check_end(found: Verified, known: dict[int, str]) -> None:
    head = ChainHead.objects.first() or ChainHead()
    if (head.number, head.seal) != (found.number, found.seal):
        found.faults.append(
            f"последнее звено — № {found.number}, а журнал дошёл до № {head.number}: конец журнала удалён или изменён"
        )
    found.faults += [f"звена № {number} нет, а его печать была записана" for number in known if number > found.number]


def _entries_erased_rightly() -> set[int]:
    after = Change.objects.filter(action=ERASED).values_list("after", flat=True)
    return {number for each in after for number in each.get(ENTRIES, [])}


def _links() -> Iterator[tuple[ChainLink, list[dict]]]:
    """Yield links with their entries: sealed ones in the order of the chain, then unsealed ones."""
    sealed = ChainLink.objects.exclude(number=None).order_by("number").iterator(_LINKS_AT_ONCE)
    waiting = ChainLink.objects.filter(number=None).order_by("pk")
    for links in (*_batches(sealed), *_batches(waiting)):
        of_link: dict[int, list[dict]] = {link.pk: [] for link in links}
        for row in Change.objects.filter(link__in=of_link).order_by("pk").values(*_NAMES):
            of_link[row["link_id"]].append(row)
        bulks = {row["bulk_id"] for rows in of_link.values() for row in rows} - {None}
        facts = {pk: facts_of(bulk) for pk, bulk in BulkAction.objects.in_bulk(bulks).items()}
        for link in links:
            for row in of_link[link.pk]:
                row["bulk"] = facts.get(row["bulk_id"])
            yield link, of_link[link.pk]


def _batches(links: Iterable[ChainLink]) -> Iterator[list[ChainLink]]:
    links = iter(links)
    while part := list(islice(links, _LINKS_AT_ONCE)):
        yield part


def _check_link(link: ChainLink, entries: list[dict], seals: set[str], found: Verified) -> None:
    """Check each entry's own hash, and then that it follows the entry whose hash it has."""
    name = f"звено № {link.number}" if link.number else "звено без печати"
    waiting = {each["previous_hash"] for each in entries}
    expected = None
    for each in entries:
        if _hash_of(each) != each["entry_hash"]:
            found.faults.append(f"{_describe(each)}: изменена")
        is_first = expected is None
        if (is_first and each["previous_hash"] in seals) or each["previous_hash"] == expected:
            expected = each["entry_hash"]
        elif expected in waiting:
            found.faults.append(f"{_describe(each)}: вставлена")
        else:
            found.faults.append(f"{name}: перед записью № {each['pk']} удалена запись")
            expected = each["entry_hash"]
    missing = link.entries - len(entries)
    if expected != link.last_hash or missing:
        what = "удалено" if missing > 0 else "вставлено" if missing < 0 else "изменён конец"
        count = f" записей: {abs(missing)}" if missing else ""
        after = f", последняя оставшаяся — № {entries[-1]['pk']}" if entries else ""
        found.faults.append(f"{name}: {what}{count}{after}")


def _hash_of(entry: dict) -> str:
    words = [entry[name] for name in ("before", "after", "reason", "subject_name")]
    if entry["erased_digest"] and not any(words):
        contents = entry["erased_digest"]
    else:
        contents = contents_digest(entry["salt"], *words)
    return entry_hash(entry["previous_hash"], facts_of_row(entry, entry["bulk"]), contents)


def _describe(entry: dict) -> str:
    kind = ContentType.objects.get_for_id(entry["subject_type_id"])
    name = entry["subject_name"] or f"№ {entry['subject_id']}"
    return (
        f"запись № {entry['pk']} от {entry['changed_at']:%d.%m.%Y %H:%M} UTC («{entry['action']}», {kind.name} {name})"
    )
