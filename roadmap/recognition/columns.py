"""Recognises from their headings the columns of a plan and of a table of indicators, and the periods that they name."""

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
    GROUP = "group"
    """Names groups of indicators, each beside its rows."""
    BASELINE = "baseline"
    TARGET = "target"
    FURTHER = "further"
    """A column without a known meaning, which is kept with its heading."""


@dataclass(frozen=True)
class _Name:
    kind: ColumnKind
    pattern: re.Pattern


def _names(*rows: tuple[ColumnKind, str]) -> tuple[_Name, ...]:
    return tuple(_Name(kind, re.compile(pattern, re.I)) for kind, pattern in rows)


_NUMBER = (
    r"^\s*(?:(?:№+|n|no)\s*(?:п\s*[./\\-]?\s*п\.?|п\.?|п/н|строки|мероприятия|направления|показателя)?|"
    r"п\s*[./\\-]?\s*п\.?|п/н|(?:порядковый\s+)?номер(?:\s+(?:п/п|строки|мероприятия))?|код)\s*\.?\s*$"
)

PLAN_COLUMNS = _names(
    (ColumnKind.TERM, r"начал\w*\s*(?:и|[-–—/])\s*(?:оконч|заверш)"),
    (ColumnKind.START, r"^\W*(?:(?:дата|срок|год)\s+)?начал[оа](?!ьн)"),
    (ColumnKind.END, r"^\W*(?:(?:дата|срок|год)\s+)?(?:оконч|заверш(?!ающ))"),
    (ColumnKind.FURTHER, r"^\W*(?:кол(?:ичеств|-?\s*во\b)|числ[оа]\b|охват|класс)"),
    (ColumnKind.FURTHER, r"^\W*(?:последстви|причин|проблем\w*,?\s+возник|место\b|где\s+провод|адрес(?!н))"),
    (ColumnKind.FURTHER, r"^\W*(?:код\s|кбк|грбс)"),
    (ColumnKind.FURTHER, r"^\W*(?:целев\w+\s+(?:групп|аудитор)|аудитори|для\s+кого|категори[яи]\s+участ)"),
    (
        ColumnKind.RESPONSIBLE,
        r"ответств|^\W*отв(?:-?н\w*)?\W*$|исполнител|^\W*участник|соисполн|(?:кто|кем)\s+(?:провод|исполн|выполн|отвеч|дела|сдела)",
    ),
    (ColumnKind.RESULT, r"^\W*(?:ожидаем|планируем|итогов|конечн)\w+\s+результат"),
    (
        ColumnKind.DOCUMENT,
        r"документ|подтвер[жд]|вид\s+отч[её]т|форма\s+(?:отч|предст|завер|реализ|результ|контрол)",
    ),
    (
        ColumnKind.RESULT,
        r"^\W*(?:показател|критери|индикатор)\w*\s+(?:выполнени|исполнени|достижени|реализац|успешн|эффект)",
    ),
    (ColumnKind.RESULT, r"^\W*(?:что|чего)\s+(?:получ|жд[её]м|ожида|достиг|будет|изменит)"),
    (ColumnKind.NAME, r"^\W*что\s+(?:дела|провод|предприним|планир|нужно|надо)"),
    (
        ColumnKind.REPORT,
        r"отметка|статус|информация\s+об?\s|что\s+сделано|сведени\w+\s+об?\s+(?:ход|вы|ис|реал)|достигнут",
    ),
    (ColumnKind.TERM, r"срок|дата|время|период(?!\w)|календарн|когда|дедлайн"),
    (ColumnKind.REPORT, r"отч[её]т|выполнени[ея]|фактическ|исполнени[ея]|\bисполнении\b"),
    (
        ColumnKind.FURTHER,
        r"номер\s+(?:показ|целев)|связь\s+с|финанс|объ[её]м|источник|примечан|стоимост|^\W*сумм[аы]\b|\bруб\b",
    ),
    (ColumnKind.RESULT, r"результат|эффект|итог|индикатор|показател|выход|продукт"),
    (ColumnKind.DIRECTION, r"^\W*(?:наименовани\w*\s+)?(?:направлени|раздел|блок)"),
    (ColumnKind.NAME, r"мероприят|содержани|вид[ыа]?\s+(?:деят|работ)|действи|деятельност|событи|работ[ыа]"),
    (ColumnKind.NAME, r"\bмер[аы]\b"),
    (ColumnKind.DIRECTION, r"направлени|раздел|задач|блок|этап"),
    (ColumnKind.NAME, r"наименовани|название|тема"),
)

INDICATOR_COLUMNS = _names(
    (ColumnKind.FURTHER, r"^\W*(?:уровень|вид|тип|вес|признак|связь|нарастающ\w*|документ|код)\b"),
    (ColumnKind.FURTHER, r"причин|отклонен|направленност|принадлежност|информационн\w+\s+систем|темп\w*\s+рост"),
    (ColumnKind.UNIT, r"ед(?:иниц[аы]|\.)?\s*\.?\s*изм|единиц|^\W*ед\W*$"),
    (ColumnKind.FURTHER, r"ответств|исполнител|источник|метод|формула|примечан|периодичн|срок"),
    (ColumnKind.TARGET, r"целев\w+\s+(?:значени|показател|ориентир)|итогов\w+\s+значени|на\s+(?:момент|конец)"),
    (
        ColumnKind.BASELINE,
        r"базов|\bбаза\b|исходн|стартов|^\W*было\b|отправн|на\s+начало|сейчас|на\s+сегодня|настоящ\w+\s+время|имеющ|\(?оценка\)?|предшеств|текущ\w+\s+значени|отч[её]тн",
    ),
    (ColumnKind.NAME, r"наименовани|показател|индикатор|критери|название"),
)

_IS_NUMBER = re.compile(_NUMBER, re.I)

_NO_MONTHS = {"март-"}
_MAY = {"май", "мая", "маю", "мае"}
_SHORT_MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_LONGER_SHORT = {"февр": 2, "сент": 9, "нояб": 11}
_QUARTERS = {"i": 1, "1": 1, "ii": 2, "2": 2, "iii": 3, "3": 3, "iv": 4, "4": 4}
_QUARTER = re.compile(
    r"^\W*(iv|i{1,3}|[1-4])(?:-?\s?[йи]й?)?\s*(?:кв\.?|квартал)\W*(?:(20\d\d)\s*(?:г\.?|год\w*)?)?\W*$", re.I
)
_HALF = re.compile(r"^\W*(ii?|[12])(?:-?\s?[ео]?е)?\s*(?:полугод\w+|п/г)\W*(?:(20\d\d)\s*(?:г\.?|год\w*)?)?\W*$", re.I)
_MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_MONTH = re.compile(r"^\W*([а-я]{3,9})\W*(?:(20\d\d)\s*(?:г\.?|год\w*)?)?\W*$", re.I)
_SCHOOL_YEAR = re.compile(r"(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_DAY = re.compile(
    r"^\W*(?:(?:по\s+состоянию\s+)?на|к)\s+"
    r"(?:([0-3]?\d)\.([01]\d)\.|([0-3]?\d)\s+([а-я]{3,8})\s+)(20\d\d)\W*(?:г\w*)?\W*$",
    re.I,
)
_ORDINALS = (("перв", "1"), ("втор", "2"), ("трет", "3"), ("четв[её]рт", "4"))
_WORDS_OF_YEAR = re.compile(
    r"\b(?:год\w*|г|реализаци\w*|\d-?(?:й|ый|ой)|уч|учебн\w*|на|за|в|и|к|по|итог\w*|кон(?:ец|цу)|текущ\w*|очередн\w*|перв\w*|втор\w*|трет\w*|"
    r"четв[её]рт\w*|пят\w*)\b|\W"
)
_KIND_OF_VALUE = (("fact", re.compile(r"факт|достигнут|отч[её]т", re.I)), ("plan", re.compile(r"план|прогноз", re.I)))


@dataclass(frozen=True)
class PeriodHeading:
    """The period that a column's or row's heading names, and whether its values are planned or actual."""

    period: str
    kind: str | None = None
    is_of_day: bool = False
    """The heading names a day; the format only knows its month."""


def plan_column(title: str) -> ColumnKind | None:
    """Return what a plan's column is according to its heading, or None if the words don't tell."""
    return _kind(title, PLAN_COLUMNS)


def indicator_column(title: str) -> ColumnKind | None:
    return _kind(title, INDICATOR_COLUMNS)


def _kind(title: str, names: tuple[_Name, ...]) -> ColumnKind | None:
    if title.strip() and _IS_NUMBER.match(title):
        return ColumnKind.NUMBER
    return next((name.kind for name in names if name.pattern.search(title)), None)


def period_heading(title: str, year: str | None = None) -> PeriodHeading | None:
    """Return the period that a heading names: «2024 год (план)», «I кв. 2025», «2023/24 уч. год».

    A part of a year that doesn't name its year belongs to `year`, which may be a school year («2024/2025»).
    """
    kind = next((kind for kind, pattern in _KIND_OF_VALUE if pattern.search(title)), None)
    bare = re.sub(
        r"\(?\s*(?:план\w*|факт\w*|прогноз\w*|значени\w*|показател\w*|отч[её]т\w*)\.?\s*\)?", "", title, flags=re.I
    ).strip()
    if (day := _DAY.match(bare)) and (period := _period_of_day(day)):
        return PeriodHeading(period, kind, is_of_day=True)
    part, own_year = _split_off_school_year(_replace_ordinals(bare))
    for pattern, written in ((_QUARTER, _quarter_period), (_HALF, _half_year_period), (_MONTH, _month_period)):
        if (found := pattern.match(part)) and (period := written(found, own_year or year)):
            return PeriodHeading(period, kind)
    if (found := _SCHOOL_YEAR.search(bare)) and _is_bare(bare, found):
        first = int(found[1])
        last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
        return PeriodHeading(f"{first}-{last}", kind) if last == first + 1 else None
    years = _YEAR.findall(bare)
    if len(years) == 1 and _is_bare(bare, _YEAR.search(bare)) and FIRST_YEAR <= int(years[0]) <= LAST_YEAR:
        return PeriodHeading(years[0], kind)
    return None


def _replace_ordinals(title: str) -> str:
    """Replace ordinals by figures: «Второй квартал» becomes «2 квартал»."""
    for stem, number in _ORDINALS:
        title = re.sub(rf"\b{stem}\w*\s+(?=кварт|полугод)", f"{number} ", title, flags=re.I)
    return title


def _period_of_day(found: re.Match) -> str | None:
    """Return the month of a day, or the year if it is 31 December; None if there is no such month or year."""
    day, month = int(found[1] or found[3]), int(found[2]) if found[2] else month_of(found[4])
    if not month or month > 12 or not FIRST_YEAR <= int(found[5]) <= LAST_YEAR:
        return None
    return found[5] if (day, month) == (31, 12) else f"{found[5]}-{month:02d}"


def _split_off_school_year(title: str) -> tuple[str, str | None]:
    """Split «1 полугодие 2023/24 уч. года» into the part of the year and its school year."""
    found = _SCHOOL_YEAR.search(title)
    if not found or not (year := year_of_heading(found[0])):
        return title, None
    rest = re.sub(r"^\W*(?:уч\w*\.?)?\s*(?:г\.|год\w*)?", "", title[found.end() :])
    return f"{title[: found.start()]} {rest}".strip(), year


def _is_bare(title: str, found: re.Match) -> bool:
    """Return whether the title has nothing beside the year that was found but words for years."""
    rest = (title[: found.start()] + " " + title[found.end() :]).casefold()
    return not _WORDS_OF_YEAR.sub("", rest)


def year_of_heading(text: str) -> str | None:
    """Return the one year («2024») or school year («2024/2025») that a heading names, or None."""
    if found := _SCHOOL_YEAR.search(text):
        first = int(found[1])
        if (first + 1) % 100 == int(found[2]) % 100:
            return f"{first}/{first + 1}"
    years = set(_YEAR.findall(text))
    return years.pop() if len(years) == 1 else None


def _calendar_year(year: str | None, *, is_autumn: bool) -> str | None:
    """Return the calendar year: a school year's first one in autumn, its second one from January on."""
    first, _, second = (year or "").partition("/")
    return (first if is_autumn or not second else second) or None


def _quarter_period(found: re.Match, year: str | None) -> str | None:
    year = found[2] or _calendar_year(year, is_autumn=_QUARTERS[found[1].casefold()] > 2)
    return f"{year}-Q{_QUARTERS[found[1].casefold()]}" if year else None


def _half_year_period(found: re.Match, year: str | None) -> str | None:
    number = _QUARTERS[found[1].casefold()]
    if not found[2] and year and "/" in year:  # the first half of a school year is the second half of a calendar year
        return f"{_calendar_year(year, is_autumn=number == 1)}-H{3 - number}"
    year = found[2] or year
    return f"{year}-H{number}" if year else None


def _month_period(found: re.Match, year: str | None) -> str | None:
    number = month_of(found[1]) or _short_month(found[1])
    year = found[2] or _calendar_year(year, is_autumn=(number or 0) > 7)
    return f"{year}-{number:02d}" if number and year else None


def _short_month(word: str) -> int | None:
    """Return the number of a shortened month («сент.», «окт.»); for headings only, since elsewhere it may mean more."""
    word = word.casefold()
    return _SHORT_MONTHS.index(word) + 1 if word in _SHORT_MONTHS else _LONGER_SHORT.get(word)


def month_of(word: str) -> int | None:
    """Return the number of the month whose name this is in any grammatical case, or None."""
    word = word.casefold()
    if word in _NO_MONTHS or (word.startswith("ма") and not word.startswith("март") and word not in _MAY):
        return None
    fits = (number for number, stem in enumerate(_MONTHS, 1) if word.startswith(stem) and len(word) <= len(stem) + 2)
    return next(fits, None)
