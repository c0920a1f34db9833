"""Reads numbers of orders as people type them."""

import re

_SIGN = re.compile(r"^\s*(№|N[oº°]?\.?|номер)\s*", re.IGNORECASE)
_BEFORE = re.compile(r"^\s*(приказ|постановлени|распоряжени|решени)\w*\s*", re.IGNORECASE)
_DATE = re.compile(r"\s+от\s.*$", re.IGNORECASE | re.DOTALL)


def bare_number(typed: str) -> str:
    """Return «45-од» for «№ 45-од», as documents put the sign themselves."""
    return _SIGN.sub("", typed).strip()


def asked_number(words: str) -> str:
    """Return «231-о» for a search for «приказ № 231-о от 30.08.2025»; "" if no figure is left to search by."""
    number = bare_number(_DATE.sub("", _BEFORE.sub("", words)))
    return number if re.search(r"\d", number) else ""
