"""What moves with a school that is joined to another: rooms above say so when the apps are ready."""

from collections.abc import Callable
from dataclasses import dataclass

from schools.directory.models import School


@dataclass(frozen=True)
class MergerConflict:
    """Both schools have it, and differently: somebody says whether what stays is to be as in the joined school."""

    key: str
    about: str
    stays: str
    comes: str


def _nothing(absorbed: School, into: School) -> list:
    return []


@dataclass(frozen=True)
class SchoolMover:
    """`move` is called with `absorbed`, `into`, `taken` (keys of conflicts won by the joined school) and `by`."""

    move: Callable[..., None]
    told: Callable[[School, School], list[str]] = _nothing
    conflicts: Callable[[School, School], list[MergerConflict]] = _nothing


_movers: list[SchoolMover] = []


def moves_with_schools(mover: SchoolMover) -> None:
    _movers.append(mover)


def movers() -> tuple[SchoolMover, ...]:
    return tuple(_movers)
