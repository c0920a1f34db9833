"""Writes signs in words, for the sentence of a method and for protocols."""

from collections.abc import Iterator
from decimal import Decimal

from indicators.identification.numbers_in_words import figure
from indicators.identification.rules.sign.asked import CHANGED, DEVIATIONS, AskedSign
from indicators.identification.shared.method_parts import NumberOf
from portal.text.plurals import plural
from schools.directory.kinds import IN_WORDS

DIVISORS = {"deviations": "по всем школам, делитель n", "sample_deviations": "выборочное, делитель n − 1"}
_COMPARED = {"<": "меньше", "<=": "не больше", ">": "больше", ">=": "не меньше"}


def sign_in_words(sign: AskedSign, number_of: NumberOf) -> str:
    """The sign with its conditions in brackets: «… не меньше 30 % (без данных не учитывается)»."""
    text = asked_in_words(sign, number_of)
    conditions = list(_conditions(sign, number_of))
    return f"{text} ({'; '.join(conditions)})" if conditions else text


def asked_in_words(sign: AskedSign, number_of: NumberOf) -> str:
    """The sign without its conditions: «доля «2» не меньше 30 %»; a change stands behind a dash, for grammar's sake."""
    dash = " —" if sign.compare in CHANGED else ""
    return f"{sign.name}{period_in_words(sign)}{dash} {comparison_in_words(sign, number_of)}"


def period_in_words(sign: AskedSign) -> str:
    ago = f" {sign.year} {plural(sign.year, 'год', 'года', 'лет')} назад" if sign.year else ""
    mean = f" в среднем за {sign.years} {plural(sign.years, 'год', 'года', 'лет')}" if sign.years > 1 else ""
    return mean + ago


def comparison_in_words(sign: AskedSign, number_of: NumberOf) -> str:
    """The comparison alone: «не меньше 30 %», «рост за год на 5 п. п. и больше»."""
    threshold, unit = number_of(sign.threshold), sign.measure.compared_unit
    if sign.compare in _COMPARED:
        return f"{_COMPARED[sign.compare]} {figure(threshold, unit)}"
    by = f" на {figure(threshold, _unit_of_change(unit))} и больше" if threshold else ""
    match sign.compare:
        case "between":
            return f"от {figure(threshold)} до {figure(number_of(sign.upper), unit)}"
        case "lowest" | "highest":
            schools = "% школ" if sign.in_percent else plural(int(threshold), "школы", "школ", "школ")
            best = "низким" if sign.compare == "lowest" else "высоким"
            return f"в числе {figure(threshold, schools)} муниципалитета с самым {best} значением"
        case "below_mean" | "above_mean":
            return _comparison_with_mean(sign, threshold, by)
        case "fell" | "rose":
            return f"{'снижение' if sign.compare == 'fell' else 'рост'} за год{by}"
    return "отсутствует"


def _comparison_with_mean(sign: AskedSign, threshold: Decimal, by: str) -> str:
    """A comparison with the mean: «ниже 75 % среднего …», «ниже среднего … на 1 стандартное отклонение … и больше»."""
    side = "ниже" if sign.compare == "below_mean" else "выше"
    of = "среднего по участникам муниципалитета" if sign.pooled else "среднего по школам муниципалитета"
    if sign.gap == "percent":
        return f"{side} {figure(threshold, '%')} {of}"
    if sign.gap in DEVIATIONS:
        return f"{side} {of} на {_number_of_deviations(threshold)} ({DIVISORS[sign.gap]}) и больше"
    return f"{side} {of}{by}"


def _number_of_deviations(number: Decimal) -> str:
    """A number of deviations: «1 стандартное отклонение», «1,5 стандартного отклонения»."""
    forms = "стандартное отклонение", "стандартных отклонения", "стандартных отклонений"
    return figure(number, "стандартного отклонения" if number % 1 else plural(int(number), *forms))


def _unit_of_change(unit: str) -> str:
    return "п. п." if unit == "%" else unit


def _conditions(sign: AskedSign, number_of: NumberOf) -> Iterator[str]:
    if made_of := sign.measure.explained(number_of):
        yield made_of
    if fewest := number_of(sign.fewest):
        otherwise = "иначе не учитывается" if sign.few == "drop" else "иначе данных недостаточно"
        yield f"не меньше {figure(fewest)} участников, {otherwise}"
    if sign.kinds:
        *others, last = [IN_WORDS[kind] for kind in sign.kinds]
        yield f"для {', '.join(others)} и {last} школ" if others else f"для {last} школ"
    if sign.missing == "drop":
        yield "без данных не учитывается"
