"""Early warning: finds schools off the list that would be on it if a few signs that are nearly met were met.

It is a hint, never a decision. A sign of the judged year is near if no more than a tenth of its threshold is missing,
and moving if the value came closer to it in each of the last two years. Only values that are one number count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from indicators.identification.format.known_signs import KnownSigns
from indicators.identification.judging.judge import Judge, Judgement
from indicators.identification.numbers_in_words import figure
from indicators.identification.rules.sign.evaluator import SignOutcome
from indicators.identification.rules.sign.sentences import comparison_in_words
from indicators.identification.shared.answers import Answer, SchoolVerdict
from indicators.identification.shared.rule import RuleOutcome
from portal.text.sentences import sentence_of

NEAR = Decimal("0.1")
YEARS_BEFORE = 2
_UP = (">", ">=", "above_mean")
_DOWN = ("<", "<=", "below_mean")


@dataclass(frozen=True)
class Approach:
    """A sign that isn't met, but near or moving; `title` tells it from the method's other signs.

    `values` has the judged year's value, followed by those of the two years before if it is moving.
    """

    name: str
    title: str
    threshold: Decimal
    values: tuple[Decimal, ...]  # the year judged first
    unit: str
    asked: str
    is_of_mean: bool

    @property
    def distance(self) -> Decimal:
        return abs(self.threshold - self.values[0])

    @property
    def is_near(self) -> bool:
        """Return whether at most a tenth of the threshold is missing; no value is near to a threshold of zero."""
        return self.threshold != 0 and self.distance <= abs(self.threshold) * NEAR

    @property
    def is_moving(self) -> bool:
        return len(self.values) > YEARS_BEFORE

    @property
    def sentence(self) -> str:
        text = f"{self.name}: {figure(self.values[0], self.unit)}, признак — {self.asked}"
        if self.is_of_mean:
            text += f", граница {figure(self.threshold, self.unit)}"
        text += f"; осталось {figure(self.distance, 'п. п.' if self.unit == '%' else self.unit)}"
        if self.is_moving:
            text += f"; второй год подряд ближе к порогу: {' → '.join(figure(each) for each in reversed(self.values))}"
        return sentence_of(text)


@dataclass(frozen=True)
class Warned:
    """A school that a few more signs would bring on the list; `needed` are these, none of them dispensable."""

    school: str
    verdict: SchoolVerdict
    needed: tuple[Approach, ...]

    @property
    def sentence(self) -> str:
        *others, last = [f"«{each.title.replace('«', '„').replace('»', '“')}»" for each in self.needed]
        if not others:
            return f"Школа вошла бы в список, если бы появился признак {last}."
        return f"Школа вошла бы в список, если бы появились признаки {', '.join(others)} и {last}."


def warning_of(judge: Judge, judgement: Judgement) -> Warned | None:
    """The warning about a judged school, or None if it is on the list or the signs that are near don't suffice.

    The judge's layout must reach two years further back than its method reads.
    """
    if judgement.verdict is SchoolVerdict.IN or judgement.rule is None:
        return None
    known = KnownSigns(judge.method)
    found = dict(_approaches(judge, judgement, known))
    chosen = sorted(found, key=lambda key: found[key].distance / (abs(found[key].threshold) or 1))
    if not chosen or not _would_be_met(judgement.rule, chosen, known):
        return None
    for key in reversed(list(chosen)):
        without = [each for each in chosen if each != key]
        if _would_be_met(judgement.rule, without, known):
            chosen = without
    return Warned(judgement.school.name, judgement.verdict, tuple(found[key] for key in chosen))


_Key = tuple[int, int]  # the sign's place in the method, and the number of years before the judged one


def _key(outcome: SignOutcome, known: KnownSigns) -> _Key:
    return known[outcome.rule.shape].place, outcome.offset + outcome.rule.year


def _approaches(judge: Judge, judgement: Judgement, known: KnownSigns) -> Iterator[tuple[_Key, Approach]]:
    """The unmet signs of the judged year that are near or moving, with their keys."""
    case = judge.case(judgement.school)
    for outcome in _sign_outcomes(judgement.rule):
        sign, interval = outcome.rule, outcome.reading.interval
        key = _key(outcome, known)
        if key[1] or outcome.met is not False or sign.compare not in (*_UP, *_DOWN):
            continue
        if interval is None or not interval.is_exact or outcome.figure is None:
            continue
        before = [sign.read(case, outcome.offset + years).interval for years in range(1, YEARS_BEFORE + 1)]
        values = [interval.low, *(each.low for each in before if each and each.is_exact)]
        side = 1 if sign.compare in _UP else -1
        moves = [(later - earlier) * side > 0 for later, earlier in pairwise(values)]
        is_moving = len(moves) == YEARS_BEFORE and all(moves)
        unit, asked = sign.shape.measure.compared_unit, comparison_in_words(sign.shape, judge.method.figure)
        values = tuple(values if is_moving else values[:1])
        title = known[sign.shape].title
        approach = Approach(sign.name, title, outcome.figure, values, unit, asked, sign.is_relative)
        if approach.is_near or approach.is_moving:
            yield key, approach


def _sign_outcomes(outcome: RuleOutcome) -> Iterator[SignOutcome]:
    if isinstance(outcome, SignOutcome):
        yield outcome
    for each in outcome.of:
        yield from _sign_outcomes(each)


def _would_be_met(outcome: RuleOutcome, met: Sequence[_Key], known: KnownSigns) -> bool:
    return _answer_if_met(outcome, met, known) is Answer.MET


def _answer_if_met(outcome: RuleOutcome, met: Sequence[_Key], known: KnownSigns) -> Answer:
    """The answer that the rule would have if those signs were met and everything else were as it is."""
    if isinstance(outcome, SignOutcome):
        return Answer.MET if _key(outcome, known) in met else outcome.answer
    tally = outcome.rule.tally([_answer_if_met(each, met, known) for each in outcome.of], outcome.of)
    return tally.answer if tally else Answer.NOT_FOR_THIS_SCHOOL
