"""Kinds of schools, and how a school's kind is recognised by its name."""

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
# Classes that may be ticked for a school if they differ from what its kind says; kept as «1–4, 5–9».
CLASSES = ("1–4", "5–9", "10–11")
_SIGNS = (
    (SchoolKind.EVENING, r"\bВ\(?С\)?ОШ\b|\bвечерн|\bОСОШ\b"),
    (SchoolKind.SPECIAL, r"\bкоррекцион|\bСКОШ"),
    (SchoolKind.BASIC, r"\bООШ\b|\bосновная|\bосновного общего образования"),
    (SchoolKind.PRIMARY, r"\bНО?Ш\b|\bНШДС\b|\bначальная"),
    (SchoolKind.SECONDARY, r"\bСО?Ш\b|\bсредняя|\bгимнази|\bлице[йя]|\bкадетск"),
)
_BRANCH = re.compile(r"\bфилиал", re.IGNORECASE)
_PATTERNS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _SIGNS]


@lru_cache(maxsize=20_000)
def kind_of(name: str) -> SchoolKind | None:
    """Return the kind that the name says, or None.

    «Филиал … СОШ» says the kind of the whole school, which seldom is the branch's own, so that it gives None.
    """
    kind = next((kind for kind, pattern in _PATTERNS if pattern.search(name)), None)
    return None if kind == SchoolKind.SECONDARY and _BRANCH.search(name) else kind
