"""Finds a region's name in any case («… района Вологодской области») and writes it in the nominative."""

from __future__ import annotations

import re

_NAME = r"[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ]?[А-ЯЁа-яё]+)*"
_OF_REGION = re.compile(
    rf"\b({_NAME}(?:[сц]к|[СЦ]К))(?:ого|ой|ОГО|ОЙ)\s+(края|области|республики|автономн\w+\s+(?:округа|области))"
    rf"(?:\s+[–—-]\s+({_NAME}))?",
    re.I,
)
_OF_REPUBLIC = re.compile(
    rf"\bреспублик[аи]\s+((?:северная\s+)?{_NAME}(?:\s+эл\b)?(?:\s+[–—-]\s+{_NAME}|\s*\({_NAME}\))?)", re.I
)
_SMALL = {"область", "край", "автономный", "автономная", "округ", "и"}
_SECOND_NAMES = {"Югр": "Югра", "Кузбасс": "Кузбасс", "Чуваш": "Чувашия"}  # all that regions of this pattern have
_LETTERS = re.compile(r"[А-ЯЁа-яё]+")


def find_region(text: str) -> str:
    """Return the region's name in the nominative («… района Вологодской области»: «Вологодская область»), or ""."""
    if (found := _OF_REPUBLIC.search(text)) and found[1][:1].isupper():
        return f"Республика {without_capitals_of_region(found[1])}"
    found = next((each for each in _OF_REGION.finditer(text) if each[1][:1].isupper()), None)
    if found is None:
        return ""
    stem, noun = without_capitals_of_region(found[1]), " ".join(found[2].casefold().split())
    if noun.startswith("автономн"):
        is_district = noun.endswith("округа")
        name = f"{stem}{'ий автономный округ' if is_district else 'ая автономная область'}"
    elif noun.startswith("кра"):
        name = f"{stem}ий край"
    else:
        name = f"{stem}ая {'область' if noun.startswith('обл') else 'Республика'}"
    return f"{name} – {_second_name(without_capitals_of_region(found[3]))}" if found[3] else name


def _second_name(name: str) -> str:
    """Put the name behind a dash into the nominative: «… – Югры», «… – Кузбасса»; leave an unknown one as written."""
    return next((own for begins, own in _SECOND_NAMES.items() if name.startswith(begins)), name)


def without_capitals_of_region(name: str) -> str:
    """Rewrite a region's name that is printed in capitals, «РЕСПУБЛИКА ДАГЕСТАН»; leave any other unchanged."""
    if not name.isupper():
        return name
    words = _LETTERS.sub(lambda found: found[0].capitalize(), name)
    return " ".join(each.casefold() if each.casefold() in _SMALL else each for each in words.split(" "))
