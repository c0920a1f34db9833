"""What people call the columns of a plan and of a table of indicators, and what then stands below them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from roadmap.term import FIRST_YEAR, LAST_YEAR


class ColumnKind(StrEnum):
    NUMBER = "number"
    DIRECTION = "direction"
    NAME = "name"
    TERM = "term"
    START = "start"
    END = "end"
    RESPONSIBLE = "responsible"
    RESULT = "result"
    DOCUMENT = "document"
    REPORT = "report"
    UNIT = "unit"
    BASELINE = "baseline"
    TARGET = "target"
    FURTHER = "further"
    """Kept with its heading, understood as nothing."""


@dataclass(frozen=True)
class _Name:
    kind: ColumnKind
    pattern: re.Pattern


def _names(*rows: tuple[ColumnKind, str]) -> tuple[_Name, ...]:
    return tuple(_Name(kind, re.compile(pattern, re.I)) for kind, pattern in rows)


_NUMBER = (
    r"^\s*(?:(?:№+|n|no)\s*(?:п\s*[./\\-]?\s*п\.?|п/н|строки|мероприятия|направления|показателя)?|"
    r"п\s*[./\\-]?\s*п\.?|п/н|(?:порядковый\s+)?номер(?:\s+(?:п/п|строки|мероприятия))?|код)\s*\.?\s*$"
)

PLAN_COLUMNS = _names(
    (ColumnKind.START, r"^\W*(?:дата\s+)?начал[оа](?!ьн)"),
    (ColumnKind.END, r"^\W*(?:дата\s+)?(?:оконч|заверш)"),
    (ColumnKind.RESPONSIBLE, r"ответств|исполнител|участник|соисполн|кто\s+(?:провод|исполн|отвеч|дела|сдела)"),
    (ColumnKind.DOCUMENT, r"документ|подтвержд|вид\s+отч[её]т|форма\s+(?:отч|предст|завер|реализ|результ|контрол)"),
    (ColumnKind.REPORT, r"отметка|статус|информация\s+об?\s|что\s+сделано"),
    (ColumnKind.TERM, r"срок|дата|время|период(?!\w)|календарн|когда"),
    (ColumnKind.REPORT, r"отч[её]т|выполнени[ея]|фактическ|исполнени[ея]|\bисполнении\b"),
    (ColumnKind.FURTHER, r"номер\s+(?:показ|целев)|связь\s+с|финанс|объ[её]м|источник|примечан|стоимост"),
    (ColumnKind.RESULT, r"результат|эффект|итог|индикатор|показател|выход|продукт"),
    (ColumnKind.DIRECTION, r"^\W*(?:наименовани\w*\s+)?(?:направлени|раздел|блок)"),
    (ColumnKind.NAME, r"мероприят|содержани|вид[ыа]?\s+(?:деят|работ)|действи|деятельност|событи|работ[ыа]"),
    (ColumnKind.DIRECTION, r"направлени|раздел|задач|блок|этап"),
    (ColumnKind.NAME, r"наименовани|название|тема"),
)

INDICATOR_COLUMNS = _names(
    (ColumnKind.UNIT, r"ед(?:иниц[аы]|\.)?\s*\.?\s*изм|единиц"),
    (ColumnKind.FURTHER, r"ответств|исполнител|источник|метод|формула|примечан|периодичн|срок"),
    (ColumnKind.TARGET, r"целев\w+\s+(?:значени|показател|ориентир)|итогов\w+\s+значени|на\s+(?:момент|конец)"),
    (ColumnKind.BASELINE, r"базов|исходн|отправн|на\s+начало|\(?оценка\)?|предшеств|текущ\w+\s+значени|отч[её]тн"),
    (ColumnKind.NAME, r"наименовани|показател|индикатор|критери|название"),
)

_IS_NUMBER = re.compile(_NUMBER, re.I)

_NO_MONTHS = {"мал", "мало", "март-"}
_QUARTERS = {"i": 1, "1": 1, "ii": 2, "2": 2, "iii": 3, "3": 3, "iv": 4, "4": 4}
_QUARTER = re.compile(
    r"^\W*(iv|i{1,3}|[1-4])(?:-?\s?[йи]й?)?\s*(?:кв\.?|квартал)\W*(?:(20\d\d)\s*(?:г\.?|год\w*)?)?\W*$", re.I
)
_HALF = re.compile(r"^\W*(ii?|[12])(?:-?\s?[ео]е)?\s*(?:полугод\w+|п/г)\W*(?:(20\d\d)\s*(?:г\.?|год\w*)?)?\W*$", re.I)
_MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_MONTH = re.compile(r"^\W*([а-я]{2,8}?)(?:ь|т|я|й|а)?\W*(?:(20\d\d)\s*(?:г\.?|год\w*)?)?\W*$", re.I)
_SCHOOL_YEAR = re.compile(r"(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_KIND_OF_VALUE = (("fact", re.compile(r"факт|достигнут|отч[её]т", re.I)), ("plan", re.compile(r"план|прогноз", re.I)))


@dataclass(frozen=True)
class PeriodHeading:
    """A column or row of a period, and whether it says plan or fact."""

    period: str
    kind: str | None = None


def plan_column(title: str) -> ColumnKind | None:
    """What a column of a plan is called; nothing where the words say nothing."""
    return _kind(title, PLAN_COLUMNS)


def indicator_column(title: str) -> ColumnKind | None:
    return _kind(title, INDICATOR_COLUMNS)


def _kind(title: str, names: tuple[_Name, ...]) -> ColumnKind | None:
    if title.strip() and _IS_NUMBER.match(title):
        return ColumnKind.NUMBER
    return next((name.kind for name in names if name.pattern.search(title)), None)


def period_heading(title: str, year: str | None = None) -> PeriodHeading | None:
    """«2024 год (план)», «I кв. 2025», «2023/24 уч. год»; a part of a year without one belongs to `year`."""
    kind = next((kind for kind, pattern in _KIND_OF_VALUE if pattern.search(title)), None)
    bare = re.sub(
        r"\(?\s*(?:план\w*|факт\w*|прогноз\w*|значени\w*|показател\w*|отч[её]т)\.?\s*\)?", "", title, flags=re.I
    ).strip()
    for pattern, written in ((_QUARTER, _quarter), (_HALF, _half), (_MONTH, _month)):
        if (found := pattern.match(bare)) and (period := written(found, year)):
            return PeriodHeading(period, kind)
    if (found := _SCHOOL_YEAR.search(bare)) and _is_bare(bare, found):
        first = int(found[1])
        last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
        return PeriodHeading(f"{first}-{last}", kind) if last == first + 1 else None
    years = _YEAR.findall(bare)
    if len(years) == 1 and _is_bare(bare, _YEAR.search(bare)) and FIRST_YEAR <= int(years[0]) <= LAST_YEAR:
        return PeriodHeading(years[0], kind)
    return None


def _is_bare(title: str, found: re.Match) -> bool:
    """Nothing but the year and the word for it."""
    rest = (title[: found.start()] + " " + title[found.end() :]).casefold()
    return not re.sub(r"\b(?:год\w*|г|уч|учебн\w*|на|за|в|и|по|конец)\b|\W", "", rest)


def year_of_heading(text: str) -> str | None:
    """«2024» or, of a school year, «2024/2025»: to which year parts of it belong, their own names tell."""
    if found := _SCHOOL_YEAR.search(text):
        first = int(found[1])
        if (first + 1) % 100 == int(found[2]) % 100:
            return f"{first}/{first + 1}"
    years = set(_YEAR.findall(text))
    return years.pop() if len(years) == 1 else None


def _within(year: str | None, *, is_autumn: bool) -> str | None:
    """Of a school year its first year in autumn, its second from January on."""
    first, _, second = (year or "").partition("/")
    return (first if is_autumn or not second else second) or None


def _quarter(found: re.Match, year: str | None) -> str | None:
    year = found[2] or _within(year, is_autumn=_QUARTERS[found[1].casefold()] > 2)
    return f"{year}-Q{_QUARTERS[found[1].casefold()]}" if year else None


def _half(found: re.Match, year: str | None) -> str | None:
    number = _QUARTERS[found[1].casefold()]
    if not found[2] and year and "/" in year:  # the first half of a school year is a year's second
        return f"{_within(year, is_autumn=number == 1)}-H{3 - number}"
    year = found[2] or year
    return f"{year}-H{number}" if year else None


def _month(found: re.Match, year: str | None) -> str | None:
    number = month_of(found[1])
    year = found[2] or _within(year, is_autumn=(number or 0) > 7)
    return f"{year}-{number:02d}" if number and year else None


def month_of(word: str) -> int | None:
    """Of a month's name in any case."""
    word = word.casefold()
    fits = (number for number, stem in enumerate(_MONTHS, 1) if word.startswith(stem) and len(word) <= len(stem) + 2)
    return next(fits, None) if word not in _NO_MONTHS else None
