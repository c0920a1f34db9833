"""Passes on the names by which a department itself calls indicators; rooms above register to receive them."""

from collections.abc import Callable, Mapping

from indicators.catalogue.models import Indicator
from schools.directory.models import Municipality

_listeners: list[Callable] = []


def on_own_names(tell: Callable) -> None:
    """Register a function; it is called with `municipality`, `names` and `by`, in the caller's transaction."""
    _listeners.append(tell)


def names_told(municipality: Municipality, names: Mapping[str, Indicator], *, by) -> None:
    """Tell all registered functions that the department's own tables call those indicators by these names."""
    for tell in _listeners if names else ():
        tell(municipality=municipality, names=names, by=by)
