"""Evaluates the finished programme of the demonstration: one year is kept, the last is a draft that lacks a reason."""

from django.utils import timezone

from portal.accounts.models import User
from roadmap.evaluation.actions import Writing, Writings, keep_evaluation, start_evaluation, write_evaluation
from roadmap.evaluation.methods.actions import copy_evaluation_method
from roadmap.evaluation.methods.queries import ChosenEvaluationMethod, evaluation_methods_for
from roadmap.evaluation.models import Evaluation
from roadmap.evaluation.queries.sheet import evaluation_periods, evaluation_sheet
from roadmap.programmes.models import Programme
from roadmap.targets.models import IndicatorRow

_KEPT, _DRAFT = "2022-2023", "2023-2024"
_REASONS = {
    _KEPT: {
        "балл по русскому языку": "Экзамен сдавали на девять выпускников больше, чем ожидалось.",
        "профильной математике": "Дистанционные занятия с преподавателем вуза начались на полгода раньше плана.",
        "без аттестата": "Пятеро выпускников получили аттестат в сентябре, в показатель они не входят.",
        "прошедшие обучение": "Группа по физике не набрана, обучение перенесено на следующий год.",
        "школу-наставника": "Третье соглашение не подписано: в школе-наставнике сменился директор.",
    },
    _DRAFT: {
        "балл по русскому языку": "Сработали консультации в школах-наставниках.",
        "без аттестата": "Двое выпускников не явились на пересдачу.",
    },
}
_CONCLUSIONS = (
    "Результаты ЕГЭ близки к плану. Отстают обучение учителей и наставничество школ: в план следующего года включены "
    "выездные группы по физике и химии и замена школы-наставника."
)


def evaluate_finished(programme: Programme, *, by: User) -> None:
    """Evaluate the programme by the municipality's own copy of a delivered method."""
    programme = Programme.objects.select_related("municipality", "indicator_table", "roadmap").get(pk=programme.pk)
    method = copy_evaluation_method(
        key="aleysky", municipality=programme.municipality, name="Порядок оценки, Заречный район", by=by
    )
    chosen = evaluation_methods_for(programme.municipality)[f"own-{method.pk}"]
    keep_evaluation(evaluation=_write(programme, _KEPT, chosen, by), by=by)
    _write(programme, _DRAFT, chosen, by)


def _write(programme: Programme, label: str, chosen: ChosenEvaluationMethod, by: User) -> Evaluation:
    period = next(period for period in evaluation_periods(programme) if period.label == label)
    evaluation = start_evaluation(programme=programme, period=period, chosen=chosen, by=by)
    own = {"money_planned": "420 тыс. руб.", "money_spent": "398,5 тыс. руб.", "conclusions": _CONCLUSIONS}
    if label == _DRAFT:
        own = {"money_planned": "310 тыс. руб.", "money_spent": "310 тыс. руб."}
    rows = IndicatorRow.objects.filter(group__table__programme=programme)
    written = {
        row.pk: _write_new({"reason": reason})
        for row in rows
        for words, reason in _REASONS[label].items()
        if words in (row.name or "")
    }
    sheet = evaluation_sheet(evaluation, timezone.localdate())
    reasons = {each.activity_id: _write_new({"reason": each.told}) for each in sheet.activities if each.deviates}
    writings = Writings(_write_new(own), written, reasons if label == _KEPT else {})
    write_evaluation(evaluation=evaluation, writings=writings, by=by)
    return evaluation


def _write_new(words: dict[str, str]) -> Writing:
    return Writing(words, dict.fromkeys(words, ""))
