"""Adds doubts where a whole plan or table of indicators may have been missed: silence there is the worst mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from roadmap.recognition.accounts import Accounts, Weight
from roadmap.recognition.columns import ColumnKind, period_heading, plan_column
from roadmap.recognition.evidence import reads_as_term, reads_as_value, share
from roadmap.recognition.named_acts import amends
from roadmap.recognition.placed import PlacedText, placed_strings

_SAYS_PLAN = re.compile(
    r"\bплан(?!ов|ир)|график|дорожн\w+\s+карт|программ|мероприят|комплекс\w*\s+мер|циклограмм", re.I
)
_ACTIVITY = re.compile(r"мероприят|содержани|действи|что\s+дела", re.I)
_LABELLED_LINE = re.compile(r"^[\s–—•*-]{0,4}(?:срок|ответственн|исполнител|отв\.)[^:\n]{0,40}:.*$", re.I | re.M)
_HAS_DAY_OR_WORD = re.compile(r"[А-Яа-яЁё]{3}|\d\.\d\d?\.\d\d")
_MOST_LETTERS = 50_000
_MOST_CELLS = 40
_MOSTLY = 0.6
_FEWEST = 3
_NO_PLAN = (
    "Ни одного мероприятия не найдено, хотя документ назван планом или программой. Либо плана в нём нет, либо он не "
    "понят: если он таблица, выберите её вид «план мероприятий»; если строки текста, сделайте из них таблицу."
)
_LEFT_LINES = (
    "Строки «Срок: …», «Ответственный: …» остались текстом: мероприятия из них не взяты. Сделайте из них таблицу с "
    "графами «Мероприятие», «Срок», «Ответственные»."
)
_LEFT_PLAN = (
    "Похоже на план: в графах сроки или исполнители, а оставлено таблицей в тексте, и мероприятия не взяты. Если это "
    "план, выберите вид таблицы «план мероприятий»."
)
_LEFT_VALUES = (
    "Показателей в документе не найдено, а в этой таблице, оставленной в тексте, значения по годам. Если это они, "
    "выберите вид таблицы «показатели»."
)


def tell_not_understood(document: dict, accounts: Accounts) -> None:
    """Add doubts on a document without activities that calls itself a plan, and on lines and tables left as text."""
    programme = document["programme"]
    has_plan = _has_activities(programme.get("roadmap", {}).get("directions", []))
    weight = Weight.MEANING if has_plan else Weight.WHOLE
    titles = [programme.get("title", ""), programme.get("roadmap", {}).get("title", "")]
    is_amending = any(map(amends, document.get("orders", [])))
    if not has_plan and not is_amending and any(map(_SAYS_PLAN.search, titles)):
        accounts.doubt(_NO_PLAN, titles[0], weight=Weight.WHOLE)
    for text in _texts(document):
        if len(found := list(islice(_LABELLED_LINE.finditer(text[:_MOST_LETTERS]), 2))) > 1:
            accounts.doubt(_LEFT_LINES, PlacedText(found[0][0], getattr(text, "places", ())), weight=weight)
    has_indicators = any(group["rows"] for group in programme.get("indicators", {}).get("groups", []))
    for table in _tables(document):
        if _looks_like_plan(table):
            accounts.doubt(_LEFT_PLAN, place=_place_of(table), weight=weight)
        elif not has_indicators and _has_values_by_periods(table):
            accounts.doubt(_LEFT_VALUES, place=_place_of(table), weight=Weight.WHOLE)


def _has_activities(directions: list[dict]) -> bool:
    return any(each.get("activities") or _has_activities(each.get("directions", [])) for each in directions)


def _texts(document: dict) -> Iterator[str]:
    for each in (*document["programme"].get("sections", []), *document.get("annexes", [])):
        yield each.get("text", "")


def _tables(document: dict) -> Iterator[dict]:
    for each in (*document["programme"].get("sections", []), *document.get("annexes", [])):
        yield from each.get("tables", [])


def _place_of(table: dict) -> str:
    """Return the table's place in the source, which is that of any of its cells without row and column."""
    places = (place for _path, text in placed_strings(table["rows"]) for place in text.places)
    return next(places, "").rpartition(", строка ")[0]


def _columns(table: dict) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield for each column its headings and the words of its first cells below them."""
    head = table.get("header_rows", 0)
    for at in range(len(table["rows"][0])):
        cells = (row[at] for row in table["rows"][head:] if row[at].strip())
        yield " ".join(row[at] for row in table["rows"][:head]), list(islice(cells, _MOST_CELLS))


def _looks_like_plan(table: dict) -> bool:
    """Return whether a column has terms, or one is headed as activities are and another as those responsible."""
    columns = list(_columns(table))
    if any(len(cells) >= _FEWEST and share(cells, _is_term) > _MOSTLY for _title, cells in columns):
        return True
    titles = [title for title, cells in columns if cells]
    return any(map(_ACTIVITY.search, titles)) and any(plan_column(each) == ColumnKind.RESPONSIBLE for each in titles)


def _is_term(text: str) -> bool:
    """Return whether a text is a term, and neither a number («1.1.») nor a mere year, beside which values may stand."""
    if not _HAS_DAY_OR_WORD.search(text):
        return False
    period = period_heading(text)
    return reads_as_term(text) and not (period and "-" not in period.period.partition("-20")[0])


def _has_values_by_periods(table: dict) -> bool:
    """Return whether two or more columns are headed by periods and hold values, or rows are periods."""
    columns = [(title, cells) for title, cells in _columns(table) if cells]
    dated = [cells for title, cells in columns if period_heading(title)]
    if len(dated) > 1:
        return share((cell for cells in dated for cell in cells), reads_as_value) > _MOSTLY
    (_title, names), *others = columns or [("", [])]
    is_transposed = len(names) > 1 and share(names, lambda text: period_heading(text) is not None) > _MOSTLY
    return is_transposed and share((cell for _each, cells in others for cell in cells), reads_as_value) > _MOSTLY
