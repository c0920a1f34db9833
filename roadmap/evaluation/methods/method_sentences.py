"""Writes a method in sentences, as a specialist would in an order."""

from collections.abc import Iterable
from decimal import Decimal

from roadmap.evaluation.degrees import OwnLimits
from roadmap.evaluation.methods.effect_classes import ClassBand, EffectClass
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape
from roadmap.evaluation.rounded_figures import figure_in_words, per_cent_in_words


def method_in_sentences(method: EvaluationMethodShape) -> list[str]:
    """Return sentences about the indicators, every component, the whole, the classes and the money."""
    said = [_describe_indicators(method), *(_describe_limits(each) for each in method.limits)]
    said += [f"{each.key} — {each.meaning()}{each.limit_in_words(method.indicators)}." for each in method.components]
    if whole := method.whole:
        keys = [component.key for component in method.components]
        said.append(f"{whole.key} = {whole.formula(keys, in_shares=method.in_shares)}.")
    said += [f"{_capitalise(each.name)} — {_describe_class(each, method)}." for each in method.classes]
    for scale in method.verdicts:
        classes = "; ".join(f"«{each.name}» — {_describe_class(each, method)}" for each in scale.classes)
        said.append(f"{_capitalise(scale.title)}: {classes}.")
    if method.asks_money:
        said.append(f"Если финансирование не предусмотрено, {without_money(method)}.")
    return said


def without_money(method: EvaluationMethodShape) -> str:
    """Return what becomes of the evaluation if no money is provided for."""
    if method.without_money == "unknown":
        return "оценка не определяется"
    return method.whole.without_money() if method.whole else "расходы в оценку не входят"


def meaning_of(key: str, method: EvaluationMethodShape) -> str:
    """Return what a figure means: «доля достигнутых показателей»; the whole is «итоговая оценка»."""
    return next((each.meaning() for each in method.components if each.key == key), "итоговая оценка")


def _describe_indicators(method: EvaluationMethodShape) -> str:
    rules = method.indicators
    degree = "Степень достижения показателя — факт / план"
    degree += ", а где меньше — лучше, план / факт" if rules.turns else ", в том числе где меньше — лучше"
    counts = (
        f" при {per_cent_in_words(rules.reached_at)} плана и более" if rules.reached_at else ", если достигнут план"
    )
    worse = " и он не хуже, чем год назад" if rules.not_worse else ""
    low = f" Степень достижения меньше {per_cent_in_words(rules.low)} считается как 0." if rules.low else ""
    return f"{degree}. Показатель считается достигнутым{counts}{worse}.{low}"


def _describe_limits(limits: OwnLimits) -> str:
    said = []
    if limits.reached_at is not None:
        said.append(f"достигнут при {per_cent_in_words(limits.reached_at)} плана и более")
    if limits.cap is not None:
        said.append(f"степень достижения не больше {per_cent_in_words(limits.cap)}")
    if limits.low is not None:
        said.append(f"меньше {per_cent_in_words(limits.low)} считается как 0")
    return f"Свои границы показателя «{limits.indicator}»: {', '.join(said)}."


def _capitalise(words: str) -> str:
    return words[0].upper() + words[1:]


def _describe_class(each: EffectClass, method: EvaluationMethodShape) -> str:
    return bands_in_words(each.bands, method) if each.bands else "во всех остальных случаях"


def bands_in_words(bands: Iterable[ClassBand], method: EvaluationMethodShape) -> str:
    """Return «O не менее 80 %», «P не менее 95 % и R не менее 95 %»."""
    return " и ".join(f"{band.figure} {_describe_band(band, method)}" for band in bands)


def _describe_band(band: ClassBand, method: EvaluationMethodShape) -> str:
    limits = []
    if band.low is not None:
        limits.append(f"{'более' if band.low_open else 'не менее'} {_format_figure(band.low, method)}")
    if band.high is not None:
        limits.append(f"{'менее' if band.high_open else 'не более'} {_format_figure(band.high, method)}")
    return ", но ".join(limits)


def _format_figure(figure: str, method: EvaluationMethodShape) -> str:
    return figure_in_words(Decimal(figure), in_shares=method.in_shares)
