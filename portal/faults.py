"""What a person is told when the portal can't go on: no database, no room on the disk, or a fault of its own."""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_ROOM_IN_DATABASE = ("disk is full", "no space left")  # as SQLite and PostgreSQL say it


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500, called while the fault is handled; it asks no database."""
    fault = sys.exc_info()[1]
    name, status = ("500.html", 500)
    if is_full_disk(fault):
        name, status = ("507.html", 507)
    elif isinstance(fault, OperationalError | InterfaceError):
        name, status = ("503.html", 503)
    return HttpResponse(render_to_string(name), status=status)


def is_full_disk(fault: BaseException | None) -> bool:
    if isinstance(fault, OperationalError):
        return any(words in str(fault).lower() for words in _NO_ROOM_IN_DATABASE)
    return isinstance(fault, OSError) and fault.errno in _NO_ROOM
