"""Reads periods as people write them («I квартал 2027», «2 полугодие 2027 года», «апрель 2027») as labels."""

import re

from indicators.catalogue.models import Period
from indicators.catalogue.period_choices import labels_of_years

_ROMAN = {"1": "i", "2": "ii", "3": "iii", "4": "iv"}
_PART = re.compile(
    r"(?P<number>[1-4]|i{1,3}|iv)(?:\s*-?\s*[йе]о?е?)?\s*(?P<sort>кв|пол)\w*\.?\s*(?P<year>(?:19|20)\d\d)"
)
_MONTH = re.compile(r"(?P<month>[а-я]{3,})\s*(?P<year>(?:19|20)\d\d)")


def shown_label(label: str) -> str:
    """What `Period.short` is for the period with that label."""
    return Period.from_label(label).short


def read_labels(words: str) -> list[str]:
    """The label of the part of a year that the text names; otherwise its words as they are, each perhaps a label."""
    text = re.sub(r"\s+(г\.?|год\w*)$", "", " ".join(words.casefold().split()))
    if found := _PART.fullmatch(text):
        number = found["number"]
        roman = _ROMAN.get(number, number)
        sort = "Q" if found["sort"] == "кв" else "H"
        return [f"{found['year']}-{sort}{list(_ROMAN.values()).index(roman) + 1}"]
    if found := _MONTH.fullmatch(text):
        named = (
            label for label in labels_of_years([int(found["year"])]) if shown_label(label).startswith(found["month"])
        )
        if label := next(named, None):
            return [label]
    return words.split()
