"""Gives the request that is being answered to code that logs and wasn't passed it."""

from contextvars import ContextVar

from django.http import HttpRequest

_asking: ContextVar[HttpRequest | None] = ContextVar("asking", default=None)


class AskingMiddleware:
    """Remembers the request. It has to be the first middleware, so that everything logged is tied to its request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _asking.set(request)
        try:
            return self.get_response(request)
        finally:
            _asking.reset(token)


def current_request() -> HttpRequest | None:
    """Return the request that is being answered; None in commands and background tasks."""
    return _asking.get()
