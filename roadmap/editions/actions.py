"""Approves a programme by an order, takes the approval back, and deletes drafts."""

import contextlib
import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, ProtectedError, Q, Subquery
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from roadmap.execution.actions.deriving import derive_assignments
from roadmap.execution.actions.understanding import understand_plan
from roadmap.execution.actions.waiving import require_again
from roadmap.execution.models import Assignment
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.programmes.drafts import WrongProgrammeState
from roadmap.programmes.models import Programme, ProgrammeOrder
from schools.archive.actions import Deletion
from schools.orders.actions import keep_order
from schools.orders.models import Order


@transaction.atomic
def approve_programme(
    *, programme: Programme, order: Order, annex: str, by, asks_from: datetime.date | None = None,
    asks_past: bool = False, asked: Iterable[int] = (),
) -> None:  # fmt: skip
    """Mark a draft as approved by the order whose annex it is; a new order is saved too.

    Spans that ended before the order's day, or before `asks_from`, are not required, except those of the activities
    `asked`; with `asks_past` all are required. Raises WrongProgrammeState if the programme is approved already.
    """
    programme = lock_record(programme)
    approved = _status_after("approve", programme, "Программа уже утверждена.")
    keep_order(order, by=by)
    _refer_to(programme, order)
    before = _approval_of(programme)
    if order.pk != programme.approval_order_id:
        programme.approval_caption = None  # the caption in the document names another order
    programme.approval_order = order
    programme.approval_annex = annex or None
    programme.status = approved
    programme.approved_at, programme.approved_by = timezone.now(), by
    programme.asks_from = None if asks_past else asks_from or day_of_approval(order)
    programme.save()
    if programme.amends:
        _supersede(programme, programme.amends, by=by)
    for roadmap in Roadmap.objects.filter(programme=programme).select_related("programme__municipality"):
        understand_plan(roadmap)  # the programme's years may have changed since its words were typed
    _derive_all(programme, by=by)
    record_changes([Recorded(programme, "утверждена", before, _approval_of(programme))], by=by)
    waived_now = Assignment.objects.of_programme(programme).filter(waived_by=None, waived_at__gte=programme.approved_at)
    require_again(waived_now.filter(activity__in=asked), by=by)


def _approval_of(programme: Programme) -> dict:
    """As the history keeps it."""
    return {
        "status": programme.status, "approval_order": programme.approval_order and str(programme.approval_order),
        "approval_annex": programme.approval_annex, "approval_caption": programme.approval_caption,
        "asks_from": programme.asks_from and str(programme.asks_from),
    }  # fmt: skip


def day_of_approval(order: Order | None) -> datetime.date:
    """Return the order's day, or today for an order without one."""
    return (order and order.issued_on) or timezone.localdate()


@transaction.atomic
def withdraw_approval(*, programme: Programme, by) -> None:
    """Take the approval back, when it was marked by mistake.

    An order that came with the approval is removed from the document, and the revision that was amended is in force
    again. Raises WrongProgrammeState if the programme isn't approved, or an amendment of it has been begun.
    """
    programme = lock_record(programme)
    withdrawn = _status_after("withdraw_approval", programme, "Программа не отмечена утверждённой.")
    if programme.amendments.exists():
        raise WrongProgrammeState("Программу уже меняют: сначала удалите проект изменений.")
    before, programme.status = _approval_of(programme), withdrawn
    programme.approved_at = programme.approved_by = programme.asks_from = None
    from_approval = programme.order_links.filter(order=programme.approval_order, is_from_approval=True)
    if from_approval.delete()[0]:
        programme.approval_order = programme.approval_annex = None
    programme.save()
    if programme.amends:
        _restore(programme, programme.amends, by=by)
    _derive_all(programme, by=by)
    record_changes([Recorded(programme, "отметка об утверждении снята", before, _approval_of(programme))], by=by)


@transaction.atomic
def delete_draft(*, programme: Programme, by) -> None:
    """Delete a draft or a template that nobody has reported on, with the orders and lists that nothing else uses.

    Schools and indicators of the catalogue stay, as others may use them already. What is deleted goes to the archive.
    Raises WrongProgrammeState with the reason if the programme can't be deleted.
    """
    programme = lock_record(programme)
    approved = WrongProgrammeState("Утверждённую программу удалить нельзя: сначала снимите отметку об утверждении.")
    Programme.TRANSITIONS.check("delete", programme.status, approved)
    if Assignment.objects.of_programme(programme).exists():
        raise WrongProgrammeState(
            "О мероприятиях программы уже отчитались или отметили, что они не требуются: удалить её нельзя."
        )
    if programme.evaluations.exists():
        raise WrongProgrammeState("Эффективность программы уже оценивали, поэтому удалить её нельзя.")
    record_changes([Recorded(programme, "проект удалён", before={"title": programme.title})], by=by)
    orders = [link.order for link in programme.order_links.select_related("order")]
    lists = list(programme.low_result_lists.all())
    deletion = Deletion(programme)
    try:
        deletion.take(programme)
    except ProtectedError as error:
        names = "; ".join(sorted(f"«{each}»" for each in error.protected_objects)[:3])
        raise WrongProgrammeState(f"От программы зависит другое: {names}. Сначала удалите это.") from None
    unused = [each for each in lists if not each.run_id and not each.programme_links.exists()]
    for each in [*unused, *orders]:
        with contextlib.suppress(ProtectedError):
            deletion.take(each)
    deletion.keep(by=by)


def put_programme_back(records: Sequence[Model], by) -> None:
    """Read the words of a restored draft anew.

    Raises WrongProgrammeState for an amendment of a revision that has another amendment, or is no longer in force.
    """
    programme = next(each for each in records if isinstance(each, Programme))
    for roadmap in Roadmap.objects.filter(programme=programme).select_related("programme__municipality"):
        understand_plan(roadmap)
    if programme.amends_id is None:
        return
    source = Programme.objects.select_for_update().get(pk=programme.amends_id)
    other = source.amendments.exclude(pk=programme.pk).exists()
    if other or not Programme.TRANSITIONS.allows("amend", source.status):
        raise WrongProgrammeState("Эту редакцию с тех пор меняют иначе: проект изменений восстановить нельзя.")


def _status_after(action: str, programme: Programme, refusal: str) -> Programme.Status:
    """Return the status to which the action leads; raises WrongProgrammeState if the programme's doesn't allow it."""
    Programme.TRANSITIONS.check(action, programme.status, WrongProgrammeState(refusal))
    return Programme.TRANSITIONS.after(action, programme.status)


def _supersede(programme: Programme, previous: Programme, *, by) -> None:
    """Put the new revision in the place of the previous one, and move assignments with their reports to it.

    Reports on activities that the amendment removes stay with the previous revision.
    """
    taken = "Эту редакцию уже сменила другая: сделайте изменения к действующей."
    before, previous.status = previous.status, _status_after("supersede", previous, taken)
    previous.save(update_fields=["status"])
    activity = Activity.objects.filter(origin=OuterRef("activity"), direction__roadmap__programme=programme)
    stage = Stage.objects.filter(origin=OuterRef("stage"), activity__direction__roadmap__programme=programme)
    Assignment.objects.of_programme(previous).filter(Exists(activity)).filter(Q(stage=None) | Exists(stage)).update(
        activity=Subquery(activity.values("pk")[:1]), stage=Subquery(stage.values("pk")[:1])
    )
    after = {"status": previous.status, "programme": programme.pk}
    record_changes([Recorded(previous, "сменила новая редакция", {"status": before}, after)], by=by)


def _restore(programme: Programme, previous: Programme, *, by) -> None:
    """Put the previous revision in force again, and move the assignments back to it."""
    activity = Activity.objects.filter(pk=OuterRef("activity"))
    stage = Stage.objects.filter(pk=OuterRef("stage"))
    Assignment.objects.of_programme(programme).filter(activity__origin__direction__roadmap__programme=previous).update(
        activity=Subquery(activity.values("origin")[:1]), stage=Subquery(stage.values("origin")[:1])
    )
    before, previous.status = previous.status, _status_after("restore", previous, "Прежняя редакция и так действует.")
    previous.save(update_fields=["status"])
    _derive_all(previous, by=by)
    record_changes([Recorded(previous, "снова действует", {"status": before}, {"status": previous.status})], by=by)


def _derive_all(programme: Programme, *, by) -> None:
    for roadmap in Roadmap.objects.filter(programme=programme).select_related("programme__approval_order"):
        derive_assignments(roadmap, by=by)


def _refer_to(programme: Programme, order: Order) -> None:
    """Add the order to those that the document names, under a free key: its number if possible."""
    links = list(programme.order_links.all())
    link = next((link for link in links if link.order_id == order.pk), None)
    if link is None:
        position = max((link.position for link in links), default=-1) + 1
        link = ProgrammeOrder(programme=programme, order=order, position=position, is_from_approval=True)
    if link.key is None:
        taken = {link.key for link in links}
        link.key = next(key for key in _suggest_keys(order.number or str(order.pk)) if key not in taken)
        link.save()


def _suggest_keys(number: str) -> Iterator[str]:
    yield number
    yield from (f"{number} ({repetition})" for repetition in count(2))
