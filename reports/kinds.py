"""Kinds of documents that a programme can be printed as, and the fields of a letterhead."""

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


_FILE_NAMES = {
    DocumentKind.ORDER: "Приказ",
    DocumentKind.PASSPORT: "Паспорт программы",
    DocumentKind.INDICATORS: "Целевые показатели",
    DocumentKind.ROADMAP: "План мероприятий",
    DocumentKind.EXECUTION: "Отчёт об исполнении",
    DocumentKind.LOW_RESULT_SCHOOLS: "Список школ с низкими результатами",
    DocumentKind.PROGRAMME: "Программа",
}


class LetterheadField(models.TextChoices):
    """What a letterhead names between double braces, and what takes its place."""

    TEXT = "текст", "Преамбула и пункты приказа. Стоит отдельным абзацем; без этого поля текст станет в конец бланка."
    ISSUER = "орган", "Кто издал приказ."
    DATE = "дата", "Дата приказа словами: «20 января 2026 г.». Пока её нет, остаётся место, чтобы вписать."
    NUMBER = "номер", "Номер приказа без знака «№». Пока его нет, остаётся место, чтобы вписать."
    PLACE = "место", "Место издания."
    TITLE = "заголовок", "Заголовок приказа: «Об утверждении …»."
    POSITION = "должность", "Должность того, кто подписал."
    NAME = "подпись", "Инициалы и фамилия того, кто подписал."
