"""A written term moved on by years, every other word as it was."""

import re

_YEAR = r"(?<![\d№])(?<!№ )(?:19|20)\d\d(?!\d)"
_WRITTEN_YEARS = re.compile(
    rf"(?P<leap>29\.02\.|29 февраля )?(?P<year>{_YEAR})(?:(?P<sign>\s?[/–-]\s?)(?P<short>\d\d)(?!\d|\.\d))?"
    r"|(?<=\.\d\d\.)(?P<dated>\d\d)(?!\d)"
    r"|(?<![\d.,])(?P<bare>\d\d)(?=\s?(?:гг?\b|уч\b))"
)


def moved_on(text: str, years: int) -> str:
    """«Август-сентябрь 2020г.» with 1: «Август-сентябрь 2021г.»; «2019/20» and «15.03.21» move too.

    29 February becomes the 28th where the year that comes has none.
    """
    return _WRITTEN_YEARS.sub(lambda match: _moved(match, years), text)


def moved_label(label: str, years: int) -> str:
    """Of a period: «2026-04» with 1 is April of 2027; what is no label stays."""
    if re.fullmatch(r"\d{4}-(Q\d|H\d|\d\d)", label):
        return f"{int(label[:4]) + years}{label[4:]}"
    return moved_on(label, years) if label[:4].isdigit() else label


def _moved(match: re.Match, years: int) -> str:
    if short := match["dated"] or match["bare"]:
        return _short(short, years)
    year = int(match["year"]) + years
    leap = match["leap"] or ""
    if leap and year % 4:
        leap = leap.replace("29", "28")
    return f"{leap}{year}" + (match["sign"] + _short(match["short"], years) if match["short"] else "")


def _short(year: str, years: int) -> str:
    return f"{(int(year) + years) % 100:02}"
