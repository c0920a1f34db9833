"""Which column of somebody's own table is what: by its heading, else by what stands in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from schools.directory.kinds import kind_of
from schools.rosters.reading import Rows

NOTHING = "-"
# «Сайт школы», «ИНН учреждения»
_NOT_ITS_NAME = r"^(?!.*\b(сайт|инн|кпп|огрн|телефон|код|дата|класс|лицензи))"
_MOST_TITLE_ROWS = 15
_TOTAL = re.compile(r"^\s*(итого|всего)\b", re.I)
_NUMBERS = re.compile(r"^[\d\s.]*$")
_PUPILS = r"^(?!.*(работник|педагог|сотрудник|учител)).*(учащ|обучающ|контингент|численност|учеников|детей)"
_EMAIL = re.compile(r"^[^\s@]+@[^\s@]+\.[^\s@]+$")
_PERSON = re.compile(r"^[А-ЯЁ][а-яё-]+\s+[А-ЯЁ][\w.-]*(\s+|\.)\s*[А-ЯЁ]?[\w.-]*$")
_ADDRESS = re.compile(r"\bул\b|\bулица|\bпер\b|\bпросп|\bд\.\s*\d|\bг\.\s|\bс\.\s|\bпос\b|^\d{6}\b", re.I)
_ROLE = re.compile(r"^(муниципальный )?(координатор|специалист|директор|наблюдатель|администратор)( школы)?$", re.I)


@dataclass(frozen=True)
class RosterColumn:
    """What a column may be: its heading, and what its cells look like where the heading says nothing."""

    key: str
    label: str
    heading: re.Pattern
    content: re.Pattern | None = None


@dataclass(frozen=True)
class RosterLayout:
    """Kinds of columns; of two that fit a heading the earlier one is meant."""

    columns: tuple[RosterColumn, ...]

    def labels(self) -> dict[str, str]:
        return {NOTHING: "не нужен", **{column.key: column.label for column in self.columns}}


@dataclass(frozen=True)
class PlacedRow:
    """A record's cells by their kinds, and the subheading that it stands under."""

    number: int
    facts: dict[str, str]
    under: str = ""


@dataclass(frozen=True)
class PlacedRoster:
    headings: list[str]
    samples: list[str]
    keys: list[str]
    """What each column was taken for."""
    rows: list[PlacedRow]
    left: list[str]
    """Sentences about rows that are no records."""


def roster_column(key: str, label: str, heading: str, content: re.Pattern | None = None) -> RosterColumn:
    return RosterColumn(key, label, re.compile(heading, re.I), content)


_MAIL = roster_column("email", "электронная почта", r"почт(?!ов)|e-?mail|мейл", _EMAIL)
SCHOOLS = RosterLayout(
    (
        _MAIL,
        roster_column("director_name", "директор", r"директор|руководител|фио", _PERSON),
        roster_column("address", "адрес", r"адрес|местонахожд|место нахожд", _ADDRESS),
        roster_column(
            "pupils",
            "учащихся",
            _PUPILS,
        ),
        roster_column("short_name", "сокращённое название", rf"{_NOT_ITS_NAME}.*(сокращ|кратк)"),
        roster_column("full_name", "полное название", r"полное|по уставу|юридич"),
        roster_column("kind", "вид", r"^(вид|тип|уровень|категория)\b"),
        roster_column("name", "название", rf"{_NOT_ITS_NAME}.*(назван|наименован|школ|учрежден|организац|^оо$)"),
    )
)
PEOPLE = RosterLayout(
    (
        _MAIL,
        roster_column("surname", "фамилия отдельно", r"^фамилия$"),
        roster_column("first_name", "имя отдельно", r"^имя$"),
        roster_column("patronymic", "отчество отдельно", r"^отчество$"),
        roster_column("role", "роль", r"роль|доступ|права", _ROLE),
        roster_column("position", "должность", r"должност"),
        roster_column("school", "школа", rf"{_NOT_ITS_NAME}.*(школ|учрежден|организац|место работы|^оо$|наименован)"),
        roster_column(
            "full_name", "фамилия, имя, отчество", r"фио|ф\.\s*и\.\s*о|фамилия|сотрудник|работник|имя|человек", _PERSON
        ),
    )
)


def place_columns(rows: Rows, layout: RosterLayout, chosen: Mapping[int, str]) -> PlacedRoster:
    """The records of a table below its titles and headings; `chosen` are columns that a person named."""
    first, last = _heading_rows(rows, layout)
    width = len(rows[0]) if rows else 0
    headings = [_heading(rows, column, first, last) for column in range(width)]
    records, left = _records(rows, last)
    keys = _keys(headings, [row for _, row, _ in records], layout, chosen)
    samples = [next((row[column] for _, row, _ in records if row[column]), "") for column in range(width)]
    placed = [
        PlacedRow(
            number, {key: row[column] for column, key in enumerate(keys) if key != NOTHING and row[column]}, under
        )
        for number, row, under in records
    ]
    return PlacedRoster(headings, samples, keys, placed, left)


def _heading_rows(rows: Rows, layout: RosterLayout) -> tuple[int, int]:
    """From and before: the row that most headings are in, with those that its merged cells reach into."""
    best, most = -1, 0
    for number, row in enumerate(rows[:_MOST_TITLE_ROWS]):
        if len({cell for cell in row if cell}) < 2 or any(_EMAIL.match(cell) for cell in row):
            continue
        # A school's own name fits the heading «школа»; a heading is no name.
        fitting = {
            _named(cell, layout) for cell in row if cell and len(cell) < 80 and not re.search(r"[«»\"№]\s*\w", cell)
        }
        if len(fitting - {None}) > most:
            best, most = number, len(fitting - {None})
    if best < 0:
        return 0, 0
    after = best + 1
    while after < len(rows) and any(
        cell and cell == rows[best][column] and not cell.isdecimal() for column, cell in enumerate(rows[after])
    ):
        after += 1
    return best, after


def _named(heading: str, layout: RosterLayout) -> str | None:
    return next((column.key for column in layout.columns if column.heading.search(heading.strip())), None)


def _heading(rows: Rows, column: int, first: int, last: int) -> str:
    return " ".join(dict.fromkeys(filter(None, (rows[number][column] for number in range(first, last)))))


def _records(rows: Rows, first: int) -> tuple[list[tuple[int, list[str], str]], list[str]]:
    records, left, under = [], [], ""
    for number, row in enumerate(rows[first:], first + 1):
        words = [cell for cell in row if cell]
        if not words or all(_NUMBERS.match(cell) for cell in words):
            continue
        if any(_TOTAL.match(cell) for cell in words[:2]):
            left.append(f"Строка {number} — итог: «{' '.join(words)[:80]}».")
        elif len(row) > 2 and len(set(words)) == 1 and not _is_record(words[0]):
            under = words[0]
            left.append(f"Строка {number} — подзаголовок: «{under[:80]}».")
        else:
            records.append((number, row, under))
    return records, left


def _is_record(word: str) -> bool:
    return bool(kind_of(word) or _EMAIL.match(word))


def _keys(headings: list[str], records: Rows, layout: RosterLayout, chosen: Mapping[int, str]) -> list[str]:
    """Each kind of column once; what a person chose stands, then headings, then contents."""
    labels = layout.labels()
    keys = {column: key for column, key in chosen.items() if column < len(headings) and key in labels}
    for column, heading in enumerate(headings):
        named = _named(heading, layout) if heading else None
        if column not in keys and named and named not in keys.values():
            keys[column] = named
    for kind in layout.columns:
        if kind.content and kind.key not in keys.values():
            fitting = [c for c in range(len(headings)) if c not in keys and _mostly(records, c, kind.content)]
            keys.update(dict.fromkeys(fitting[:1], kind.key))
    name = "name" if "name" in labels else "school"
    if not {name, "short_name"} & set(keys.values()):
        fitting = [c for c in range(len(headings)) if c not in keys and _mostly_schools(records, c)]
        keys.update(dict.fromkeys(fitting[:1], name))
    return [keys.get(column, NOTHING) for column in range(len(headings))]


def _mostly(records: Rows, column: int, pattern: re.Pattern) -> bool:
    words = [row[column] for row in records if row[column]]
    return bool(words) and sum(bool(pattern.search(word.strip())) for word in words) * 2 > len(words)


def _mostly_schools(records: Rows, column: int) -> bool:
    words = [row[column] for row in records if row[column]]
    return bool(words) and sum(bool(kind_of(word)) for word in words) * 2 > len(words)
