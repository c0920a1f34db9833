"""Lists of schools with criteria: a table for each school, or schools in rows."""

from __future__ import annotations

import re

from roadmap.recognition.accounts import Accounts
from roadmap.recognition.columns import period_heading
from roadmap.recognition.evidence import reads_as_value, share
from roadmap.recognition.placed import PlacedText
from roadmap.recognition.tables.lines import TableLines

_COLUMNS = {
    "number": re.compile(r"^\W*(?:№|п/п|n)", re.I),
    "school": re.compile(
        r"^\W*(?:(?:полное|краткое)\s+)?(?:наименование\s+|название\s+)?(?:муниципальн\w+\s+)?"
        r"(?:школ[аы]?|оо|оу|(?:обще)?образовательн\w+\s+(?:организаци\w*|учреждени\w*)|учреждени[ея]|организаци[ия])\W*$",
        re.I,
    ),
    "current": re.compile(r"текущ|факт|исходн|имеющ|достигнут|на начало|значени[ея] сейчас", re.I),
    "expected": re.compile(r"ожидаем|план|целев|прогноз|к достижени", re.I),
    "name": re.compile(r"критери|показател|наименовани|индикатор", re.I),
}
_NAMES_SCHOOL = re.compile(
    r"\b(?:М[БКА]?ОУ|ОУ|СОШ|ООШ|НОШ|ОШ|школ[аы]?|гимнази[яи]|лице[йя]|школа-интернат|кадетск\w+)\b", re.I
)
_SAYS_MORE = re.compile(r"критери|показател|\bшколы?\W+участни|список|перечень|результат", re.I)


def names_a_school(text: str) -> bool:
    """A heading that is a school's name, not words about schools."""
    return len(text) < 200 and bool(_NAMES_SCHOOL.search(text)) and not _SAYS_MORE.search(text)


def criteria_columns(lines: TableLines) -> list[str | None]:
    return [
        next((key for key, pattern in _COLUMNS.items() if pattern.search(column.title)), None)
        for column in lines.columns
    ]


def looks_like_criteria(lines: TableLines) -> bool:
    """What is and what is to be, of criteria; a table with years is one of indicators."""
    keys = criteria_columns(lines)
    has_periods = any(period_heading(title) for column in lines.columns for title in column.titles)
    return not has_periods and ({"name", "current", "expected"} <= set(keys) or _has_criteria_in_columns(lines, keys))


def _has_criteria_in_columns(lines: TableLines, keys: list[str | None]) -> bool:
    """Schools in rows, each further column a criterion whose values stand below it, or nothing but schools."""
    if keys.count("school") != 1 or set(keys) - {"number", "school", "current", "expected", None}:
        return False
    values = [at for at, key in enumerate(keys) if key not in {"number", "school"}]
    cells = [line.covering_text(at) for line in lines.body for at in values]
    return not values or share(cells, reads_as_value) > 0.6


def read_criteria(lines: TableLines) -> list[dict]:
    keys = criteria_columns(lines)
    rows = []
    for line in lines.body:
        if line.is_blank:
            continue
        row = {key: line.covering_text(column) for column, key in enumerate(keys) if key}
        rows.append({key: row[key] for key in ("number", "name", "current", "expected") if key in row})
    return rows


def read_schools_in_rows(lines: TableLines, accounts: Accounts) -> list[dict]:
    """Each school that the rows name, with its criteria; empty where no column is of schools."""
    keys = criteria_columns(lines)
    if "school" not in keys:
        return []
    school_at = keys.index("school")
    schools: list[dict] = []
    for line in lines.body:
        if line.is_blank:
            continue
        if name := line.text(school_at):
            schools.append({"school": name.with_text(" ".join(name.split())), "criteria": []})
            _use_number(lines, line, keys, accounts)
        if schools:
            schools[-1]["criteria"] += _criteria_of_row(lines, line, keys)
    return [each if each["criteria"] else {"school": each["school"]} for each in schools]


def _use_number(lines: TableLines, line, keys: list[str | None], accounts: Accounts) -> None:
    """A number before the school is its place in the list."""
    if "number" in keys and keys.index("number") < keys.index("school"):
        cell = line.cell(keys.index("number"))
        accounts.use("номер школы", *(cell.paragraphs if cell is not None else ()))


def _criteria_of_row(lines: TableLines, line, keys: list[str | None]) -> list[dict]:
    """One where a column names it; else one for each heading over the values."""
    if "name" in keys:
        own = {key: line.covering_text(at) for at, key in enumerate(keys) if key not in {None, "school"}}
        if keys.index("number") < keys.index("school") if "number" in keys else False:
            own.pop("number")
        return [{key: own[key] for key in ("number", "name", "current", "expected") if key in own}]
    found: dict[str, dict] = {}
    for at, key in enumerate(keys):
        if key in {"number", "school"}:
            continue
        column = lines.columns[at]
        name = column.upper_title if key and len(column.titles) > 1 else column.whole_title
        criterion = found.setdefault(str(name), {"name": PlacedText(name, name.places)})
        criterion[key or "current"] = line.covering_text(at)
    return list(found.values())
