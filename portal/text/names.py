"""Separates a person's name from «и.о.», which lists write beside it though it belongs to the position."""

import re

# «И. О. Петров» has initials; «и.о.» and «И.о.» are no initials.
_ACTING = r"(?:[Ии]\.\s?о\.?|[Вв]р\.?\s?и\.?\s?о\.?|[Ии]сполняющ(?:ий|ая)\s+обязанности)"
_BEFORE = re.compile(rf"^\(?\s*{_ACTING}\s*\)?\s+(?:директора\s+|заведующ\w+\s+)?(?=\S)")
_BEHIND = re.compile(rf",?\s*\(\s*{_ACTING}\s*\)\s*$|,\s*{_ACTING}\s*$")


def acting_apart(name: str) -> tuple[bool, str]:
    """Return whether the person is acting, and the name alone, of «и.о. Петрова Анна» or «Петрова Анна (и.о.)»."""
    left = _BEHIND.sub("", _BEFORE.sub("", name))
    return left != name, left


def acting_as(position: str) -> str:
    """Add «(и.о.)» to a position that doesn't begin with it: «директор (и.о.)»."""
    if not position or re.match(_ACTING, position):
        return position or "и.о."
    return f"{position} (и.о.)"
