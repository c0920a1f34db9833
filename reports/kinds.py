"""Kinds of documents: what each is about and what can be asked of it; page numbers; fields of a letterhead."""

from dataclasses import dataclass

from django.db import models


class DocumentKind(models.TextChoices):
    ORDER = "order", "Приказ"
    AMENDMENTS = "amendments", "Изменения, которые вносятся"
    PASSPORT = "passport", "Паспорт программы"
    INDICATORS = "indicators", "Целевые показатели"
    ROADMAP = "roadmap", "План мероприятий («дорожная карта»)"
    EXECUTION = "execution", "Отчёт об исполнении плана мероприятий"
    EVALUATION = "evaluation", "Оценка эффективности программы"
    LOW_RESULT_SCHOOLS = "low-result-schools", "Список школ с низкими результатами"
    ANALYTICAL_NOTE = "analytical-note", "Аналитическая справка"
    SCHOOL_CARD = "school-card", "Паспорт школы"
    REGION_SUMMARY = "region-summary", "Свод по муниципалитетам"
    PROGRAMME = "programme", "Программа целиком"

    @property
    def traits(self) -> "Traits":
        return _TRAITS[self]


@dataclass(frozen=True)
class Traits:
    """`subject`: fields of a document of which exactly one says what it is about. `asks`: what else can be chosen.

    A document that names every school is only for those who may see all of them. The words of an approved programme
    are changed in the programme; a document's own words can be edited before it is issued. What has editions takes the
    place of the same document of the programme that this one amends.
    """

    file_name: str
    subject: tuple[str, ...] = ("programme",)
    asks: tuple[str, ...] = ()
    names_schools: bool = False
    has_own_words: bool = False
    has_editions: bool = True
    # Of the order that approves what it is about.
    is_annex: bool = False


_TRAITS = {
    DocumentKind.ORDER: Traits("Приказ", ("programme", "low_result_list"), has_own_words=True, has_editions=False),
    DocumentKind.AMENDMENTS: Traits(
        "Изменения", asks=("shows",), has_own_words=True, has_editions=False, is_annex=True
    ),
    DocumentKind.PASSPORT: Traits("Паспорт программы", is_annex=True),
    DocumentKind.INDICATORS: Traits("Целевые показатели", asks=("shows", "layout"), is_annex=True),
    DocumentKind.ROADMAP: Traits("План мероприятий", is_annex=True),
    DocumentKind.EXECUTION: Traits(
        "Отчёт об исполнении", asks=("school", "since_on", "until_on"), names_schools=True, has_own_words=True
    ),
    DocumentKind.EVALUATION: Traits("Оценка эффективности", asks=("period",), names_schools=True, has_own_words=True),
    DocumentKind.LOW_RESULT_SCHOOLS: Traits(
        "Список школ с низкими результатами", ("programme", "low_result_list"), names_schools=True, is_annex=True
    ),
    DocumentKind.ANALYTICAL_NOTE: Traits(
        "Аналитическая справка", ("low_result_list",), names_schools=True, has_own_words=True
    ),
    DocumentKind.SCHOOL_CARD: Traits(
        "Паспорт школы", ("school",), asks=("period",), names_schools=True, has_own_words=True
    ),
    DocumentKind.REGION_SUMMARY: Traits("Свод по муниципалитетам", ("region",), has_own_words=True),
    DocumentKind.PROGRAMME: Traits("Программа", names_schools=True, is_annex=True),
}


class PageNumbers(models.TextChoices):
    NUMBER = "number", "номер"
    NUMBER_OF_TOTAL = "number-of-total", "номер из числа страниц"


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
