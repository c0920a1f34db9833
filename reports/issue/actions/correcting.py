"""Corrects typing errors in the requisites of issued documents; their files stay as they are."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from reports.issue.models import Correction, Document
from reports.issue.refusal import WrongDocumentState
from reports.issue.requisites import OF_ORDER, Requisite, as_kept
from schools.orders.acts import act_of
from schools.orders.models import Order

# Fields of `Order` whose names differ from those of the requisites.
_ORDER_FIELDS = {Requisite.ORDER_TITLE: "title"}


@transaction.atomic
def correct_requisites(
    *, document: Document, values: Mapping[str, str | datetime.date | None], reason: str, with_order: bool, by
) -> list[Document]:
    """Correct the document's requisites to `values`, and return all documents that were corrected.

    `with_order` also corrects the order's record, and other documents issued by it that have the same error.
    Raises WrongDocumentState if the document is a draft or nothing differs.
    """
    document = lock_record(document)
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
    """Correct the order's own record, from which drafts and later documents take their requisites."""
    fields = {_ORDER_FIELDS.get(name, name): now for name, now in changed.items()}
    before = {name: as_kept(getattr(order, name)) for name in fields}
    for name, now in fields.items():
        setattr(order, name, _as_field_value(name, now))
    order.save(update_fields=[*fields, "title_key", "number_key"])
    record_changes([Recorded(order, "реквизиты исправлены", before, {**fields, "reason": reason})], by=by)


def _as_field_value(name: str, now: str) -> str | datetime.date | None:
    if name == "act":
        return act_of(now)
    return (datetime.date.fromisoformat(now) if name == "issued_on" else now) or None
