"""A yearly evaluation: begun, written, kept with all that it used, opened again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from indicators.models import Period
from portal.history.actions import Recorded, record_changes
from roadmap.models import Evaluation, EvaluationActivity, EvaluationRow, Programme
from roadmap.queries.evaluation import Sheet, evaluation_sheet
from roadmap.queries.evaluation_methods import ChosenMethod

OF_MONEY = ("money_planned", "money_spent", "has_no_money")
OF_EVALUATION = (*OF_MONEY, "conclusions")


class EvaluationRefused(Exception):
    """A sentence for the person who asked."""


@dataclass(frozen=True)
class Writing:
    """What a person changed: the new words, and those that they saw before."""

    words: Mapping[str, object] = field(default_factory=dict)
    seen: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Writings:
    """Of the evaluation itself, of rows by the programme's row, of activities."""

    own: Writing = field(default_factory=Writing)
    rows: Mapping[int, Writing] = field(default_factory=dict)
    activities: Mapping[int, Writing] = field(default_factory=dict)


@transaction.atomic
def start_evaluation(
    *, programme: Programme, period: Period, chosen: ChosenMethod, money: Mapping[str, object] | None = None, by
) -> Evaluation:
    """A draft; one of that year that is there already is given back as it is."""
    if programme.approved_at is None:
        raise EvaluationRefused("Программа ещё не утверждена: оценивать нечего.")
    defaults = {"method": chosen.record, "method_key": chosen.key, "body": chosen.shape.as_json(), "made_by": by}
    evaluation, is_new = Evaluation.objects.get_or_create(
        programme=programme, period=period, defaults=defaults | dict(money or {})
    )
    if is_new:
        _take_over(evaluation)
        after = {"period": period.label, "method": chosen.shape.name}
        record_changes([Recorded(evaluation, "оценка начата", {}, after)], by=by)
    return evaluation


def _take_over(evaluation: Evaluation) -> None:
    """Weights, and which way an indicator is better, are as in the programme's latest evaluation."""
    others = evaluation.programme.evaluations.exclude(pk=evaluation.pk)
    latest = others.order_by("-period__start_on").first()
    if latest:
        said = latest.rows.exclude(row=None).exclude(direction="", weight=1)
        EvaluationRow.objects.bulk_create(
            EvaluationRow(evaluation=evaluation, row_id=each.row_id, direction=each.direction, weight=each.weight)
            for each in said
        )


@transaction.atomic
def choose_evaluation_method(*, evaluation: Evaluation, chosen: ChosenMethod, by) -> Evaluation:
    """Another method, or the newest version of the same; what was typed stays."""
    evaluation = _draft(evaluation)
    before = {"method": evaluation.shape.name, "version": evaluation.shape.version}
    evaluation.method, evaluation.method_key, evaluation.body = chosen.record, chosen.key, chosen.shape.as_json()
    evaluation.save(update_fields=["method", "method_key", "body"])
    after = {"method": chosen.shape.name, "version": chosen.shape.version}
    record_changes([Recorded(evaluation, "выбран метод", before, after)], by=by)
    return evaluation


@transaction.atomic
def write_evaluation(*, evaluation: Evaluation, writings: Writings, by) -> dict[str, object]:
    """Save what was changed. Where somebody else has changed the same meanwhile, nothing is, and their words come back.

    Keys of what comes back: «conclusions», «row-7-reason», «activity-3-verdict».
    """
    evaluation = _draft(evaluation)
    rows = {each.row_id: each for each in evaluation.rows.all()}
    activities = {each.activity_id: each for each in evaluation.activities.all()}
    targets = {"": (evaluation, writings.own)}
    for row_id, writing in writings.rows.items():
        targets[f"row-{row_id}-"] = rows.get(row_id) or EvaluationRow(evaluation=evaluation, row_id=row_id), writing
    for activity_id, writing in writings.activities.items():
        own = activities.get(activity_id) or EvaluationActivity(evaluation=evaluation, activity_id=activity_id)
        targets[f"activity-{activity_id}-"] = own, writing
    conflicts = {
        f"{prefix}{name}": getattr(record, name)
        for prefix, (record, writing) in targets.items()
        for name in writing.words
        if getattr(record, name) not in (writing.seen[name], writing.words[name])
    }
    if not conflicts:
        before, after = _write(targets)
        if after:
            record_changes([Recorded(evaluation, "оценка изменена", before, after)], by=by)
    return conflicts


def _write(targets: Mapping[str, tuple]) -> tuple[dict, dict]:
    before, after = {}, {}
    for prefix, (record, writing) in targets.items():
        changed = {name: words for name, words in writing.words.items() if getattr(record, name) != words}
        for name, words in changed.items():
            before[prefix + name], after[prefix + name] = str(getattr(record, name)), str(words)
            setattr(record, name, words)
        if changed:
            record.save()
    return before, after


@transaction.atomic
def keep_evaluation(*, evaluation: Evaluation, by) -> Evaluation:
    """From now on it shows what it used today, whatever changes later."""
    evaluation = _draft(evaluation)
    sheet = evaluation_sheet(evaluation, timezone.localdate())
    _freeze(evaluation, sheet)
    evaluation.result = _result(sheet)
    evaluation.kept_at, evaluation.kept_by = timezone.now(), by
    evaluation.save(update_fields=["result", "kept_at", "kept_by"])
    after = {"class": sheet.outcome.effect_class, "reasons_owed": sheet.reasons_owed}
    record_changes([Recorded(evaluation, "оценка закреплена", {}, after)], by=by)
    return evaluation


@transaction.atomic
def reopen_evaluation(*, evaluation: Evaluation, by) -> Evaluation:
    """A draft again, that follows today's values; what people typed stays."""
    evaluation = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    if not evaluation.is_kept:
        raise EvaluationRefused("Оценка и так открыта.")
    before = {"class": evaluation.result.get("class", ""), "kept_at": evaluation.kept_at.isoformat()}
    evaluation.kept_at = evaluation.kept_by = None
    evaluation.result = {}
    evaluation.save(update_fields=["result", "kept_at", "kept_by"])
    record_changes([Recorded(evaluation, "оценка открыта снова", before)], by=by)
    return evaluation


def _draft(evaluation: Evaluation) -> Evaluation:
    locked = Evaluation.objects.select_for_update(of=("self",)).select_related(
        "programme__indicator_table", "programme__roadmap__programme", "period"
    )
    evaluation = locked.get(pk=evaluation.pk)
    if evaluation.is_kept:
        raise EvaluationRefused("Оценка закреплена. Чтобы изменить её, откройте её снова.")
    return evaluation


def _freeze(evaluation: Evaluation, sheet: Sheet) -> None:
    """Every row anew, in the order of the sheet."""
    evaluation.rows.all().delete()
    evaluation.activities.all().delete()
    EvaluationRow.objects.bulk_create(
        EvaluationRow(
            evaluation=evaluation, row_id=each.row_id, position=position, reason=each.reason, verdict=each.verdict,
            direction=each.direction, weight=each.degree.weight, group=each.group, number=each.number,
            name=each.name, unit=each.unit, before=each.before, plan=each.plan, fact=each.fact,
            state=each.degree.state.value, share="" if each.degree.share is None else str(each.degree.share),
            words=each.degree.words, deviates=each.degree.deviates, is_at_risk=each.degree.at_risk,
        )
        for position, each in enumerate(sheet.indicators)
    )  # fmt: skip
    EvaluationActivity.objects.bulk_create(
        EvaluationActivity(
            evaluation=evaluation, activity_id=each.activity_id, position=position, reason=each.reason,
            verdict=each.verdict, direction=each.direction, number=each.number, name=each.name, term=each.term,
            done_on=each.done_on, mark=each.mark.value,
        )
        for position, each in enumerate(sheet.activities)
    )  # fmt: skip


def _result(sheet: Sheet) -> dict:
    figures = [
        {"key": each.key, "share": each.share if each.share is None else str(each.share), "words": each.words,
         "is_absent": each.is_absent}
        for each in sheet.outcome.figures
    ]  # fmt: skip
    return {
        "figures": figures,
        "class": sheet.outcome.effect_class,
        "class_words": sheet.outcome.class_words,
        "remarks": sheet.outcome.remarks,
        "counts": sheet.counts,
    }
