"""Compares a document's orders, with clauses and signatures, and its approval with the stored ones."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db import models
from django.db.models import ProtectedError, Q

from indicators.identification.models import LowResultList
from portal.history.actions import Recorded
from portal.text.keys import natural_key
from roadmap.editions.comparing import Wording
from roadmap.exchange.added_parts import order_stated_by
from roadmap.exchange.fields import order_fields
from roadmap.exchange.format import OrderShape, ProgrammeDocument
from roadmap.intake.changes.proposed import PartChanges, compare_wordings
from roadmap.intake.changes.rows import pair_rows
from roadmap.programmes.models import Annex, Programme, ProgrammeList, ProgrammeOrder
from schools.archive.actions import Deletion
from schools.orders.models import Order

_LABELS = {
    "act": "Вид акта", "number": "Номер", "date": "Дата", "issuer": "Кто издал", "place": "Место издания",
    "title": "О чём", "preamble": "Вступление", "clauses": "Пункты", "signatory_position": "Должность подписавшего",
    "signatory_name": "Подписал",
}  # fmt: skip
_WRITTEN = ("number", "issuer", "place", "title", "preamble", "signatory_position", "signatory_name")
_APPROVAL = {
    "approval_annex": "Номер приложения", "approval_caption": "Гриф приложения",
    "stamp_position": "«Утверждаю»: должность", "stamp_name": "«Утверждаю»: фамилия и инициалы",
}  # fmt: skip


class OrderChanges(PartChanges):
    """Changes of the orders, which are matched by number and date, then by number, then by title.

    An order on which others rely keeps its words: the programme then gets a changed copy of it.
    """

    def __init__(self, programme: Programme, document: ProgrammeDocument, *, is_fragment: bool, by) -> None:
        super().__init__("Приказы и подписи")
        self.programme, self.document, self.by = programme, document, by
        shapes = document.orders or []
        links = list(programme.order_links.select_related("order"))
        pairs = pair_rows(links, shapes, _MATCHES)
        for at, shape in enumerate(shapes):
            if at in pairs:
                self._propose_change(pairs[at], shape)
            else:
                self._propose_new(shape)
        kept = {link.pk for link in pairs.values()}
        for link in links:
            if shapes and not is_fragment and link.pk not in kept:
                self._propose_struck(link)

    def _propose_new(self, shape: OrderShape) -> None:
        new = _words_of_shape(shape)
        approval = self.document.programme.approved_by
        approves = _is_first(self.programme) and not self.programme.approval_order_id
        approves = approves and approval is not None and shape.id is not None and approval.order == shape.id

        def write() -> Iterator[Recorded]:
            order = order_stated_by(shape, self.programme, self.document, by=self.by)
            taken = set(self.programme.order_links.values_list("key", flat=True))
            position = max(self.programme.order_links.values_list("position", flat=True), default=-1) + 1
            key = shape.id if shape.id not in taken else f"{shape.id} ({order.pk})"
            ProgrammeOrder.objects.create(programme=self.programme, order=order, position=position, key=key)
            if approves:
                self.programme.approval_order = order
                self.programme.save(update_fields=["approval_order"])
            yield Recorded(self.programme, "приказ добавлен по документу", after={**new, "order": str(order)})

        wordings = compare_wordings(_LABELS, None, new)
        if approves:
            wordings.append(Wording("Программа", None, "утверждена этим приказом"))
        self.propose(_title(shape), wordings, write)

    def _propose_change(self, link: ProgrammeOrder, shape: OrderShape) -> None:
        old, new = _words_of_stored(link.order), _words_of_shape(shape)

        def write() -> Iterator[Recorded]:
            order = self._order_to_change(link)
            stated = {field: value for field, value in order_fields(shape).items() if value is not None}
            if not shape.states("act"):
                del stated["act"]
            for field, value in stated.items():
                setattr(order, field, value)
            order.save()
            yield Recorded(order, "изменён по документу", old, new)

        self.propose(str(link.order), compare_wordings(_LABELS, old, new), write)

    def _propose_struck(self, link: ProgrammeOrder) -> None:
        old = _words_of_stored(link.order)

        def write() -> Iterator[Recorded]:
            order, programme = link.order, self.programme
            deletion = Deletion(link, name=f"Приказ программы: {order} ({programme})", within=programme)
            deletion.loosen(Programme.objects.filter(pk=programme.pk, approval_order=order), "approval_order")
            if programme.approval_order_id == order.pk:
                programme.approval_order = None
            deletion.loosen(Annex.objects.filter(programme=programme, order=order), "order")
            deletion.take(link)
            with contextlib.suppress(ProtectedError):
                deletion.take(order)
            deletion.keep(by=self.by)
            yield Recorded(self.programme, "приказ убран по документу", before=old)

        self.propose(str(link.order), compare_wordings(_LABELS, old, None), write)

    def _order_to_change(self, link: ProgrammeOrder) -> Order:
        """Return the linked order if only this programme relies on it; otherwise copy it and link the copy instead."""
        order, programme = link.order, self.programme
        of_others = ProgrammeList.objects.exclude(programme=programme).values("low_result_list")
        own_lists = programme.low_result_lists.filter(run=None).exclude(pk__in=of_others)
        own = {
            ProgrammeOrder: Q(programme=programme), Programme: Q(pk=programme.pk), Annex: Q(programme=programme),
            LowResultList: Q(pk__in=own_lists.values("pk")),
        }  # fmt: skip
        if not any(records.exclude(own.get(records.model, Q(pk=None))).exists() for records in _relying_on(order)):
            return order
        lists = list(own_lists.filter(order=order).values_list("pk", flat=True))
        old_pk, order.pk = order.pk, None
        order._state.adding = True
        order.save()
        ProgrammeOrder.objects.filter(pk=link.pk).update(order=order)
        Annex.objects.filter(programme=programme, order=old_pk).update(order=order)
        LowResultList.objects.filter(pk__in=lists).update(order=order)
        if programme.approval_order_id == old_pk:
            programme.approval_order = order
            programme.save(update_fields=["approval_order"])
        return order


class ApprovalChanges(PartChanges):
    """Changes of the approval: the programme's caption as an annex to an order, and the «Утверждаю» block.

    An amendment gets its caption from the order that approves it, so that the document's one is ignored.
    """

    def __init__(self, programme: Programme, document: ProgrammeDocument) -> None:
        super().__init__("Утверждение")
        approval, stamp = document.programme.approved_by, document.programme.approval_stamp
        new = {
            "approval_annex": approval and approval.annex, "approval_caption": approval and approval.caption,
            "stamp_position": stamp and stamp.position, "stamp_name": stamp and stamp.name,
        }  # fmt: skip
        if not _is_first(programme):
            new |= {"approval_annex": None, "approval_caption": None}
        old = {field: getattr(programme, field) for field in _APPROVAL}

        def write() -> Iterator[Recorded]:
            stated = {field: words for field, words in new.items() if words is not None}
            for field, words in stated.items():
                setattr(programme, field, words)
            programme.save(update_fields=list(stated))
            yield Recorded(programme, "утверждение изменено по документу", {key: old[key] for key in stated}, stated)

        self.propose("Гриф и «Утверждаю»", compare_wordings(_APPROVAL, old, new), write)


def _is_first(programme: Programme) -> bool:
    """Return whether the programme is neither approved nor an amendment."""
    return programme.amends_id is None and programme.status != Programme.Status.APPROVED


def _number_key(number: str | None) -> str:
    return natural_key(number or "")


def _day(order: Order) -> str | None:
    return order.issued_on and order.issued_on.isoformat()


_MATCHES = (
    lambda link, shape: (
        _number_key(link.order.number) == _number_key(shape.number) != "" and _day(link.order) == shape.date
    ),
    lambda link, shape: _number_key(link.order.number) == _number_key(shape.number) != "",
    lambda link, shape: natural_key(link.order.title or "") == natural_key(shape.title or "") != "",
)


def _title(shape: OrderShape) -> str:
    fields = order_fields(shape)
    return str(Order(act=fields["act"], number=shape.number, issued_on=fields["issued_on"]))


def _words_of_stored(order: Order) -> dict[str, str | None]:
    own = {field: getattr(order, field) for field in _WRITTEN}
    date = order.issued_on and f"{order.issued_on:%d.%m.%Y}"
    return {**own, "act": order.act_heading, "date": date, "clauses": _number_clauses(order.clauses)}


def _words_of_shape(shape: OrderShape) -> dict[str, str | None]:
    fields = order_fields(shape)
    date = fields["issued_on"] and f"{fields['issued_on']:%d.%m.%Y}"
    own = {field: fields[field] for field in _WRITTEN}
    return {**own, "act": shape.act, "date": date, "clauses": _number_clauses(fields["clauses"])}


def _number_clauses(clauses: list[str] | None) -> str | None:
    return None if clauses is None else "\n".join(f"{number}. {text}" for number, text in enumerate(clauses, 1))


def _relying_on(order: Order) -> Iterator[models.QuerySet]:
    """Yield, for each model with a foreign key to orders, its records that refer to this one."""
    for relation in Order._meta.get_fields(include_hidden=True):
        if relation.one_to_many and relation.auto_created:
            yield relation.related_model._base_manager.filter(**{relation.field.name: order})
