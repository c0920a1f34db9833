import contextlib
import datetime
from collections.abc import Iterable, Iterator
from itertools import count

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q, Subquery
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from portal.transitions import state_after
from roadmap.execution.actions.deriving import derive_assignments
from roadmap.execution.actions.understanding import understand_plan
from roadmap.execution.actions.waiving import require_again
from roadmap.execution.models import Assignment
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.programmes.drafts import WrongProgrammeState
from roadmap.programmes.models import Programme, ProgrammeOrder
from schools.orders.models import Order


@transaction.atomic
def approve_programme(
    *, programme: Programme, order: Order, annex: str, by, asks_from: datetime.date | None = None,
    asks_past: bool = False, asked: Iterable[int] = (),
) -> None:  # fmt: skip
    """Mark a draft as approved by that order, an annex of which it is. A new order is saved with it.

    Nobody is asked about spans that were over before the order's day, or before another, `asks_from`, but for those of
    the activities `asked`, or, with `asks_past`, for all.
    """
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    approved = _status_after("approve", programme, "Программа уже утверждена.")
    if order.pk is None:
        order.save()
    _refer_to(programme, order)
    if order.pk != programme.approval_order_id:
        programme.approval_caption = None  # it names another order
    programme.approval_order = order
    programme.approval_annex = annex or None
    programme.status = approved
    programme.approved_at, programme.approved_by = timezone.now(), by
    programme.asks_from = None if asks_past else asks_from or day_of_approval(order)
    programme.save()
    if programme.amends:
        _take_over(programme, programme.amends, by=by)
    for roadmap in Roadmap.objects.filter(programme=programme).select_related("programme__municipality"):
        understand_plan(roadmap)  # the programme's years may have changed since its words were typed
    _bring_assignments_into_line(programme, by=by)
    after = {"order": str(order), "annex": annex, "asks_from": programme.asks_from and str(programme.asks_from)}
    record_changes([Recorded(programme, "утверждена", after=after)], by=by)
    by_this = _of(programme).filter(waived_by=None, waived_at__gte=programme.approved_at)
    require_again(by_this.filter(activity__in=asked), by=by)


def day_of_approval(order: Order | None) -> datetime.date:
    """The order's own day; of an order without one, today."""
    return (order and order.issued_on) or timezone.localdate()


@transaction.atomic
def withdraw_approval(*, programme: Programme, by) -> None:
    """Take the mark back, for a slip of the hand; an order that came with it is no longer the document's."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    withdrawn = _status_after("withdraw_approval", programme, "Программа не отмечена утверждённой.")
    if programme.amendments.exists():
        raise WrongProgrammeState("Программу уже меняют: сначала удалите проект изменений.")
    programme.status = withdrawn
    programme.approved_at = programme.approved_by = programme.asks_from = None
    from_approval = programme.order_links.filter(order=programme.approval_order, is_from_approval=True)
    if from_approval.delete()[0]:
        programme.approval_order = programme.approval_annex = None
    programme.save()
    if programme.amends:
        _give_back(programme, programme.amends, by=by)
    _bring_assignments_into_line(programme, by=by)
    record_changes([Recorded(programme, "отметка об утверждении снята")], by=by)


@transaction.atomic
def delete_draft(*, programme: Programme, by) -> None:
    """Delete a draft or a template that nobody has reported on, with what came with it and serves nothing else.

    Schools and the catalogue's indicators stay: others may already use them.
    """
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.status not in (Programme.Status.DRAFT, Programme.Status.TEMPLATE):
        raise WrongProgrammeState("Утверждённую программу удалить нельзя: сначала снимите отметку об утверждении.")
    if Assignment.objects.filter(activity__direction__roadmap__programme=programme).exists():
        raise WrongProgrammeState(
            "О мероприятиях программы уже отчитались или отметили, что они не требуются: удалить её нельзя."
        )
    if programme.evaluations.exists():
        raise WrongProgrammeState("Эффективность программы уже оценивали, поэтому удалить её нельзя.")
    record_changes([Recorded(programme, "проект удалён", before={"title": programme.title})], by=by)
    orders = [link.order for link in programme.order_links.select_related("order")]
    lists = list(programme.low_result_lists.all())
    try:
        programme.delete()
    except ProtectedError as error:
        names = "; ".join(sorted(f"«{each}»" for each in error.protected_objects)[:3])
        raise WrongProgrammeState(f"От программы зависит другое: {names}. Сначала удалите это.") from None
    unused = [each for each in lists if not each.run_id and not each.programme_links.exists()]
    for each in [*unused, *orders]:
        with contextlib.suppress(ProtectedError), transaction.atomic():
            each.delete()


def _status_after(action: str, programme: Programme, refusal: str) -> Programme.Status:
    return state_after(action, programme.status, Programme.TRANSITIONS, WrongProgrammeState(refusal))


def _take_over(programme: Programme, previous: Programme, *, by) -> None:
    """The earlier revision is in force no more; what was reported on an activity goes on in the new one.

    Reports on what the amendment strikes stay with the earlier revision.
    """
    taken = "Эту редакцию уже сменила другая: сделайте изменения к действующей."
    previous.status = _status_after("supersede", previous, taken)
    previous.save(update_fields=["status"])
    activity = Activity.objects.filter(origin=OuterRef("activity"), direction__roadmap__programme=programme)
    stage = Stage.objects.filter(origin=OuterRef("stage"), activity__direction__roadmap__programme=programme)
    _of(previous).filter(Exists(activity)).filter(Q(stage=None) | Exists(stage)).update(
        activity=Subquery(activity.values("pk")[:1]), stage=Subquery(stage.values("pk")[:1])
    )
    record_changes([Recorded(previous, "сменила новая редакция", after={"programme": programme.pk})], by=by)


def _give_back(programme: Programme, previous: Programme, *, by) -> None:
    activity = Activity.objects.filter(pk=OuterRef("activity"))
    stage = Stage.objects.filter(pk=OuterRef("stage"))
    _of(programme).filter(activity__origin__direction__roadmap__programme=previous).update(
        activity=Subquery(activity.values("origin")[:1]), stage=Subquery(stage.values("origin")[:1])
    )
    previous.status = _status_after("restore", previous, "Прежняя редакция и так действует.")
    previous.save(update_fields=["status"])
    _bring_assignments_into_line(previous, by=by)
    record_changes([Recorded(previous, "снова действует")], by=by)


def _of(programme: Programme):
    return Assignment.objects.filter(activity__direction__roadmap__programme=programme)


def _bring_assignments_into_line(programme: Programme, *, by) -> None:
    for roadmap in Roadmap.objects.filter(programme=programme).select_related("programme__approval_order"):
        derive_assignments(roadmap, by=by)


def _refer_to(programme: Programme, order: Order) -> None:
    """Name the order in the document under a key that is free there: its number, if it can be."""
    links = list(programme.order_links.all())
    link = next((link for link in links if link.order_id == order.pk), None)
    if link is None:
        position = max((link.position for link in links), default=-1) + 1
        link = ProgrammeOrder(programme=programme, order=order, position=position, is_from_approval=True)
    if link.key is None:
        taken = {link.key for link in links}
        link.key = next(key for key in _keys(order.number or str(order.pk)) if key not in taken)
        link.save()


def _keys(number: str) -> Iterator[str]:
    yield number
    yield from (f"{number} ({repetition})" for repetition in count(2))
