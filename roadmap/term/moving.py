"""Moves the years in a written term, and leaves every other word as it was."""

import re

_YEAR = r"(?<![\d№])(?<!№ )(?:19|20)\d\d(?!\d)"
_WRITTEN_YEARS = re.compile(
    rf"(?P<leap>29\.02\.|29 февраля )?(?P<year>{_YEAR})(?:(?P<sign>\s?[/–-]\s?)(?P<short>\d\d)(?!\d|\.\d))?"
    r"|(?<=\.\d\d\.)(?P<dated>\d\d)(?!\d)"
    r"|(?<![\d.,])(?P<bare>\d\d)(?=\s?(?:гг?\b|уч\b))"
)


def moved_on(text: str, years: int) -> str:
    """Return the text with its years moved by `years`: «Август-сентябрь 2020г.» with 1 is «Август-сентябрь 2021г.».

    Years in «2019/20» and «15.03.21» move too. 29 February becomes the 28th if the new year doesn't have it.
    """
    return _WRITTEN_YEARS.sub(lambda match: _move_years(match, years), text)


def moved_label(label: str, years: int) -> str:
    """Return the label of a period moved by `years`: «2026-04» with 1 is «2027-04». Other texts stay."""
    if re.fullmatch(r"\d{4}-(Q\d|H\d|\d\d)", label):
        return f"{int(label[:4]) + years}{label[4:]}"
    return moved_on(label, years) if label[:4].isdigit() else label


def _move_years(match: re.Match, years: int) -> str:
    if short := match["dated"] or match["bare"]:
        return _move_short_year(short, years)
    year = int(match["year"]) + years
    leap = match["leap"] or ""
    if leap and year % 4:
        leap = leap.replace("29", "28")
    return f"{leap}{year}" + (match["sign"] + _move_short_year(match["short"], years) if match["short"] else "")


def _move_short_year(year: str, years: int) -> str:
    return f"{(int(year) + years) % 100:02}"
