"""Finds a programme's years in the first words that state them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RANGE = re.compile(
    r"(?<!\d)(20\d\d)\s*(?:г\.?\s*г?\.?|год\w*)?\s*(?:[-–—/]|по|до|и)\s*(20\d\d|\d\d)(?!\d)(?!\s*-?й?\s*уч|\.\d|\s+[а-я]{3,8}\s+20)"
)
_DAYS = re.compile(  # «09.01.2025 г. – 31.12.2026», «с 1 сентября 2024 года по 31 мая 2026 года»
    r"(?<!\d)[0-3]?\d(?:\.[01]\d\.|\s+[а-я]{3,8}\s+)(20\d\d)\s*(?:г\w*\.?)?\s*(?:[-–—]|по|до)\s*"
    r"[0-3]?\d(?:\.[01]\d\.|\s+[а-я]{3,8}\s+)(20\d\d)(?!\d)"
)
_SCHOOL_YEARS = re.compile(  # several: «2024/2025 и 2025/2026 учебные годы»
    r"(?<!\d)(20\d\d)\s*[-–—/]\s*(?:20)?\d\d(?!\d)(?:\s*(?:[,;и]|[-–—])\s*20\d\d\s*[-–—/]\s*(?:20)?\d\d(?!\d))*"
    r"\s*(?:[,;и]|[-–—])\s*20(\d\d)\s*[-–—/]\s*(?:20)?(\d\d)(?!\d)"
)
_SCHOOL_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)(?!\d)\s*-?\w{0,2}\s*уч")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_STAGE = re.compile(r"\bэтап", re.I)
_TERM_LABEL = re.compile(r"срок|период|этап", re.I)


def period_of(titles: Iterable[str], programme: dict) -> dict | None:
    """Return a programme's first and last year, or None.

    They are taken from titles, then the passport's row of terms, sections about it, periods of indicators, and terms.
    """
    for text in _texts(titles, programme):
        if found := _years_of_stages(text) or years_in(text):
            return {"start": found[0], "end": found[1]}
    years = sorted(
        {int(year) for period in programme.get("indicators", {}).get("periods", []) for year in _YEAR.findall(period)}
    )
    if years:
        return {"start": years[0], "end": years[-1]}
    terms = " ".join(_terms(programme.get("roadmap", {}).get("directions", [])))
    years = sorted(int(year) for year in _YEAR.findall(terms))
    return {"start": years[0], "end": years[-1]} if years else None


def _years_of_stages(text: str) -> tuple[int, int] | None:
    """Return the first and last year of a text about stages: «Этап I: 2025; этап II: 2026–2028 годы»."""
    years = sorted(map(int, _YEAR.findall(text)))
    is_of_stages = len(_STAGE.findall(text)) > 1 and len(years) > 1 and years[-1] <= years[0] + 15
    return (years[0], years[-1]) if is_of_stages else None


def says_years(label: str) -> bool:
    """Return whether this is the label of a passport's row of terms."""
    return bool(_TERM_LABEL.search(label))


def _texts(titles: Iterable[str], programme: dict) -> Iterable[str]:
    """Yield the texts that may state a programme's years, the most reliable first."""
    yield from titles
    yield from (row.get("text", "") for row in programme.get("passport", []) if says_years(row.get("label", "")))
    yield programme.get("indicators", {}).get("title", "")
    yield programme.get("roadmap", {}).get("title", "")
    yield programme.get("roadmap", {}).get("period", "")
    part = programme.get("part")
    yield from (
        each.get("text", "") for each in getattr(part, "sections", []) if _TERM_LABEL.search(each.get("title", ""))
    )


def years_in(text: str) -> tuple[int, int] | None:
    """Return the first and last year that a text states, or None.

    It may state several school years, a range of years, a school year, or a single year.
    """
    if found := _SCHOOL_YEARS.search(text):
        first, last = int(found[1]), int(found[1]) // 100 * 100 + int(found[3])
        if int(found[3]) == int(found[2]) + 1 and first < last <= first + 15:
            return first, last
    for pattern in (_DAYS, _RANGE, _SCHOOL_YEAR):
        if found := pattern.search(text):
            first = int(found[1])
            last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
            if first <= last <= first + 15:
                return first, last
    years = [int(year) for year in _YEAR.findall(text)]
    return (years[0], years[0]) if len(set(years)) == 1 else None


def _terms(directions: list[dict]) -> Iterable[str]:
    for direction in directions:
        for activity in direction.get("activities", []):
            for place in (activity, *activity.get("stages", [])):
                yield from (place.get(key, "") for key in ("term", "start", "end"))
        yield from _terms(direction.get("directions", []))
