"""A method read aloud, as a specialist would write it in an order."""

from collections.abc import Iterable
from decimal import Decimal

from roadmap.evaluation.format import (
    Achievement,
    Activities,
    Band,
    Component,
    EffectClass,
    MethodShape,
    Money,
    Product,
    Ratio,
    Reached,
    Weighted,
)
from roadmap.evaluation.writing import figure_in_words, number_in_words


def method_in_sentences(method: MethodShape) -> list[str]:
    """A sentence each: of an indicator, of every component, of the whole, of the classes."""
    told = [_of_indicator(method)]
    told += [f"{each.key} — {name_of(each, method)}." for each in method.components]
    if method.whole:
        told.append(_of_whole(method))
    told += _of_classes(method)
    if method.asks_money:
        told.append(f"Если финансирование не предусмотрено, {without_money(method)}.")
    return told


def without_money(method: MethodShape) -> str:
    """What becomes of the evaluation where no money is provided for."""
    if method.without_money == "unknown":
        return "оценка не определяется"
    if isinstance(method.whole, Ratio | Product):
        return f"{method.whole.key} не считается"
    return "расходы в оценку не входят"


def name_of(component: Component, method: MethodShape) -> str:
    """What a component is, without its letter, and how it is limited."""
    limited = ""
    if isinstance(component, Achievement) and method.indicators.cap:
        limited = f", каждая не больше {_per_cent(method.indicators.cap)}"
    if isinstance(component, Money) and component.cap:
        limited = f", не больше {_per_cent(component.cap)}"
    return _meaning(component) + limited


def meaning_of(key: str, method: MethodShape) -> str:
    """«доля достигнутых показателей»; the whole is «итоговая оценка»."""
    return next((_meaning(each) for each in method.components if each.key == key), "итоговая оценка")


def _meaning(component: Component) -> str:
    if isinstance(component, Achievement):
        return f"средняя{' с весами' if component.weighted else ''} степень достижения показателей"
    if isinstance(component, Reached):
        return "доля достигнутых показателей"
    if isinstance(component, Activities):
        return f"доля мероприятий, выполненных {'в срок' if component.on_time else 'за год'}"
    return "расходы: факт к плану"


def _of_indicator(method: MethodShape) -> str:
    rules = method.indicators
    told = "Степень достижения показателя — факт / план"
    told += ", а где меньше — лучше, план / факт" if rules.turns else ", в том числе где меньше — лучше"
    counts = f" при {_per_cent(rules.reached_at)} плана и более" if rules.reached_at else ", если достигнут план"
    worse = " и он не хуже, чем год назад" if rules.not_worse else ""
    return f"{told}. Показатель считается достигнутым{counts}{worse}."


def _of_whole(method: MethodShape) -> str:
    whole, keys = method.whole, [component.key for component in method.components]
    if isinstance(whole, Ratio):
        return f"{whole.key} = {whole.of} / {whole.to}."
    if isinstance(whole, Weighted):
        terms = (f"{number_in_words(Decimal(whole.weights[key]))} · {key}" for key in keys)
        return f"{whole.key} = {' + '.join(terms)}."
    if isinstance(whole, Product):
        return f"{whole.key} = {' · '.join(whole.of)} · k, где {'; '.join(_steps(method, whole))}."
    return f"{whole.key} = ({' + '.join(keys)}) / {len(keys)}." if len(keys) > 1 else f"{whole.key} = {keys[0]}."


def _steps(method: MethodShape, whole: Product) -> Iterable[str]:
    for step in whole.steps:
        when = "при большей разнице" if step.upto is None else (
            f"при |{' − '.join(whole.of)}| не больше {_figure(step.upto, method)}"
        )  # fmt: skip
        remark = f" ({step.remark[0].lower()}{step.remark[1:]})" if step.remark else ""
        yield f"k = {number_in_words(Decimal(step.factor))} {when}{remark}"


def _of_classes(method: MethodShape) -> list[str]:
    return [f"{each.name[0].upper()}{each.name[1:]} — {_of_class(each, method)}." for each in method.classes]


def _of_class(each: EffectClass, method: MethodShape) -> str:
    return bands_in_words(each.bands, method) if each.bands else "во всех остальных случаях"


def bands_in_words(bands: Iterable[Band], method: MethodShape) -> str:
    """«O не менее 80 %», «P не менее 95 % и R не менее 95 %»."""
    return " и ".join(f"{band.figure} {_of_band(band, method)}" for band in bands)


def _of_band(band: Band, method: MethodShape) -> str:
    told = []
    if band.low is not None:
        told.append(f"{'более' if band.low_open else 'не менее'} {_figure(band.low, method)}")
    if band.high is not None:
        told.append(f"{'менее' if band.high_open else 'не более'} {_figure(band.high, method)}")
    return ", но ".join(told)


def _figure(figure: str, method: MethodShape) -> str:
    return figure_in_words(Decimal(figure), in_shares=method.in_shares)


def _per_cent(figure: str) -> str:
    return figure_in_words(Decimal(figure), in_shares=False)
