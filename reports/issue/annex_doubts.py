"""Doubts about an annex's number before it is issued: the order's clauses give another, or two annexes have the same.

Each doubt is a Russian sentence for the person who issues.
"""

from collections.abc import Iterable

from reports.blocks.framing import first_edition
from reports.issue.models import Document
from reports.kinds.order.annexes import (
    annex_numbers,
    annex_of,
    has_words,
    list_annex,
    numbers_stated,
    stated_annex,
)
from schools.orders.models import Order

CALLED = {
    "text": "программа", "indicators": "показатели", "roadmap": "план мероприятий", "lists": "список школ",
    "amendments": "изменения",
}  # fmt: skip
_CHECK = "проверьте по подписанному приказу"


def offered_annex(document: Document) -> str:
    """Return the number to preset: that in the order or its draft; a later edition has the number of the first."""
    if document.amends:
        return document.amends.annex
    if not document.traits.is_annex:
        return ""
    if document.low_result_list:
        return list_annex(document.low_result_list)
    return annex_of(document.programme, document.traits.approved_part)


def numbers_of(document: Document, order: Order) -> list[tuple[str, str]]:
    """Return parts and their numbers by the order's clauses; as the portal drafts them for an order without a text."""
    if has_words(order):
        return numbers_stated(order.clauses or ())
    programme = document.programme
    if programme is None or programme.approval_order_id not in (None, order.pk):
        return []
    return list(annex_numbers(programme).items())


def clause_doubts(document: Document, annex: str, stated: Iterable[tuple[str, str]]) -> list[str]:
    """Say where the clauses give the document another number than `annex`, or give `annex` to another part, or to none.

    `stated` are the parts and numbers of the clauses.
    """
    stated = list(stated)
    if document.traits.is_order or document.amends or not stated:
        return []
    part = document.traits.approved_part
    own = list(dict.fromkeys(number for each, number in stated if each == part)) if part else []
    if own:
        given = ", ".join(map(named_annex, own))
        return [] if annex in own else [f"По пунктам приказа это {given}, а указано: {named_annex(annex)}."]
    others = {number: each for each, number in stated if number}
    if annex in others:
        called = CALLED.get(others[annex])
        is_within = document.traits.is_annex and others[annex] == "text"
        return [f"По пунктам приказа {named_annex(annex)} — {called}."] if called and not is_within else []
    if annex and others:
        return [f"В пунктах приказа приложения № {annex} нет. Названы: № {', '.join(others)}."]
    return []


def collisions(document: Document, order: Order, annex: str) -> list[str]:
    """Say which annexes the order issued already by that number. An edition of an earlier annex shares its number."""
    if document.traits.is_order or document.amends or order.pk is None:
        return []
    issued = Document.objects.issued().exclude(status=Document.Status.REPEALED)
    issued = issued.filter(order=order, amends=None, annex=annex)
    same = [each for each in issued.exclude(pk=document.pk) if not each.traits.is_order]
    return [f"{named_annex(annex).capitalize()} этого приказа уже издано: «{each}»." for each in same]


def named_annex(annex: str) -> str:
    return f"приложение № {annex}" if annex else "приложение без номера"


def caption_doubts(document: Document) -> list[str]:
    """Say, before there is a draft, why the number in its caption may differ from that in the signed order."""
    if not document.traits.is_annex or document.traits.approved_part == "amendments":
        return []
    if listed := document.low_result_list:
        return clause_doubts(document, list_annex(listed), numbers_of(document, listed.order or Order()))
    first = first_edition(document.programme)
    order, known = first.approval_order, stated_annex(first)
    annex = annex_of(first, document.traits.approved_part)
    if order is None:
        return []
    if not has_words(order):
        drafted = f"{named_annex(annex).capitalize()} — так в проекте приказа, который составил портал: {_CHECK}."
        return [drafted] if annex != known else []
    doubts = clause_doubts(document, annex, numbers_stated(order.clauses or ()))
    whole = annex_numbers(first).get("text")
    if whole and known and whole != known:
        doubts.append(f"В записи программы это {named_annex(known)}, а по пунктам приказа — № {whole}: {_CHECK}.")
    return doubts
