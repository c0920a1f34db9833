"""The parts of a programme's text that are lists of rows: the passport, abbreviations, sections, annexes."""

from dataclasses import dataclass

from django.db import models

from roadmap.programmes.models import Abbreviation, Annex, PassportItem, Programme, Section


@dataclass(frozen=True)
class TextPart:
    """A part of the text, whose rows are records of `model` with these `fields` (name → label).

    `part` is the kind of section that marks its place in the document, None if its rows have places themselves.
    `usual` are the rows that an empty part begins with.
    """

    title: str
    row_title: str
    model: type[models.Model]
    fields: dict[str, str]
    part: Section.Part | None = None
    usual: tuple[dict[str, str], ...] = ()

    @property
    def has_tables(self) -> bool:
        return self.model in (Section, Annex)

    def rows_of(self, programme: Programme) -> list[dict]:
        """Return the rows in their order as plain values, with the ids of their records."""
        return list(self.model.objects.filter(programme=programme).values("id", *self.fields))


_USUAL_PASSPORT = (
    "Наименование программы", "Основание для разработки", "Заказчик", "Разработчик", "Исполнители", "Цель", "Задачи",
    "Сроки и этапы", "Ожидаемые результаты", "Контроль за исполнением",
)  # fmt: skip

PARTS = {
    "passport": TextPart(
        "Паспорт",
        "Строка",
        PassportItem,
        {"label": "Слева", "text": "Текст"},
        Section.Part.PASSPORT,
        tuple({"label": label} for label in _USUAL_PASSPORT),
    ),
    "abbreviations": TextPart(
        "Сокращения",
        "Сокращение",
        Abbreviation,
        {"short": "Сокращение", "long": "Полностью"},
        Section.Part.ABBREVIATIONS,
    ),
    "sections": TextPart("Разделы", "Раздел", Section, {"number": "Номер", "title": "Заголовок", "text": "Текст"}),
    "annexes": TextPart(
        "Приложения",
        "Приложение",
        Annex,
        {"annex": "Номер приложения", "caption": "Гриф, как в документе", "title": "Заголовок", "text": "Текст"},
    ),
}
