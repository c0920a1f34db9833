"""Begins, writes, keeps and reopens the yearly evaluation of a programme."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field

from django.db import transaction
from django.utils import timezone

from indicators.catalogue.models import Period
from portal.history.actions import Recorded, record_changes
from portal.meanwhile import changed_places
from portal.refusals import Refusal
from roadmap.evaluation.methods.queries import ChosenEvaluationMethod
from roadmap.evaluation.models import Evaluation, EvaluationActivity, EvaluationPart, EvaluationRow, EvaluationState
from roadmap.evaluation.queries.sheet import EvaluationSheet, evaluation_sheet
from roadmap.programmes.models import Programme

OF_MONEY = ("money_planned", "money_spent", "has_no_money")
OF_EVALUATION = (*OF_MONEY, "conclusions")


# The refusal, by state, for a step that the evaluation's state doesn't allow.
NOT_ALLOWED = {
    EvaluationState.DRAFT: "Оценка и так открыта.",
    EvaluationState.KEPT: "Оценка закреплена. Чтобы изменить её, откройте её снова.",
}


class EvaluationRefused(Refusal):
    """The evaluation's state, or what was written, doesn't allow the step."""


class OpenDoubts(EvaluationRefused):
    """Values that the evaluation rests on are doubtful, and the person hasn't said that it may be kept all the same."""

    def __init__(self, count: int):
        super().__init__(
            f"В значениях есть сомнения: {count}. Посмотрите их и подтвердите, что оценку можно закрепить."
        )


@dataclass(frozen=True)
class Writing:
    """What a person changed in one record, by field: the new words, and those that they saw before."""

    words: Mapping[str, object] = field(default_factory=dict)
    seen: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Writings:
    """What a person changed in the evaluation itself, in indicators (by row), activities, sub-programmes (by group)."""

    own: Writing = field(default_factory=Writing)
    rows: Mapping[int, Writing] = field(default_factory=dict)
    activities: Mapping[int, Writing] = field(default_factory=dict)
    parts: Mapping[int, Writing] = field(default_factory=dict)


@transaction.atomic
def start_evaluation(
    *,
    programme: Programme,
    period: Period,
    chosen: ChosenEvaluationMethod,
    money: Mapping[str, object] | None = None,
    by,
) -> Evaluation:
    """Return the draft of a new evaluation, or the evaluation that the year already has, unchanged.

    Raises EvaluationRefused if the programme isn't approved.
    """
    if programme.approved_at is None:
        raise EvaluationRefused("Программа ещё не утверждена: оценивать нечего.")
    defaults = {"method": chosen.record, "method_key": chosen.key, "body": chosen.shape.as_json(), "made_by": by}
    evaluation, is_new = Evaluation.objects.get_or_create(
        programme=programme, period=period, defaults=defaults | dict(money or {})
    )
    if is_new:
        _copy_weights(evaluation)
        after = {"period": period.label, "method": chosen.shape.name}
        record_changes([Recorded(evaluation, "оценка начата", {}, after)], by=by)
    return evaluation


def _copy_weights(evaluation: Evaluation) -> None:
    """Copy the weights of indicators and sub-programmes from the programme's latest evaluation."""
    others = evaluation.programme.evaluations.exclude(pk=evaluation.pk)
    latest = others.order_by("-period__start_on").first()
    if latest:
        said = latest.rows.exclude(row=None).exclude(weight=1)
        EvaluationRow.objects.bulk_create(
            EvaluationRow(evaluation=evaluation, row_id=each.row_id, weight=each.weight) for each in said
        )
        weighed = latest.parts.exclude(group=None).exclude(weight=1)
        EvaluationPart.objects.bulk_create(
            EvaluationPart(evaluation=evaluation, group_id=each.group_id, weight=each.weight) for each in weighed
        )


@transaction.atomic
def choose_evaluation_method(*, evaluation: Evaluation, chosen: ChosenEvaluationMethod, by) -> Evaluation:
    """Change the method to another one, or to the newest version of the same; what people typed stays."""
    evaluation = _lock(evaluation, "choose_method")
    before = _method_of(evaluation)
    evaluation.method, evaluation.method_key, evaluation.body = chosen.record, chosen.key, chosen.shape.as_json()
    evaluation.save(update_fields=["method", "method_key", "body"])
    record_changes([Recorded(evaluation, "выбран метод", before, _method_of(evaluation))], by=by)
    return evaluation


def _method_of(evaluation: Evaluation) -> dict:
    shape = evaluation.shape
    return {"method": shape.name, "version": shape.version, "method_key": evaluation.method_key}


@transaction.atomic
def write_evaluation(*, evaluation: Evaluation, writings: Writings, by) -> None:
    """Save what was changed.

    Raises ChangedMeanwhile, with nothing saved, if somebody else has changed the same; its places are like
    «conclusions», «row-7-reason», «activity-3-verdict».
    """
    evaluation = _lock(evaluation, "write")
    rows = {each.row_id: each for each in evaluation.rows.all()}
    activities = {each.activity_id: each for each in evaluation.activities.all()}
    parts = {each.group_id: each for each in evaluation.parts.all()} if writings.parts else {}
    targets = {"": (evaluation, writings.own)}
    for group_id, writing in writings.parts.items():
        own = parts.get(group_id) or EvaluationPart(evaluation=evaluation, group_id=group_id)
        targets[f"part-{group_id}-"] = own, writing
    for row_id, writing in writings.rows.items():
        targets[f"row-{row_id}-"] = rows.get(row_id) or EvaluationRow(evaluation=evaluation, row_id=row_id), writing
    for activity_id, writing in writings.activities.items():
        own = activities.get(activity_id) or EvaluationActivity(evaluation=evaluation, activity_id=activity_id)
        targets[f"activity-{activity_id}-"] = own, writing
    words, seen, current = {}, {}, {}
    for prefix, (record, writing) in targets.items():
        words |= {prefix + name: said for name, said in writing.words.items()}
        seen |= {prefix + name: said for name, said in writing.seen.items()}
        current |= {prefix + name: getattr(record, name) for name in writing.words}
    if changed := changed_places(words, seen, current):
        for prefix, (record, writing) in targets.items():
            fields = [name for name in writing.words if prefix + name in changed]
            for name in fields:
                setattr(record, name, changed[prefix + name])
            if fields:
                record.save()
        before, after = ({place: str(said[place]) for place in changed} for said in (current, changed))
        record_changes([Recorded(evaluation, "оценка изменена", before, after)], by=by)


@transaction.atomic
def keep_evaluation(*, evaluation: Evaluation, despite: Collection[str] = (), by) -> Evaluation:
    """Keep the evaluation with all values that it uses today, so that later changes don't affect it.

    `despite` are the doubts about its values that the person has seen; raises OpenDoubts if there are others.
    """
    evaluation = _lock(evaluation, "keep")
    sheet = evaluation_sheet(evaluation, timezone.localdate())
    if not sheet.open_doubts.keys() <= set(despite):
        raise OpenDoubts(len(sheet.open_doubts))
    _freeze(evaluation, sheet)
    evaluation.result = _write_result(sheet)
    _change_state(evaluation, "keep", by)
    after = {"class": sheet.outcome.effect_class, "reasons_owed": sheet.reasons_owed, "result": evaluation.result}
    if sheet.open_doubts:
        after["despite_doubts"] = list(sheet.open_doubts)
    record_changes([Recorded(evaluation, "оценка закреплена", {}, after)], by=by)
    return evaluation


@transaction.atomic
def reopen_evaluation(*, evaluation: Evaluation, by) -> Evaluation:
    """Make it a draft again, which follows today's values; what people typed stays."""
    evaluation = _lock(evaluation, "reopen")
    before = {"class": evaluation.result.get("class", ""), "result": evaluation.result}
    before["kept_at"] = evaluation.kept_at.isoformat()
    evaluation.result = {}
    _change_state(evaluation, "reopen", by)
    record_changes([Recorded(evaluation, "оценка открыта снова", before)], by=by)
    return evaluation


def _lock(evaluation: Evaluation, action: str) -> Evaluation:
    """Read the evaluation anew and lock it; raises EvaluationRefused if its state doesn't allow the action."""
    locked = Evaluation.objects.select_for_update(of=("self",)).select_related(
        "programme__indicator_table", "programme__roadmap__programme", "period"
    )
    evaluation = locked.get(pk=evaluation.pk)
    Evaluation.TRANSITIONS.check(action, evaluation.state, EvaluationRefused(NOT_ALLOWED[evaluation.state]))
    return evaluation


def _change_state(evaluation: Evaluation, action: str, by) -> None:
    """Bring the evaluation into the state that the action leads to, which `kept_at` and `kept_by` express."""
    after = Evaluation.TRANSITIONS.after(action, evaluation.state)
    is_kept = after is EvaluationState.KEPT
    evaluation.kept_at, evaluation.kept_by = (timezone.now(), by) if is_kept else (None, None)
    evaluation.save(update_fields=["result", "kept_at", "kept_by"])


def _freeze(evaluation: Evaluation, sheet: EvaluationSheet) -> None:
    """Write all rows anew, in the order of the sheet and with everything that it shows."""
    evaluation.rows.all().delete()
    evaluation.activities.all().delete()
    evaluation.parts.all().delete()
    EvaluationRow.objects.bulk_create(
        EvaluationRow(
            evaluation=evaluation, row_id=each.row_id, position=position, reason=each.reason, verdict=each.verdict,
            weight=each.degree.weight, group=each.group, number=each.number,
            name=each.name, unit=each.unit, before=each.before, plan=each.plan, fact=each.fact,
            state=each.degree.state.value, share="" if each.degree.share is None else str(each.degree.share),
            words=each.degree.words, deviates=each.degree.deviates, is_at_risk=each.degree.at_risk,
            doubts=[doubt.as_json() for doubt in each.open_doubts],
        )
        for position, each in enumerate(sheet.indicators)
    )  # fmt: skip
    EvaluationPart.objects.bulk_create(
        EvaluationPart(
            evaluation=evaluation, group_id=each.group_id, position=position, title=each.title, weight=each.weight,
            money_planned=each.money[0], money_spent=each.money[1],
        )
        for position, each in enumerate(sheet.subprogrammes)
    )  # fmt: skip
    EvaluationActivity.objects.bulk_create(
        EvaluationActivity(
            evaluation=evaluation, activity_id=each.activity_id, position=position, reason=each.reason,
            verdict=each.verdict, direction=each.direction, number=each.number, name=each.name, term=each.term,
            done_on=each.done_on, mark=each.mark.value, waived_because=each.waived_because,
        )
        for position, each in enumerate(sheet.activities)
    )  # fmt: skip


def _write_result(sheet: EvaluationSheet) -> dict:
    """Return the figures, the class and the counts as JSON."""
    figures = [
        {"key": each.key, "share": each.share if each.share is None else str(each.share), "words": each.words,
         "is_absent": each.is_absent}
        for each in sheet.outcome.figures
    ]  # fmt: skip
    return {
        "figures": figures,
        "class": sheet.outcome.effect_class,
        "class_words": sheet.outcome.class_words,
        "verdicts": [asdict(each) for each in sheet.outcome.verdicts],
        "remarks": sheet.outcome.remarks,
        "counts": sheet.counts,
        "money": list(sheet.money),
    }
