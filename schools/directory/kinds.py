"""Kinds of schools, and what a school's name tells of its own."""

import re
from enum import StrEnum
from functools import lru_cache


class SchoolKind(StrEnum):
    PRIMARY = "primary"
    BASIC = "basic"
    SECONDARY = "secondary"
    EVENING = "evening"
    SPECIAL = "special"


IN_WORDS = {
    SchoolKind.PRIMARY: "начальных",
    SchoolKind.BASIC: "основных",
    SchoolKind.SECONDARY: "средних",
    SchoolKind.EVENING: "вечерних",
    SchoolKind.SPECIAL: "коррекционных",
}
KINDS = [
    (SchoolKind.PRIMARY, "начальная"),
    (SchoolKind.BASIC, "основная"),
    (SchoolKind.SECONDARY, "средняя"),
    (SchoolKind.EVENING, "вечерняя"),
    (SchoolKind.SPECIAL, "коррекционная"),
]
_SIGNS = (
    (SchoolKind.EVENING, r"\bВ\(?С\)?ОШ\b|\bвечерн|\bОСОШ\b"),
    (SchoolKind.SPECIAL, r"\bкоррекцион|\bСКОШ"),
    (SchoolKind.BASIC, r"\bООШ\b|\bосновная"),
    (SchoolKind.PRIMARY, r"\bНО?Ш\b|\bНШДС\b|\bначальная"),
    (SchoolKind.SECONDARY, r"\bСО?Ш\b|\bсредняя|\bгимнази|\bлице[йя]|\bкадетск"),
)
_PATTERNS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _SIGNS]


@lru_cache(maxsize=20_000)
def kind_of(name: str) -> SchoolKind | None:
    """None where the name doesn't say it."""
    return next((kind for kind, pattern in _PATTERNS if pattern.search(name)), None)
