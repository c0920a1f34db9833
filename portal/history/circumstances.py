"""Tells through which page or command a change comes, and why, so that actions needn't pass that on."""

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
    """How a change comes about; `tool` is the URL name of the page, or the command."""

    through: Way
    tool: str
    request: HttpRequest | None = None

    @property
    def reason(self) -> str:
        """Return the form's field «reason», if the view has read the form already; it isn't read here."""
        return (getattr(self.request, "_post", None) or {}).get("reason", "").strip()


_current: ContextVar[Circumstances | None] = ContextVar("circumstances", default=None)


def circumstances() -> Circumstances:
    """Return the circumstances of the request or, without one, of the process: a command or the worker."""
    return _current.get() or _circumstances_of_process()


@functools.cache
def _circumstances_of_process() -> Circumstances:
    is_command = Path(sys.argv[0]).name == "manage.py" and len(sys.argv) > 1
    tool = sys.argv[1] if is_command else ""
    return Circumstances(Way.TASK if tool == "db_worker" else Way.COMMAND, tool)


def by_import(action: Callable) -> Callable:
    """Decorate an action that imports a file or a list, so that its changes are recorded as made by an import."""

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
