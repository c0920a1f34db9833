"""Whom the «Ответственные» of an activity mean: the department, all schools, or schools by their names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from portal.text import natural_key
from schools.matching import named_schools

_SCHOOLS_AT_ALL = re.compile(
    r"\b(обще)?образовательн\w+ (организаци|учреждени)\w*|\b(оо|оу|школы|школ|школам|школами|директора школ)\b"
)
_LOW_RESULT_SCHOOLS = re.compile(r"\b(шнор|шнро|шнсу|шнср|шпро)\b")
_DEPARTMENT = re.compile(
    r"\b(отдел|управлени|департамент|комитет|методическ|имц|ммц|ммс|рмк|координатор|специалист|"
    r"муниципальн\w+ команд|рабоч\w+ групп|районн\w+ методическ|рмо|куратор)"
)


@dataclass(frozen=True)
class Responsible:
    department: bool = False
    all_schools: bool = False
    low_result_schools: bool = False
    schools: frozenset[int] = frozenset()
    others: tuple[str, ...] = ()


def read_responsible(text: str, schools: Mapping[int, str]) -> Responsible:
    """Whom the words mean, given the municipality's schools by id.

    Words that mean nobody known are the department's: somebody has to answer for the activity.
    """
    key = natural_key(text)
    named = named_schools(key.split(), schools)
    all_schools = bool(_SCHOOLS_AT_ALL.search(key)) and not _only_names_schools(key, named)
    low_result = any(_LOW_RESULT_SCHOOLS.search(item) and not _DEPARTMENT.search(item) for item in _items(text))
    department = bool(_DEPARTMENT.search(key)) or not (all_schools or named or low_result)
    return Responsible(department, all_schools, low_result, named)


def _items(text: str) -> list[str]:
    """«Муниципальный координатор ШНРО» is no school; «Управление образования, руководители ШНОР» names both."""
    return [natural_key(item) for item in re.split(r"[,;\n]", text)]


def _only_names_schools(key: str, named: frozenset[int]) -> bool:
    """«Школы № 2 и № 5» names schools; «МБОУ СОШ № 2, общеобразовательные организации» means all of them."""
    return bool(named) and not re.search(r"\b(обще)?образовательн|\bоо\b|\bоу\b", key)
