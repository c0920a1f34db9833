"""Tells which values a user can't change now, and why; rooms above register what closes values (`indicators.apps`)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from indicators.values.address import CellAddress
from indicators.values.permissions import READ_ONLY, can_enter

# Takes ids of schools; returns the values that are closed to the schools themselves, each with the reason.
ClosedToSchools = Callable[[set[int]], Mapping[CellAddress, str]]

_closed_to_schools: list[ClosedToSchools] = []


def closes_values(closed: ClosedToSchools) -> None:
    """Register a function that is asked whenever somebody who isn't of the department is about to write values."""
    _closed_to_schools.append(closed)


@dataclass(frozen=True)
class Locks:
    """Reasons against writing: for whole schools by id (None: the municipality), and for single facts by address.

    What closes a fact closes its plan, base and target too.
    """

    schools: dict[int | None, str] = field(default_factory=dict)
    values: dict[CellAddress, str] = field(default_factory=dict)

    def why(self, cell: CellAddress) -> str:
        """Why the value can't be changed now, in Russian; "" if it can."""
        if why := self.schools.get(cell.school_id):
            return why
        return self.values.get(cell.as_fact, "") if self.values else ""


def locks_for(user, municipality_id: int, schools: Iterable[int | None]) -> Locks:
    """The locks on those schools for the user; what is closed to schools is never closed to the department."""
    schools = set(schools)
    closed = {
        place: READ_ONLY for place in schools if not can_enter(user, municipality_id=municipality_id, school_id=place)
    }
    if can_enter(user, municipality_id=municipality_id, school_id=None):
        return Locks(closed)
    open_schools = schools - {None} - set(closed)
    values = {place: why for each in _closed_to_schools for place, why in each(open_schools).items()}
    return Locks(closed, values)
