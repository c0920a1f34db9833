"""Writes the chain's links together with their entries, and seals them one after the other."""

from django.db import connection, models, transaction

from portal.history.chain import seal_of
from portal.history.models import ChainHead, ChainLink

_HEAD = 1  # the id of the only row


def newest_head() -> ChainHead:
    """Return the chain's head, locked if links are sealed at once."""
    return _locked_head() if _seals_at_once() else ChainHead.objects.filter(pk=_HEAD).first() or ChainHead()


def _seals_at_once() -> bool:
    return connection.vendor == "sqlite"


def write_link(head: ChainHead, *, entries: int, last_hash: str) -> ChainLink:
    """Write a link in the transaction of its entries.

    SQLite has one writer at a time, so there the link is sealed at once. On PostgreSQL it is sealed after the commit: a
    lock held until then would make all writers wait for the slowest one, and some for each other.
    """
    link = ChainLink(entries=entries, last_hash=last_hash)
    if _seals_at_once():
        _seal(link, head)
        link.save()
        head.save()
    else:
        link.save()
        transaction.on_commit(seal_links, robust=True)
    return link


def seal_links() -> None:
    """Seal all committed links that have no seal yet, also those left by an interrupted process."""
    if not ChainLink.objects.filter(number=None).exists():
        return
    with transaction.atomic():
        head = _locked_head()
        for link in ChainLink.objects.filter(number=None).order_by("pk"):
            _seal(link, head)
            # Only if it is still unsealed: a sealed link never changes.
            models.QuerySet(ChainLink).filter(pk=link.pk, number=None).update(number=link.number, seal=link.seal)
        head.save()


def _locked_head() -> ChainHead:
    return ChainHead.objects.select_for_update().get_or_create(pk=_HEAD)[0]


def _seal(link: ChainLink, head: ChainHead) -> None:
    head.number += 1
    link.number = head.number
    head.seal = link.seal = seal_of(head.seal, link.number, link.entries, link.last_hash)
