"""Words one change of a revision as an order's annex does: «в графе „Срок“ слова „…“ заменить словами „…“»."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from portal.text.cases import Case, year_in_case
from roadmap.editions.comparing import PLACE, ComparedRow, RevisionChange, Wording


@dataclass(frozen=True)
class AmendmentItem:
    """One item of the annex. After its `words` and a colon comes either a new `text` or a new row as a `table`.

    With neither, the words are the whole sentence.
    """

    words: str
    text: str | None = None
    table: tuple[tuple[str, str], ...] = ()


# A longer text is restated as a whole («изложить в следующей редакции») rather than «слова … заменить словами …».
_LONGEST_REPLACED = 120
_COLUMNS = {
    "Срок": "в графе «Срок»",
    "Ответственные": "в графе «Ответственные»",
    "Ожидаемый результат": "в графе «Ожидаемый результат»",
    "Документ": "в графе «Документ»",
    "Номер": "номер",
    "Название": "название",
    "Заголовок": "заголовок",
}
_VALUES = {
    "База": "базовое значение",
    "Целевое значение": "целевое значение",
    "План": "плановое значение",
    "Факт": "фактическое значение",
}


def items_of(part: str, row: ComparedRow) -> list[AmendmentItem]:
    """Return the items for one changed row of a part («Показатели»): what was reworded, then where it was moved to."""
    written = replace(row, wordings=tuple(each for each in row.wordings if each.label != PLACE))
    moved = [each for each in row.wordings if each.label == PLACE]
    items = _WRITERS.get(part, _rows_of_text)(written) if written.changed or not moved else []
    return items + [AmendmentItem(f"{_name_moved(part, row)} поместить {each.new}") for each in moved]


def _name_moved(part: str, row: ComparedRow) -> str:
    """Name the row that is moved, in the accusative: «показатель „…“», «пункт 1.2»."""
    if part == "План мероприятий":
        is_direction = not any(each.label == "Срок" for each in row.wordings)
        return f"направление «{_direction_title(row)}»" if is_direction else _activity_names(row)[0]
    return f"{_MOVED.get(part, 'строку')} «{row.title}»"


def _title_and_years(row: ComparedRow) -> list[AmendmentItem]:
    words = {"Название": "наименование", "Годы": "сроки реализации"}
    return [
        AmendmentItem(f"{words.get(each.label, each.label)} изложить в следующей редакции", each.new)
        for each in row.changed
    ]


def _rows_of_text(row: ComparedRow) -> list[AmendmentItem]:
    """Word a change of a row that has a name and a text, as in the passport and the list of abbreviations."""
    name = f"строку «{row.title}»"
    if row.change == RevisionChange.STRUCK:
        return [AmendmentItem(f"{name} исключить")]
    text = row.wordings[0].new or ""
    if row.change == RevisionChange.ADDED:
        return [AmendmentItem(f"дополнить строкой «{row.title}» следующего содержания", text)]
    if names := [each for each in row.changed if each.label in ("Строка", "Сокращение")]:
        name = f"строку «{names[0].old or ''}»"
        if len(row.changed) == 1:
            return [AmendmentItem(f"{name} назвать «{names[0].new or ''}»")]
        name += f" назвать «{names[0].new or ''}» и"
    return [AmendmentItem(f"{name} изложить в следующей редакции", text)]


def _titled_texts(accusative: str, instrumental: str) -> Callable[[ComparedRow], list[AmendmentItem]]:
    """Make a writer for what has a heading and a text, named in two cases: «раздел», «разделом»."""

    def items(row: ComparedRow) -> list[AmendmentItem]:
        if row.change == RevisionChange.STRUCK:
            return [AmendmentItem(f"{accusative} «{row.title}» исключить")]
        text = next((each.new for each in row.wordings if each.label == "Текст"), None) or ""
        if row.change == RevisionChange.ADDED:
            return [AmendmentItem(f"дополнить {instrumental} «{row.title}» следующего содержания", text)]
        return [_replacement(f"{accusative} «{row.title}»:", each) for each in row.changed]

    return items


def _tables(row: ComparedRow) -> list[AmendmentItem]:
    """Word a change of a table's headings. Rows of a new table are not told here but by the part that has them."""
    table = {"Таблица показателей": ("таблицу показателей", "таблицей показателей", "таблице показателей")}.get(
        row.title, ("план мероприятий", "планом мероприятий", "плане мероприятий")
    )
    if row.change == RevisionChange.STRUCK:
        return [AmendmentItem(f"{table[0]} исключить")]
    if row.change == RevisionChange.ADDED:
        title = next((each.new for each in row.wordings if each.label == "Заголовок"), None)
        return [AmendmentItem(f"дополнить {table[1]}" + (f" «{_inner(title)}»" if title else ""))]
    return [_replacement(f"в {table[2]}", each) for each in row.changed]


def _lists(row: ComparedRow) -> list[AmendmentItem]:
    if row.change == RevisionChange.STRUCK:
        return [AmendmentItem(f"список «{row.title}» исключить")]
    return [AmendmentItem(f"дополнить списком «{row.title}»")]


def _indicators(row: ComparedRow) -> list[AmendmentItem]:
    if any(each.label == "Раздел таблицы" for each in row.wordings):
        return _group(row)
    if row.change == RevisionChange.STRUCK:
        return [AmendmentItem(f"показатель «{row.title}» исключить")]
    if row.change == RevisionChange.ADDED:
        return [AmendmentItem(f"дополнить показателем «{row.title}» следующего содержания", table=_whole(row))]
    return [_value(f"в показателе «{row.title}»", each) for each in row.changed]


def _group(row: ComparedRow) -> list[AmendmentItem]:
    if row.change == RevisionChange.CHANGED:
        return [_replacement("в таблице показателей", each) for each in row.changed]
    if row.change == RevisionChange.STRUCK:
        return [AmendmentItem(f"раздел таблицы «{row.title}» исключить")]
    return [AmendmentItem(f"дополнить разделом таблицы «{row.title}»")]


def _value(where: str, wording: Wording) -> AmendmentItem:
    """Word a change of one value: «плановое значение 2026 года „3,8“ заменить на „4,0“»."""
    kind, _, label = wording.label.partition(", ")
    if kind not in _VALUES:
        return _replacement(where, wording)
    place = _VALUES[kind] + (f" {year_in_case(label, Case.GENITIVE)}" if label else "")
    old, new = (_inner((text or "").strip()) for text in (wording.old, wording.new))
    if not new:
        return AmendmentItem(f"{where} {place} «{old}» исключить")
    return AmendmentItem(f"{where} {place} «{old}» заменить на «{new}»" if old else f"{where} указать {place} «{new}»")


def _roadmap(row: ComparedRow) -> list[AmendmentItem]:
    """Word a change of an activity, called by its number. With several changes its row is restated as a whole."""
    if not any(each.label in ("Срок", "Мероприятие") for each in row.wordings):
        return _direction(row)
    name, instrumental = _activity_names(row)
    if row.change == RevisionChange.STRUCK:
        return [AmendmentItem(f"{name} исключить")]
    if row.change == RevisionChange.ADDED:
        return [AmendmentItem(f"дополнить {instrumental} следующего содержания", table=_whole(row))]
    if len(row.changed) == 1 and row.changed[0].label in _COLUMNS and row.changed[0].label != "Номер":
        return [_replacement(f"в {_prepositional(row)}", row.changed[0])]
    return [AmendmentItem(f"{name} изложить в следующей редакции", table=_whole(row))]


def _direction(row: ComparedRow) -> list[AmendmentItem]:
    title = _direction_title(row)
    if row.change == RevisionChange.STRUCK:
        return [AmendmentItem(f"направление «{title}» исключить")]
    if row.change == RevisionChange.ADDED:
        return [AmendmentItem(f"дополнить направлением «{title}»")]
    return [_replacement(f"в направлении «{title}»", each) for each in row.changed]


def _direction_title(row: ComparedRow) -> str:
    return row.title.removeprefix("Направление ")


def _number(row: ComparedRow) -> str:
    """Return the activity's number in the text in force; a new activity's own number; empty where it has none."""
    number = next((each for each in row.wordings if each.label == "Номер"), None)
    return ((number and (number.old or number.new)) or "").rstrip(".")


def _activity_names(row: ComparedRow) -> tuple[str, str]:
    """Name the row in the accusative and the instrumental: «пункт 1.2», «пунктом 1.2»; if unnumbered, by its words."""
    if number := _number(row):
        return f"пункт {number}", f"пунктом {number}"
    return f"строку «{row.title}»", f"строкой «{row.title}»"


def _prepositional(row: ComparedRow) -> str:
    number = _number(row)
    return f"пункте {number}" if number else f"строке «{row.title}»"


def _replacement(where: str, wording: Wording) -> AmendmentItem:
    """Word a change of text: «слова „…“ заменить словами „…“», or restate it all where it was empty or is long."""
    place = _COLUMNS.get(wording.label, wording.label[0].lower() + wording.label[1:])
    old, new = (wording.old or "").strip(), (wording.new or "").strip()
    if old and not new:
        return AmendmentItem(f"{where} {place} слова «{_inner(old)}» исключить")
    if not old or len(old) > _LONGEST_REPLACED or len(new) > _LONGEST_REPLACED or "\n" in old + new:
        return AmendmentItem(f"{where} {place} изложить в следующей редакции", new)
    return AmendmentItem(f"{where} {place} слова «{_inner(old)}» заменить словами «{_inner(new)}»")


def _inner(text: str) -> str:
    return text.replace("«", "„").replace("»", "“")


def _whole(row: ComparedRow) -> tuple[tuple[str, str], ...]:
    return tuple((each.label, each.new) for each in row.wordings if each.new)


_MOVED = {
    "Порядок частей": "часть",
    "Показатели": "показатель",
    "Приложения": "приложение",
    "Списки школ": "список",
}
_WRITERS = {
    "Заголовки таблиц": _tables,
    "Списки школ": _lists,
    "Название и сроки": _title_and_years,
    "Разделы": _titled_texts("раздел", "разделом"),
    "Показатели": _indicators,
    "План мероприятий": _roadmap,
    "Приложения": _titled_texts("приложение", "приложением"),
}
