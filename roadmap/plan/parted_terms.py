"""Makes a term's words of separate cells: of the columns «Начало» and «Окончание», or of marks under periods."""

import re
from collections.abc import Iterator, Mapping

from portal.text.cases import Case, year_in_case

_MARKS = {"х", "x", "+", "v", "✓", "√", "*", "•", "да"}
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}\s*(?:г\.?)?")
_SAYS_WHEN = re.compile(r"\d|январ|феврал|март|апрел|\bма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр", re.I)
_THROUGHOUT = re.compile(
    r"\W*(?:в\s+течени[ие]|на\s+протяжении)\s+(?:всего\s+)?(?:(?:учебного|календарного)\s+)?(?:года|периода|срока)\W*",
    re.I,
)
_LASTS = re.compile(
    r"\W*(?:постоянно|весь\s+период|регулярно|систематически|еже(?:дневно|недельно|месячно)|"
    r"по\s+(?:\w+\s+)?(?:план|график|мер|запрос|заявк|необходимост|согласовани))",
    re.I,
)
_PARTS = {"M": 12, "Q": 4, "H": 2}
_YEAR = re.compile(r"(20\d\d)\s*(?:г\.?|год\w*)?")


def is_plain_mark(text: str | None) -> bool:
    """Return whether the text is a sign like «+» or «х», which says no more than that the period is meant."""
    return (text or "").strip().casefold() in _MARKS


def settled_term(
    own: str | None, start: str | None, end: str | None, marks: Mapping[str, str] | None
) -> dict[str, str | bool | None]:
    """Return the fields `term` and `term_is_made` of a place: its own words, else a term made of its other cells."""
    made = made_term(start, end, marks) if own is None else None
    return {"term": own if own is not None else made, "term_is_made": bool(made)}


def made_term(start: str | None, end: str | None, marks: Mapping[str, str] | None) -> str | None:
    """Make words of a term from its other cells; returns None where they are all empty.

    «с 01.02.2025 по 01.03.2028», «2025–2028 годы», «I квартал 2026 года, II квартал 2026 года».
    """
    start, end = (start or "").strip(), (end or "").strip()
    if start and end:
        return _write_span(start, end)
    if start or end:
        return start or (f"до {end}" if _DATE.fullmatch(end) else end)
    if marks:
        return ", ".join(dict.fromkeys(_write_run(labels, text) for labels, text in _group_runs(marks)))
    return None


def _group_runs(marks: Mapping[str, str]) -> Iterator[tuple[list[str], str]]:
    """Yield marked periods with their words.

    Periods that follow one another are yielded together where their words are the same and mean a lasting activity
    («постоянно», «в течение года»).
    """
    labels: list[str] = []
    words = ""
    for label, text in marks.items():
        goes_on = labels and text.strip() == words and _follow(labels[-1], label)
        if goes_on and (_THROUGHOUT.fullmatch(words) or _LASTS.match(words)):
            labels.append(label)
            continue
        if labels:
            yield labels, words
        labels, words = [label], text.strip()
    yield labels, words


def _follow(first: str, second: str) -> bool:
    """Return whether `second` is the month, quarter, half-year, year or school year right after `first`."""
    (kind, count), (other, following) = _count_period(first), _count_period(second)
    return kind == other and following == count + 1


def _count_period(label: str) -> tuple[str, int]:
    """Return the kind of a period and its running number among all periods of that kind: «2025-09» is a month."""
    year, _dash, rest = label.partition("-")
    if len(rest) == 4:
        return "school year", int(year)
    if not rest:
        return "year", int(year)
    kind = rest[0] if rest[0] in _PARTS else "M"
    return kind, int(year) * _PARTS[kind] + int(rest.lstrip("QH"))


def _write_run(labels: list[str], words: str) -> str:
    """Write a run of periods: «постоянно, сентябрь 2024 года – май 2025 года».

    Words like «в течение года» are left out, as they add nothing to the periods.
    """
    if len(labels) == 1:
        return _write_mark(labels[0], words)
    period = " – ".join(year_in_case(label, Case.NOMINATIVE) for label in (labels[0], labels[-1]))
    return period if _THROUGHOUT.fullmatch(words) else f"{words}, {period}"


def _write_span(start: str, end: str) -> str:
    first, last = _YEAR.fullmatch(start), _YEAR.fullmatch(end)
    if first and last:
        return f"{first[1]} год" if first[1] == last[1] else f"{first[1]}–{last[1]} годы"
    if _DATE.fullmatch(start) and _DATE.fullmatch(end):
        return f"с {start} по {end}"
    return start if start == end else f"{start} – {end}"


def _write_mark(label: str, text: str) -> str:
    """Write what is marked under one period: the period alone for a plain mark.

    Words in the cell are written with the period; a date in them gets the year of the period if it has none.
    """
    words, period = text.strip(), year_in_case(label, Case.NOMINATIVE)
    if is_plain_mark(words):
        return period
    if re.search(r"20\d\d", words):
        return words
    if not _SAYS_WHEN.search(words):
        return f"{words}, {period}"
    is_school_year = len(label) == len("2025-2026")
    return f"{words} {year_in_case(label, Case.GENITIVE) if is_school_year else f'{label[:4]} года'}"
