"""Kinds of documents that a programme can be printed as."""

from django.db import models


class DocumentKind(models.TextChoices):
    ORDER = "order", "Приказ"
    PASSPORT = "passport", "Паспорт программы"
    INDICATORS = "indicators", "Целевые показатели"
    ROADMAP = "roadmap", "План мероприятий («дорожная карта»)"
    EXECUTION = "execution", "Отчёт об исполнении плана мероприятий"
    LOW_RESULT_SCHOOLS = "low-result-schools", "Список школ с низкими результатами"
    PROGRAMME = "programme", "Программа целиком"

    @property
    def file_name(self) -> str:
        return _FILE_NAMES[self]

    @property
    def names_schools(self) -> bool:
        """Such a document tells of every school: only for those who may see all of them."""
        return self in (self.EXECUTION, self.LOW_RESULT_SCHOOLS, self.PROGRAMME)


class PageNumbers(models.TextChoices):
    NUMBER = "number", "номер"
    NUMBER_OF_TOTAL = "number-of-total", "номер из числа страниц"


_FILE_NAMES = {
    DocumentKind.ORDER: "Приказ",
    DocumentKind.PASSPORT: "Паспорт программы",
    DocumentKind.INDICATORS: "Целевые показатели",
    DocumentKind.ROADMAP: "План мероприятий",
    DocumentKind.EXECUTION: "Отчёт об исполнении",
    DocumentKind.LOW_RESULT_SCHOOLS: "Список школ с низкими результатами",
    DocumentKind.PROGRAMME: "Программа",
}
