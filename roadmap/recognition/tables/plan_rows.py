"""Recognises rows of a plan that are no activities: totals, who answers for a section, sentences between rows."""

from __future__ import annotations

import re

from roadmap.recognition.captions import NAME_OF_PERSON
from roadmap.recognition.placed import PlacedText
from roadmap.recognition.tables.lines import TableLine
from roadmap.recognition.tables.plan_columns import PlanColumns

_TOTALS = re.compile(r"\W*(?:всего|итого)\b", re.I)
_OF_TOTALS = re.compile(
    r"\W*(?:в\s+том\s+числе|в\s*т\.?\s*ч\b|из\s+них|(?:\w+\s+){0,2}бюджет|внебюджет|[ФОРКМ]Б\b)", re.I
)
_WHO_ANSWERS = re.compile(
    r"\W*(?:ответственн|куратор|исполнител|соисполнител|координатор|руководител)\w*(?:\s+[^\s:–—]+){0,5}\s*[:–—]\s*\S",
    re.I,
)
_SENTENCE_WITHIN = re.compile(r"[а-яё»)]{3}[.!?]\s+[А-ЯЁ]")
_ABOUT_SECTION = re.compile(
    r"\W*(?:цел[ьи]\b|целев|задач[аи]\s*:|ориентир|ожидаем|планируем|результат|срок|показател|индикатор|критери)[^:.]{0,60}:\s+\S",
    re.I,
)
_VERB = re.compile(
    r"\b\w{3,}(?:ется|ются|ится|ятся)\b|\b\w{2,}(?:ает|яет|еет|ует|ают|яют|еют|уют)\b|\b(?:может|могут|следует|должн[аоы]?|необходимо)\b",
    re.I,
)
_WHICH = re.compile(r"\bкотор|\bгде\b", re.I)
_FEWEST_GAPS = 5  # between the words of a sentence that has no full stop


def is_total(line: TableLine) -> bool:
    """Return whether a row is a total: it begins with «Итого», or a cell with such words reaches down to it."""
    if line.written and _TOTALS.match(line.written[0].shown):
        return True
    above = (cell for cell in line.cells if cell is not None and cell.row < line.number)
    return any(_TOTALS.match(cell.shown) for cell in above)


def goes_on_with_total(line: TableLine, columns: PlanColumns) -> bool:
    """Return whether a row below a total belongs to it: «в том числе», a budget, or no number and no name."""
    number_at, name_at = columns.at("number"), columns.at("name")
    number = line.text(number_at) if number_at is not None and number_at != name_at else ""
    name = line.text(name_at)
    return (not name and not number) or bool(_OF_TOTALS.match(name or number))


def own_cells(line: TableLine, columns: PlanColumns) -> dict[str, PlacedText]:
    """Return the texts of the further columns of a row that is no activity, by key."""
    written = {cell.column: line.text(cell.column) for cell in line.written}
    return {key: written[at] for at, key in enumerate(columns.keys) if key.startswith("column-") and at in written}


def is_over_names_only(line: TableLine, columns: PlanColumns) -> bool:
    """Return whether one cell covers the name and its neighbours, and only further columns (sums) are filled beside."""
    first, *others = line.written
    name_at = columns.at("name")
    is_over = first.columns > 1 and first.column <= name_at < first.column + first.columns
    return is_over and bool(others) and all(columns.keys[cell.column].startswith("column-") for cell in others)


def tells_who_answers(text: str) -> bool:
    """Tell whether a text names who answers for a section: «Ответственный: Магомедова П.Р.», «Кураторы – методисты»."""
    found = _WHO_ANSWERS.match(text)
    return bool(found) and len(text) < 300 and (NAME_OF_PERSON.search(text) is not None or ":" in text)


def tells_of_section(text: str) -> bool:
    """Return whether a text is about the section above: «Целевой ориентир: …», «Ожидаемый результат: …»."""
    return bool(_ABOUT_SECTION.match(text))


def reads_as_sentence(text: str) -> bool:
    """Return whether a text is a sentence about rows and hardly the title of a section."""
    words = text.strip()
    says = _VERB.search(words)
    is_told = words.endswith(".") and (_SENTENCE_WITHIN.search(words) or says)
    is_long = says and words.count(" ") >= _FEWEST_GAPS and not _WHICH.search(words[: says.start()])
    return words.endswith(":") or words[:1].islower() or bool(is_told or is_long)
