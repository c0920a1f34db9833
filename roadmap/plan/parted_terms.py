"""Terms that a plan parts in two cells, or marks by periods, as words that the reader of terms understands."""

import re
from collections.abc import Mapping

from portal.text.cases import Case, year_in_case

_MARKS = {"х", "x", "+", "v", "✓", "√", "*", "•", "да"}
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}\s*(?:г\.?)?")
_SAYS_WHEN = re.compile(r"\d|январ|феврал|март|апрел|\bма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр", re.I)
_YEAR = re.compile(r"(20\d\d)\s*(?:г\.?|год\w*)?")


def is_plain_mark(text: str | None) -> bool:
    """A sign that says no more than that the period is meant."""
    return (text or "").strip().casefold() in _MARKS


def settled_term(
    own: str | None, start: str | None, end: str | None, marks: Mapping[str, str] | None
) -> dict[str, str | bool | None]:
    """The term of a place of the plan: its own words, else what the portal makes of its other cells."""
    made = made_term(start, end, marks) if own is None else None
    return {"term": own if own is not None else made, "term_is_made": bool(made)}


def made_term(start: str | None, end: str | None, marks: Mapping[str, str] | None) -> str | None:
    """«с 01.02.2025 по 01.03.2028», «2025–2028 годы», «I квартал 2026 года, II квартал 2026 года»; None for nothing."""
    start, end = (start or "").strip(), (end or "").strip()
    if start and end:
        return _between(start, end)
    if start or end:
        return start or (f"до {end}" if _DATE.fullmatch(end) else end)
    if marks:
        return ", ".join(_marked(label, text) for label, text in marks.items())
    return None


def _between(start: str, end: str) -> str:
    first, last = _YEAR.fullmatch(start), _YEAR.fullmatch(end)
    if first and last:
        return f"{first[1]} год" if first[1] == last[1] else f"{first[1]}–{last[1]} годы"
    if _DATE.fullmatch(start) and _DATE.fullmatch(end):
        return f"с {start} по {end}"
    return start if start == end else f"{start} – {end}"


def _marked(label: str, text: str) -> str:
    """A mark says no more than the period; words say when in it, and of which year it is where they don't."""
    words, period = text.strip(), year_in_case(label, Case.NOMINATIVE)
    if is_plain_mark(words):
        return period
    if re.search(r"20\d\d", words):
        return words
    if not _SAYS_WHEN.search(words):
        return f"{words}, {period}"
    return f"{words} {year_in_case(label, Case.GENITIVE) if len(label) == len('2025-2026') else f'{label[:4]} года'}"
