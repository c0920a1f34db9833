"""A method applied to a year: every component, the whole and the class, each with its arithmetic."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from roadmap.evaluation.activity_marks import ActivityMark
from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.degrees import AchievementDegree, AchievementState
from roadmap.evaluation.evaluated_year import EvaluatedYear
from roadmap.evaluation.methods.effect_classes import VerdictScale, class_of
from roadmap.evaluation.methods.method_sentences import bands_in_words, meaning_of, without_money
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape
from roadmap.evaluation.rounded_figures import share_in_words


@dataclass(frozen=True)
class EvaluationOutcome:
    """`figures` in the order of the formula, the whole last; `effect_class` is "" where it can't be told.

    `verdicts`: what the order concludes beside it, each by its own scale.
    """

    figures: list[CountedFigure]
    effect_class: str
    class_words: str
    remarks: list[str] = field(default_factory=list)
    verdicts: list["Verdict"] = field(default_factory=list)


@dataclass(frozen=True)
class Verdict:
    """`found` is "" where it can't be told; `words` say why so, or why not."""

    title: str
    found: str
    words: str


def judge(method: EvaluationMethodShape, year: EvaluatedYear) -> EvaluationOutcome:
    """What isn't known neither passes nor fails: the class is told only if it is one whichever way that turns out."""
    figures = _figures(method, year)
    verdicts = [_verdict(method, scale, figures) for scale in method.scales]
    remarks = _remarks(method, year)
    if unknown := _unknown_in_words(method, year):
        ends = [_figures(method, _decided(year, everything_reached=each)) for each in (False, True)]
        spans = [f"{low.key} — {_shown(method, low)} или {_shown(method, high)}"
                 for low, high in zip(*ends, strict=True) if low.share != high.share]  # fmt: skip
        told = f"{unknown}; в расчёт они не вошли. Если не достигнуто ничего из этого или достигнуто всё: "
        told += "; ".join(spans) or "итог тот же"
        for place, scale in enumerate(method.scales):
            worst, best = (_verdict(method, scale, each).found for each in ends)
            if worst != best:
                what = "класс" if method.is_effectiveness(scale) else f"«{scale.title}»"
                told += f"; {what} — {_or_none(worst)} или {_or_none(best)}"
                verdicts[place] = Verdict(scale.title, "", "не определён, пока данные неполны")
        remarks.append(f"{told}.")
    if method.classes:
        first, *others = verdicts
        return EvaluationOutcome(figures, first.found, first.words, remarks, others)
    return EvaluationOutcome(figures, "", "метод классов не задаёт", remarks, verdicts)


def _or_none(found: str) -> str:
    return f"«{found}»" if found else "не определён"


def counts_of(degrees: Iterable[AchievementDegree]) -> dict[str, int]:
    """How many are reached, not reached, can't be determined, left out; and of these, at risk."""
    degrees = list(degrees)
    counted = Counter(degree.state.value for degree in degrees)
    at_risk = sum(each.at_risk for each in degrees)
    return {state.value: counted[state.value] for state in AchievementState} | {"at_risk": at_risk}


def _figures(method: EvaluationMethodShape, year: EvaluatedYear) -> list[CountedFigure]:
    figures = [component.count(year, _counter(method, component.key)) for component in method.components]
    whole = method.whole
    return figures if whole is None else [*figures, whole.count(figures, _counter(method, whole.key))]


def _counter(method: EvaluationMethodShape, key: str) -> FigureCounter:
    """Rounds beside the bounds of the scale that the figure is judged by."""
    bounds = [bound for scale in method.scales for each in scale.classes for band in each.bands if band.figure == key
              for bound in (band.low, band.high) if bound is not None]  # fmt: skip
    limits = [Fraction(bound) if method.in_shares else Fraction(bound) / 100 for bound in bounds]
    return FigureCounter(key, method.in_shares, limits, method.without_money == "leave_out")


def _verdict(method: EvaluationMethodShape, scale: VerdictScale, figures: list[CountedFigure]) -> Verdict:
    return Verdict(scale.title, *_class(method, scale, figures))


def _class(method: EvaluationMethodShape, scale: VerdictScale, figures: list[CountedFigure]) -> tuple[str, str]:
    """The class and why, or "" and why not."""
    judged = [figure for figure in figures if figure.key in scale.asked]
    missing = [figure for figure in judged if figure.share is None and not figure.is_absent]
    if missing or all(figure.share is None for figure in judged):
        reasons = missing or judged
        return "", f"не определён: нет {', '.join(each.key for each in reasons)}"
    units = {each.key: each.share if each.share is None or method.in_shares else each.share * 100 for each in judged}
    found = class_of(scale.classes, units)
    shown = ", ".join(
        f"{each.key} ({meaning_of(each.key, method)}) — {_shown(method, each)}"
        for each in judged if each.share is not None
    )  # fmt: skip
    if found is None:
        named = "; ".join(f"{each.name} — {bands_in_words(each.bands, method)}" for each in scale.classes)
        return "", f"не определён: {shown}, а о таком значении порядок молчит ({named})"
    bands = [band for band in found.bands if units[band.figure] is not None]
    rule = bands_in_words(bands, method) if bands else "во всех остальных случаях"
    left = [each.key for each in judged if each.share is None]
    return found.name, f"{shown}; по шкале — {rule}" + (f"; {', '.join(left)} в оценку не входит" if left else "")


def _shown(method: EvaluationMethodShape, figure: CountedFigure) -> str:
    return "не определить" if figure.share is None else share_in_words(figure.share, in_shares=method.in_shares)


def _remarks(method: EvaluationMethodShape, year: EvaluatedYear) -> list[str]:
    remarks = [] if year.is_over else ["Год не закончился: оценка промежуточная, это ещё не итог."]
    if method.asks_money and year.spending.is_none:
        remarks.append(f"Финансирование не предусмотрено: {without_money(method)}.")
    return remarks


def _unknown_in_words(method: EvaluationMethodShape, year: EvaluatedYear) -> str:
    """«Не определено показателей: 2, мероприятий: 1», of what the method counts."""
    asks_indicators = any(component.counts_indicators for component in method.components)
    asks_activities = any(component.counts_activities for component in method.components)
    indicators = asks_indicators * sum(each.state is AchievementState.UNKNOWN for each in year.degrees)
    activities = asks_activities * sum(each is ActivityMark.UNKNOWN for each in year.marks)
    counted = [f"{words}: {n}" for words, n in (("показателей", indicators), ("мероприятий", activities)) if n]
    return f"Не определено {', '.join(counted)}" if counted else ""


def _decided(year: EvaluatedYear, *, everything_reached: bool) -> EvaluatedYear:
    state = AchievementState.REACHED if everything_reached else AchievementState.NOT_REACHED
    mark = ActivityMark.DONE if everything_reached else ActivityMark.NOT_DONE

    def degrees(found: Iterable[AchievementDegree]) -> list[AchievementDegree]:
        decided = {"state": state, "share": Decimal(everything_reached)}
        return [replace(each, **decided) if each.state is AchievementState.UNKNOWN else each for each in found]

    def marks(found: Iterable[ActivityMark]) -> list[ActivityMark]:
        return [mark if each is ActivityMark.UNKNOWN else each for each in found]

    parts = [replace(each, degrees=degrees(each.degrees), marks=marks(each.marks)) for each in year.subprogrammes]
    own = None if year.own is None else degrees(year.own)
    return replace(year, degrees=degrees(year.degrees), marks=marks(year.marks), subprogrammes=parts, own=own)
