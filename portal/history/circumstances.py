"""Through what a change came, on whose behalf and why: by the request or the process; no action says it."""

import functools
import sys
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path

from django.http import HttpRequest

from portal.history.models import Way


@dataclass(frozen=True)
class Circumstances:
    """`tool` is the page by the name of its address, or the command."""

    through: Way
    tool: str
    request: HttpRequest | None = None

    @property
    def reason(self) -> str:
        """What the person wrote into a field of that name; a form that the view has not read is not read here."""
        return (getattr(self.request, "_post", None) or {}).get("reason", "").strip()


_current: ContextVar[Circumstances | None] = ContextVar("circumstances", default=None)


def circumstances() -> Circumstances:
    """Without a request, those of the process: a command, or the worker of long tasks."""
    return _current.get() or _of_process()


@functools.cache
def _of_process() -> Circumstances:
    is_command = Path(sys.argv[0]).name == "manage.py" and len(sys.argv) > 1
    tool = sys.argv[1] if is_command else ""
    return Circumstances(Way.TASK if tool == "db_worker" else Way.COMMAND, tool)


def by_import(action: Callable) -> Callable:
    """For an action that takes in a file or a list, wherever it is called from."""

    @functools.wraps(action)
    def taking_in(*args, **kwargs):
        token = _current.set(replace(circumstances(), through=Way.IMPORT))
        try:
            return action(*args, **kwargs)
        finally:
            _current.reset(token)

    return taking_in


class CircumstancesMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _current.set(Circumstances(Way.PAGE, "", request))
        try:
            return self.get_response(request)
        finally:
            _current.reset(token)

    def process_view(self, request, view_func, view_args, view_kwargs):
        match = request.resolver_match
        through = Way.ADMIN if match.app_name == "admin" else Way.PAGE
        _current.set(Circumstances(through, match.view_name[:100], request))
