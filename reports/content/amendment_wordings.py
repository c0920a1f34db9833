"""One change of a revision in the words that an order's annex has for it."""

from collections.abc import Callable
from dataclasses import dataclass

from roadmap.queries.comparing import Change, Row, Wording


@dataclass(frozen=True)
class Item:
    """`words` up to the colon; after it a `text` in quotation marks, or a row as a table; neither: a full sentence."""

    words: str
    text: str | None = None
    table: tuple[tuple[str, str], ...] = ()


# More letters than that are written anew, not «слова … заменить словами …».
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


def items_of(part: str, row: Row) -> list[Item]:
    return _WRITERS.get(part, _rows_of_text)(row)


def _head(row: Row) -> list[Item]:
    words = {"Название": "наименование", "Годы": "сроки реализации"}
    return [
        Item(f"{words.get(each.label, each.label)} изложить в следующей редакции", each.new) for each in row.changed
    ]


def _rows_of_text(row: Row) -> list[Item]:
    """Rows of the passport, abbreviations."""
    name = f"строку «{row.title}»"
    if row.change == Change.STRUCK:
        return [Item(f"{name} исключить")]
    text = row.wordings[0].new or ""
    if row.change == Change.ADDED:
        return [Item(f"дополнить строкой «{row.title}» следующего содержания", text)]
    return [Item(f"{name} изложить в следующей редакции", text)]


def _named(accusative: str, instrumental: str) -> Callable[[Row], list[Item]]:
    """Sections and annexes: with a heading and a text."""

    def items(row: Row) -> list[Item]:
        if row.change == Change.STRUCK:
            return [Item(f"{accusative} «{row.title}» исключить")]
        text = next((each.new for each in row.wordings if each.label == "Текст"), None) or ""
        if row.change == Change.ADDED:
            return [Item(f"дополнить {instrumental} «{row.title}» следующего содержания", text)]
        return [_replacement(f"{accusative} «{row.title}»:", each) for each in row.changed]

    return items


def _indicators(row: Row) -> list[Item]:
    if row.change == Change.STRUCK:
        return [Item(f"показатель «{row.title}» исключить")]
    if row.change == Change.ADDED:
        return [Item(f"дополнить показателем «{row.title}» следующего содержания", table=_whole(row))]
    return [_value(f"в показателе «{row.title}»", each) for each in row.changed]


def _value(where: str, wording: Wording) -> Item:
    """«плановое значение на 2026 год „3,8“ заменить на „4,0“»."""
    kind, _, label = wording.label.partition(", ")
    if kind not in _VALUES:
        return _replacement(where, wording)
    place = _VALUES[kind] + (f" {label} года" if len(label) == 4 else f" {label} учебного года" if label else "")
    old, new = (_inner((text or "").strip()) for text in (wording.old, wording.new))
    if not new:
        return Item(f"{where} {place} «{old}» исключить")
    return Item(f"{where} {place} «{old}» заменить на «{new}»" if old else f"{where} указать {place} «{new}»")


def _roadmap(row: Row) -> list[Item]:
    """An activity by its number, as orders call it; with several changes its row is written anew."""
    if not any(each.label in ("Срок", "Мероприятие") for each in row.wordings):
        return _direction(row)
    name, instrumental = _activity_names(row)
    if row.change == Change.STRUCK:
        return [Item(f"{name} исключить")]
    if row.change == Change.ADDED:
        return [Item(f"дополнить {instrumental} следующего содержания", table=_whole(row))]
    if len(row.changed) == 1 and row.changed[0].label in _COLUMNS and row.changed[0].label != "Номер":
        return [_replacement(f"в {_prepositional(row)}", row.changed[0])]
    return [Item(f"{name} изложить в следующей редакции", table=_whole(row))]


def _direction(row: Row) -> list[Item]:
    title = row.title.removeprefix("Направление ")
    if row.change == Change.STRUCK:
        return [Item(f"направление «{title}» исключить")]
    if row.change == Change.ADDED:
        return [Item(f"дополнить направлением «{title}»")]
    return [_replacement(f"в направлении «{title}»", each) for each in row.changed]


def _number(row: Row) -> str:
    """The number by which the text in force calls it, or, of a new one, its own."""
    number = next((each for each in row.wordings if each.label == "Номер"), None)
    return ((number and (number.old or number.new)) or "").rstrip(".")


def _activity_names(row: Row) -> tuple[str, str]:
    """«пункт 1.2» and «пунктом 1.2»; a stage and what has no number by their words."""
    if number := _number(row):
        return f"пункт {number}", f"пунктом {number}"
    return f"строку «{row.title}»", f"строкой «{row.title}»"


def _prepositional(row: Row) -> str:
    number = _number(row)
    return f"пункте {number}" if number else f"строке «{row.title}»"


def _replacement(where: str, wording: Wording) -> Item:
    """«слова „…“ заменить словами „…“», or the whole place anew where it was empty or is long."""
    place = _COLUMNS.get(wording.label, wording.label[0].lower() + wording.label[1:])
    old, new = (wording.old or "").strip(), (wording.new or "").strip()
    if old and not new:
        return Item(f"{where} {place} слова «{_inner(old)}» исключить")
    if not old or len(old) > _LONGEST_REPLACED or len(new) > _LONGEST_REPLACED or "\n" in old + new:
        return Item(f"{where} {place} изложить в следующей редакции", new)
    return Item(f"{where} {place} слова «{_inner(old)}» заменить словами «{_inner(new)}»")


def _inner(text: str) -> str:
    return text.replace("«", "„").replace("»", "“")


def _whole(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple((each.label, each.new) for each in row.wordings if each.new)


_WRITERS = {
    "Название и сроки": _head,
    "Разделы": _named("раздел", "разделом"),
    "Показатели": _indicators,
    "План мероприятий": _roadmap,
    "Приложения": _named("приложение", "приложением"),
}
