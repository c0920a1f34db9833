"""Writes the protocol of a school: every sign with its value as written and as understood, and why it is met or not."""

from collections.abc import Iterator, Sequence

from indicators.identification.format.known_signs import KnownSigns
from indicators.identification.format.protocol import (
    ContextFinding,
    MunicipalFigure,
    SchoolProtocol,
    SignFinding,
    UsedValue,
    stored_figure,
)
from indicators.identification.judging.judge import Judge, JudgedSchool, Judgement
from indicators.identification.judging.spreads import SpreadOfSchools
from indicators.identification.numbers_in_words import figure
from indicators.identification.rules.sign.evaluator import SignOutcome
from indicators.identification.rules.sign.protocol_sentences import answer_in_words, sign_in_protocol
from indicators.identification.shared.answers import SchoolVerdict
from indicators.identification.shared.rule import GroupOutcome, RuleOutcome
from indicators.quantity import read_quantity
from indicators.quantity.intervals import Interval
from portal.text.plurals import plural
from portal.text.sentences import sentence_of

VERDICTS = {
    SchoolVerdict.IN: "школа отнесена к школам с низкими результатами",
    SchoolVerdict.OUT: "школа не отнесена к школам с низкими результатами",
    SchoolVerdict.UNKNOWN: "недостаточно данных, чтобы отнести школу или не отнести",
}


class ProtocolWriter:
    """Writes the protocols of one run's judgements."""

    def __init__(self, judge: Judge):
        self.judge, self.method, self.labels = judge, judge.method, judge.layout.labels
        self.known = KnownSigns(judge.method)

    def of(self, judgement: Judgement) -> SchoolProtocol:
        signs = self._signs_once(judgement.rule)
        return SchoolProtocol(
            school=judgement.school.name,
            verdict=judgement.verdict,
            sentence=self._conclusion(judgement, signs),
            signs=signs,
            context=self._context(judgement.context) if judgement.context else None,
            doubts=list(doubts_about(self.judge, judgement.school)),
        )

    def _context(self, outcome: RuleOutcome) -> ContextFinding:
        met = outcome.met if outcome.applies else False
        return ContextFinding(met, sentence_of(self.explained(outcome)), self._signs_once(outcome))

    def _conclusion(self, judgement: Judgement, signs: list[SignFinding]) -> str:
        """The verdict in words, how it came about, and the signs that are met."""
        outcome = judgement.rule
        if outcome is None:
            return "Метод не относится к этому виду школ: школа в списке не стоит."
        if not outcome.applies:
            return "Ни один признак метода к школе не относится: школа в списке не стоит."
        met = [f"{sign.title} ({sign.year})" for sign in signs if sign.met]
        found = f" Признаки, которые есть: {'; '.join(met)}." if met else " Признаков нет."
        if judgement.verdict is SchoolVerdict.UNKNOWN and not met:
            found = ""
        return sentence_of(f"{VERDICTS[judgement.verdict]}: {self.explained(outcome)}") + found

    def explained(self, outcome: RuleOutcome) -> str:
        """How an answer came about, in figures that can be checked, with the answers of groups within the group."""
        if isinstance(outcome, SignOutcome):
            return f"«{outcome.rule.name}» — {answer_in_words(outcome)}"
        groups = [each for each in outcome.of if isinstance(each, GroupOutcome)]
        if len(groups) < 2 or not outcome.rule.tells_inner_groups:
            return self._describe_group(outcome)
        shown = "; ".join(f"{place}) {self._describe_group(each)}" for place, each in enumerate(groups, start=1))
        return f"{self._describe_group(outcome)}: {shown}"

    def _describe_group(self, outcome: GroupOutcome) -> str:
        if outcome.tally is None:
            return "ни одно правило не применимо"
        asked = outcome.rule.shape.in_words(self.method.figure).removesuffix(" из")
        return f"нужно {asked}, {self._describe_count(outcome)}"

    def _describe_count(self, outcome: GroupOutcome) -> str:
        counted = outcome.rule.counted_in_words(outcome.tally)
        counted += outcome.rule.unknown_in_words(outcome.tally)
        lacking = [each for each in outcome.of if each.applies and each.rule.obligatory and each.met is not True]
        if lacking and outcome.rule.has_obligatory:
            is_failed = any(each.met is False for each in lacking)
            counted += ", обязательное не выполнено" if is_failed else ", обязательное неизвестно"
        return counted

    def signs(self, outcome: RuleOutcome | None) -> Iterator[SignFinding]:
        """The findings on every sign and year, as often as the method asks for them."""
        if outcome is None:
            return
        if isinstance(outcome, SignOutcome):
            yield self._make_finding(outcome)
        for each in outcome.of:
            yield from self.signs(each)

    def _signs_once(self, outcome: RuleOutcome | None) -> list[SignFinding]:
        return list({(sign.place, sign.year): sign for sign in self.signs(outcome)}.values())

    def _make_finding(self, outcome: SignOutcome) -> SignFinding:
        reading, interval = outcome.reading, outcome.reading.interval
        limits = (interval.low, interval.high) if interval else (None, None)
        lower, upper = (each if each is not None and each.is_finite() else None for each in limits)
        year, known = self.labels[outcome.offset + outcome.rule.year], self.known[outcome.rule.shape]
        return SignFinding(
            place=known.place,
            title=known.title,
            name=outcome.rule.name,
            year=year,
            value=reading.text,
            number=stored_figure(lower if lower is not None else upper),
            upper=stored_figure(upper) if interval and not interval.is_exact and lower is not None else None,
            comparison=_comparison(interval),
            threshold=stored_figure(outcome.figure),
            met=outcome.met,
            applies=outcome.applies,
            is_missing=reading.state.is_missing,
            sentence=sign_in_protocol(outcome, year, self.method.figure),
        )


def doubts_about(judge: Judge, school: JudgedSchool) -> Iterator[str]:
    """Questions about the school's values that the method reads: the reader's doubts, and notes made on entering."""
    layout = judge.layout
    for place, name in enumerate(layout.indicators):
        unit = layout.units[place]
        for offset, label in enumerate(layout.labels):
            slot = layout.slot(place, offset)
            text = school.texts[slot]
            if text and unit is not None:
                asked = (*read_quantity(text, unit).doubts, *school.notes.get(slot, ()))
                for sentence in dict.fromkeys(asked):
                    yield f"{name}, {label}: «{text}». {sentence}"


def values_used(judge: Judge, texts: Sequence[str | None]) -> list[UsedValue]:
    """Every value of a school that the method reads, with its indicator and year, to be kept with a run."""
    layout = judge.layout
    return [
        UsedValue(name.heading, name.name, layout.units[place], label, texts[layout.slot(place, offset)])
        for place, name in enumerate(layout.indicators)
        for offset, label in enumerate(layout.labels)
    ]


def _comparison(interval: Interval | None) -> str | None:
    if interval is None or interval.is_exact or (interval.low.is_finite() and interval.high.is_finite()):
        return None
    if interval.low.is_finite():
        return ">" if interval.is_low_open else ">="
    return ("<" if interval.is_high_open else "<=") if interval.high.is_finite() else None


def figures_of(judge: Judge) -> list[MunicipalFigure]:
    """The method's figures about the whole municipality, with the means that they come from in words."""
    return [_make_figure(spread) for spread in judge.spreads]


def _make_figure(spread: SpreadOfSchools) -> MunicipalFigure:
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
    return MunicipalFigure(spread.shape.name, stored_figure(spread.ratio), sentence_of(text))
