"""Compares what a sheet says of itself (period, kind, collection, school) with the page that it is loaded on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indicators.catalogue.models import Period
from indicators.values.address import CellAddress, is_period
from indicators.values.models import Value
from indicators.workbooks.known_names import KnownNames
from indicators.workbooks.placed_cells import Placed
from indicators.workbooks.questions import AS_PAGE, AS_SAID, LOAD, SheetQuestions

Kind = Value.Kind
_DATE = re.compile(
    r"\d{1,2}\.\d{1,2}\.20\d\d|\d{1,2}\s+(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)\w*\s+20\d\d"
)
_PERIOD = re.compile(r"(?<!\d)(20\d\d)(?:\s*[-–—/]\s*(20\d\d|\d\d)(?!\d))?")
_OF_YEARS = re.compile(r"\b(?:за|на|в|год\w*|гг?|уч|учебн\w*|значени\w*)\b|[\W_]", re.I)
_KINDS = {
    Kind.PLAN: re.compile(r"\bплан(а|ы|ов\w*)?\b", re.I),
    Kind.FACT: re.compile(r"\bфакт(а|ы|ическ\w*)?\b", re.I),
    Kind.BASELINE: re.compile(r"\bбаз(а|ы|ов\w*)\b", re.I),
    Kind.TARGET: re.compile(r"\bцел(ь|и|ев\w*) (значени|показател)\w*", re.I),
}


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
    """The period and kind that a sheet's title and captions name; the page's if they name none, or several."""
    labels = {label for text in texts for label in _labels(_DATE.sub("", text))}
    kinds = {kind for kind, word in _KINDS.items() if any(map(word.search, texts))}
    period = labels.pop() if len(labels) == 1 else page.period
    return period, kinds.pop() if len(kinds) == 1 else page.kind


def _labels(text: str) -> set[str]:
    found = {
        f"{first}-{first[: 4 - len(last)]}{last}" if last else first for first, last in _PERIOD.findall(text[:500])
    }
    return {label for label in found if is_period(label)}


def source_in(titles: Sequence[str]) -> tuple[str, str]:
    """The period and the kind that headings of a column name, «2025, факт»; "" for what they don't, or say twice."""
    labels = {label for title in titles for label in _labels(_DATE.sub("", title))}
    kinds = {kind for title in titles if is_source(title) for kind, word in _KINDS.items() if word.search(title)}
    return labels.pop() if len(labels) == 1 else "", kinds.pop() if len(kinds) == 1 else ""


def is_source(title: str) -> bool:
    """«2025 г.», «факт 2024/2025 уч. года»: no name of anything but when and as what."""
    rest = _PERIOD.sub(" ", title)
    for word in _KINDS.values():
        rest = word.sub(" ", rest)
    return rest != title and not _OF_YEARS.sub(" ", rest).strip()


def ask_about_sheet(placed: Placed, known: KnownNames, page: LoadingPage, questions: SheetQuestions) -> None:
    """Ask about a sheet that contradicts the page; its cells are dropped as long as nobody has said which counts."""
    if not placed.cells:
        return
    title, place = placed.sheet.title, f"лист «{placed.sheet.title}»"
    if known.collection and placed.collection not in (None, known.collection.pk):
        words = f"Лист выгружен из другого сбора, а загружаете вы в сбор «{known.collection}»."
        if not questions.ask("collection", place, words, [(LOAD, "загрузить в этот сбор")]):
            placed.cells = []
    schools = {cell.school_id for _, _, cell, _ in placed.cells}
    if page.school and placed.cells and page.school not in schools:
        words = f"На листе «{title}» нет школы, со страницы которой вы загружаете файл: значения другой школы."
        if not questions.ask("school", place, words, [(LOAD, "загрузить всё равно")]):
            placed.cells = []
    if placed.cells and placed.has_own_sources:
        _ask_columns(placed, known, questions, place)
    elif placed.cells and placed.said and placed.said != (page.period, page.kind):
        _ask_period(placed, known, page, questions, place)


def _ask_period(placed: Placed, known: KnownNames, page: LoadingPage, questions: SheetQuestions, place: str) -> None:
    said = told(*placed.said)
    options = [(AS_PAGE, f"это {page}, как на странице")]
    if not known.collection:
        options.insert(0, (AS_SAID, f"это {said}, как сказано на листе"))
    answer = questions.ask("period", place, f"На листе сказано: {said}. Загружаете вы на странице: {page}.", options)
    target = {AS_SAID: placed.said, AS_PAGE: (page.period, page.kind)}.get(answer)
    placed.cells = [_moved(found, *target) for found in placed.cells] if target else []


def _ask_columns(placed: Placed, known: KnownNames, questions: SheetQuestions, place: str) -> None:
    """Columns of several years side by side: each goes to its own, once a person has seen which they are."""
    sources = sorted({(cell.period, cell.kind) for _, _, cell, _ in placed.cells})
    listed = ", ".join(told(*source) for source in sources)
    words = f"Столбцы названы по-разному: {listed}. Загрузить каждый туда, где он назван?"
    if not known.collection and not questions.ask("columns", place, words, [(AS_SAID, "да, каждый в свой год и вид")]):
        placed.cells = []


def _moved(found: tuple, period: str, kind: str) -> tuple:
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
