"""Adds doubts on what looks wrong in a whole document, whatever rule read it; changes nothing.

For example cells that don't fit their heading, skipped numbers, or periods outside the programme's years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from roadmap.recognition.accounts import Accounts, Weight
from roadmap.recognition.evidence import is_mark, reads_as_responsible, reads_as_term, reads_as_value, share
from roadmap.recognition.headings import lists_schools, tells_what_it_is
from roadmap.recognition.placed import PlacedText
from roadmap.recognition.tables.other import is_passport_label
from roadmap.recognition.tables.plan_tree import parted_number
from roadmap.recognition.tables.schools import stands_for_a_school
from roadmap.recognition.years import says_years

_SAID = {"term": "сроки", "start": "начало", "end": "окончание", "responsible": "ответственные"}
_READS = {
    "term": reads_as_term,
    "start": reads_as_term,
    "end": reads_as_term,
    "responsible": reads_as_responsible,
}
_FEWEST = 3
_LEAST = 0.4
"""The least share of a column's cells that must fit its meaning; low, because bodies have names that no rule knows."""
_ALL_PARTS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?:\d+\.)*\d+\.?\)?|\d+\)")
_SECTION = re.compile(
    r"\W*(?:раздел|блок|направление|задача|модуль|этап)\s+(?:№\s*)?(?:\d+|[IVX]+)\b|[IVX]+\.\s+[А-ЯЁ]", re.I
)
_LONGEST_TITLE = 500
_HAS_WORD = re.compile(r"[А-Яа-яЁё]{4}")
_MONEY = re.compile(r"руб|финанс|средств|стоимост|объ[её]м|всего|итого", re.I)
_YEAR = re.compile(r"20\d\d")
_MOST_LISTED = 5


def tell_suspicions(document: dict, accounts: Accounts) -> None:
    """Add doubts on a document of the interchange format to its accounts."""
    programme = document["programme"]
    _check_title(programme.get("title", ""), accounts)
    _check_passport(programme.get("passport", []), accounts)
    years = programme.get("period") or {}
    _check_years(programme.get("passport", []), years, accounts)
    _check_indicators(programme.get("indicators", {}), years, accounts)
    _check_lists(document.get("annexes", []), accounts)
    roadmap = programme.get("roadmap", {})
    directions = roadmap.get("directions", [])
    _check_columns(roadmap.get("columns", []), list(_activities(directions)), accounts)
    for direction in _all_directions(directions):
        activities = direction.get("activities", [])
        if not activities and not direction.get("directions") and not accounts.tells_of(direction.get("title", "")):
            accounts.doubt("В этом направлении нет ни одного мероприятия: направление ли это?", direction["title"])
        _check_numbers(activities, accounts)
        for activity in activities:
            _check_activity(activity, {each["key"] for each in roadmap["columns"]}, years, accounts)


def _check_lists(annexes: list[dict], accounts: Accounts) -> None:
    """Add a doubt if a list of schools was kept as a table, from which no schools are read."""
    for annex in annexes:
        if annex.get("tables") and lists_schools(annex.get("title", "")):
            accounts.doubt("Похоже на список школ, а оставлено таблицей: школы из неё не взяты.", annex["title"],
                           weight=Weight.MEANING)  # fmt: skip


def _all_directions(directions: list[dict]) -> Iterator[dict]:
    for direction in directions:
        yield direction
        yield from _all_directions(direction.get("directions", []))


def _activities(directions: list[dict]) -> Iterator[dict]:
    for direction in _all_directions(directions):
        yield from direction.get("activities", [])


def _check_title(title: str, accounts: Accounts) -> None:
    if title and (len(title) > _LONGEST_TITLE or not tells_what_it_is(title)):
        accounts.doubt("Не похоже на название программы или плана: то ли это?", title, weight=Weight.MEANING)


def _check_passport(passport: list[dict], accounts: Accounts) -> None:
    """Add doubts on labels that passports usually don't have, and on labels without text."""
    for row in passport:
        label, text = row["label"], row["text"]
        if not is_passport_label(label) and len(text) > len(label):
            accounts.doubt("Такой строки в паспортах обычно нет: строка паспорта ли это?", label)
        elif label and not text:
            accounts.doubt("У строки паспорта нет текста: на месте ли он?", label)


def _check_years(passport: list[dict], years: dict, accounts: Accounts) -> None:
    """Add a doubt if the passport's row of terms has other years than those taken for the programme."""
    row = next((each for each in passport if says_years(each["label"]) and _YEAR.search(each["text"])), None)
    if row is None or not years:
        return
    said = sorted(map(int, _YEAR.findall(row["text"])))
    if (said[0], said[-1]) != (years["start"], years["end"]):
        reason = f"Здесь годы {said[0]}–{said[-1]}, а годами программы взяты {years['start']}–{years['end']}."
        accounts.doubt(reason, row["text"], weight=Weight.MEANING)


def _check_indicators(table: dict, years: dict, accounts: Accounts) -> None:
    """Add doubts on names, values and periods of indicators that don't look like what they should be."""
    rows = [row for group in table.get("groups", []) for row in group["rows"]]
    for group in table.get("groups", []):
        if stands_for_a_school(title := group.get("title", "")):
            accounts.doubt("Группа показателей названа школой: не показатели ли это школы, а не программы?", title,
                           weight=Weight.MEANING)  # fmt: skip
    for row in rows:
        for value in row.get("values", {}).values():
            for text in value.values():
                if re.search(r"[А-Яа-яЁё]{3}", text) and not reads_as_value(text):
                    accounts.doubt("Стоит среди значений показателя, но не читается как значение.", text,
                                   weight=Weight.MEANING)  # fmt: skip
        if reads_as_value(name := row.get("name", "")) and not _HAS_WORD.search(name):
            accounts.doubt("Вместо названия показателя стоит значение.", name, weight=Weight.MEANING)
    for column in table.get("columns", []):
        cells = [row.get("cells", {}).get(column["key"], "") for row in rows]
        if share(cells, reads_as_value) > 0.5 and not _MONEY.search(column["title"]):
            accounts.doubt("В графе стоят значения, а за какой они период, не понято.", column["title"],
                           weight=Weight.MEANING)  # fmt: skip
    is_known = "start" in years and "end" in years
    planned = {period for row in rows for period, kinds in row.get("values", {}).items() if "plan" in kinds}
    outside = [each for each in table.get("periods", []) if is_known and _is_outside(each, years, before=1)]
    if outside := [each for each in outside if each in planned or each > str(years["end"])]:
        told = ", ".join(outside[:_MOST_LISTED])
        accounts.doubt(f"Периоды показателей вне лет программы ({years['start']}–{years['end']}): {told}.",
                       weight=Weight.MEANING)  # fmt: skip


def _is_outside(period: str, years: dict, *, before: int) -> bool:
    """Return whether a period lies outside the programme's years, with `before` more years allowed before the first."""
    found = [int(year) for year in _YEAR.findall(period)]
    return bool(found) and (found[-1] < years["start"] - before or found[0] > years["end"])


def _check_columns(columns: list[dict], activities: list[dict], accounts: Accounts) -> None:
    """Add doubts on columns whose cells don't fit what the column was taken for, and on a plan without any of terms."""
    keys = {column["key"] for column in columns}
    if activities and not keys & {"term", "start", "end", "report"} and not any(key[:2] == "20" for key in keys):
        accounts.doubt("В плане нет ни одной графы сроков: когда что делается, не понято.", activities[0]["name"],
                       weight=Weight.MEANING)  # fmt: skip
    for column in columns:
        key, title = column["key"], column["title"]
        if key in _READS:
            rows = [stage for each in activities for stage in (each, *each.get("stages", [])) if key in stage]
            cells = [each[key] for each in rows if each[key].strip(" -–—")]
            if len(cells) >= _FEWEST and share(cells, _READS[key]) < _LEAST:
                accounts.doubt(f"Графа понята как «{_SAID[key]}», а большинство ячеек на это не похоже.", title,
                               weight=Weight.MEANING)  # fmt: skip
        elif key.startswith("column-"):
            cells = [each.get("cells", {}).get(key, "") for each in activities]
            if share(cells, is_mark) > 0.5:
                accounts.doubt("В графе стоят отметки, а какой это период, не понято.", title, weight=Weight.MEANING)


def _check_numbers(activities: list[dict], accounts: Accounts) -> None:
    """Add doubts on numbers of activities that skip, repeat or are missing: rows may be lost or joined."""
    before: tuple[PlacedText, tuple[int, ...]] | None = None
    for activity in activities:
        number = activity.get("number")
        if number is None:
            number, _name = parted_number(activity["name"])
        if number is None:
            continue
        if not _NUMBER.fullmatch(number.strip()):
            if before and not number.strip():
                accounts.doubt("Мероприятие без номера среди пронумерованных: не часть ли оно предыдущего?",
                               activity["name"])  # fmt: skip
            elif number.strip():
                accounts.doubt("Вместо номера мероприятия стоит другое.", number)
            continue
        parts = tuple(map(int, _ALL_PARTS.findall(number)))
        if before and parts[:-1] == before[1][:-1]:
            if parts == before[1]:
                accounts.doubt("Номер мероприятия повторён.", number)
            elif parts[-1] != before[1][-1] + 1 and parts[-1] != 1:
                accounts.doubt(f"После номера «{before[0]}» стоит «{number}»: все ли мероприятия прочитаны?", number)
        before = number, parts


def _check_activity(activity: dict, keys: set[str], years: dict, accounts: Accounts) -> None:
    """Add doubts on an activity without name, term or responsible, or with marks outside the programme's years."""
    name = activity["name"]
    rows = [activity, *activity.get("stages", [])]
    can_say_when = bool(keys & {"term", "start", "end"}) or any(key[:2] == "20" for key in keys)
    has_term = any(row.get(key, "").strip() for row in rows for key in ("term", "start", "end"))
    has_term = has_term or any(row.get("marks") for row in rows)
    has_responsible = any(row.get("responsible", "").strip() for row in rows)
    if reads_as_value(name) and not _HAS_WORD.search(name):
        accounts.doubt("Вместо названия мероприятия стоит значение.", name, weight=Weight.MEANING)
    if _SECTION.match(name) and not (has_term and has_responsible):
        accounts.doubt("Похоже на заголовок раздела плана, а понято как мероприятие.", name, weight=Weight.MEANING)
    elif not name.strip():
        accounts.doubt("Мероприятие без названия.", activity.get("number", ""), weight=Weight.MEANING)
    elif can_say_when and "responsible" in keys and not has_term and not has_responsible:
        accounts.doubt("Ни срока, ни ответственного: мероприятие ли это?", name, weight=Weight.MEANING)
    marks = [each for row in rows for each in row.get("marks", {})]
    if "start" in years and any(_is_outside(each, years, before=0) for each in marks):
        accounts.doubt("Отметки стоят вне лет программы.", name, weight=Weight.MEANING)
