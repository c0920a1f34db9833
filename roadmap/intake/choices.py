"""What tables, columns, rows and lines may be, in words for whoever corrects the reading."""

from __future__ import annotations

import re
from collections.abc import Iterable

from roadmap.recognition.kinds import LineKind, RowKind, TableKind

KIND_NAMES = {
    TableKind.PASSPORT: "паспорт",
    TableKind.PLAN: "план мероприятий",
    TableKind.INDICATORS: "показатели",
    TableKind.CRITERIA: "критерии школ",
    TableKind.MONEY: "финансирование",
    TableKind.CAPTION: "подпись приложения",
    TableKind.LAYOUT: "подпись или реквизиты",
    TableKind.GENERAL: "таблица в тексте",
}
ROW_NAMES = {
    RowKind.HEADING: "заголовок таблицы",
    RowKind.SECTION: "направление или группа показателей",
    RowKind.ITEM: "мероприятие или показатель",
    RowKind.EVENT: "контрольное событие мероприятия выше",
    RowKind.GOES_ON: "продолжение мероприятия выше",
    RowKind.ASIDE: "не вносить",
}
LINE_NAMES = {
    LineKind.TITLE: "название программы",
    LineKind.HEADING: "заголовок раздела",
    LineKind.TEXT: "текст раздела",
    LineKind.PASSPORT: "заголовок паспорта, ниже его строки",
    LineKind.ABBREVIATIONS: "заголовок сокращений, ниже их список",
    LineKind.ASIDE: "не вносить",
}
PLAN_COLUMNS = {
    "number": "номер", "direction": "направление", "name": "мероприятие", "term": "срок", "start": "начало",
    "end": "окончание", "responsible": "ответственные", "result": "результат", "document": "документ",
    "report": "отчёт", "further": "другая графа",
}  # fmt: skip
INDICATOR_COLUMNS = {
    "number": "номер", "name": "показатель", "unit": "единица", "baseline": "исходное значение",
    "target": "целевое значение", "further": "другая графа",
}  # fmt: skip
_PERIOD = re.compile(r"20\d\d(?:-20\d\d|-Q[1-4]|-H[12]|-(?:0[1-9]|1[0-2]))?")
_COLUMN = re.compile(rf"(?:{_PERIOD.pattern})(?: plan| fact)?")
_PARTS = {"Q": "квартал", "H": "полугодие"}
_KINDS = {"": "", " plan": ", план", " fact": ", факт"}


def is_column(key: str) -> bool:
    """Whether a column may be that."""
    return key in PLAN_COLUMNS or key in INDICATOR_COLUMNS or bool(_COLUMN.fullmatch(key))


def column_choices(kind: TableKind, keys: Iterable[str], years: Iterable[int]) -> tuple[tuple[str, str], ...]:
    """Of a plan and of indicators: what columns are called, then periods like those that the table has."""
    if kind not in {TableKind.PLAN, TableKind.INDICATORS}:
        return ()
    told = [key.partition(" ")[0] for key in keys if _COLUMN.fullmatch(key)]
    shapes = {_shape(period) for period in told} or {""}
    periods = list(
        dict.fromkeys(told + [each for year in years for shape in sorted(shapes) for each in _of(year, shape)])
    )
    names = PLAN_COLUMNS if kind == TableKind.PLAN else INDICATOR_COLUMNS
    ends = ("",) if kind == TableKind.PLAN else (" plan", " fact")
    return (
        *names.items(),
        *((period + end, period_name(period) + _KINDS[end]) for period in sorted(periods) for end in ends),
    )


def years_around(programme: dict) -> range:
    """From two years before a programme until one year after it."""
    period = programme.get("period")
    return range(period["start"] - 2, period["end"] + 2) if period else range(0)


def period_name(period: str) -> str:
    year, _, part = period.partition("-")
    if not part:
        return f"{year}\u00a0год"
    if part[0] in _PARTS:
        return f"{year}, {part[1]}\u00a0{_PARTS[part[0]]}"
    return f"{year}/{part[2:]} уч. год" if len(part) == 4 else f"{part}.{year}"


def _shape(period: str) -> str:
    part = period.partition("-")[2]
    return part[0] if part[:1] in {"Q", "H"} else {4: "school", 2: "month"}.get(len(part), "")


def _of(year: int, shape: str) -> list[str]:
    match shape:
        case "Q":
            return [f"{year}-Q{number}" for number in range(1, 5)]
        case "H":
            return [f"{year}-H1", f"{year}-H2"]
        case "month":
            return [f"{year}-{number:02d}" for number in range(1, 13)]
        case "school":
            return [f"{year}-{year + 1}"]
    return [str(year)]
