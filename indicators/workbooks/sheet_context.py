"""What stands over a table and says of all of it: its captions, its exam and its subject."""

import re
from collections.abc import Iterable
from itertools import pairwise

from indicators.workbooks.short_headings import subjects_in
from portal.spreadsheets.workbook_sheet import WorkbookSheet

HEADING_ROWS = 20  # headings are looked for in so many first rows
_EXAMS = {
    "ВПР": re.compile(r"\bВПР\b|(?i:всероссийск\w+ проверочн)"),
    "ОГЭ": re.compile(r"\bОГЭ\b|(?i:основн\w+ государственн\w+ экзамен)|\bГИА\W{0,3}9\b"),
    "ЕГЭ": re.compile(r"\bЕГЭ\b|(?i:един\w+ государственн\w+ экзамен)|\bГИА\W{0,3}11\b"),
}
_CLASS = re.compile(r"(?<!\d)(\d{1,2})[-–]?\w{0,2}\s*кл(?:асс\w*|\b)", re.I)
_IN_FULL = {
    "русск": "русский язык", "матем": "математика", "обществ": "обществознание", "физик": "физика", "хими": "химия",
    "биолог": "биология", "географ": "география", "истори": "история", "информат": "информатика",
    "английск": "английский язык", "немецк": "немецкий язык", "литерат": "литература",
}  # fmt: skip
_NUMBER = re.compile(r"(\d{1,3})(?:\.\d+)*\.?")
_MOST_LINES = 500  # numbers of lines are looked for among so many


def captions_of(sheet: WorkbookSheet) -> list[str]:
    """The texts above the table: those of rows with a single cell, before the first row with several."""
    captions = []
    for number, row in sorted(sheet.rows.items()):
        if number > HEADING_ROWS or len(row) > 1:
            break
        captions += row.values()
    return captions


def caption_rows(sheet: WorkbookSheet) -> set[int]:
    """The rows of captions that are no headings: in the first column, or over several columns."""
    wide = {top for left, top, right, _ in sheet.merged if right - left > 1}
    found = set()
    for number, row in sorted(sheet.rows.items()):
        if number > HEADING_ROWS or len(row) > 1:
            break
        if number in wide or 1 in row:
            found.add(number)
    return found


def exams_in(words: str) -> set[str]:
    return {exam for exam, pattern in _EXAMS.items() if pattern.search(words)}


def classes_in(words: str) -> set[str]:
    return set(_CLASS.findall(words))


def context_of(title: str, captions: Iterable[str]) -> str:
    """The exam, subject and class that the whole table is about: «ВПР, математика, 5 класс»; "" if it is of no exam."""
    words = " ".join([title.replace("_", " "), *captions])
    exams = exams_in(words)
    if len(exams) != 1:
        return ""
    (exam,) = exams
    subjects, classes = subjects_in(words), classes_in(words) if exam == "ВПР" else set()
    subject = _IN_FULL.get(next(iter(subjects)), next(iter(subjects))) if len(subjects) == 1 else ""
    return ", ".join(filter(None, [exam, subject, f"{classes.pop()} класс" if len(classes) == 1 else ""]))


def is_numbering(texts: Iterable[str]) -> bool:
    """Return whether a line only numbers the others: «1, 2, 3», perhaps under «№»."""
    lines = [text.strip() for _, text in zip(range(_MOST_LINES), texts, strict=False) if text.strip()]
    if lines and lines[0].startswith("№"):
        lines = lines[1:]
    numbers = [int(found[1]) for text in lines if (found := _NUMBER.fullmatch(text))]
    steps = [later - sooner for sooner, later in pairwise(numbers)]
    return len(numbers) == len(lines) > 2 and numbers[0] == 1 and set(steps) <= {0, 1} and 1 in steps
