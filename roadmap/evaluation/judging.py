"""A method applied to degrees, marks and money: every component, the whole and the class, each with its arithmetic."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from roadmap.evaluation.components import Figure, component_of
from roadmap.evaluation.degrees import Degree, State
from roadmap.evaluation.format import MethodShape, Product, Ratio, Weighted
from roadmap.evaluation.marks import Mark
from roadmap.evaluation.scale import class_of
from roadmap.evaluation.sentences import bands_in_words, meaning_of, without_money
from roadmap.evaluation.writing import number_in_words, rounded, share_in_words


@dataclass(frozen=True)
class Spending:
    """Money planned and spent; `is_none`: the programme provides for none."""

    planned: Decimal | None = None
    spent: Decimal | None = None
    is_none: bool = False


@dataclass(frozen=True)
class Inputs:
    degrees: Sequence[Degree]
    marks: Sequence[Mark]
    spending: Spending
    is_over: bool = True


@dataclass(frozen=True)
class Outcome:
    """`figures` in the order of the formula, the whole last; `effect_class` is "" where it can't be told."""

    figures: list[Figure]
    effect_class: str
    class_words: str
    remarks: list[str] = field(default_factory=list)


def judge(method: MethodShape, inputs: Inputs) -> Outcome:
    """What isn't known neither passes nor fails: the class is told only if it is one whichever way that turns out."""
    figures = _figures(method, inputs)
    found, words = _class(method, figures)
    remarks = _remarks(method, inputs)
    if unknown := _unknown_in_words(method, inputs):
        ends = [_figures(method, _decided(inputs, everything_reached=each)) for each in (False, True)]
        worst, best = (_class(method, each)[0] for each in ends)
        spans = [f"{low.key} — {_shown(method, low)} или {_shown(method, high)}"
                 for low, high in zip(*ends, strict=True) if low.share != high.share]  # fmt: skip
        told = f"{unknown}; в расчёт они не вошли. Если не достигнуто ничего из этого или достигнуто всё: "
        told += "; ".join(spans) or "итог тот же"
        remarks.append(f"{told}." if worst == best else f"{told}; класс — «{worst}» или «{best}».")
        if worst != best:
            found, words = "", "не определён, пока данные неполны"
    return Outcome(figures, found, words, remarks)


def counts_of(degrees: Iterable[Degree]) -> dict[str, int]:
    """How many are reached, not reached, can't be determined, left out; and of these, at risk."""
    degrees = list(degrees)
    counted = Counter(degree.state.value for degree in degrees)
    return {state.value: counted[state.value] for state in State} | {"at_risk": sum(each.at_risk for each in degrees)}


def _figures(method: MethodShape, inputs: Inputs) -> list[Figure]:
    figures = [component_of(each, method, inputs, _limits(method, each.key)) for each in method.components]
    return figures if method.whole is None else [*figures, _whole(method, figures)]


def _limits(method: MethodShape, key: str) -> list[Fraction]:
    """The bounds of the scale that the figure is judged by, as shares."""
    bounds = [bound for each in method.classes for band in each.bands if band.figure == key
              for bound in (band.low, band.high) if bound is not None]  # fmt: skip
    return [Fraction(bound) if method.in_shares else Fraction(bound) / 100 for bound in bounds]


def _whole(method: MethodShape, components: list[Figure]) -> Figure:
    whole = method.whole
    used = {figure.key: figure for figure in components}
    if isinstance(whole, Ratio):
        return _ratio(method, used[whole.of], used[whole.to])
    if isinstance(whole, Product):
        return _product(method, *(used[key] for key in whole.of))
    unknown = [figure.key for figure in components if figure.share is None and not figure.is_absent]
    present = [figure for figure in components if figure.share is not None]
    if unknown or not present:
        return _unknown(whole.key, unknown or [figure.key for figure in components])
    return _mean(method, present)


def _mean(method: MethodShape, present: list[Figure]) -> Figure:
    """By weights or without; what is absent has left both sides of the fraction."""
    whole, is_weighted = method.whole, isinstance(method.whole, Weighted)
    weights = [Decimal(whole.weights[each.key]) if is_weighted else Decimal(1) for each in present]
    total = Fraction(sum(weights))
    if not total:
        return Figure(whole.key, None, f"{whole.key} не определить: у составляющих, которые известны, нет веса")
    summed = sum(Fraction(each.share) * Fraction(weight) for each, weight in zip(present, weights, strict=True))
    share = _rounded(method, summed / total)
    divisor = "" if total == 1 else f" / {number_in_words(sum(weights))}"
    sides = []
    for terms in ([each.key for each in present], [_bare(method, each.share) for each in present]):
        weighed = zip(terms, weights, strict=True)
        side = " + ".join(_weighed(term, weight, is_weighted=is_weighted) for term, weight in weighed)
        sides.append(f"({side}){divisor}" if divisor and len(present) > 1 else f"{side}{divisor}")
    if sides[1] == _bare(method, share):  # one component alone
        sides.pop()
    shown = share_in_words(share, in_shares=method.in_shares)
    return Figure(whole.key, share, " = ".join([whole.key, *sides, shown]))


def _weighed(term: str, weight: Decimal, *, is_weighted: bool) -> str:
    return f"{number_in_words(weight)} · {term}" if is_weighted else term


def _bare(method: MethodShape, share: Decimal) -> str:
    return number_in_words(share if method.in_shares else share * 100)


def _ratio(method: MethodShape, of: Figure, to: Figure) -> Figure:
    key = method.whole.key
    if of.is_absent or to.is_absent:
        return Figure(key, None, f"{key} не считается: {(to if to.is_absent else of).words}", is_absent=True)
    if missing := [each.key for each in (of, to) if each.share is None]:
        return _unknown(key, missing)
    if to.share == 0:
        return Figure(key, None, f"{key} не определить: {to.key} = 0, а на 0 не делят")
    share = _rounded(method, Fraction(of.share) / Fraction(to.share))
    words = f"{key} = {of.key} / {to.key} = {_bare(method, of.share)} / {_bare(method, to.share)} = "
    return Figure(key, share, words + share_in_words(share, in_shares=method.in_shares))


def _product(method: MethodShape, first: Figure, second: Figure) -> Figure:
    key = method.whole.key
    if absent := [each for each in (first, second) if each.is_absent]:
        return Figure(key, None, f"{key} не считается: {absent[0].words}", is_absent=True)
    if missing := [each.key for each in (first, second) if each.share is None]:
        return _unknown(key, missing)
    apart = abs(first.share - second.share)
    units = apart if method.in_shares else apart * 100
    step = next(step for step in method.whole.steps if step.upto is None or units <= Decimal(step.upto))
    share = _rounded(method, Fraction(first.share) * Fraction(second.share) * Fraction(step.factor))
    one, other = (share_in_words(each.share, in_shares=method.in_shares) for each in (first, second))
    factor = number_in_words(Decimal(step.factor))
    words = (
        f"|{first.key} − {second.key}| = |{one} − {other}| = {number_in_words(units)}, поэтому k = {factor}; "
        f"{key} = {first.key} · {second.key} · k = {one} · {other} · {factor} = "
        f"{share_in_words(share, in_shares=method.in_shares)}"
    )
    return Figure(key, share, words + (f". {step.remark}" if step.remark else ""))


def _rounded(method: MethodShape, share: Fraction) -> Decimal:
    return rounded(share, _limits(method, method.whole.key))


def _unknown(key: str, missing: list[str]) -> Figure:
    return Figure(key, None, f"{key} не определить: нет {', '.join(missing)}")


def _class(method: MethodShape, figures: list[Figure]) -> tuple[str, str]:
    """The class and why, or "" and why not."""
    if not method.classes:
        return "", "метод классов не задаёт"
    judged = [figure for figure in figures if figure.key in method.judged]
    missing = [figure for figure in judged if figure.share is None and not figure.is_absent]
    if missing or all(figure.share is None for figure in judged):
        reasons = missing or judged
        return "", f"не определён: нет {', '.join(each.key for each in reasons)}"
    units = {each.key: each.share if each.share is None or method.in_shares else each.share * 100 for each in judged}
    found = class_of(method.classes, units)
    if found is None:
        return "", "не определён: ни одна ступень шкалы не подходит"
    bands = [band for band in found.bands if units[band.figure] is not None]
    shown = ", ".join(
        f"{each.key} ({meaning_of(each.key, method)}) — {_shown(method, each)}"
        for each in judged if each.share is not None
    )  # fmt: skip
    rule = bands_in_words(bands, method) if bands else "во всех остальных случаях"
    left = [each.key for each in judged if each.share is None]
    return found.name, f"{shown}; по шкале — {rule}" + (f"; {', '.join(left)} в оценку не входит" if left else "")


def _shown(method: MethodShape, figure: Figure) -> str:
    return "не определить" if figure.share is None else share_in_words(figure.share, in_shares=method.in_shares)


def _remarks(method: MethodShape, inputs: Inputs) -> list[str]:
    remarks = [] if inputs.is_over else ["Год не закончился: оценка промежуточная, это ещё не итог."]
    if method.asks_money and inputs.spending.is_none:
        remarks.append(f"Финансирование не предусмотрено: {without_money(method)}.")
    return remarks


def _unknown_in_words(method: MethodShape, inputs: Inputs) -> str:
    """«Не определены показателей: 2, мероприятий: 1», of what the method counts."""
    kinds = {component.kind for component in method.components}
    asks_indicators, asks_activities = bool(kinds & {"achievement", "reached"}), "activities" in kinds
    indicators = asks_indicators * sum(each.state is State.UNKNOWN for each in inputs.degrees)
    activities = asks_activities * sum(each is Mark.UNKNOWN for each in inputs.marks)
    counted = [f"{words}: {n}" for words, n in (("показателей", indicators), ("мероприятий", activities)) if n]
    return f"Не определено {', '.join(counted)}" if counted else ""


def _decided(inputs: Inputs, *, everything_reached: bool) -> Inputs:
    state = State.REACHED if everything_reached else State.NOT_REACHED
    degrees = [
        replace(each, state=state, share=Decimal(everything_reached)) if each.state is State.UNKNOWN else each
        for each in inputs.degrees
    ]
    mark = Mark.DONE if everything_reached else Mark.NOT_DONE
    return replace(inputs, degrees=degrees, marks=[mark if each is Mark.UNKNOWN else each for each in inputs.marks])
