"""Judges from its cells what a column is, with the portal's own readers of terms and quantities."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable

from indicators.quantity import PlainText, read_quantity
from roadmap.term import DateSpan, TermSetting, read_term
from roadmap.term.doubts import rest_not_understood

_ANY_YEARS = TermSetting(DateSpan(datetime.date(2000, 1, 1), datetime.date(2049, 12, 31)))
_OPEN_TERM = re.compile(
    r"ежегодно|постоянно|весь период|в течени[ие]|по (?:плану|графику|мере|запросу|отдельн)|регулярно", re.I
)
_REPORTED = re.compile(
    r"\s*(?:не\s+)?(?:вы|ис)полнен|\s*(?:проведен|утвержден|издан|направлен|организован|размещен)[аоы]?\b", re.I
)
_BODY = re.compile(
    r"отдел|управлени|комитет|департамент|администраци|центр|имц|ммц|мку|мбу|мкоу|мбоу|маоу|кабинет|служб|"
    r"школ|сош|оош|гимнази|лице|директор|руководител|заместител|методист|специалист|начальник|педагог|учител|"
    r"куратор|координатор|тьютор|наставник|психолог|логопед|библиотекар|"
    r"рмо|шмо|рабочая группа|команда|\bоо\b|\bоу\b|организаци|учреждени|"
    r"[А-ЯЁ][а-яё]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.",
    re.I,
)
_PERSON = re.compile(r"[А-ЯЁ][а-яё]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.")  # in initials «Г.» doesn't stand for «год»
_SUM = re.compile(r"\d[\d\s\xa0]*(?:,\d+)?")
_LONGEST_TERM = 120
_LONGEST_MERE_TERM = 60
_NOT_ALL_READ = rest_not_understood("").partition("»")[2]
_MARKS = {*"хx+v*•✓✔☑☒√●■", "да", "++"}


def share(cells: Iterable[str], told: Callable[[str], bool]) -> float:
    """Return which share (0 to 1) of the non-empty cells the test is true for; 0 if all are empty."""
    written = [cell for cell in cells if cell.strip()]
    return sum(map(told, written)) / len(written) if written else 0.0


def reads_as_term(text: str) -> bool:
    if len(text) > _LONGEST_TERM or _PERSON.search(text):
        return False
    return bool(read_term(str(text), _ANY_YEARS).spans) or bool(_OPEN_TERM.search(text))


def is_mere_term(text: str) -> bool:
    """Return whether a short text says when something is done and nothing else: «До 15 сентября», «Весь период»."""
    if len(text) > _LONGEST_MERE_TERM or _PERSON.search(text):
        return False
    term = read_term(str(text), _ANY_YEARS)
    return bool(term.spans) and not any(each.endswith(_NOT_ALL_READ) for each in term.doubts)


def reads_as_responsible(text: str) -> bool:
    return len(text) < 300 and bool(_BODY.search(text))


def reads_as_value(text: str) -> bool:
    return len(text) < 60 and not isinstance(read_quantity(str(text)), PlainText)


def reads_as_sum(text: str) -> bool:
    """Return whether the text is a number without any words, and no date."""
    return bool(_SUM.fullmatch(text.strip()))


def reads_as_report(text: str) -> bool:
    return bool(_REPORTED.match(text))


def is_mark(text: str) -> bool:
    """Return whether the text is a mere mark, such as «х» or a tick."""
    return text.strip().casefold() in _MARKS
