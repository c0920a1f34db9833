"""Reading a written value: what is no number, what the rules understand, and what looks odd about it."""

from dataclasses import replace
from decimal import Context, Decimal
from functools import lru_cache

from indicators import units
from indicators.quantity import doubts
from indicators.quantity.amounts import Amount, plain
from indicators.quantity.brackets import Form
from indicators.quantity.figures import is_date, shown
from indicators.quantity.grammar import COMPARISONS, Grammar
from indicators.quantity.meaning import Kind, Quantity
from indicators.quantity.periods import is_year
from indicators.quantity.tokens import Sort, Token, simple_words, tokens_of

NOT_APPLICABLE = {
    *("х", "x", "н/п", "н\\п", "н.п", "н. п", "нп", "не применимо", "неприменимо", "не применяется"),
    *("не предусмотрено", "не оценивается", "не проводилось", "не проводился", "не проводилась", "не проводились"),
}
NO_DATA = {
    *("…", "...", "н/д", "н\\д", "н.д", "н. д", "нд", "нет данных", "данных нет", "данные отсутствуют"),
    *("нет сведений", "сведений нет", "сведения отсутствуют", "нет информации", "информация отсутствует", "неизвестно"),
}
PROBABLY_NO_DATA = {"?", "??", "???", "#н/д", "#n/a", "n/a", "na"}
NONE_OR_ZERO = {"нет", "нету", "отсутствует", "отсутствуют", "не было", "не имеется"}
EXCEL_ERRORS = {"#дел/0!", "#div/0!", "#знач!", "#value!", "#ссылка!", "#ref!", "#имя?", "#name?", "#число!", "#num!"}

_END = " .;,"
_SIX_DIGITS = Context(prec=6)
_HUNDRED = Decimal(100)
_LENGTH_OF_CELL = 200
_LONGEST_COMPARISON = max(len(phrase.split()) for phrases in COMPARISONS.values() for phrase in phrases)
_NUMERALS = (
    "ноль один одна одно два две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
    "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать тридцать сорок пятьдесят "
    "шестьдесят семьдесят восемьдесят девяносто сто двести триста четыреста пятьсот тысяча половина треть четверть "
    "двое трое четверо"
)
NUMERALS = frozenset(_NUMERALS.split())


def read_quantity(text: str, unit: str = "") -> Quantity:
    """What the text of a cell means, for an indicator measured in that unit.

    Reads every text and raises for none: what is not understood as a whole is text. Zero, «не применимо», «нет
    данных» and an empty cell are four things. Forms: `tests/quantity_forms.py`.
    """
    return (_read_often if len(text) <= _LENGTH_OF_CELL else _read)(text, unit)


def _read(text: str, unit: str) -> Quantity:
    words = simple_words(text)
    if without_figures := _without_figures(text, words):
        return without_figures
    tokens = tokens_of(text)
    measure = units.read_measure(unit)
    grammar = Grammar(tokens, measure)
    form = grammar.value()
    if form is None:
        return Quantity(text, Kind.TEXT, doubts=tuple(_doubts_of_text(tokens, measure)))
    return (_share if form.kind is Kind.SHARE else _in_measure)(text, form, measure, grammar.doubts)


# The cells of a table say the same few hundred things again and again.
_read_often = lru_cache(maxsize=20_000)(_read)


def _without_figures(text: str, words: str) -> Quantity | None:
    """Values that are said by a word or a sign."""
    if not words:
        return Quantity(text, Kind.EMPTY)
    key = words.rstrip(_END) or words
    if not key.replace("-", "").replace(" ", "").replace("%", "") and "-" in key:
        return Quantity(text, Kind.NOT_APPLICABLE)
    if key in NOT_APPLICABLE:
        return Quantity(text, Kind.NOT_APPLICABLE)
    if key in NO_DATA or words in NO_DATA:
        return Quantity(text, Kind.NO_DATA)
    if key in PROBABLY_NO_DATA or not key.strip("_"):
        return Quantity(text, Kind.NO_DATA, doubts=(doubts.unknown_value(key),))
    if key in NONE_OR_ZERO:
        return Quantity(text, Kind.TEXT, doubts=(doubts.none_or_zero(key),))
    if key in EXCEL_ERRORS:
        return Quantity(text, Kind.TEXT, doubts=(doubts.excel_error(key.upper()),))
    if key in ("о", "o"):
        return Quantity(text, Kind.TEXT, doubts=(doubts.letter_for_zero(),))
    return None


def _in_measure(text: str, form: Form, measure: units.Measure, doubted: list[str]) -> Quantity:
    """Numbers in the cell's own unit, or in the indicator's where the cell has none or the same."""
    number, upper, previous = form.number.value, form.upper and form.upper.value, form.previous
    unit = form.number.unit
    if unit and measure.text and not measure.is_like(unit):
        doubted.append(doubts.other_unit(measure.text, unit))
    elif not unit or measure.scale > 1:
        says_scale = bool(unit) or form.number.scale > 1
        unit = measure.text
        if says_scale and measure.scale > 1:
            number, upper = _parted(number, measure.scale), upper and _parted(upper, measure.scale)
            previous = previous and replace(previous, number=_parted(previous.number, measure.scale))
    if upper is not None and upper < number:
        doubted.append(doubts.reversed_range(shown(upper), shown(number)))
        number, upper = upper, number
    figures = [figure for figure in (number, upper) if figure is not None]
    if units.read_measure(unit).is_percent and max(figures) > 100:
        doubted.append(doubts.over_hundred())
    if units.is_counted_in_whole(unit) and any(figure % 1 for figure in figures):
        doubted.append(doubts.not_whole(unit))
    if number < 0 and (form.kind is not Kind.NUMBER or units.is_counted_in_whole(unit)):
        doubted.append(doubts.negative())
    return Quantity(text, form.kind, number, upper, form.comparison, unit, None, None, previous, _once(doubted))


def _once(doubted: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(doubted))


def _parted(number: Decimal, scale: Decimal) -> Decimal:
    return plain(number / scale)


def _share(text: str, form: Form, measure: units.Measure, doubted: list[str]) -> Quantity:
    """A share in per cent: as written where its parts agree or are not both said, else calculated from them."""
    count = form.count.value
    total = form.total and form.total.value
    written = form.share and form.share.value
    if any(part is not None and (part < 0 or part % 1) for part in (count, total)):
        doubted.append(doubts.parts_not_whole())
    number = written if total is None else _per_cent(count, total)
    if number is None:
        doubted.append(doubts.total_is_zero())
    elif written is not None and total is not None:
        if _agree(number, written, form.share):
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
    return Quantity(text, Kind.SHARE, number, None, None, units.PERCENT, count, total, form.previous, _once(doubted))


def _per_cent(count: Decimal, total: Decimal) -> Decimal | None:
    """Rounded to six digits in all, so that one of many never becomes 0 %, nor all but one 100 %."""
    return plain(_SIX_DIGITS.divide(count * _HUNDRED, total)) if total else None


def _agree(calculated: Decimal, written: Decimal, share: Amount) -> bool:
    """Whether the written one is the calculated one, rounded or cut off at its last decimal."""
    return abs(calculated - written) < Decimal(1).scaleb(-share.figure.figure.places)


def _doubts_of_text(tokens: list[Token], measure: units.Measure) -> list[str]:
    """What to ask about a text: has it a value in it that its writer meant to be read?"""
    figures = [token for token in tokens if token.sort is Sort.FIGURE]
    if not figures:
        return _doubts_without_figures(tokens, measure)
    if any(is_date(token.text) for token in figures):
        return [doubts.date()]
    if is_year(figures[0].text) and figures[0] is tokens[0] and len(figures) <= 2:
        return [doubts.years("".join(token.text for token in tokens[: tokens.index(figures[-1]) + 1]))]
    for token in figures:
        if token.figure is None:
            return [doubts.listed(token.text)]
    first = tokens.index(figures[0])
    for place in range(max(first - _LONGEST_COMPARISON, 1), first + 1):
        grammar = Grammar(tokens, measure, place)
        starts_value = place == first or tokens[place].sort is Sort.COMPARISON or tokens[place].word in COMPARISONS
        if starts_value and grammar.value():
            return [doubts.text_with_value(grammar.quote(place))]
    return [doubts.text_with_figures()]


def _doubts_without_figures(tokens: list[Token], measure: units.Measure) -> list[str]:
    if any(character.isnumeric() for token in tokens for character in token.text):
        return [doubts.text_with_figures()]
    grammar = Grammar(tokens, measure)
    while grammar.take_one_of(NUMERALS):
        pass
    has_numeral = grammar.place > 0
    unit = grammar.unit()
    grammar.full_stop()
    if not grammar.is_at_end:
        return []
    if has_numeral:
        return [doubts.number_in_words()]
    return [doubts.unit_without_number(unit)] if unit else []
