"""Methods and kept runs: what a run has used never changes, and every decision is in the history."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from indicators.actions.low_results import make_list
from indicators.identification.delivered import delivered
from indicators.identification.format import MethodShape
from indicators.identification.protocol import Protocol, figures_of, values_used
from indicators.models import LowResultList, Method, Run, RunSchool
from indicators.queries.identification import SCHOOLS_AT_ONCE, ChosenMethod, Inquiry
from portal.bulk import create_many
from portal.history.actions import Recorded, record_changes
from schools.actions.methods import change_municipal_method, create_municipal_method
from schools.models import Municipality

Verdict = RunSchool.Verdict


class Refused(Exception):
    """A sentence for the person who asked."""


def copy_delivered(*, key: str, municipality: Municipality, name: str = "", by) -> Method:
    """A delivered method as the municipality's own, to be changed; its name must be new there."""
    shape = delivered()[key]
    shape = shape.model_copy(update={"name": name.strip() or shape.name})
    return create_municipal_method(Method, municipality=municipality, shape=shape, origin=key, by=by)


def create_method(*, municipality: Municipality, shape: MethodShape, by) -> Method:
    """A municipality's method that nobody delivered; its name must be new there."""
    return create_municipal_method(Method, municipality=municipality, shape=shape, origin="", by=by)


def change_method(*, method: Method, shape: MethodShape, by) -> Method:
    """In its place, or, where a kept run has used it, as its next version. Only the newest version can be changed."""
    return change_municipal_method(method=method, shape=shape, used_by="runs", by=by)


@transaction.atomic
def keep_run(*, inquiry: Inquiry, chosen: ChosenMethod, by) -> Run:
    """Judge and keep: the method as it is now, and of each school its protocol with every value used."""
    run = Run.objects.create(
        municipality=inquiry.municipality, period=inquiry.period, method=chosen.record, method_key=chosen.key,
        body=inquiry.method.as_json(), remarks=inquiry.remarks, made_by=by,
    )  # fmt: skip
    protocol = Protocol(inquiry.judge)
    batch = []
    for judgement in inquiry.judgements():
        school = judgement.school
        batch.append(
            RunSchool(
                run=run, school_id=school.key, name=school.name, kind=school.kind or "",
                verdict=judgement.verdict.value, protocol=protocol.of(judgement),
                values=values_used(inquiry.judge, school.texts),
            )
        )  # fmt: skip
        if len(batch) == SCHOOLS_AT_ONCE:
            create_many(batch)
            batch = []
    create_many(batch)
    run.figures = figures_of(inquiry.judge)
    run.save(update_fields=["figures"])
    record_changes([Recorded(run, "идентификация сохранена", {}, {"method": inquiry.method.name})], by=by)
    return run


@transaction.atomic
def decide(*, school: RunSchool, decision: str, reason: str = "", by) -> RunSchool:
    """Confirm the method's verdict, or overrule it with a reason; one that is not known needs a reason too."""
    school = RunSchool.objects.select_for_update(of=("self",)).select_related("run").get(pk=school.pk)
    reason = reason.strip()
    if school.run.confirmed_at:
        raise Refused("Список уже утверждён: решения в нём не меняются.")
    if decision not in (Verdict.IN, Verdict.OUT):
        raise Refused("Выберите решение: в списке или не в списке.")
    if decision != school.verdict and not reason:
        raise Refused("Напишите, почему решение отдела другое, чем у метода: это останется в протоколе.")
    before = {"decision": school.decision, "reason": school.reason}
    school.decision, school.reason, school.decided_by, school.decided_at = decision, reason, by, timezone.now()
    school.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
    action = "решение метода подтверждено" if decision == school.verdict else "решение метода изменено"
    record_changes([Recorded(school, action, before, {"decision": decision, "reason": reason})], by=by)
    return school


@transaction.atomic
def confirm_run(*, run: Run, by) -> Run:
    """Makes the list of low results. Schools not decided otherwise stay as the method has them, none without answer."""
    run = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.confirmed_at:
        raise Refused("Список уже утверждён.")
    open_schools = run.schools.filter(verdict=Verdict.UNKNOWN, decision="")
    if names := list(open_schools.values_list("name", flat=True)[:5]):
        raise Refused(f"Сначала решите о школах, которым не хватило данных: {', '.join(names)}.")
    run.confirmed_at, run.confirmed_by = timezone.now(), by
    run.save(update_fields=["confirmed_at", "confirmed_by"])
    record_changes([Recorded(run, "список утверждён")], by=by)
    make_list(run=run, by=by)
    return run


@transaction.atomic
def withdraw_confirmation(*, run: Run, by) -> Run:
    """Take it back with its list, for a slip of the hand, as long as nothing rests on the list."""
    run = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
    low_result_list = LowResultList.objects.filter(run=run).first()
    if not run.confirmed_at or low_result_list is None:
        raise Refused("Список не утверждён.")
    if low_result_list.order_id:
        raise Refused("Список уже утверждён приказом: отметку не снять.")
    try:
        low_result_list.delete()
    except ProtectedError:
        raise Refused("По списку уже подготовлены документы: сначала удалите их проекты.") from None
    run.confirmed_at = run.confirmed_by = None
    run.save(update_fields=["confirmed_at", "confirmed_by"])
    record_changes([Recorded(run, "утверждение снято")], by=by)
    return run


@transaction.atomic
def delete_run(*, run: Run, by) -> None:
    """One that nobody has confirmed."""
    run = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.confirmed_at:
        raise Refused("Утверждённый список не удаляют: сначала снимите утверждение.")
    record_changes([Recorded(run, "идентификация удалена", before={"name": str(run)})], by=by)
    run.delete()
