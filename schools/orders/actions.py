"""Corrects and deletes orders by which nothing has been approved or issued yet."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from portal.refusals import Refusal
from schools.archive.actions import delete_kept
from schools.orders.models import Order
from schools.orders.queries import is_relied_on

_STATED = ("act", "act_word", "number", "issued_on", "title", "issuer")


class OrderRefused(Refusal):
    """Something was approved or issued by the order, or refers to it."""


def keep_order(order: Order, *, by) -> Order:
    """Saved if it is new, inside the transaction of what is done by it."""
    if order.pk is None:
        order.save()
        stated = {name: getattr(order, name) for name in _STATED if getattr(order, name)}
        record_changes([Recorded(order, "приказ записан", {}, _write_words(stated))], by=by)
    return order


@transaction.atomic
def correct_order(*, order: Order, facts: Mapping[str, Any], by) -> None:
    """Write the fields that differ; raises OrderRefused if something refers to the order."""
    order = _lock_unused(order)
    before = {name: getattr(order, name) for name, value in facts.items() if getattr(order, name) != value}
    if not before:
        return
    for name in before:
        setattr(order, name, facts[name])
    order.save()
    after = {name: facts[name] for name in before}
    record_changes([Recorded(order, "приказ исправлен", _write_words(before), _write_words(after))], by=by)


@transaction.atomic
def delete_order(*, order: Order, by) -> None:
    """Delete the order and keep it in «Удалённое»; raises OrderRefused if something refers to it."""
    order = _lock_unused(order)
    record_changes([Recorded(order, "приказ удалён", {"name": str(order)})], by=by)
    delete_kept(order, by=by, name=f"Приказ: {order}", within=order)


def _lock_unused(order: Order) -> Order:
    locked = lock_record(order)
    if is_relied_on(locked):
        raise OrderRefused(f"{locked}: на нём уже что-то держится, поэтому здесь он не меняется.")
    return locked


def _write_words(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value) if value is not None else None for name, value in facts.items()}
