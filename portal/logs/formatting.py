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

_SECRET_PARTS = ("code", "token")  # of an address: who has it gets in
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+")


class JsonLines(logging.Formatter):
    """An event as one line: when, how grave, who says so, what; and of a request its path, person's number, address.

    No personal data: neither query strings nor forms are told, secret parts of a path and e-mail addresses are left
    out, and of a fault its kind and place, since its words may hold what somebody typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        event = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        # Django tells of an answer when the request is over, and hands the request on.
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
    path = request.path
    for name, value in (request.resolver_match.kwargs if request.resolver_match else {}).items():
        if name in _SECRET_PARTS:
            path = path.replace(str(value), "…")
    return path


def person_number(request: HttpRequest) -> int | None:
    """Of the person whom the request has already been asked for: to tell of an event asks the database nothing."""
    person = getattr(request, "_cached_user", None)
    return person.pk if person else None


def _places(trace) -> list[str]:
    return [
        f"{_within_project(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-20:]
    ]


def _within_project(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(settings.BASE_DIR)) if path.is_relative_to(settings.BASE_DIR) else filename
