"""Who is told what a department itself calls an indicator: rooms above say so when ready."""

from collections.abc import Callable, Mapping

from indicators.catalogue.models import Indicator
from schools.directory.models import Municipality

_told: list[Callable] = []


def on_own_names(tell: Callable) -> None:
    """Call this with `municipality`, `names` and `by`, in the transaction that takes the names in."""
    _told.append(tell)


def names_told(municipality: Municipality, names: Mapping[str, Indicator], *, by) -> None:
    """The department's own tables name those indicators so."""
    for tell in _told if names else ():
        tell(municipality=municipality, names=names, by=by)
