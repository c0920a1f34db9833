"""Writes spans of days in words; `read_term` reads each of them back as the same span."""

from calendar import monthrange
from datetime import date

from portal.text.cases import Case, month_in_case
from roadmap.term.spans import DateSpan


def _name_month(day: date, case: Case = Case.GENITIVE) -> str:
    return month_in_case(day.month, case)


def write_span(span: DateSpan) -> str:
    """Return the span in words: «август 2020 г.», «2020–2022 гг.», «2019–2020 учебный год», «с 1 по 15 мая 2021 г.»."""
    start, end = span.start, span.end
    if start == end:
        return f"{start.day} {_name_month(start)} {start.year} г."
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        return _write_months(span)
    first, last = _name_month(start), _name_month(end)
    if start.year != end.year:
        return f"с {start.day} {first} {start.year} г. по {end.day} {last} {end.year} г."
    if start.month != end.month:
        return f"с {start.day} {first} по {end.day} {last} {end.year} г."
    return f"с {start.day} по {end.day} {last} {end.year} г."


def _write_months(span: DateSpan) -> str:
    """Write a span of whole months."""
    start, end = span.start, span.end
    first, last = _name_month(start, Case.NOMINATIVE), _name_month(end, Case.NOMINATIVE)
    if (start.month, end.month) == (1, 12):
        return f"{start.year} г." if start.year == end.year else f"{start.year}–{end.year} гг."
    if (start.month, end.month, end.year - start.year) == (9, 8, 1):
        return f"{start.year}–{end.year} учебный год"
    if start.year != end.year:
        return f"{first} {start.year} г. – {last} {end.year} г."
    return f"{first} {end.year} г." if first == last else f"{first} – {last} {end.year} г."
