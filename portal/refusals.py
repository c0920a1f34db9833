"""Refusals that are told to the person who asked for something."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest


class Refusal(Exception):
    """Something is not done; the message is a Russian sentence that says why, or what to do instead."""


@contextmanager
def refusal_told(request: HttpRequest, done: str) -> Iterator[None]:
    """Run a step, and have the next page say why it was refused or, if it wasn't, that it is `done`."""
    try:
        yield
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
