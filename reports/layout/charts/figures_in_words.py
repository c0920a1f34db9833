"""A chart's figures, threshold and data in words, as people read them."""

import re
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

from indicators.quantity.figures import shown
from reports.blocks.content import Chart, Series

NO_FIGURE = "нет данных"

# Computes figures of any size without overflow.
EXACT = Context(prec=60, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
_SIX_DIGITS = Context(prec=6, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
_LONGEST = 9  # digits of a figure that are read at a glance
_LARGEST_POWER, _SMALLEST_POWER = 11, -7
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPACE_OR_CONTROL = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


def chart_words(chart: Chart) -> str:
    """Return the chart's alternative text: its title, unit and all its figures, for those who can't see it."""
    unit = f", {one_line(chart.unit)}" if one_line(chart.unit) else ""
    sentences = [f"Диаграмма «{one_line(chart.title)}»{unit}"]
    for series in chart.series:
        name = f"{one_line(series.name)}: " if one_line(series.name) and len(chart.series) > 1 else ""
        pairs = zip(chart.categories, figures_of(chart, series), strict=True)
        sentences.append(name + "; ".join(f"{one_line(category)} — {figure_words(each)}" for category, each in pairs))
    if limit := limit_words(chart):
        sentences.append(limit)
    return ". ".join(filter(None, sentences)) + "."


def limit_words(chart: Chart) -> str:
    """Name the threshold and its figure («Минимальный балл: 36»); empty where there is none."""
    limit = known(chart.limit)
    return "" if limit is None else f"{one_line(chart.limit_name) or 'Порог'}: {figure_words(limit)}"


def figures_of(chart: Chart, series: Series) -> list[Decimal | None]:
    """Return the series' figures, exactly one for each category."""
    padded = (*series.values, *[None] * len(chart.categories))
    return [known(value) for value in padded[: len(chart.categories)]]


def known(value: Decimal | None) -> Decimal | None:
    """Return the value, or None if it is infinite or not a number."""
    return value if value is not None and value.is_finite() else None


def figure_words(number: Decimal | None) -> str:
    """Write a figure: «1 234,5». More than nine digits are rounded to six; very large or small is «1,5·10¹⁵»."""
    if number is None:
        return NO_FIGURE
    if not number:
        return "0"
    if len(number.as_tuple().digits) > _LONGEST:
        number = _SIX_DIGITS.normalize(number)
    if _SMALLEST_POWER < number.adjusted() <= _LARGEST_POWER:
        return shown(number)
    power = number.adjusted()
    return f"{shown(EXACT.normalize(EXACT.scaleb(number, -power)))}·10{str(power).translate(_RAISED)}"


def one_line(text: str) -> str:
    """Put a name on one line and drop characters that files can't hold."""
    return _SPACE_OR_CONTROL.sub(" ", text).strip()
