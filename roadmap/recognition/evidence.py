"""What stands below a heading tells what the column is: the portal's own readers are asked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable

from indicators.quantity import PlainText, read_quantity
from roadmap.term import DateSpan, TermSetting, read_term

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
    r"куратор|координатор|рмо|шмо|рабочая группа|команда|\bоо\b|\bоу\b|организаци|учреждени|"
    r"[А-ЯЁ][а-яё]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.",
    re.I,
)
_LONGEST_TERM = 120
_MARKS = {"х", "x", "+", "v", "✓", "√", "*", "•", "да"}


def share(cells: Iterable[str], told: Callable[[str], bool]) -> float:
    """Of the written cells; 0 where nothing is written."""
    written = [cell for cell in cells if cell.strip()]
    return sum(map(told, written)) / len(written) if written else 0.0


def reads_as_term(text: str) -> bool:
    if len(text) > _LONGEST_TERM:
        return False
    return bool(read_term(str(text), _ANY_YEARS).spans) or bool(_OPEN_TERM.search(text))


def reads_as_responsible(text: str) -> bool:
    return len(text) < 300 and bool(_BODY.search(text))


def reads_as_value(text: str) -> bool:
    return len(text) < 60 and not isinstance(read_quantity(str(text)), PlainText)


def reads_as_report(text: str) -> bool:
    return bool(_REPORTED.match(text))


def is_mark(text: str) -> bool:
    """«х» or a tick, which says no more than «here»."""
    return text.strip().casefold() in _MARKS
