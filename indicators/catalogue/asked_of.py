"""Which schools are asked for an indicator: a school can't report on classes that it does not have."""

import re

from django.db import models
from django.db.models import Q

from schools.directory.kinds import SchoolKind
from schools.directory.models import School


class AskedOf(models.TextChoices):
    """The schools that are asked, named by the lowest level of general education that the indicator is about."""

    ALL = "all", "у всех школ"
    PRIMARY = "primary", "у школ, где есть 1–4 классы"
    BASIC = "basic", "у школ, где есть 5–9 классы"
    SECONDARY = "secondary", "у школ, где есть 10–11 классы"
    MUNICIPALITY = "municipality", "не у школ: одно значение на муниципалитет"


_CLASSES_OF = {AskedOf.PRIMARY: "1–4", AskedOf.BASIC: "5–9", AskedOf.SECONDARY: "10–11"}
# Schools of an unknown kind and special schools, which may teach any class, are asked for everything.
_ANY = {"", SchoolKind.SPECIAL}
_KINDS = {
    AskedOf.PRIMARY: _ANY | {SchoolKind.PRIMARY, SchoolKind.BASIC, SchoolKind.SECONDARY},
    AskedOf.BASIC: _ANY | {SchoolKind.BASIC, SchoolKind.SECONDARY, SchoolKind.EVENING},
    AskedOf.SECONDARY: _ANY | {SchoolKind.SECONDARY, SchoolKind.EVENING},
}


def is_asked(asked_of: str, school: School) -> bool:
    """Return whether the school is asked for an indicator with that `asked_of`, by its classes, else by its kind."""
    if asked_of == AskedOf.MUNICIPALITY:
        return False
    if asked_of not in _KINDS:
        return True
    return _CLASSES_OF[asked_of] in school.classes if school.classes else school.kind in _KINDS[asked_of]


def asked_of_school(school: School) -> list[str]:
    """The values of `asked_of` for which the school is asked; "", not yet said, is always one of them."""
    return ["", *(each for each in AskedOf if is_asked(each, school))]


def asked_where(asked_of: str, school: str) -> Q:
    """`is_asked` as a condition for the database.

    `asked_of` is the lookup of the indicator's field («indicator__asked_of»), `school` the one of the school.
    """
    asked = Q(**{f"{asked_of}__in": ["", AskedOf.ALL]})
    for level, kinds in _KINDS.items():
        by_kind = Q(**{f"{school}__classes": "", f"{school}__kind__in": sorted(kinds)})
        asked |= Q(**{asked_of: level}) & (by_kind | Q(**{f"{school}__classes__contains": _CLASSES_OF[level]}))
    return asked


_SHARE_OF_SCHOOLS = re.compile(
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
    """Propose whom to ask for a new indicator, by the classes and exams that its title names.

    `by_hand` says that the municipality's value is not computed from schools; then «Доля школ, …» has only that value.
    """
    if by_hand and _SHARE_OF_SCHOOLS.search(title):
        return AskedOf.MUNICIPALITY
    classes = {int(each) for found in _CLASSES.finditer(title) for each in re.findall(r"\d+", found[1])}
    classes |= {int(found.lastgroup[1:]) for found in _PUPILS.finditer(title)}
    classes |= {year for year, exam in _EXAMS if exam.search(title)}
    if not classes or not classes <= set(range(1, 12)) or (min(classes) <= 4 < max(classes)):
        return AskedOf.ALL
    return next(level for last, level in _LAST_OF if min(classes) <= last)
