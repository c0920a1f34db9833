"""Units of measurement as departments write them at the end of an indicator's name («…, чел. в год»)."""

import re

UNITS = ("%", "чел.", "чел. в год", "человек", "человеко-участников", "балл", "баллов", "баллы", "ед.", "шт.", "школ")


def unit_in_name(name: str) -> str:
    """The unit after the last comma, as the name has it; "" where what stands there is no known unit."""
    tail = re.split(r",\s*", name.strip())[-1] if "," in name else ""
    known = {unit.rstrip("."): unit for unit in UNITS}
    return known.get(" ".join(tail.lower().split()).rstrip("."), "")
