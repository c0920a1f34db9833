"""A method in words, so that its form reads as the sentence of an order."""

from dataclasses import dataclass

from indicators.identification import format as shapes
from indicators.identification.wording import figure, genitive, plural, sentence_of
from schools.school_kind import IN_WORDS

_COMPARED = {"<": "меньше", "<=": "не больше", ">": "больше", ">=": "не меньше"}


def method_in_words(method: shapes.MethodShape) -> str:
    return sentence_of(sentence(method.rule, method))


def context_in_words(method: shapes.MethodShape) -> str:
    """Empty where the method has no context."""
    return sentence_of(sentence(method.context, method)) if method.context else ""


def sentence(rule: shapes.Rule, method: shapes.MethodShape) -> str:
    """The rule with its thresholds as numbers, without a full stop."""
    if isinstance(rule, shapes.Sign):
        return _sign(rule, method)
    if isinstance(rule, shapes.Years):
        return _years(rule, method)
    each = "; ".join(_inner(one, rule, method) for one in rule.of)
    return f"{group_in_words(rule, method)}: {each}"


@dataclass(frozen=True)
class Line:
    """A sign or the beginning of a group, with what is within it."""

    words: str
    of: list["Line"]


def outline(rule: shapes.Rule, method: shapes.MethodShape, group: shapes.Rule | None = None) -> Line:
    """The rule as a list of lists: what a long sentence can't show. A sign of several years stays one line."""
    if isinstance(rule, shapes.Sign) or (isinstance(rule, shapes.Years) and isinstance(rule.rule, shapes.Sign)):
        words, of = sentence(rule, method), []
    else:
        inner = (rule.rule,) if isinstance(rule, shapes.Years) else rule.of
        words, of = f"{group_in_words(rule, method)}:", [outline(each, method, rule) for each in inner]
    return Line(_marked(words, rule, group, method), of)


def _marked(text: str, rule: shapes.Rule, group: shapes.Rule | None, method: shapes.MethodShape) -> str:
    """What the rule weighs in its group, and whether it must be met."""
    if isinstance(group, shapes.Points):
        text += f" — {figure(method.figure(rule.weight), 'балл')}"
    return f"{text} (обязательно)" if rule.obligatory and group else text


def group_in_words(rule: shapes.Rule, method: shapes.MethodShape) -> str:
    """What a group asks of its rules: «не менее двух из»."""
    match rule:
        case shapes.All():
            return "каждое из"
        case shapes.AnyOf():
            return "хотя бы одно из"
        case shapes.NoneOf():
            return "ни одно из"
        case shapes.AtLeast():
            text = f"не менее {genitive(int(method.figure(rule.m)))} из"
            return f"{text} (где применимых меньше — все применимые)" if rule.shrinks else text
        case shapes.Points():
            unit = "% наибольшей суммы" if rule.in_percent else "баллов"
            return f"не меньше {figure(method.figure(rule.threshold), unit)} в сумме из"
        case shapes.Years():
            k = int(method.figure(rule.k))
            last = f"{rule.of_last} {plural(rule.of_last, 'последнего года', 'последних лет', 'последних лет')}"
            return f"в каждом из {last}" if k == rule.of_last else f"не менее чем в {k} из {last}"
    raise TypeError(rule)


def _inner(rule: shapes.Rule, group: shapes.Rule, method: shapes.MethodShape) -> str:
    text = sentence(rule, method)
    if not isinstance(rule, shapes.Sign):
        text = f"({text})"
    return _marked(text, rule, group, method)


def _years(rule: shapes.Years, method: shapes.MethodShape) -> str:
    return f"{group_in_words(rule, method)}: {_inner(rule.rule, rule, method)}"


def _sign(sign: shapes.Sign, method: shapes.MethodShape) -> str:
    text = asked_in_words(sign, method)
    conditions = list(_conditions(sign, method))
    return f"{text} ({'; '.join(conditions)})" if conditions else text


def asked_in_words(sign: shapes.Sign, method: shapes.MethodShape) -> str:
    """«доля «2» не меньше 30 %»; a change follows a dash, for it can't agree with every name."""
    dash = " —" if sign.compare in shapes.CHANGED else ""
    return f"{sign.name}{period_in_words(sign)}{dash} {comparison_in_words(sign, method)}"


def period_in_words(sign: shapes.Sign) -> str:
    ago = f" {sign.year} {plural(sign.year, 'год', 'года', 'лет')} назад" if sign.year else ""
    mean = f" в среднем за {sign.years} {plural(sign.years, 'год', 'года', 'лет')}" if sign.years > 1 else ""
    return mean + ago


def unit_of(measure: shapes.Measure) -> str:
    if isinstance(measure, shapes.IndicatorMeasure):
        return measure.indicator.unit
    if isinstance(measure, shapes.RatioMeasure):
        return "%" if measure.in_percent else ""
    return measure.unit


def comparison_in_words(sign: shapes.Sign, method: shapes.MethodShape) -> str:
    """«не меньше 30 %», «среди 25 % самых низких в районе»."""
    threshold, unit = method.figure(sign.threshold), unit_of(sign.measure)
    if sign.compare in _COMPARED:
        return f"{_COMPARED[sign.compare]} {figure(threshold, unit)}"
    by = f" на {figure(threshold, _of_change(unit))} и больше" if threshold else ""
    match sign.compare:
        case "between":
            return f"от {figure(threshold)} до {figure(method.figure(sign.upper), unit)}"
        case "lowest" | "highest":
            schools = "% школ" if sign.in_percent else plural(int(threshold), "школы", "школ", "школ")
            best = "низким" if sign.compare == "lowest" else "высоким"
            return f"в числе {figure(threshold, schools)} муниципалитета с самым {best} значением"
        case "below_mean" | "above_mean":
            side = "ниже" if sign.compare == "below_mean" else "выше"
            of = "среднего по участникам муниципалитета" if sign.pooled else "среднего по школам муниципалитета"
            return f"{side} {of}{by}"
        case "fell" | "rose":
            return f"{'снижение' if sign.compare == 'fell' else 'рост'} за год{by}"
    return "отсутствует"


def _of_change(unit: str) -> str:
    return "п. п." if unit == "%" else unit


def _conditions(sign: shapes.Sign, method: shapes.MethodShape):
    if fewest := method.figure(sign.fewest):
        otherwise = "иначе не учитывается" if sign.few == "drop" else "иначе данных недостаточно"
        yield f"не меньше {figure(fewest)} участников, {otherwise}"
    if sign.kinds:
        *others, last = [IN_WORDS[kind] for kind in sign.kinds]
        yield f"для {', '.join(others)} и {last} школ" if others else f"для {last} школ"
    if sign.missing == "drop":
        yield "без данных не учитывается"
