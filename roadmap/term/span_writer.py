"""Spans of days as the portal writes them; `read_term` reads each of them back as the same span."""

from calendar import monthrange

from roadmap.term.spans import DateSpan

_NAMES = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_GENITIVES = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)


def write_span(span: DateSpan) -> str:
    """«август 2020 г.», «2020–2022 гг.», «2019-2020 учебный год», «с 1 по 15 мая 2021 г.»."""
    start, end = span.start, span.end
    if start == end:
        return f"{start.day} {_GENITIVES[start.month - 1]} {start.year} г."
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        return _months(span)
    first, last = _GENITIVES[start.month - 1], _GENITIVES[end.month - 1]
    if start.year != end.year:
        return f"с {start.day} {first} {start.year} г. по {end.day} {last} {end.year} г."
    if start.month != end.month:
        return f"с {start.day} {first} по {end.day} {last} {end.year} г."
    return f"с {start.day} по {end.day} {last} {end.year} г."


def _months(span: DateSpan) -> str:
    start, end = span.start, span.end
    first, last = _NAMES[start.month - 1], _NAMES[end.month - 1]
    if (start.month, end.month) == (1, 12):
        return f"{start.year} г." if start.year == end.year else f"{start.year}–{end.year} гг."
    if (start.month, end.month, end.year - start.year) == (9, 8, 1):
        return f"{start.year}-{end.year} учебный год"
    if start.year != end.year:
        return f"{first} {start.year} г. – {last} {end.year} г."
    return f"{first} {end.year} г." if first == last else f"{first} – {last} {end.year} г."
