"""A typing error in the requisites of what was issued: put right beside the bytes, which stay as they are."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from reports.issue.models import Correction, Document
from reports.issue.refusal import WrongDocumentState
from reports.issue.requisites import OF_ORDER, Requisite, as_kept
from schools.orders.acts import act_of
from schools.orders.models import Order

# Under which names the order's own record has what its documents say of it.
_NAMES = {Requisite.ORDER_TITLE: "title"}


@transaction.atomic
def correct_requisites(
    *, document: Document, values: Mapping[str, str | datetime.date | None], reason: str, with_order: bool, by
) -> list[Document]:
    """The documents that were corrected. `with_order`: what the order says of itself is put right in its record, too,
    and in all documents that it issued with the same error."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if document.is_draft:
        raise WrongDocumentState("Проект ещё не издан: исправьте его самого.")
    was = document.stated
    changed = {name: as_kept(value) for name, value in values.items() if as_kept(value) != as_kept(getattr(was, name))}
    if not changed:
        raise WrongDocumentState("Ничего не исправлено: впишите верное на место неверного.")
    corrected = [_correct(document, changed, reason, by=by)]
    of_order = {name: now for name, now in changed.items() if name in OF_ORDER}
    if with_order and of_order:
        others = Document.objects.issued().filter(order=document.order_id).exclude(pk=document.pk)
        for other in others.select_for_update(of=("self",)).order_by("pk"):
            same = {name: now for name, now in of_order.items() if getattr(other.stated, name) == getattr(was, name)}
            if same:
                corrected.append(_correct(other, same, reason, by=by))
        _correct_record(document.order, of_order, reason, by=by)
    return corrected


def _correct(document: Document, changed: Mapping[str, str], reason: str, *, by) -> Document:
    before = {name: as_kept(getattr(document.stated, name)) for name in changed}
    Correction.objects.bulk_create(
        Correction(document=document, requisite=name, was=before[name], now=now, reason=reason, made_by=by)
        for name, now in changed.items()
    )
    stated = document.stated
    document.dated_on, document.annex, document.in_force_on = stated.issued_on, stated.annex, stated.in_force_on
    document.repealed_on = stated.repealed_on
    document.save(update_fields=["dated_on", "annex", "in_force_on", "repealed_on", "number_key", "order_title_key"])
    record_changes([Recorded(document, "реквизиты исправлены", before, {**changed, "reason": reason})], by=by)
    return document


def _correct_record(order: Order, changed: Mapping[str, str], reason: str, *, by) -> None:
    """Drafts and later documents of the order take their words from it."""
    fields = {_NAMES.get(name, name): now for name, now in changed.items()}
    before = {name: as_kept(getattr(order, name)) for name in fields}
    for name, now in fields.items():
        setattr(order, name, _in_record(name, now))
    order.save(update_fields=[*fields, "title_key", "number_key"])
    record_changes([Recorded(order, "реквизиты исправлены", before, {**fields, "reason": reason})], by=by)


def _in_record(name: str, now: str) -> str | datetime.date | None:
    if name == "act":
        return act_of(now)
    return (datetime.date.fromisoformat(now) if name == "issued_on" else now) or None
