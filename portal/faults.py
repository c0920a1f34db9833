"""The pages of server errors: no database (503), no space on the disk (507), or a fault of the portal (500)."""

import errno
import sys
from typing import NamedTuple

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_ROOM_IN_DATABASE = ("disk is full", "no space left")  # the words of SQLite and PostgreSQL


class Outage(NamedTuple):
    status: int
    heading: str
    paragraphs: tuple[str, ...]


OWN = Outage(
    500,
    "Что-то сломалось",
    (
        "Ошибка уже записана в журнал. Повторите действие; если не поможет, сообщите администратору портала, "
        "что вы делали.",
    ),
)
NO_DATABASE = Outage(
    503,
    "База данных не отвечает",
    (
        "Портал сейчас не может ничего ни показать, ни сохранить. То, что он принял раньше, цело.",
        "Вернитесь назад и повторите через минуту: набранное в форме останется. Если не поможет, сообщите "
        "администратору.",
    ),
)
FULL_DISK = Outage(
    507,
    "На сервере закончилось место",
    (
        "То, что вы отправили, не сохранено; сохранённое раньше цело.",
        "Сообщите администратору портала: место освобождает он. Потом вернитесь назад и отправьте ещё раз.",
    ),
)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a server error as Django's handler500, while the exception is being handled; it makes no queries."""
    outage = outage_of(sys.exc_info()[1])
    return HttpResponse(render_to_string("fault.html", {"outage": outage}), status=outage.status)


def outage_of(error: BaseException | None) -> Outage:
    if is_full_disk(error):
        return FULL_DISK
    return NO_DATABASE if is_without_database(error) else OWN


def is_without_database(error: BaseException | None) -> bool:
    """Return whether the database is gone, by the exception or what it follows from.

    psycopg2 raises a plain DatabaseError if the server ends in the middle of an answer.
    """
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError:
            return True
        error = error.__cause__
    return False


def is_full_disk(error: BaseException | None) -> bool:
    if isinstance(error, OperationalError):
        return any(words in str(error).lower() for words in _NO_ROOM_IN_DATABASE)
    return isinstance(error, OSError) and error.errno in _NO_ROOM
