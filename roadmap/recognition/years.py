"""The years of a programme, from the first words that state them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RANGE = re.compile(
    r"(?<!\d)(20\d\d)\s*(?:г\.?\s*г?\.?|год\w*)?\s*(?:[-–—/]|по|до|и)\s*(20\d\d|\d\d)(?!\d)(?!\s*-?й?\s*уч)"
)
_SCHOOL_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)(?!\d)\s*-?\w{0,2}\s*уч")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_TERM_LABEL = re.compile(r"срок|период|этап", re.I)


def period_of(titles: Iterable[str], programme: dict) -> dict | None:
    """In titles, then in the passport's row of terms, then in sections about it, then the years of the indicators."""
    for text in _texts(titles, programme):
        if found := years_in(text):
            return {"start": found[0], "end": found[1]}
    years = sorted(
        {int(year) for period in programme.get("indicators", {}).get("periods", []) for year in _YEAR.findall(period)}
    )
    if years:
        return {"start": years[0], "end": years[-1]}
    terms = " ".join(_terms(programme.get("roadmap", {}).get("directions", [])))
    years = sorted(int(year) for year in _YEAR.findall(terms))
    return {"start": years[0], "end": years[-1]} if years else None


def _texts(titles: Iterable[str], programme: dict) -> Iterable[str]:
    yield from titles
    yield from (
        row.get("text", "") for row in programme.get("passport", []) if _TERM_LABEL.search(row.get("label", ""))
    )
    yield programme.get("indicators", {}).get("title", "")
    yield programme.get("roadmap", {}).get("title", "")
    yield programme.get("roadmap", {}).get("period", "")
    part = programme.get("part")
    yield from (
        each.get("text", "") for each in getattr(part, "sections", []) if _TERM_LABEL.search(each.get("title", ""))
    )


def years_in(text: str) -> tuple[int, int] | None:
    """A range of years, else a school year, else the only year."""
    for pattern in (_RANGE, _SCHOOL_YEAR):
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
            yield activity.get("term", "") or activity.get("end", "")
            yield from (stage.get("term", "") or stage.get("end", "") for stage in activity.get("stages", []))
        yield from _terms(direction.get("directions", []))
