"""The register of functions to call when a municipality's schools, names of its department or people change."""

from collections.abc import Callable

from schools.directory.models import Municipality

_listeners: list[Callable] = []


def on_directory_change(listener: Callable) -> None:
    """Register a function to be called with `municipality` and `by`, in the transaction of the change."""
    _listeners.append(listener)


def directory_changed(municipality: Municipality, *, by) -> None:
    for listener in _listeners:
        listener(municipality=municipality, by=by)
