"""Numbers of orders as people type them."""

import re

_SIGN = re.compile(r"^\s*(№|N[oº°]?\.?|номер)\s*", re.IGNORECASE)


def bare_number(typed: str) -> str:
    """«45-од» from «№ 45-од»: documents put the sign themselves."""
    return _SIGN.sub("", typed).strip()
