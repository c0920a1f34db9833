"""Finds out what each column of a department's own table is: by its heading, else by its cells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from schools.directory.kinds import kind_of
from schools.rosters.reading import Rows

NOTHING = "-"
# Excludes «Сайт школы» and «ИНН учреждения» from columns with a school's name.
_NOT_ITS_NAME = r"^(?!.*\b(сайт|инн|кпп|огрн|телефон|код|дата|класс|лицензи))"
_MOST_TITLE_ROWS = 15
_TOTAL = re.compile(r"^\s*(итого|всего)\b", re.I)
_SIGNATURE = re.compile(
    r"^\s*(?:(?:начальник|заведующ\w+|руководител\w+|председател\w+) (?:отдел|управлен|комитет)\w*|исп(?:олнитель|\.)|"
    r"согласовано|утвержд[аеё]\w+)\W*(?!.*\bшкол)",
    re.I,
)
_NUMBERS = re.compile(r"^[\d\s.]*$")
_PUPILS = r"^(?!.*(работник|педагог|сотрудник|учител)).*(учащ|обучающ|контингент|численност|учеников|детей|уч-ся)"
_EMAIL = re.compile(r"^[^\s@]+@[^\s@]+\.[^\s@]+$")
_EMAIL_AMONG = re.compile(r"[^\s@,;:<>()]+@[^\s@,;:<>()]+\.[^\s@,;:<>()]+")
# The name may follow a position: «директор Петрова Анна Ивановна».
_PERSON = re.compile(r"^(?:[а-яё. ]+\s)?[А-ЯЁ][а-яё-]+\s+[А-ЯЁ][\w.-]*(\s+|\.)\s*[А-ЯЁ]?[\w.-]*$")
_ADDRESS = re.compile(r"\bул\b|\bулица|\bпер\b|\bпросп|\bд\.\s*\d|\bг\.\s|\bс\.\s|\bпос\b|^\d{6}\b", re.I)
_ROLE = re.compile(r"^(муниципальный )?(координатор|специалист|директор|наблюдатель|администратор)( школы)?$", re.I)


@dataclass(frozen=True)
class RosterColumn:
    """A kind of column, with patterns of its heading and, for columns without such a heading, of its cells."""

    key: str
    label: str
    heading: re.Pattern
    content: re.Pattern | None = None
    is_told_by_content: bool = False
    """True if cells have to fit too, because the heading is ambiguous: «Направление» may be of change, or of work."""


@dataclass(frozen=True)
class RosterLayout:
    """The kinds of column that a list may have; if a heading fits two of them, the earlier one is meant."""

    columns: tuple[RosterColumn, ...]
    total: re.Pattern = _TOTAL
    """Matches the beginning of a row that sums up others."""
    each: frozenset[str] = frozenset()
    """Keys of columns that a row may have several times for several records: for a director and a deputy."""

    def labels(self) -> dict[str, str]:
        return {NOTHING: "не нужен", **{column.key: column.label for column in self.columns}}


@dataclass(frozen=True)
class PlacedRow:
    """A record's cells by their columns' keys, and the subheading that it stands under."""

    number: int
    facts: dict[str, str]
    under: str = ""
    outer: str = ""
    """The subheading above that subheading."""
    mark: str = ""
    """Names the record in its questions: the row's number, with «-1», «-2» for further records in a row."""


@dataclass(frozen=True)
class PlacedRoster:
    """A table whose columns are understood; `samples` has the first filled cell of each column."""

    headings: list[str]
    samples: list[str]
    keys: list[str]
    """The kind of each column, or `NOTHING`."""
    rows: list[PlacedRow]
    left: list[str]
    """Sentences for people about rows and columns that are left out."""


def email_in(text: str) -> str:
    """Return the only address among other words, as in «ivanova@les.example, 2-15-33», else the text unchanged."""
    found = _EMAIL_AMONG.findall(text[:_LONGEST_HEADING])
    return found[0].rstrip(".") if len(found) == 1 else text


def emails_meant_by(text: str) -> list[str]:
    """Return the addresses that an invalid one may mean: «a@les.example; b@les.example», «a@les,example»."""
    found = list(dict.fromkeys(each.rstrip(".").lower() for each in _EMAIL_AMONG.findall(text[:_LONGEST_HEADING])))
    mended = re.sub(r"(?<=@)\S+", lambda domain: domain[0].replace(",", "."), "".join(text.split()))
    return found or ([mended.lower()] if _EMAIL.match(mended) else [])


_POST = re.compile(
    r"^(?:(?:И\.\s?[Оо]\.|[а-яё.]+|Директор\w*|Заведующ\w+|Руководител\w+|Зам\w*\.?|Методист|Специалист|Начальник|"
    r"Ведущий|Главный|Старший)\s+)+(?=[А-ЯЁ][а-яё-]+\s+[А-ЯЁ])"
)
_LONGEST_PERSON, _LONGEST_HEADING = 300, 1_000
_BEHIND_NAME = re.compile(r"\s*\(.*\)\s*$|[\s,(]+(?:и\.?\s?о\.?|врио|исполняющ\w+ обязанности)[\s)]*$", re.I)


def person_in(text: str) -> tuple[str, str]:
    """Split a cell into the name and what stands before or after it.

    Examples: «и. о. директора Петрова А. И.», «ПЕТРОВА АННА ИВАНОВНА (врио)». Capitals become «Петрова Анна Ивановна».
    """
    if len(text) > _LONGEST_PERSON:
        return text, ""
    name = _POST.sub("", text)
    before, behind = text.removesuffix(name).strip(), ""
    if found := _BEHIND_NAME.search(name):
        name, behind = name[: found.start()], found[0].strip(" ,()")
    return name.title() if name.isupper() else name, before or behind


def roster_column(
    key: str, label: str, heading: str, content: re.Pattern | None = None, *, is_told_by_content: bool = False
) -> RosterColumn:
    return RosterColumn(key, label, re.compile(heading, re.I), content, is_told_by_content)


_MAIL = roster_column("email", "электронная почта", r"почт(?!ов)|e-?mail|мейл|\bэл\w*\.? адрес", _EMAIL)
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
        roster_column("name", "название", rf"{_NOT_ITS_NAME}.*(назван|наименован|школ|учрежден|организац|^о[оу]$)"),
    )
)
PEOPLE = RosterLayout(
    (
        _MAIL,
        roster_column("surname", "фамилия отдельно", r"^фамилия$"),
        roster_column("first_name", "имя отдельно", r"^имя$"),
        roster_column("patronymic", "отчество отдельно", r"^отчество$"),
        roster_column("role", "роль", r"роль|доступ|права", _ROLE),
        roster_column(
            "workplace", "школа и должность", r"^(?=.*(школ|учрежден|организац|место работы|\bо[оу]\b))(?=.*должност)"
        ),
        roster_column("position", "должность", r"должност"),
        roster_column(
            "school", "школа", rf"{_NOT_ITS_NAME}.*(школ|учрежден|организац|место работы|^о[оу]$|наименован)"
        ),
        roster_column(
            "full_name",
            "фамилия, имя, отчество",
            r"фио|ф\.\s*и\.\s*о|фамилия|сотрудник|работник|имя|человек",
            _PERSON,
        ),
    ),
    each=frozenset(("full_name", "email", "position", "role")),
)


def place_columns(rows: Rows, layout: RosterLayout, chosen: Mapping[int, str]) -> PlacedRoster:
    """Return the records below a table's titles and headings; `chosen` are kinds of columns that a person chose."""
    first, last = _find_heading_rows(rows, layout)
    width = len(rows[0]) if rows else 0
    headings = [_join_heading(rows, column, first, last) for column in range(width)]
    records, left = _split_records(rows, last, layout.total)
    keys = _find_kinds(headings, [row for _, row, _ in records], layout, chosen)
    samples = [next((row[column] for _, row, _ in records if row[column]), "") for column in range(width)]
    left += _report_doubled(headings, [row for _, row, _ in records], keys, layout)
    sets = _columns_of_records(keys, headings, layout)
    placed = [
        PlacedRow(number, facts, under, outer, f"{number}-{place}" if place else str(number))
        for number, row, (outer, under) in records
        for place, columns in enumerate(sets)
        if (facts := {key: row[column] for key, column in columns.items() if row[column]})
        and (place == 0 or layout.each & {key for key in facts if row[columns[key]].strip("-–— ")})
    ]
    return PlacedRoster(headings, samples, keys, placed, left)


def _columns_of_records(keys: list[str], headings: list[str], layout: RosterLayout) -> list[dict[str, int]]:
    """Return, for each record that a row holds (mostly one), its columns by their kinds."""
    places: dict[str, list[int]] = {}
    for column, key in enumerate(keys):
        if key != NOTHING:
            places.setdefault(key, []).append(column)
    shared = {key: columns[0] for key, columns in places.items() if key not in layout.each}
    count = max((len(columns) for key, columns in places.items() if key in layout.each), default=1)
    return [
        shared
        | {key: columns[number] for key, columns in places.items() if key in layout.each and number < len(columns)}
        for number in range(count)
    ]


def _report_doubled(headings: list[str], records: Rows, keys: list[str], layout: RosterLayout) -> list[str]:
    """Return sentences about columns left out because another column is already of the same kind."""
    sentences = []
    for column, heading in enumerate(headings):
        kind = _kind_of_heading(heading, layout) if heading and keys[column] == NOTHING else None
        if kind and kind in keys and any(row[column] for row in records):
            other = headings[keys.index(kind)] or "без заголовка"
            label = layout.labels()[kind]
            sentences.append(
                f"Столбец «{heading[:80]}» не взят: «{label}» — это «{other[:80]}». Если не так, исправьте выше."
            )
    return sentences


def _find_heading_rows(rows: Rows, layout: RosterLayout) -> tuple[int, int]:
    """Return the first row of the headings and the row after the last.

    That is the row with the most known headings, and rows that share merged cells with it; (0, 0) if there is none.
    """
    best, most = -1, 0
    for number, row in enumerate(rows[:_MOST_TITLE_ROWS]):
        if len({cell for cell in row if cell}) < 2 or any(_EMAIL.match(cell) for cell in row):
            continue
        # A school's name, with quotation marks or a number, would fit the heading «школа».
        fitting = {
            _kind_of_heading(cell, layout)
            for cell in row
            if cell and len(cell) < 80 and not re.search(r"[«»\"№]\s*\w", cell)
        }
        if len(fitting - {None}) > most:
            best, most = number, len(fitting - {None})
    if best < 0:
        return 0, 0
    first = best
    while first and _is_heading_above(rows, first):
        first -= 1
    after = best + 1
    while after < len(rows) and any(
        cell and cell == rows[best][column] and not cell.isdecimal() for column, cell in enumerate(rows[after])
    ):
        after += 1
    return first, after


def _is_heading_above(rows: Rows, row: int) -> bool:
    """Return whether cells of the row above reach down into this row, unless it is one title over the whole width."""
    above = rows[row - 1]
    words = {cell for cell in above if cell}
    return len(words) > 1 and any(cell and cell == rows[row][column] for column, cell in enumerate(above))


def _kind_of_heading(heading: str, layout: RosterLayout) -> str | None:
    heading = heading.strip()[:_LONGEST_HEADING]
    return next((column.key for column in layout.columns if column.heading.search(heading)), None)


def _join_heading(rows: Rows, column: int, first: int, last: int) -> str:
    return " ".join(dict.fromkeys(filter(None, (rows[number][column] for number in range(first, last)))))


def _split_records(rows: Rows, first: int, total: re.Pattern) -> tuple[list[tuple[int, list[str], tuple]], list[str]]:
    """Return the records with row numbers and the two subheadings above (the nearer one last), and what is left out."""
    records, left, under, is_last = [], [], ("", ""), False
    for number, row in enumerate(rows[first:], first + 1):
        words = [cell for cell in row if cell]
        if not words or all(_NUMBERS.match(cell) for cell in words):
            continue
        if any(total.match(cell) for cell in words[:2]):
            left.append(f"Строка {number} — итог: «{' '.join(words)[:80]}».")
        elif any(_SIGNATURE.match(cell) for cell in words[:2]) and not any("@" in cell for cell in words):
            left.append(f"Строка {number} — подпись, а не запись: «{' '.join(words)[:80]}».")
        elif len(row) > 2 and (title := _read_subheading(words)):
            under, is_last = (under[1] if is_last else "", title), True
            left.append(f"Строка {number} — подзаголовок: «{title[:80]}».")
        else:
            records.append((number, row, under))
            is_last = False
    return records, left


def _read_subheading(words: list[str]) -> str:
    """Return the row's text if it says one thing only and is no record, else an empty string.

    It may be numbered, and repeated where cells are merged.
    """
    told = [word for word in words if not _NUMBERS.match(word)]
    is_one = len(set(told)) == 1 and (len(told) == len(words) or len(told) > 1)
    return told[0] if is_one and not _is_record(told[0]) else ""


def _is_record(word: str) -> bool:
    return bool(kind_of(word) or _EMAIL.match(word))


def _find_kinds(headings: list[str], records: Rows, layout: RosterLayout, chosen: Mapping[int, str]) -> list[str]:
    """Return each column's kind: as a person chose, else by its heading, else by its cells; each kind occurs once.

    Kinds in `layout.each` may repeat if the table has columns for several people.
    """
    labels = layout.labels()
    keys = {column: key for column, key in chosen.items() if column < len(headings) and key in labels}
    named = {column: _kind_of_column(column, heading, records, layout) for column, heading in enumerate(headings)}
    # Two columns of names and two of addresses belong to two people.
    several = min((sum(kind == key for kind in named.values()) for key in ("full_name", "email")), default=0) > 1
    for column, kind in named.items():
        is_again = kind in keys.values() and not (several and kind in layout.each)
        if column not in keys and kind and not is_again:
            keys[column] = kind
    for kind in layout.columns:
        if kind.content and kind.key not in keys.values():
            fitting = [c for c in range(len(headings)) if c not in keys and _most_fit(records, c, kind.content)]
            keys.update(dict.fromkeys(fitting[:1], kind.key))
    name = "name" if "name" in labels else "school"
    if not {name, "short_name", "workplace"} & set(keys.values()):
        fitting = [c for c in range(len(headings)) if c not in keys and _most_are_schools(records, c)]
        keys.update(dict.fromkeys(fitting[:1], name))
    return [keys.get(column, NOTHING) for column in range(len(headings))]


def _kind_of_column(column: int, heading: str, records: Rows, layout: RosterLayout) -> str | None:
    """Return the kind that the heading means; for an ambiguous one some cell has to fit, unless all are empty."""
    return next((
        kind.key for kind in layout.columns
        if heading and kind.heading.search(heading.strip()[:_LONGEST_HEADING])
        and not (
            kind.is_told_by_content
            and _has_words(records, column)
            and not _any_fits(records, column, kind.content)
        )
    ), None)  # fmt: skip


def _has_words(records: Rows, column: int) -> bool:
    return any(row[column] for row in records)


def _any_fits(records: Rows, column: int, pattern: re.Pattern) -> bool:
    return any(pattern.search(row[column].strip()[:_LONGEST_HEADING]) for row in records)


def _most_fit(records: Rows, column: int, pattern: re.Pattern) -> bool:
    words = [row[column] for row in records if row[column]]
    return bool(words) and sum(bool(pattern.search(word.strip()[:_LONGEST_HEADING])) for word in words) * 2 > len(words)


def _most_are_schools(records: Rows, column: int) -> bool:
    words = [row[column] for row in records if row[column]]
    return bool(words) and sum(bool(kind_of(word)) for word in words) * 2 > len(words)
