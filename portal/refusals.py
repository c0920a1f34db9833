"""Refusals that are told to the person who asked for something."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest


class Refusal(Exception):
    """Something is not done; the message is a Russian sentence that says why, or what to do instead."""


@contextmanager
def refusal_told(request: HttpRequest, done: str = "") -> Iterator[None]:
    """Run a step, and have the next page say why it was refused or, if it wasn't, that it is `done`.

    What follows a refusal follows the block: a view that goes elsewhere after the step returns from within.
    """
    try:
        yield
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)


@contextmanager
def refusal_on(form: BaseForm, field: str | None = None) -> Iterator[None]:
    """Run a step, and have the form say why it was refused, at the field; a view returns from within the block."""
    try:
        yield
    except Refusal as refusal:
        form.add_error(field, str(refusal))
