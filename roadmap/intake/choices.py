"""The choices, in Russian, from which a person corrects what tables, columns, rows and lines were read as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roadmap.recognition.joined_tables import ReadTable
from roadmap.recognition.kinds import LineKind, RowKind, TableKind
from roadmap.recognition.tables.schools import ListColumn
from roadmap.tables.money_table import TOTAL

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
    RowKind.SECTION: "направление, группа показателей или школа списка",
    RowKind.ITEM: "мероприятие, показатель или критерий",
    RowKind.EVENT: "контрольное событие мероприятия выше",
    RowKind.GOES_ON: "продолжение строки выше",
    RowKind.ASIDE: "не вносить",
}
_KEPT_ROWS = (RowKind.HEADING, RowKind.ASIDE)
ROW_KINDS = {
    TableKind.PLAN: tuple(RowKind),
    TableKind.INDICATORS: (RowKind.HEADING, RowKind.SECTION, RowKind.ITEM, RowKind.ASIDE),
    TableKind.CRITERIA: (RowKind.HEADING, RowKind.SECTION, RowKind.ITEM, RowKind.GOES_ON, RowKind.ASIDE),
    TableKind.PASSPORT: (RowKind.ASIDE,),
    TableKind.MONEY: _KEPT_ROWS,
    TableKind.GENERAL: _KEPT_ROWS,
}
"""The kinds of row that a table of each kind may have."""
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
    "number": "номер", "group": "группа показателей", "name": "показатель",
    "unit": "единица", "baseline": "исходное значение",
    "target": "целевое значение", "further": "другая графа",
}  # fmt: skip
LIST_COLUMNS = {
    ListColumn.NUMBER: "номер", ListColumn.SCHOOL: "школа", ListColumn.NAME: "критерий",
    ListColumn.CURRENT: "текущий результат", ListColumn.EXPECTED: "ожидаемый результат",
    ListColumn.CRITERION: "критерий, названный графой", ListColumn.ASIDE: "не вносить",
}  # fmt: skip
MONEY_COLUMNS = {"further": "другая графа", TOTAL: "всего за все годы"}
_REPEATABLE = {"further", ListColumn.CRITERION, ListColumn.ASIDE}
"""Keys that several columns of one table may share."""
_NAMES = {
    TableKind.PLAN: PLAN_COLUMNS, TableKind.INDICATORS: INDICATOR_COLUMNS, TableKind.MONEY: MONEY_COLUMNS,
}  # fmt: skip
_PERIOD = re.compile(r"20\d\d(?:-20\d\d|-Q[1-4]|-H[12]|-(?:0[1-9]|1[0-2]))?")
_COLUMN = re.compile(rf"(?:{_PERIOD.pattern})(?: plan| fact)?")
_PARTS = {"Q": "квартал", "H": "полугодие"}
KIND_ENDINGS = {"": "", " plan": ", план", " fact": ", факт"}


def is_column(key: str) -> bool:
    """Return whether a column of any table may have this key."""
    return any(key in names for names in (PLAN_COLUMNS, INDICATOR_COLUMNS, LIST_COLUMNS, MONEY_COLUMNS)) or bool(
        _COLUMN.fullmatch(key)
    )


@dataclass(frozen=True)
class ColumnChoice:
    """A column that may be corrected: its heading, its present key, and pairs of key and name to choose from."""

    number: int
    title: str
    key: str
    choices: tuple[tuple[str, str], ...]


def column_choices_of(read: ReadTable, years: Iterable[int]) -> tuple[ColumnChoice, ...]:
    """Return the columns of a table with headings of its own that may be corrected; none for a continued table.

    A column that was not understood is «другая графа», or «не понята» in a list of schools.
    """
    choices = () if read.goes_on else column_choices(read.kind, read.keys, years)
    known = {key for key, _name in choices}
    is_list = read.kind == TableKind.CRITERIA
    unknown = "" if is_list else "further"
    return tuple(
        ColumnChoice(
            at,
            title,
            key if key in known else unknown,
            choices if key or not is_list else (("", "не понята"), *choices),
        )
        for at, (title, key) in enumerate(zip(read.titles, read.keys, strict=False) if choices else ())
    )


def merge_chosen_columns(shown: Mapping[int, str], chosen: Mapping[int, str], kind: TableKind) -> dict[int, str]:
    """Return the keys by column after a person's choice, where no key but the repeatable ones occurs twice.

    A column that the person changed keeps its new key; another column that had that key gets the spare one.
    """
    new = {at for at, key in chosen.items() if shown.get(at) != key}
    taken = {chosen[at] for at in new} - _REPEATABLE
    spare = ListColumn.ASIDE if kind == TableKind.CRITERIA else "further"
    return {at: key if at in new or key not in taken else str(spare) for at, key in chosen.items()}


def column_choices(kind: TableKind, keys: Iterable[str], years: Iterable[int]) -> tuple[tuple[str, str], ...]:
    """Return pairs of key and name for a table's columns: the usual ones, then periods like those the table has.

    `keys` are the table's present keys; if they have quarters, for example, quarters of all `years` are offered.
    """
    if kind == TableKind.CRITERIA:
        return tuple((str(key), name) for key, name in LIST_COLUMNS.items())
    if kind not in _NAMES:
        return ()
    present = [key.partition(" ")[0] for key in keys if _COLUMN.fullmatch(key)]
    shapes = {_period_shape(period) for period in present} or {""}
    possible = [each for year in years for shape in sorted(shapes) for each in _periods_of(year, shape)]
    periods = dict.fromkeys([*present, *possible])
    ends = (" plan", " fact") if kind == TableKind.INDICATORS else ("",)
    return (
        *_NAMES[kind].items(),
        *((period + end, period_name(period) + KIND_ENDINGS[end]) for period in sorted(periods) for end in ends),
    )


def years_around(programme: dict) -> range:
    """Return the years from two before a programme until one after it; none if its period is unknown."""
    period = programme.get("period")
    return range(period["start"] - 2, period["end"] + 2) if period else range(0)


def period_name(period: str) -> str:
    """Name a period for people: «2026 год», «2026, 1 квартал», «2026–2027 учебный год», «04.2026»."""
    year, _, part = period.partition("-")
    if not part:
        return f"{year}\u00a0год"
    if part[0] in _PARTS:
        return f"{year}, {part[1]}\u00a0{_PARTS[part[0]]}"
    return f"{year}–{part}\u00a0учебный\u00a0год" if len(part) == 4 else f"{part}.{year}"


def _period_shape(period: str) -> str:
    """Return «Q» (quarter), «H» (half-year), «school», «month», or an empty string for a calendar year."""
    part = period.partition("-")[2]
    return part[0] if part[:1] in {"Q", "H"} else {4: "school", 2: "month"}.get(len(part), "")


def _periods_of(year: int, shape: str) -> list[str]:
    """Return the keys of all periods of this shape in a year."""
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
