"""Applies a method to a year: counts every component and the whole, and finds the class, each with its arithmetic."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from roadmap.evaluation.activity_marks import ActivityMark
from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter, lacking
from roadmap.evaluation.degrees import AchievementDegree, AchievementState
from roadmap.evaluation.evaluated_year import EvaluatedYear
from roadmap.evaluation.methods.effect_classes import VerdictScale, class_of
from roadmap.evaluation.methods.method_sentences import bands_in_words, meaning_of, without_money
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape
from roadmap.evaluation.rounded_figures import share_in_words


@dataclass(frozen=True)
class EvaluationOutcome:
    """What a method says of a year.

    `figures` stand in the order of the formula, the whole last. `effect_class` is "" if it can't be determined.
    `verdicts` are further conclusions of the order, each by its own scale.
    """

    figures: list[CountedFigure]
    effect_class: str
    class_words: str
    remarks: list[str] = field(default_factory=list)
    verdicts: list["Verdict"] = field(default_factory=list)


@dataclass(frozen=True)
class Verdict:
    """A conclusion by one scale; `found` is "" if it can't be determined, and `words` say why."""

    title: str
    found: str
    words: str


def judge(method: EvaluationMethodShape, year: EvaluatedYear) -> EvaluationOutcome:
    """Apply the method to the year.

    Unknown indicators and activities are left out of the figures. The method is also applied as if all of them had
    failed and as if all had been reached; a class is given only if it is the same both ways.
    """
    figures = _count_figures(method, year)
    verdicts = [_reach_verdict(method, scale, figures) for scale in method.scales]
    remarks = _write_remarks(method, year)
    if unknown := _describe_unknown(method, year):
        ends = [_count_figures(method, _decide_unknown(year, everything_reached=each)) for each in (False, True)]
        spans = [f"{low.key} — {_format_figure(method, low)} или {_format_figure(method, high)}"
                 for low, high in zip(*ends, strict=True) if low.share != high.share]  # fmt: skip
        remark = f"{unknown}; в расчёт они не вошли. Если не достигнуто ничего из этого или достигнуто всё: "
        remark += "; ".join(spans) or "итог тот же"
        for place, scale in enumerate(method.scales):
            worst, best = (_reach_verdict(method, scale, each).found for each in ends)
            if worst != best:
                what = "класс" if method.is_effectiveness(scale) else f"«{scale.title}»"
                remark += f"; {what} — {_format_class(worst)} или {_format_class(best)}"
                verdicts[place] = Verdict(scale.title, "", "не определён, пока данные неполны")
        remarks.append(f"{remark}.")
    if method.classes:
        first, *others = verdicts
        return EvaluationOutcome(figures, first.found, first.words, remarks, others)
    return EvaluationOutcome(figures, "", "метод классов не задаёт", remarks, verdicts)


def _format_class(found: str) -> str:
    return f"«{found}»" if found else "не определён"


def counts_of(degrees: Iterable[AchievementDegree]) -> dict[str, int]:
    """Return how many indicators are in each state, and under «at_risk» how many of all are at risk."""
    degrees = list(degrees)
    counted = Counter(degree.state.value for degree in degrees)
    at_risk = sum(each.at_risk for each in degrees)
    return {state.value: counted[state.value] for state in AchievementState} | {"at_risk": at_risk}


def _count_figures(method: EvaluationMethodShape, year: EvaluatedYear) -> list[CountedFigure]:
    figures = [component.count(year, _build_counter(method, component.key)) for component in method.components]
    whole = method.whole
    return figures if whole is None else [*figures, whole.count(figures, _build_counter(method, whole.key))]


def _build_counter(method: EvaluationMethodShape, key: str) -> FigureCounter:
    """Return the counter of a figure, which never rounds it across a bound of a scale that judges it."""
    bounds = [bound for scale in method.scales for each in scale.classes for band in each.bands if band.figure == key
              for bound in (band.low, band.high) if bound is not None]  # fmt: skip
    limits = [Fraction(bound) if method.in_shares else Fraction(bound) / 100 for bound in bounds]
    return FigureCounter(key, method.in_shares, limits, method.without_money == "leave_out")


def _reach_verdict(method: EvaluationMethodShape, scale: VerdictScale, figures: list[CountedFigure]) -> Verdict:
    return Verdict(scale.title, *_find_class(method, scale, figures))


def _find_class(method: EvaluationMethodShape, scale: VerdictScale, figures: list[CountedFigure]) -> tuple[str, str]:
    """Return the name of the class and why it is this one, or "" and why there is none."""
    judged = [figure for figure in figures if figure.key in scale.asked]
    missing = [figure for figure in judged if figure.share is None and not figure.is_absent]
    if missing or all(figure.share is None for figure in judged):
        reasons = missing or judged
        return "", f"не определён: {lacking(reasons)}"
    units = {each.key: each.share if each.share is None or method.in_shares else each.share * 100 for each in judged}
    found = class_of(scale.classes, units)
    shown = ", ".join(
        f"{each.key} ({meaning_of(each.key, method)}) — {_format_figure(method, each)}"
        for each in judged if each.share is not None
    )  # fmt: skip
    if found is None:
        named = "; ".join(f"{each.name} — {bands_in_words(each.bands, method)}" for each in scale.classes)
        return "", f"не определён: {shown}, а о таком значении порядок молчит ({named})"
    bands = [band for band in found.bands if units[band.figure] is not None]
    rule = bands_in_words(bands, method) if bands else "во всех остальных случаях"
    left = [each.key for each in judged if each.share is None]
    return found.name, f"{shown}; по шкале — {rule}" + (f"; {', '.join(left)} в оценку не входит" if left else "")


def _format_figure(method: EvaluationMethodShape, figure: CountedFigure) -> str:
    return "не определить" if figure.share is None else share_in_words(figure.share, in_shares=method.in_shares)


def _write_remarks(method: EvaluationMethodShape, year: EvaluatedYear) -> list[str]:
    remarks = [] if year.is_over else ["Год не закончился: оценка промежуточная, это ещё не итог."]
    if method.asks_money and year.spending.is_none:
        remarks.append(f"Финансирование не предусмотрено: {without_money(method)}.")
    return remarks


def _describe_unknown(method: EvaluationMethodShape, year: EvaluatedYear) -> str:
    """Return «Не определено показателей: 2, мероприятий: 1», of what the method counts; "" if all is known."""
    indicators = activities = 0
    if any(component.counts_indicators for component in method.components):
        indicators = sum(each.state is AchievementState.UNKNOWN for each in year.degrees)
    if any(component.counts_activities for component in method.components):
        activities = sum(each is ActivityMark.UNKNOWN for each in year.marks)
    counted = [f"{words}: {n}" for words, n in (("показателей", indicators), ("мероприятий", activities)) if n]
    return f"Не определено {', '.join(counted)}" if counted else ""


def _decide_unknown(year: EvaluatedYear, *, everything_reached: bool) -> EvaluatedYear:
    """Return the year as if all that is unknown had been reached, or as if none of it had."""
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
