"""Formats events of the log as lines of JSON without personal data."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from portal.accounts.locking import address_of
from portal.logs.asking import current_request

_SECRET_PARTS = ("code", "token")  # URL arguments that let whoever knows them in
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+")


class JsonLines(logging.Formatter):
    """Formats an event as a line of JSON: time, level, logger, message, and a request's path, person's id and address.

    There is no personal data in it: no query strings and forms; secret parts of paths and e-mail addresses are
    replaced; of an exception only its class and place are told, as its message may contain what somebody typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        event = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        # Django logs an answer when the request is over, and passes the request on in the record.
        request = getattr(record, "request", None) or current_request()
        if isinstance(request, HttpRequest):
            path = shown_path(request)
            event["message"] = event["message"].replace(request.path, path)
            event |= {"method": request.method, "path": path, "person": person_number(request)}
            event["address"] = address_of(request)
        event["message"] = _EMAIL.sub("…", event["message"])
        event |= {name: getattr(record, name) for name in ("status_code", "person") if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            event |= {"fault": record.exc_info[0].__name__, "where": _places(record.exc_info[2])}
        return json.dumps(event, ensure_ascii=False)


def shown_path(request: HttpRequest) -> str:
    """Return the request's path with its secret parts replaced."""
    path = request.path
    for name, value in (request.resolver_match.kwargs if request.resolver_match else {}).items():
        if name in _SECRET_PARTS:
            path = path.replace(str(value), "…")
    return path


def person_number(request: HttpRequest) -> int | None:
    """Return the id of the request's person if it is known already, since logging makes no queries."""
    person = getattr(request, "_cached_user", None)
    return person.pk if person else None


def _places(trace) -> list[str]:
    return [
        f"{_within_project(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-20:]
    ]


def _within_project(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(settings.BASE_DIR)) if path.is_relative_to(settings.BASE_DIR) else filename
