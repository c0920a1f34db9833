"""Writes what a protocol says of a sign: the value as written and as understood, the question, the answer and why."""

from collections.abc import Iterator
from decimal import Decimal

from indicators.identification.numbers_in_words import figure, in_limits
from indicators.identification.rules.sign.asked import BESIDE_MEAN
from indicators.identification.rules.sign.evaluator import SignOutcome
from indicators.identification.rules.sign.sentences import comparison_in_words, period_in_words
from indicators.identification.shared.compared_value import ValueState
from indicators.identification.shared.method_parts import NumberOf
from portal.text.plurals import plural
from portal.text.sentences import sentence_of

_ANSWERS = {True: "признак есть", False: "признака нет", None: "недостаточно данных"}


def sign_in_protocol(outcome: SignOutcome, year: str, number_of: NumberOf) -> str:
    """The sentences of a protocol about a sign; `year` is the label of the year for which it was asked."""
    sign, reading = outcome.rule, outcome.reading
    name = f"{sign.name}{period_in_words(sign.shape)}, {year}"
    written = f"«{reading.text}»" if reading.text else "пусто"
    if reading.interval:
        understood = in_limits(reading.interval, sign.shape.measure.compared_unit)
        written += f", понято как {understood}" if understood != reading.text else ""
    asked = comparison_in_words(sign.shape, number_of)
    parts = [f"{name}: {written}", f"признак — {asked}", *_describe_others(outcome), answer_in_words(outcome)]
    if reading.state is ValueState.VALUE and outcome.met is None and outcome.applies:
        parts[-1] += ": по этому значению не сказать"
    text = sentence_of("; ".join(parts))
    return text + "".join(f" {sentence_of(note)}" for note in dict.fromkeys(reading.notes))


def answer_in_words(outcome: SignOutcome) -> str:
    if not outcome.applies:
        return outcome.reading.why
    if outcome.met is None and outcome.reading.state is not ValueState.VALUE:
        return f"{_ANSWERS[None]}: {outcome.reading.why}"
    return _ANSWERS[outcome.met]


def _describe_others(outcome: SignOutcome) -> Iterator[str]:
    """Phrases about what the value was compared with, if that isn't just the method's threshold."""
    sign, is_value = outcome.rule, outcome.reading.state is ValueState.VALUE
    if outcome.places is not None:
        yield _describe_place(outcome)
    elif sign.compare in BESIDE_MEAN:
        if is_value:
            yield from _describe_mean(outcome)
    elif outcome.before:
        yield f"годом раньше {in_limits(outcome.before.interval, sign.shape.measure.compared_unit)}"


def _describe_mean(outcome: SignOutcome) -> Iterator[str]:
    """The mean, the standard deviation if the sign asks for it, and the bound, so that all can be checked by hand."""
    mean, sign = outcome.mean, outcome.rule.shape
    if mean.figure is None:
        yield "среднего нет: ни у одной школы нет числа"
        return
    schools = plural(mean.schools, "школе", "школам", "школам")
    left_out = f", без чисел {mean.left_out}" if mean.left_out else ""
    yield f"среднее {figure(mean.figure)} по {mean.schools} {schools}{left_out}"
    if outcome.figure is None:
        yield "отклонения нет: число есть только у одной школы"
        return
    bound = ""
    if outcome.deviation is not None:
        divisor = mean.schools - (sign.gap == "sample_deviations")
        yield f"стандартное отклонение √({figure(mean.squares)} / {divisor}){_write_result(outcome.deviation)}"
        side = "−" if sign.compare == "below_mean" else "+"
        bound = f" {figure(mean.figure)} {side} {figure(outcome.rule.threshold)} · {figure(outcome.deviation)}"
    elif sign.gap == "percent":
        bound = f" {figure(outcome.rule.threshold, '%')} от {figure(mean.figure)}"
    bound = bound.replace("≈ ", "")
    yield f"граница{bound}{_write_result(outcome.figure) if bound else ' ' + figure(outcome.figure)}"


def _write_result(number: Decimal) -> str:
    """The result of a calculation: « = 5», or « ≈ 5,33» if it was rounded."""
    text = figure(number)
    return f" {text}" if text.startswith("≈") else f" = {text}"


def _describe_place(outcome: SignOutcome) -> str:
    surely, possibly = outcome.places
    side = "ниже" if outcome.rule.compare == "lowest" else "выше"
    shown = str(surely) if surely == possibly else f"от {surely} до {possibly}"
    limit = outcome.rule.threshold
    if outcome.rule.shape.in_percent:
        limit = limit * outcome.out_of / 100
    schools = plural(outcome.out_of, "школы", "школ", "школ")
    return f"{side} неё {shown} из {outcome.out_of} {schools}, а нужно меньше {figure(limit)}"
