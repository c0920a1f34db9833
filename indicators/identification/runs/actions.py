"""Keeps, decides, confirms and deletes runs; what a run has used never changes, every decision is in the history."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils import timezone

from indicators.identification.judging.inquiry import SCHOOLS_AT_ONCE, ChosenIdentificationMethod, Inquiry
from indicators.identification.judging.protocol_writing import ProtocolWriter, figures_of, values_used
from indicators.identification.lists.actions import make_list
from indicators.identification.models import LowResultList, Run, RunSchool, RunState
from portal.bulk import create_many
from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from portal.refusals import Refusal
from schools.archive.actions import Deletion, delete_kept

Verdict = RunSchool.Verdict


class RunRefused(Refusal):
    """The run's state doesn't allow the step, or the step lacks something."""


def _check_state(run: Run, action: str, refusal: str) -> None:
    """Raise RunRefused with that sentence if the state of the run doesn't allow the action."""
    Run.TRANSITIONS.check(action, run.state, RunRefused(refusal))


def _take_step(run: Run, action: str, *, by) -> None:
    """Bring the run into the state that the action leads to, which `confirmed_at` and `confirmed_by` express."""
    is_confirmed = Run.TRANSITIONS.after(action, run.state) is RunState.CONFIRMED
    run.confirmed_at, run.confirmed_by = (timezone.now(), by) if is_confirmed else (None, None)
    run.save(update_fields=["confirmed_at", "confirmed_by"])


@transaction.atomic
def keep_run(*, inquiry: Inquiry, chosen: ChosenIdentificationMethod, by) -> Run:
    """Judge all schools and keep the run: the method as it is now, and each school's protocol and values."""
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
    """Confirm the method's verdict on a school, or decide otherwise.

    Raises RunRefused if the run is confirmed, or if a decision other than the verdict has no reason; after
    «недостаточно данных» every decision needs one.
    """
    school = lock_record(school, "run")
    reason = reason.strip()
    _check_state(school.run, "decide", "Список уже утверждён: решения в нём не меняются.")
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
def decide_open(*, run: Run, decision: str, reason: str, schools: Iterable[int], by) -> int:
    """Make one decision about several schools for which data were missing; returns how many there were.

    Raises RunRefused if none of `schools`, ids of the run's schools, is still open.
    """
    opened = list(run.schools.filter(verdict=Verdict.UNKNOWN, decision="", pk__in=list(schools)))
    if not opened:
        raise RunRefused("Отметьте школы, о которых решаете.")
    for school in opened:
        decide(school=school, decision=decision, reason=reason, by=by)
    return len(opened)


@transaction.atomic
def confirm_run(*, run: Run, by) -> Run:
    """Confirm the run and make its list of schools with low results; without a decision the method's verdict counts.

    Raises RunRefused if it is confirmed already, or if schools with missing data are not decided yet.
    """
    run = lock_record(run)
    _check_state(run, "confirm_run", "Список уже утверждён.")
    open_schools = run.schools.filter(verdict=Verdict.UNKNOWN, decision="")
    if names := list(open_schools.values_list("name", flat=True)[:6]):
        told = f"{', '.join(names[:5])} и другие" if len(names) > 5 else ", ".join(names)
        raise RunRefused(f"Сначала решите о школах, которым не хватило данных: {told}.")
    _take_step(run, "confirm_run", by=by)
    record_changes([Recorded(run, "список утверждён")], by=by)
    make_list(run=run, by=by)
    return run


@transaction.atomic
def withdraw_confirmation(*, run: Run, by) -> Run:
    """Undo a confirmation made by mistake, and delete its list.

    Raises RunRefused if the run is not confirmed, or if an order or documents rest on the list.
    """
    run = lock_record(run)
    _check_state(run, "withdraw_confirmation", "Список не утверждён.")
    low_result_list = LowResultList.objects.filter(run=run).first()
    if low_result_list is None:
        raise RunRefused("Список не утверждён.")
    if low_result_list.order_id:
        raise RunRefused("Список уже утверждён приказом: отметку не снять.")
    record_changes([Recorded(low_result_list, "список убран", _list_as_kept(low_result_list))], by=by)
    deletion = Deletion(low_result_list)
    try:
        deletion.take(low_result_list)
    except ProtectedError:
        raise RunRefused("По списку уже подготовлены документы: сначала удалите их проекты.") from None
    deletion.keep(by=by)
    _take_step(run, "withdraw_confirmation", by=by)
    record_changes([Recorded(run, "утверждение снято")], by=by)
    return run


@transaction.atomic
def delete_run(*, run: Run, by) -> None:
    """Delete a run, so that it can be restored. Raises RunRefused if it is confirmed."""
    run = lock_record(run)
    _check_state(run, "delete_run", "Утверждённый список не удаляют: сначала снимите утверждение.")
    record_changes([Recorded(run, "идентификация удалена", before={"name": str(run)})], by=by)
    delete_kept(run, by=by)


def put_list_back(records: Sequence[Model], by) -> None:
    """With what people wrote into it; its run is confirmed again. Raises Refusal where it was decided anew since."""
    low_result_list = next(each for each in records if isinstance(each, LowResultList))
    run = Run.objects.select_for_update(of=("self",)).get(pk=low_result_list.run_id)
    _check_state(run, "confirm_run", "Эту идентификацию с тех пор утвердили снова: восстановить прежний список нельзя.")
    listed = set(low_result_list.listed_schools.values_list("school", flat=True))
    if listed != {each.school_id for each in run.schools.defer("values") if each.is_listed}:
        raise RunRefused("Решения о школах с тех пор изменили, прежний список другой. Утвердите его заново.")
    _take_step(run, "confirm_run", by=by)
    record_changes([Recorded(run, "список утверждён", {}, _list_as_kept(low_result_list))], by=by)


def _list_as_kept(low_result_list: LowResultList) -> dict:
    return {"schools": [each.name for each in low_result_list.listed_schools.all()]}
