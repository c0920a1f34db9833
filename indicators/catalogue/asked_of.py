"""Of which schools an indicator is asked: what a school does not teach it cannot report on."""

import re

from django.db import models
from django.db.models import Q

from schools.directory.kinds import SchoolKind


class AskedOf(models.TextChoices):
    """Levels of general education hold each other, so the lowest one that an indicator is about says it all."""

    ALL = "all", "у всех школ"
    PRIMARY = "primary", "у школ, где есть 1–4 классы"
    BASIC = "basic", "у школ, где есть 5–9 классы"
    SECONDARY = "secondary", "у школ, где есть 10–11 классы"
    MUNICIPALITY = "municipality", "не у школ: одно значение на муниципалитет"


# A school of no known kind, and a special one, which may teach anything, are asked for whatever schools are.
_ANY = {"", SchoolKind.SPECIAL}
_KINDS = {
    AskedOf.PRIMARY: _ANY | {SchoolKind.PRIMARY, SchoolKind.BASIC, SchoolKind.SECONDARY},
    AskedOf.BASIC: _ANY | {SchoolKind.BASIC, SchoolKind.SECONDARY, SchoolKind.EVENING},
    AskedOf.SECONDARY: _ANY | {SchoolKind.SECONDARY, SchoolKind.EVENING},
}


def is_asked(asked_of: str, kind: str) -> bool:
    """Whether a school of the kind is asked for an indicator that is asked of those."""
    if asked_of == AskedOf.MUNICIPALITY:
        return False
    return asked_of not in _KINDS or kind in _KINDS[asked_of]


def asked_of_kind(kind: str) -> list[str]:
    """Those of whose indicators a school of the kind is asked, also where nobody has said it yet."""
    return ["", *(each for each in AskedOf if is_asked(each, kind))]


def asked_where(asked_of: str, kind: str) -> Q:
    """The same in the database, by the names of both fields."""
    asked = Q(**{f"{asked_of}__in": ["", AskedOf.ALL]})
    for level, kinds in _KINDS.items():
        asked |= Q(**{asked_of: level, f"{kind}__in": sorted(kinds)})
    return asked


_OF_SCHOOLS = re.compile(
    r"^\W*(доля|число|количество|процент|удельный вес)\s+(всех\s+|муниципальных\s+)?"
    r"(школ|ОО|ШНОР|(обще)?образовательных (организаций|учреждений))\b",
    re.I,
)
_CLASSES = re.compile(r"((?:\d{1,2}(?:-?(?:х|го|й|м|е))?\s{0,2}(?:[-–—,]|и)?\s{0,2}){1,6})(?:класс|кл\b)", re.I)
_EXAMS = (
    (9, re.compile(r"\bОГЭ\b|\bГИА-?9|аттестат\w* об основном|основно[ме] обще[ме] образовани", re.I)),
    (11, re.compile(r"\bЕГЭ\b|\bГИА-?11|аттестат\w* о среднем|средне[ме] обще[ме] образовани", re.I)),
)
_PUPILS = re.compile(
    r"(?P<c4>четверо)класс|(?P<c5>пяти)класс|(?P<c6>шести)класс|(?P<c7>семи)класс|(?P<c8>восьми)класс|"
    r"(?P<c9>девяти)класс|(?P<c10>десяти)класс|(?P<c11>одиннадцати)класс",
    re.I,
)
_LAST_OF = ((4, AskedOf.PRIMARY), (9, AskedOf.BASIC), (11, AskedOf.SECONDARY))


def proposed_asked_of(title: str, *, by_hand: bool) -> AskedOf:
    """What the words of a new indicator tell: its classes and exams.

    `by_hand`: the municipality's value of it is not counted from schools.
    """
    if by_hand and _OF_SCHOOLS.search(title):
        return AskedOf.MUNICIPALITY
    classes = {int(each) for found in _CLASSES.finditer(title) for each in re.findall(r"\d+", found[1])}
    classes |= {int(found.lastgroup[1:]) for found in _PUPILS.finditer(title)}
    classes |= {year for year, exam in _EXAMS if exam.search(title)}
    if not classes or not classes <= set(range(1, 12)) or (min(classes) <= 4 < max(classes)):
        return AskedOf.ALL
    return next(level for last, level in _LAST_OF if min(classes) <= last)
