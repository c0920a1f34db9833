import datetime
import re
from typing import NamedTuple


class Span(NamedTuple):
    start: datetime.date
    end: datetime.date


class Term(NamedTuple):
    spans: tuple = ()
    is_open: bool = True
    doubts: tuple = ()


M = ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]


def read_term(text, start, end, year=None):
    found = []
    ys = [int(y) for y in re.findall(r"\b20\d\d", text)] or list(range(start.year, end.year + 1))
    for i, m in enumerate(M, 1):
        if re.search(rf"\b{m}", text.lower()):
            for y in ys:
                nxt = datetime.date(y + i // 12, i % 12 + 1, 1)
                found.append(Span(datetime.date(y, i, 1), nxt - datetime.timedelta(1)))
    return Term(tuple(sorted(found)), not found)


def read_year(text):
    return None


def write_span(span):
    return f"{span.start:%d.%m.%Y}–{span.end:%d.%m.%Y}"
