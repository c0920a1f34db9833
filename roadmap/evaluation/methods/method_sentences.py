"""A method read aloud, as a specialist would write it in an order."""

from collections.abc import Iterable
from decimal import Decimal

from roadmap.evaluation.degrees import OwnLimits
from roadmap.evaluation.methods.effect_classes import ClassBand, EffectClass
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape
from roadmap.evaluation.rounded_figures import figure_in_words, per_cent_in_words


def method_in_sentences(method: EvaluationMethodShape) -> list[str]:
    """A sentence each: of an indicator, of every component, of the whole, of the classes."""
    told = [_of_indicator(method), *(_of_limits(each) for each in method.limits)]
    told += [f"{each.key} — {each.meaning()}{each.limit_in_words(method.indicators)}." for each in method.components]
    if whole := method.whole:
        keys = [component.key for component in method.components]
        told.append(f"{whole.key} = {whole.formula(keys, in_shares=method.in_shares)}.")
    told += [f"{_capital(each.name)} — {_of_class(each, method)}." for each in method.classes]
    for scale in method.verdicts:
        classes = "; ".join(f"«{each.name}» — {_of_class(each, method)}" for each in scale.classes)
        told.append(f"{_capital(scale.title)}: {classes}.")
    if method.asks_money:
        told.append(f"Если финансирование не предусмотрено, {without_money(method)}.")
    return told


def without_money(method: EvaluationMethodShape) -> str:
    """What becomes of the evaluation where no money is provided for."""
    if method.without_money == "unknown":
        return "оценка не определяется"
    return method.whole.without_money() if method.whole else "расходы в оценку не входят"


def meaning_of(key: str, method: EvaluationMethodShape) -> str:
    """«доля достигнутых показателей»; the whole is «итоговая оценка»."""
    return next((each.meaning() for each in method.components if each.key == key), "итоговая оценка")


def _of_indicator(method: EvaluationMethodShape) -> str:
    rules = method.indicators
    told = "Степень достижения показателя — факт / план"
    told += ", а где меньше — лучше, план / факт" if rules.turns else ", в том числе где меньше — лучше"
    counts = (
        f" при {per_cent_in_words(rules.reached_at)} плана и более" if rules.reached_at else ", если достигнут план"
    )
    worse = " и он не хуже, чем год назад" if rules.not_worse else ""
    low = f" Степень достижения меньше {per_cent_in_words(rules.low)} считается как 0." if rules.low else ""
    return f"{told}. Показатель считается достигнутым{counts}{worse}.{low}"


def _of_limits(limits: OwnLimits) -> str:
    told = []
    if limits.reached_at is not None:
        told.append(f"достигнут при {per_cent_in_words(limits.reached_at)} плана и более")
    if limits.cap is not None:
        told.append(f"степень достижения не больше {per_cent_in_words(limits.cap)}")
    if limits.low is not None:
        told.append(f"меньше {per_cent_in_words(limits.low)} считается как 0")
    return f"Свои границы показателя «{limits.indicator}»: {', '.join(told)}."


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _of_class(each: EffectClass, method: EvaluationMethodShape) -> str:
    return bands_in_words(each.bands, method) if each.bands else "во всех остальных случаях"


def bands_in_words(bands: Iterable[ClassBand], method: EvaluationMethodShape) -> str:
    """«O не менее 80 %», «P не менее 95 % и R не менее 95 %»."""
    return " и ".join(f"{band.figure} {_of_band(band, method)}" for band in bands)


def _of_band(band: ClassBand, method: EvaluationMethodShape) -> str:
    told = []
    if band.low is not None:
        told.append(f"{'более' if band.low_open else 'не менее'} {_figure(band.low, method)}")
    if band.high is not None:
        told.append(f"{'менее' if band.high_open else 'не более'} {_figure(band.high, method)}")
    return ", но ".join(told)


def _figure(figure: str, method: EvaluationMethodShape) -> str:
    return figure_in_words(Decimal(figure), in_shares=method.in_shares)
