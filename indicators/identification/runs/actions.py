"""Kept runs: what a run has used never changes, and every decision is in the history."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from indicators.identification.judging.inquiry import SCHOOLS_AT_ONCE, ChosenIdentificationMethod, Inquiry
from indicators.identification.judging.protocol_writing import ProtocolWriter, figures_of, values_used
from indicators.identification.lists.actions import make_list
from indicators.identification.models import LowResultList, Run, RunSchool
from portal.bulk import create_many
from portal.history.actions import Recorded, record_changes
from portal.refusals import Refusal

Verdict = RunSchool.Verdict


class RunRefused(Refusal):
    """The identification's state, or what was asked of it, doesn't allow the step."""


def _check(run: Run, action: str, refusal: str) -> None:
    """What the state of the run allows; the refusal is for the person who asked."""
    if not run.allows(action):
        raise RunRefused(refusal)


@transaction.atomic
def keep_run(*, inquiry: Inquiry, chosen: ChosenIdentificationMethod, by) -> Run:
    """Judge and keep: the method as it is now, and of each school its protocol with every value used."""
    run = Run.objects.create(
        municipality=inquiry.municipality, period=inquiry.period, method=chosen.record, method_key=chosen.key,
        body=inquiry.method.as_json(), remarks=inquiry.remarks, made_by=by,
    )  # fmt: skip
    writer = ProtocolWriter(inquiry.judge)
    batch = []
    for judgement in inquiry.judgements():
        school = judgement.school
        batch.append(
            RunSchool(
                run=run, school_id=school.key, name=school.name, kind=school.kind or "",
                verdict=judgement.verdict.value, protocol=writer.of(judgement),
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
    _check(school.run, "decide", "Список уже утверждён: решения в нём не меняются.")
    if decision not in (Verdict.IN, Verdict.OUT):
        raise RunRefused("Выберите решение: в списке или не в списке.")
    if decision != school.verdict and not reason:
        raise RunRefused("Напишите, почему решение отдела другое, чем у метода: это останется в протоколе.")
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
    _check(run, "confirm_run", "Список уже утверждён.")
    open_schools = run.schools.filter(verdict=Verdict.UNKNOWN, decision="")
    if names := list(open_schools.values_list("name", flat=True)[:5]):
        raise RunRefused(f"Сначала решите о школах, которым не хватило данных: {', '.join(names)}.")
    run.confirmed_at, run.confirmed_by = timezone.now(), by
    run.save(update_fields=["confirmed_at", "confirmed_by"])
    record_changes([Recorded(run, "список утверждён")], by=by)
    make_list(run=run, by=by)
    return run


@transaction.atomic
def withdraw_confirmation(*, run: Run, by) -> Run:
    """Take it back with its list, for a slip of the hand, as long as nothing rests on the list."""
    run = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
    _check(run, "withdraw_confirmation", "Список не утверждён.")
    low_result_list = LowResultList.objects.filter(run=run).first()
    if low_result_list is None:
        raise RunRefused("Список не утверждён.")
    if low_result_list.order_id:
        raise RunRefused("Список уже утверждён приказом: отметку не снять.")
    try:
        low_result_list.delete()
    except ProtectedError:
        raise RunRefused("По списку уже подготовлены документы: сначала удалите их проекты.") from None
    run.confirmed_at = run.confirmed_by = None
    run.save(update_fields=["confirmed_at", "confirmed_by"])
    record_changes([Recorded(run, "утверждение снято")], by=by)
    return run


@transaction.atomic
def delete_run(*, run: Run, by) -> None:
    """One that nobody has confirmed."""
    run = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
    _check(run, "delete_run", "Утверждённый список не удаляют: сначала снимите утверждение.")
    record_changes([Recorded(run, "идентификация удалена", before={"name": str(run)})], by=by)
    run.delete()
