"""Who is told when a municipality's schools or the names of its department change: apps above say so when ready."""

from collections.abc import Callable

from schools.directory.models import Municipality

_told: list[Callable] = []


def on_directory_change(tell: Callable) -> None:
    """Call this too, with `municipality` and `by`, in the transaction of the change."""
    _told.append(tell)


def directory_changed(municipality: Municipality, *, by) -> None:
    for tell in _told:
        tell(municipality=municipality, by=by)
