"""Reads a protocol of an exam, as a region sends it: exam and subject stand above the table, a column is called «2»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.workbooks.known_names import KnownNames
from indicators.workbooks.sheet_context import classes_in, exams_in
from portal.spreadsheets.workbook_sheet import WorkbookSheet
from portal.text.keys import natural_key

READ_SO = "по заголовкам протокола"
_TOP_ROWS = 20
_TABLE_BEGINS = 4  # filled cells of a row; rows above it are captions
_SUM, _OFF, _MOST = 100, 1.5, 0.8  # shares of marks add up to 100 ± 1.5 in at least 80 % of rows
_COUNT = re.compile(r"^\W*(?:кол\w*|числ\w*|всего)\b\W*(?:во\b\W*)?(?:участник|человек сда|сдававш)\w*\W*$", re.I)
_TWO = re.compile(
    r"^[\W_]*(?:(?:доля|процент|кол\w*|получ\w*|участник\w*|отмет\w*|оцен\w*|на|с|во)\b[\W_]*)*2[\W_]*$", re.I
)
_MARK = re.compile(r"^\W*[2-5]\W*$")
_BELOW = re.compile(r"не\s+преодол|ниже\s+(?:минимальн|порог)|не\s+набра", re.I)
_IS_SHARE = re.compile(r"%|\bдол[яи]\b|процент", re.I)
_MEAN = re.compile(r"^\W*ср\w*\W+балл\w*\W*$", re.I)
_MEAN_MARK = re.compile(r"^\W*ср\w*\W+(?:отметк|оценк)\w*\W*$", re.I)


@dataclass(frozen=True)
class ExamProtocol:
    """What a sheet says of its exam; `of_class` and `sheet_subject` are "" unless the whole sheet is about one.

    `shares` are the columns headed by plain marks whose figures are shares.
    """

    exam: str
    of_class: str
    sheet_subject: str
    subjects: dict[str, str]  # by their keys
    shares: frozenset[int]
    catalogue: KnownNames

    def indicator(self, titles: Sequence[str], column: int) -> int | None:
        """The id of the indicator that the column's headings, from the top down, mean; None if there is none.

        A subject may stand above its measures, else it is the sheet's.
        """
        named = [self.subjects[key] for title in titles[:-1] if (key := natural_key(title)) in self.subjects]
        subject = named[-1] if named else self.sheet_subject
        if not (subject and titles):
            return None
        found = (
            self.catalogue.indicator_names.find_last([f"{each}: {subject}"]) for each in self._measures(titles, column)
        )
        return next(filter(None, found), None)

    def _measures(self, titles: Sequence[str], column: int) -> list[str]:
        """The headings of the catalogue that the column's own heading may mean, without the subject."""
        words = titles[-1]
        exam = f"{self.exam}, {self.of_class} класс" if self.of_class else self.exam
        is_share = bool(_IS_SHARE.search(words)) or column in self.shares
        if _COUNT.match(words):
            return [f"{exam}, число участников"]
        if is_share and self.exam == "ЕГЭ" and (_BELOW.search(words) or _TWO.match(words)):
            return [f"{exam}, доля участников ниже минимального балла"]
        if is_share and _TWO.match(words):
            return [f"{exam}, доля участников с отметкой «2»"]
        if _MEAN.match(words):
            return [f"Средний балл {exam}", f"{exam}, средний балл"]
        if _MEAN_MARK.match(words):
            return [f"Средняя отметка {exam}", f"{exam}, средняя отметка"]
        return []


def protocol_in(sheet: WorkbookSheet, catalogue: KnownNames) -> ExamProtocol | None:
    """The protocol in the sheet; None if the sheet names no exam, or several."""
    top = [text for row in _rows_above_table(sheet) for text in row.values()]
    words = " ".join([sheet.title.replace("_", " "), *top])
    exams = exams_in(words)
    if len(exams) != 1:
        return None
    (exam,) = exams
    known = {natural_key(each.name): each.name for each in catalogue.indicators.values() if exam in each.heading}
    classes = classes_in(words) if exam == "ВПР" else set()
    if len(classes) > 1:
        return None
    said = {known[key] for text in top if (key := natural_key(text.split(":")[-1])) in known}
    return ExamProtocol(
        exam, next(iter(classes), ""), said.pop() if len(said) == 1 else "", known, _columns_of_shares(sheet), catalogue
    )


def _rows_above_table(sheet: WorkbookSheet) -> list[dict[int, str]]:
    rows = []
    for number, row in sorted(sheet.rows.items()):
        if number > _TOP_ROWS or sum(bool(text.strip()) for text in row.values()) >= _TABLE_BEGINS:
            break
        rows.append(row)
    return rows


def _columns_of_shares(sheet: WorkbookSheet) -> frozenset[int]:
    """The columns headed by the plain marks «2» to «5», if their figures add up to 100 % and so are no counts."""
    for number, row in sorted(sheet.rows.items()):
        marks = [column for column, text in row.items() if _MARK.match(text)]
        if number > _TOP_ROWS or len(marks) != 4:
            continue
        below = [[_number(each.get(column, "")) for column in marks] for at, each in sheet.rows.items() if at > number]
        sums = [sum(figures) for figures in below if None not in figures]
        if sums and sum(abs(each - _SUM) <= _OFF for each in sums) >= _MOST * len(sums):
            return frozenset(marks)
    return frozenset()


def _number(text: str) -> float | None:
    try:
        return float(text.strip().rstrip("%").replace(",", "."))
    except ValueError:
        return None
