"""What a programme's document may say: the words, periods and dates that its files and its forms let in alike."""

import datetime
import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from schools.orders.acts import Act, act_of

_TAG = re.compile(r"<(?!/?u>)[A-Za-z/!]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_PERIOD = re.compile(r"[0-9]{4}(-[0-9]{4}|-Q[1-4]|-H[12]|-(0[1-9]|1[0-2]))?")
_PART_OF_YEAR = re.compile(r"[0-9]{4}-(Q[1-4]|H[12]|[0-9]{2})")
_FURTHER = re.compile(r"column-[1-9][0-9]?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _words(text: str) -> str:
    if tag := _TAG.search(text):
        raise PydanticCustomError(
            "words",
            "Тег «{tag}…» не допускается: из разметки бывает только <u> и </u>.",
            {"tag": text[tag.start() : tag.start() + 12]},
        )
    if _UNSTORABLE.search(text):
        raise PydanticCustomError(
            "words", "В тексте есть знак, которого не бывает в документе (код 0 или обломок пары)."
        )
    return text


def _period(text: str) -> str:
    if not is_period(text):
        raise PydanticCustomError(
            "period", "Период пишется годом («2026»), учебным годом («2026-2027») или частью года («2026-Q1»)."
        )
    return text


def is_part_of_year(label: str) -> bool:
    """A quarter, a half-year or a month: version 2 of the format has them."""
    return bool(_PART_OF_YEAR.fullmatch(label))


def is_period(label: str) -> bool:
    return bool(_PERIOD.fullmatch(label))


def is_further_column(key: str) -> bool:
    """A column of the document that the format has no name for."""
    return bool(_FURTHER.fullmatch(key))


def _further_column(text: str) -> str:
    if not is_further_column(text):
        raise PydanticCustomError("column", "Ключ столбца таблицы — из списка формата, период или «column-1» и далее.")
    return text


def _plan_column(text: str) -> str:
    return text if is_period(text) else _further_column(text)


def _date(text: str) -> str:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        datetime.date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("date", "Такой даты нет: дата пишется «ГГГГ-ММ-ДД», например «2026-09-01».") from None
    return text


def _act_word(text: str) -> str:
    if act_of(text) is None:
        known = ", ".join(f"«{act.label.upper()}»" for act in Act)
        raise PydanticCustomError(
            "act", "Вид акта «{act}» порталу не знаком: бывает {known}.", {"act": text, "known": known}
        )
    return _words(text)


Words = Annotated[str, AfterValidator(_words)]
Name = Annotated[str, Field(min_length=1), AfterValidator(_words)]
Year = Annotated[int, Field(ge=1900, le=2200)]
FurtherColumn = Annotated[str, AfterValidator(_further_column)]
PlanColumnKey = Annotated[str, AfterValidator(_plan_column)]
PeriodLabel = Annotated[str, AfterValidator(_period)]
Date = Annotated[str, AfterValidator(_date)]
ActWord = Annotated[str, AfterValidator(_act_word)]
