"""Types that check what a programme's document may say: words, periods, dates. Files and forms use the same ones."""

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


def _check_words(text: str) -> str:
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


def _check_period(text: str) -> str:
    if not is_period(text):
        raise PydanticCustomError(
            "period",
            "Период пишется годом («2026»), учебным годом («2026-2027») или частью года («I квартал 2026», а в файле "
            "обмена «2026-Q1»).",
        )
    return text


def is_part_of_year(label: str) -> bool:
    """Return whether the label is a quarter, a half-year or a month, which only version 2 of the format allows."""
    return bool(_PART_OF_YEAR.fullmatch(label))


def is_period(label: str) -> bool:
    return bool(_PERIOD.fullmatch(label))


def is_further_column(key: str) -> bool:
    """Return whether the key is of a column that the format has no name for: «column-1» to «column-99»."""
    return bool(_FURTHER.fullmatch(key))


def _check_further_column(text: str) -> str:
    if not is_further_column(text):
        raise PydanticCustomError("column", "Ключ столбца таблицы — из списка формата, период или «column-1» и далее.")
    return text


def _check_plan_column(text: str) -> str:
    return text if is_period(text) else _check_further_column(text)


def _check_money_column(text: str) -> str:
    if text not in {"", "total"} and not is_period(text):
        raise PydanticCustomError(
            "money-column", "Графа денег — период («2026»), «total» (всего за все годы) или пустая строка."
        )
    return text


def _check_date(text: str) -> str:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        datetime.date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("date", "Такой даты нет: дата пишется «ГГГГ-ММ-ДД», например «2026-09-01».") from None
    return text


def _check_act_word(text: str) -> str:
    if act_of(text) is None:
        known = ", ".join(f"«{act.label.upper()}»" for act in Act)
        raise PydanticCustomError(
            "act", "Вид акта «{act}» порталу не знаком: бывает {known}.", {"act": text, "known": known}
        )
    return _check_words(text)


Words = Annotated[str, AfterValidator(_check_words)]
Name = Annotated[str, Field(min_length=1), AfterValidator(_check_words)]
Year = Annotated[int, Field(ge=1900, le=2200)]
FurtherColumn = Annotated[str, AfterValidator(_check_further_column)]
PlanColumnKey = Annotated[str, AfterValidator(_check_plan_column)]
MoneyColumn = Annotated[str, AfterValidator(_check_money_column)]
PeriodLabel = Annotated[str, AfterValidator(_check_period)]
Date = Annotated[str, AfterValidator(_check_date)]
ActWord = Annotated[str, AfterValidator(_check_act_word)]
