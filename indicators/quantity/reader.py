"""Reads the text of a cell as a quantity: words and signs first, then the grammar, then checks of what was read."""

from dataclasses import replace
from decimal import Context, Decimal
from functools import lru_cache

from indicators.quantity import doubts, units
from indicators.quantity.amounts import Amount, plain
from indicators.quantity.figures import shown
from indicators.quantity.found_form import FoundForm
from indicators.quantity.quantities import Bound, Number, PlainText, Quantity, Range, Share, ShareOfNothing
from indicators.quantity.second_reading import word_passed_over
from indicators.quantity.sentences import SentenceGrammar
from indicators.quantity.spelling import respelled
from indicators.quantity.text_doubts import doubts_of_text
from indicators.quantity.tokens import tokens_of
from indicators.quantity.values_in_words import value_in_words

_SIX_DIGITS = Context(prec=6)
_HUNDRED = Decimal(100)
LONGEST_VALUE = 2_000  # characters; a longer text is no value of an indicator and stays text unread
_LONGEST_KEPT = 200  # characters; readings of longer texts are not cached
_NEVER_NEGATIVE = (units.PERCENT, "балл")


def read_quantity(text: str, unit: str = "") -> Quantity:
    """What the text of a cell means, for an indicator measured in that unit.

    Never raises: a text that is not understood as a whole is `PlainText`. Zero, «не применимо», «нет данных» and an
    empty cell are four different meanings. All forms: `tests/indicators/quantity/quantity_forms.py`.
    """
    return (_read_cached if len(text) <= _LONGEST_KEPT else _read)(text, unit)


def _read(text: str, unit: str) -> Quantity:
    if len(text) > LONGEST_VALUE:
        return PlainText(text, doubts=(doubts.too_long(LONGEST_VALUE),))
    if in_words := value_in_words(text):
        return in_words
    tokens = tokens_of(text)
    measure = units.read_measure(unit)
    grammar = SentenceGrammar(tokens, measure)
    form = grammar.value() or _read_respelled(grammar)
    if form is None:
        return PlainText(text, doubts=tuple(doubts_of_text(tokens, measure)))
    if not grammar.doubts and (word := word_passed_over(tokens, form)):
        grammar.doubts.append(doubts.word_passed_over(word))
    return (_build_share if form.makes is Share else _build_number)(text, form, measure, grammar.doubts)


def _read_respelled(grammar: SentenceGrammar) -> FoundForm | None:
    """The value found once misspelled words are corrected, with a doubt about each; None if there is none."""
    tokens, misspelled = respelled(grammar.tokens)
    if not misspelled:
        return None
    again = SentenceGrammar(tokens, grammar.measure)
    form = again.value()
    grammar.doubts = [*again.doubts, *(doubts.misspelled(*pair) for pair in misspelled)] if form else grammar.doubts
    return form


# The cells of a table repeat the same few hundred texts.
_read_cached = lru_cache(maxsize=20_000)(_read)


def _build_number(text: str, form: FoundForm, measure: units.Measure, doubted: list[str]) -> Number | Bound | Range:
    """A number, bound or range in the cell's own unit, or in the indicator's if the cell names none or the same.

    Adds to `doubted` what looks odd: another unit, a range upside down, over 100 %, a fraction of people, a minus.
    """
    number, upper, previous = form.number.value, form.upper and form.upper.value, form.previous
    unit = form.number.unit
    if unit and measure.text and not measure.is_like(unit):
        doubted.append(doubts.other_unit(measure.text, unit))
    elif not unit or measure.scale > 1:
        says_scale = bool(unit) or form.number.scale > 1
        unit = measure.text
        if says_scale and measure.scale > 1:
            number, upper = _divide_by_scale(number, measure.scale), upper and _divide_by_scale(upper, measure.scale)
            previous = previous and replace(previous, number=_divide_by_scale(previous.number, measure.scale))
    if upper is not None and upper < number:
        doubted.append(doubts.reversed_range(shown(upper), shown(number)))
        number, upper = upper, number
    figures = [figure for figure in (number, upper) if figure is not None]
    if units.read_measure(unit).is_percent and max(figures) > 100:
        doubted.append(doubts.over_hundred())
    if not form.is_rate and units.is_counted_in_whole(unit) and any(figure % 1 for figure in figures):
        doubted.append(doubts.not_whole(unit))
    if number < 0 and (form.makes is not Number or unit in _NEVER_NEGATIVE or units.is_counted_in_whole(unit)):
        doubted.append(doubts.negative())
    more = {"unit": unit, "previous": previous, "doubts": _drop_repeats(doubted)}
    if upper is not None:
        return Range(text, number, upper, **more)
    return Bound(text, number, form.comparison, **more) if form.comparison else Number(text, number, **more)


def _drop_repeats(doubted: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(doubted))


def _divide_by_scale(number: Decimal, scale: Decimal) -> Decimal:
    return plain(number / scale)


def _build_share(text: str, form: FoundForm, measure: units.Measure, doubted: list[str]) -> Share | ShareOfNothing:
    """A share in per cent.

    The written per cent is kept if it agrees with count and total, or if one of these is missing; else it is
    calculated from them, with a doubt.
    """
    count = form.count.value
    total = form.total and form.total.value
    written = form.share and form.share.value
    if any(part is not None and (part < 0 or part % 1) for part in (count, total)):
        doubted.append(doubts.parts_not_whole())
    number = written if total is None else _calculate_per_cent(count, total)
    if number is None:
        doubted.append(doubts.total_is_zero())
    elif written is not None and total is not None:
        if _is_same_share(number, written, form.share):
            number = written
        else:
            parts = (shown(each) for each in (count, total, number, written))
            doubted.append(doubts.share_disagrees(*parts))
    elif (count == 0) != (number == 0) and total is None:
        doubted.append(doubts.zero_disagrees(shown(count), shown(number)))
    if number is not None and number > 100:
        doubted.append(doubts.over_hundred())
    if measure.text and not measure.is_percent:
        doubted.append(doubts.other_unit(measure.text, units.PERCENT))
    more = {"previous": form.previous, "doubts": _drop_repeats(doubted)}
    if number is None:
        return ShareOfNothing(text, count, total, **more)
    return Share(text, number, count, total, **more)


def _calculate_per_cent(count: Decimal, total: Decimal) -> Decimal | None:
    """The per cent to six significant digits, so that one of very many is not 0 %; None if the total is zero."""
    return plain(_SIX_DIGITS.divide(count * _HUNDRED, total)) if total else None


def _is_same_share(calculated: Decimal, written: Decimal, share: Amount) -> bool:
    """Whether the written per cent is the calculated one rounded or cut off at the decimals it was written with."""
    return abs(calculated - written) < Decimal(1).scaleb(-share.figure.figure.places)
