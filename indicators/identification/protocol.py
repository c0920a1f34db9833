"""The protocol of a school: every sign with its value as written and as understood, and why it is met or not."""

from collections.abc import Iterator
from decimal import Decimal

from indicators.identification import format as shapes
from indicators.identification import rules
from indicators.identification.judging import Judge, Judgement, Verdict
from indicators.identification.known_signs import KnownSigns
from indicators.identification.reading import State
from indicators.identification.rules import Outcome
from indicators.identification.sentences import (
    comparison_in_words,
    group_in_words,
    period_in_words,
    unit_of,
)
from indicators.identification.wording import figure, in_limits, plural, sentence_of

_ANSWERS = {True: "признак есть", False: "признака нет", None: "недостаточно данных"}
VERDICTS = {
    Verdict.IN: "школа отнесена к школам с низкими результатами",
    Verdict.OUT: "школа не отнесена к школам с низкими результатами",
    Verdict.UNKNOWN: "недостаточно данных, чтобы отнести школу или не отнести",
}


class Protocol:
    """Writes judgements of one run as JSON can hold them."""

    def __init__(self, judge: Judge):
        self.judge, self.method, self.labels = judge, judge.method, judge.layout.labels
        self.known = KnownSigns(judge.method)

    def of(self, judgement: Judgement) -> dict:
        school = {
            "school": judgement.school.name,
            "verdict": judgement.verdict.value,
            "sentence": self.conclusion(judgement),
            "signs": self._each_once(judgement.rule),
        }
        if context := judgement.context:
            met = context.met if context.applies else False
            school["context"] = {
                "met": met,
                "sentence": sentence_of(self.explained(context)),
                "signs": self._each_once(context),
            }
        return school

    def conclusion(self, judgement: Judgement) -> str:
        outcome = judgement.rule
        if outcome is None:
            return "Метод не относится к этому виду школ: школа в списке не стоит."
        if not outcome.applies:
            return "Ни один признак метода к школе не относится: школа в списке не стоит."
        met = [f"{sign['title']} ({sign['year']})" for sign in self._each_once(outcome) if sign["met"]]
        found = f" Признаки, которые есть: {'; '.join(met)}." if met else " Признаков нет."
        if judgement.verdict is Verdict.UNKNOWN and not met:
            found = ""
        return sentence_of(f"{VERDICTS[judgement.verdict]}: {self.explained(outcome)}") + found

    def explained(self, outcome: Outcome) -> str:
        """How a decision came about, in figures that can be checked; of groups within groups, their answers."""
        if isinstance(outcome.rule, rules.Sign):
            return f"«{outcome.rule.name}» — {self._answer(outcome)}"
        groups = [each for each in outcome.of if not isinstance(each.rule, rules.Sign)]
        if len(groups) < 2 or isinstance(outcome.rule, rules.Years):
            return self._group(outcome)
        shown = "; ".join(f"{place}) {self._group(each)}" for place, each in enumerate(groups, start=1))
        return f"{self._group(outcome)}: {shown}"

    def _group(self, outcome: Outcome) -> str:
        if not outcome.applies:
            return "ни одно правило не применимо"
        asked = group_in_words(outcome.rule.shape, self.method).removesuffix(" из")
        return f"нужно {asked}, {self._counted(outcome)}"

    def _counted(self, outcome: Outcome) -> str:
        true, out_of = figure(Decimal(outcome.true)), figure(Decimal(outcome.out_of))
        if isinstance(outcome.rule, rules.Points):
            counted = f"набрано {true} из {out_of} баллов, порог {figure(Decimal(outcome.figure))}"
        else:
            counted = f"выполнено {true} из {out_of} применимых"
        if outcome.unknown:
            counted += f", неизвестно {figure(Decimal(outcome.unknown))}"
        lacking = [each for each in outcome.of if each.applies and each.rule.obligatory and each.met is not True]
        if lacking and not isinstance(outcome.rule, rules.Years):
            is_failed = any(each.met is False for each in lacking)
            counted += ", обязательное не выполнено" if is_failed else ", обязательное неизвестно"
        return counted

    def _answer(self, outcome: Outcome) -> str:
        if not outcome.applies:
            return outcome.reading.why
        if outcome.met is None and outcome.reading.state is not State.VALUE:
            return f"{_ANSWERS[None]}: {outcome.reading.why}"
        return _ANSWERS[outcome.met]

    def signs(self, outcome: Outcome | None) -> Iterator[dict]:
        """Of every sign in every year in which it is asked, as often as the method asks it."""
        if outcome is None:
            return
        if isinstance(outcome.rule, rules.Sign):
            yield self._sign(outcome)
        for each in outcome.of:
            yield from self.signs(each)

    def _each_once(self, outcome: Outcome | None) -> list[dict]:
        return list({(sign["place"], sign["year"]): sign for sign in self.signs(outcome)}.values())

    def _sign(self, outcome: Outcome) -> dict:
        reading, interval = outcome.reading, outcome.reading.interval
        limits = (interval.low, interval.high) if interval else (None, None)
        lower, upper = (each if each is not None and each.is_finite() else None for each in limits)
        first, known = outcome.offset + outcome.rule.year, self.known[outcome.rule.shape]
        return {
            "place": known.place,
            "title": known.title,
            "name": outcome.rule.name,
            "year": self.labels[first],
            "value": reading.text,
            "number": _json(lower if lower is not None else upper),
            "upper": _json(upper) if interval and not interval.is_exact and lower is not None else None,
            "comparison": _comparison(interval),
            "threshold": _json(outcome.figure),
            "met": outcome.met if outcome.applies else None,
            "applies": outcome.applies,
            "is_missing": outcome.reading.state.is_missing,
            "sentence": self._sentence(outcome),
        }

    def _sentence(self, outcome: Outcome) -> str:
        sign, reading = outcome.rule, outcome.reading
        unit = unit_of(sign.shape.measure)
        name = f"{sign.name}{period_in_words(sign.shape)}, {self.labels[outcome.offset + sign.year]}"
        written = f"«{reading.text}»" if reading.text else "пусто"
        if reading.interval:
            understood = in_limits(reading.interval, unit)
            written += f", понято как {understood}" if understood != reading.text else ""
        asked = comparison_in_words(sign.shape, self.method)
        parts = [f"{name}: {written}", f"признак — {asked}", *self._beside(outcome), self._answer(outcome)]
        if reading.state is State.VALUE and outcome.met is None and outcome.applies:
            parts[-1] += ": по этому значению не сказать"
        text = sentence_of("; ".join(parts))
        return text + "".join(f" {sentence_of(note)}" for note in dict.fromkeys(reading.notes))

    def _beside(self, outcome: Outcome) -> Iterator[str]:
        """What the value is compared with, where that isn't the threshold of the method."""
        sign = outcome.rule
        if outcome.places is not None:
            yield self._place(outcome)
        elif sign.compare in shapes.BESIDE_MEAN:
            mean = self.judge.standings[sign, outcome.offset]
            if outcome.figure is not None and outcome.reading.state is State.VALUE:
                schools = plural(mean.schools, "школе", "школам", "школам")
                left_out = f", без чисел {mean.left_out}" if mean.left_out else ""
                yield f"среднее {figure(mean.figure)} по {mean.schools} {schools}{left_out}"
                yield f"граница {figure(outcome.figure)}"
            elif outcome.reading.state is State.VALUE:
                yield "среднего нет: ни у одной школы нет числа"
        elif outcome.before:
            yield f"годом раньше {in_limits(outcome.before.interval, unit_of(sign.shape.measure))}"

    def _place(self, outcome: Outcome) -> str:
        surely, possibly = outcome.places
        side = "ниже" if outcome.rule.compare == "lowest" else "выше"
        shown = str(surely) if surely == possibly else f"от {surely} до {possibly}"
        limit = outcome.rule.threshold
        if outcome.rule.shape.in_percent:
            limit = limit * outcome.out_of / 100
        schools = plural(outcome.out_of, "школы", "школ", "школ")
        return f"{side} неё {shown} из {outcome.out_of} {schools}, а нужно меньше {figure(limit)}"


def values_used(judge: Judge, texts: list[str | None]) -> list[dict]:
    """Every value that the method reads, as written; None where nothing was ever entered."""
    layout = judge.layout
    return [
        {
            "heading": name.heading, "name": name.name, "unit": layout.units[place], "year": label,
            "text": texts[layout.slot(place, offset)],
        }
        for place, name in enumerate(layout.indicators)
        for offset, label in enumerate(layout.labels)
    ]  # fmt: skip


def _json(number: Decimal | None) -> str | None:
    if number is None:
        return None
    rounded = round(number, 6) if number.as_tuple().exponent < -6 else number
    return format(rounded.normalize() + 0, "f")


def _comparison(interval) -> str | None:
    if interval is None or interval.is_exact or (interval.low.is_finite() and interval.high.is_finite()):
        return None
    if interval.low.is_finite():
        return ">" if interval.is_low_open else ">="
    return ("<" if interval.is_high_open else "<=") if interval.high.is_finite() else None


def figures_of(judge: Judge) -> list[dict]:
    """The method's figures about the whole municipality, with the means that they come from."""
    return [_spread(spread) for spread in judge.spreads]


def _spread(spread) -> dict:
    places = spread.schools_at_each_end
    schools = plural(places, "школа", "школы", "школ")
    if spread.ratio is None:
        text = "сравнивать нечего: нет чисел"
    else:
        best, worst = spread.means
        text = (
            f"{figure(best)} : {figure(worst)} = {figure(spread.ratio)}; с каждой стороны {places} {schools} "
            f"из {len(spread.numbers)}" + (f", без чисел {spread.left_out}" if spread.left_out else "")
        )
    return {"name": spread.shape.name, "number": _json(spread.ratio), "sentence": sentence_of(text)}
