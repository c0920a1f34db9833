"""The request that is being answered, for whoever tells of it without having been given it."""

from contextvars import ContextVar

from django.http import HttpRequest

_asking: ContextVar[HttpRequest | None] = ContextVar("asking", default=None)


class AskingMiddleware:
    """Stands first, so that everything that happens for a request is told as such."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _asking.set(request)
        try:
            return self.get_response(request)
        finally:
            _asking.reset(token)


def current_request() -> HttpRequest | None:
    """None in commands and in the background."""
    return _asking.get()
