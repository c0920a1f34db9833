"""The register of what moves with a school that is joined to another; apps above enter theirs when they are ready."""

from collections.abc import Callable
from dataclasses import dataclass

from schools.directory.models import School


@dataclass(frozen=True)
class MergerConflict:
    """Something that differs in both schools: a person chooses whether `stays` stays or `comes` replaces it."""

    key: str
    about: str
    stays: str
    comes: str


def _nothing(absorbed: School, into: School) -> list:
    return []


@dataclass(frozen=True)
class SchoolMover:
    """Moves one sort of records.

    `move` is called with `absorbed`, `into`, `taken` (keys of conflicts in which the absorbed school's version was
    chosen) and `by`. `told` returns lines that say what will move, `conflicts` what a person has to choose.
    """

    move: Callable[..., None]
    told: Callable[[School, School], list[str]] = _nothing
    conflicts: Callable[[School, School], list[MergerConflict]] = _nothing


_movers: list[SchoolMover] = []


def moves_with_schools(mover: SchoolMover) -> None:
    _movers.append(mover)


def movers() -> tuple[SchoolMover, ...]:
    return tuple(_movers)
