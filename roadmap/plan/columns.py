"""Names the columns of a plan's table: those of the interchange format, and the document's own."""

from portal.text.cases import Case, year_in_case
from roadmap.programmes.written import is_further_column, is_period

LABELS = {
    "number": "Номер",
    "name": "Мероприятие",
    "term": "Срок",
    "start": "Начало",
    "end": "Окончание",
    "responsible": "Ответственные",
    "result": "Ожидаемый результат",
    "document": "Подтверждающий документ",
    "report": "Отметка об исполнении",
}


def is_own(key: str) -> bool:
    """Return whether the column is the document's own: a period that is marked («2026-Q1»), or «column-1» and on.

    Removing such a column removes what is written in its cells.
    """
    return is_period(key) or is_further_column(key)


def label_of(key: str) -> str:
    return year_in_case(key, Case.NOMINATIVE) if is_period(key) else LABELS.get(key, "Другая графа")
