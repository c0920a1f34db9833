"""Compares what a sheet says of itself (period, kind, collection, school) with the page that it is loaded on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indicators.catalogue.models import Period
from indicators.values.address import CellAddress, is_period
from indicators.values.models import Value
from indicators.workbooks.known_names import KnownNames
from indicators.workbooks.placed_cells import Placed
from indicators.workbooks.questions import (
    AS_PAGE,
    AS_SAID,
    AS_SCHOOL_YEARS,
    LOAD,
    OF_MUNICIPALITY,
    OF_SCHOOL,
    SheetQuestions,
)

Kind = Value.Kind
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_DATE = re.compile(
    r"\d{1,2}\.(?P<number>\d{1,2})\.(?P<dotted>20\d\d)"
    r"|\d{1,2}\s+(?P<month>янв|фев|мар|апр|ма(?=[йя])|июн|июл|авг|сен|окт|ноя|дек)\w*\s+(?P<worded>20\d\d)"
)
_SCHOOL_YEAR_BEGINS = 9  # the month
_OF_A_DATE = re.compile(r"\bсостояни\w*\W+(?:на\W*)?$", re.I)
# «24-25»: a school year written shortly, if nothing behind says that people's ages or classes are meant.
_SHORT_YEARS = re.compile(r"(?<![\d.,/–-])(\d\d)\s?[-–/]\s?(\d\d)(?![\d.,/–-])(?!\s*(?:лет|кл|балл|чел|%|мин))")
_EARLIEST = 15  # of school years that are written with two digits
_NOT_A_YEAR = re.compile(r"полугоди|полуг\.?\b|четверт|триместр|квартал|предварительн|\bмесяц", re.I)
_PERIOD = re.compile(r"(?<!\d)(20\d\d)(?:\s*[-–—/]\s*(20\d\d|\d\d)(?!\d))?")
_OF_YEARS = re.compile(r"\b(?:за|на|в|год\w*|гг?|уч|учебн\w*|значени\w*)\b|[\W_]", re.I)
_KINDS = {
    Kind.PLAN: re.compile(r"\bплан(а|ы|ов\w*)?\b", re.I),
    Kind.FACT: re.compile(r"\bфакт(а|ы|ическ\w*)?\b", re.I),
    Kind.BASELINE: re.compile(r"\bбаз(а|ы|ов\w*)\b", re.I),
    Kind.TARGET: re.compile(r"\bцелев\w* значени\w*", re.I),
}
_IN_HEADINGS = _KINDS | {Kind.TARGET: re.compile(r"\bцел(?:ь|и|ев\w*)(?: (?:значени|показател)\w*)?", re.I)}


@dataclass(frozen=True)
class LoadingPage:
    """The page on which the file is loaded; values without a period or kind of their own get those of the page."""

    period: str
    kind: str
    school: int | None = None

    def __str__(self) -> str:
        return told(self.period, self.kind)


def told(period: str, kind: str) -> str:
    return f"{Kind(kind).label}, {Period.from_label(period)}"


def said_in(texts: list[str], page: LoadingPage) -> tuple[str, str]:
    """The period and kind that a sheet's title and captions name; the page's if they name none, or several.

    Where no year is named, the day on which it was so says it: «по состоянию на 20.09.2025».
    """
    labels = {label for text in texts for label in _labels(_DATE.sub("", text))}
    labels = labels or {label for text in texts for label in _labels_of_days(text, page)}
    within = {label for label in labels if len(label) == _ONE_YEAR and any(each[5:] == label for each in labels)}
    labels -= within  # «ОГЭ-2025 (2024-2025 учебный год)»
    kinds = {kind for kind, word in _KINDS.items() if any(map(word.search, texts))}
    period = labels.pop() if len(labels) == 1 else page.period
    return period, kinds.pop() if len(kinds) == 1 else page.kind


_ONE_YEAR = 4  # letters of a calendar year's label


def _labels(text: str) -> set[str]:
    text = _SHORT_YEARS.sub(_in_full, text[:500])
    found = {f"{first}-{first[: 4 - len(last)]}{last}" if last else first for first, last in _PERIOD.findall(text)}
    return {label for label in found if is_period(label)}


def _in_full(short: re.Match) -> str:
    first, last = int(short[1]), int(short[2])
    return f"20{first}-20{last}" if _EARLIEST <= first == last - 1 else short[0]


def _labels_of_days(text: str, page: LoadingPage) -> set[str]:
    """The years of the days in a text on which something was so, school years if the page is of one."""
    found = set()
    for day in _DATE.finditer(text[:500]):
        if not _OF_A_DATE.search(text[: day.start()]):
            continue
        year = int(day["dotted"] or day["worded"])
        month = int(day["number"]) if day["number"] else _MONTHS.index(day["month"]) + 1
        begins = year if month >= _SCHOOL_YEAR_BEGINS else year - 1
        found.add(f"{begins}-{begins + 1}" if len(page.period) > _ONE_YEAR else str(year))
    return {label for label in found if is_period(label)}


def source_in(titles: Sequence[str]) -> tuple[str, str]:
    """The period and the kind that headings of a column name, «2025, факт»; "" for what they don't, or say twice."""
    labels = {label for title in titles for label in _labels(_DATE.sub("", title))}
    kinds = {kind for title in titles if is_source(title) for kind, word in _IN_HEADINGS.items() if word.search(title)}
    return labels.pop() if len(labels) == 1 else "", kinds.pop() if len(kinds) == 1 else ""


def is_source(title: str) -> bool:
    """«2025 г.», «факт 2024/2025 уч. года»: no name of anything but when and as what."""
    rest = _PERIOD.sub(" ", _SHORT_YEARS.sub(_in_full, title))
    for word in _IN_HEADINGS.values():
        rest = word.sub(" ", rest)
    return rest != title and not _OF_YEARS.sub(" ", rest).strip()


def with_plans(sources: dict[int, tuple[str, str]]) -> dict[int, tuple[str, str]]:
    """A year without a kind behind a year's plan is planned too: «план 2026», «2027»."""
    first = min((period for period, kind in sources.values() if kind == Kind.PLAN and period), default="")
    return {
        number: (period, Kind.PLAN if first and not kind and period > first else kind)
        for number, (period, kind) in sources.items()
    }


def is_of_part_of_year(texts: Sequence[str]) -> bool:
    """Return whether captions say that the values are of a half-year or preliminary: no result of a year."""
    return any(map(_NOT_A_YEAR.search, texts))


def ask_about_sheet(placed: Placed, known: KnownNames, page: LoadingPage, questions: SheetQuestions) -> None:
    """Ask about a sheet that contradicts the page; its cells are dropped as long as nobody has said which counts."""
    if not placed.cells:
        return
    title, place = placed.sheet.title, f"лист «{placed.sheet.title}»"
    if known.collection and placed.collection not in (None, known.collection.pk):
        words = f"Лист выгружен из другого сбора, а загружаете вы в сбор «{known.collection}»."
        if not questions.ask("collection", place, words, [(LOAD, "загрузить в этот сбор")]):
            placed.cells = []
    if placed.is_nobodys:
        _ask_whose(placed, known, page, questions, place)
    schools = {cell.school_id for _, _, cell, _ in placed.cells}
    if page.school and placed.cells and page.school not in schools:
        words = f"На листе «{title}» нет школы, со страницы которой вы загружаете файл: значения другой школы."
        if not questions.ask("school", place, words, [(LOAD, "загрузить всё равно")]):
            placed.cells = []
    if placed.cells and placed.is_of_part_of_year:
        words = f"На листе «{title}» сказано, что это не итог года: полугодие, четверть или предварительные данные."
        if not questions.ask("part", place, words, [(LOAD, "загрузить как итог года")]):
            placed.cells = []
    if placed.cells and placed.has_own_sources:
        _ask_columns(placed, known, page, questions, place)
    elif placed.cells and placed.said and placed.said != (page.period, page.kind):
        _ask_period(placed, known, page, questions, place)


def _ask_period(placed: Placed, known: KnownNames, page: LoadingPage, questions: SheetQuestions, place: str) -> None:
    said = told(*placed.said)
    options = [(AS_PAGE, f"это {page}, как на странице")]
    if not known.collection:
        options.insert(0, (AS_SAID, f"это {said}, как сказано на листе"))
    answer = questions.ask("period", place, f"На листе сказано: {said}. Загружаете вы на странице: {page}.", options)
    target = {AS_SAID: placed.said, AS_PAGE: (page.period, page.kind)}.get(answer)
    placed.cells = [moved_to(found, *target) for found in placed.cells] if target else []


def _ask_columns(placed: Placed, known: KnownNames, page: LoadingPage, questions: SheetQuestions, place: str) -> None:
    """Columns of several years side by side: each goes to its own, once a person has seen which they are.

    Where the page is of a school year, calendar years may be meant for the school years that end in them.
    """
    sources = sorted({(cell.period, cell.kind) for _, _, cell, _ in placed.cells})
    listed = ", ".join(told(*source) for source in sources)
    lines = "Строки" if placed.is_register else "Столбцы"
    words = f"{lines} названы по-разному: {listed}. Загрузить каждое значение туда, где оно названо?"
    options = [(AS_SAID, "да, каждое в свой год и вид")]
    if _is_school_year(page.period) and all(len(period) == _ONE_YEAR for period, _ in sources):
        last = sources[-1][0]
        options.append((AS_SCHOOL_YEARS, f"да, но год значит учебный: {last} — это {_school_year(last)}"))
    answer = "" if known.collection else questions.ask("columns", place, words, options)
    if answer == AS_SCHOOL_YEARS:
        placed.cells = [moved_to(found, _school_year(found[2].period), found[2].kind) for found in placed.cells]
    elif not (known.collection or answer):
        placed.cells = []


def _is_school_year(period: str) -> bool:
    return Period.from_label(period).kind == Period.Kind.SCHOOL_YEAR


def _school_year(year: str) -> str:
    return f"{int(year) - 1}-{year}"


def _ask_whose(placed: Placed, known: KnownNames, page: LoadingPage, questions: SheetQuestions, place: str) -> None:
    """Lines of indicators without a school are the municipality's, or those of the school of the page."""
    options = [(OF_MUNICIPALITY, f"всего муниципалитета: «{known.municipality}»")]
    if page.school:
        options.append((OF_SCHOOL, f"школы «{known.own_schools.names.get(page.school, 'со страницы')}»"))
    answer = questions.ask("whose", place, "На листе не сказано, чьи это значения.", options)
    schools = {OF_MUNICIPALITY: None, OF_SCHOOL: page.school}
    placed.cells = [
        (row, column, replace(cell, school_id=schools[answer]), seen)
        for row, column, cell, seen in placed.cells
        if answer in schools
    ]


def moved_to(found: tuple, period: str, kind: str) -> tuple:
    """The cell with another period and kind; what the portal had written there is forgotten if its address changes."""
    row, column, cell, seen = found
    moved = replace(cell, period=period, kind=kind)
    return row, column, moved, seen if moved == cell else None


def where_it_goes(cells: list[tuple], known: KnownNames) -> tuple[str, str]:
    """What the cells are of, in words: «факт, 2026 год» and «школ: 12; показателей: 5»; twice "" without cells."""
    if not cells:
        return "", ""
    addresses: list[CellAddress] = [cell for _, _, cell, _ in cells]
    periods = sorted({cell.period for cell in addresses})
    kinds = [kind.label for kind in Kind if kind in {cell.kind for cell in addresses}]
    years = str(Period.from_label(periods[0])) if len(periods) == 1 else f"{periods[0]} … {periods[-1]}"
    schools = {cell.school_id for cell in addresses}
    names = [known.own_schools.names.get(pk, "школа") if pk else known.municipality.name for pk in schools]
    whose = f"«{names[0]}»" if len(names) == 1 else f"школ: {len(schools - {None})}"
    if len(names) > 1 and None in schools:
        whose += f" и «{known.municipality}»"
    indicators = {cell.indicator_id for cell in addresses}
    return f"{', '.join(kinds)}, {years}", f"{whose}; показателей: {len(indicators)}"
