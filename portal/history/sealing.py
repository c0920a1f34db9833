"""Links of the chain: written with their entries, sealed one after the other."""

from django.db import connection, models, transaction

from portal.history.chain import seal_of
from portal.history.models import ChainHead, ChainLink

_HEAD = 1  # number of the one row


def newest_head() -> ChainHead:
    """As it is known now; where links are sealed at once, to add to it."""
    return _locked_head() if _seals_at_once() else ChainHead.objects.filter(pk=_HEAD).first() or ChainHead()


def _seals_at_once() -> bool:
    return connection.vendor == "sqlite"


def write_link(head: ChainHead, *, entries: int, last_hash: str) -> ChainLink:
    """In the transaction of the entries. SQLite has one writer at a time, so its chain is sealed at once; elsewhere a
    lock held until the commit would let all writers wait for the longest, and some for each other.
    """
    link = ChainLink(entries=entries, last_hash=last_hash)
    if _seals_at_once():
        _add(link, head)
        link.save()
        head.save()
    else:
        link.save()
        transaction.on_commit(seal_links, robust=True)
    return link


def seal_links() -> None:
    """Those that were committed and have no seal yet, of an interrupted process too."""
    if not ChainLink.objects.filter(number=None).exists():
        return
    with transaction.atomic():
        head = _locked_head()
        for link in ChainLink.objects.filter(number=None).order_by("pk"):
            _add(link, head)
            # A sealed link is never written again.
            models.QuerySet(ChainLink).filter(pk=link.pk, number=None).update(number=link.number, seal=link.seal)
        head.save()


def _locked_head() -> ChainHead:
    return ChainHead.objects.select_for_update().get_or_create(pk=_HEAD)[0]


def _add(link: ChainLink, head: ChainHead) -> None:
    head.number += 1
    link.number = head.number
    head.seal = link.seal = seal_of(head.seal, link.number, link.entries, link.last_hash)
