"""Which values a user can't change now, and why. Rooms above say what else closes values: see `indicators.apps`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from indicators.values.address import CellAddress
from indicators.values.permissions import READ_ONLY, can_enter

# Of schools by their ids: their values that are closed to the schools themselves, each with the reason.
ClosedToSchools = Callable[[set[int]], Mapping[CellAddress, str]]

_closed_to_schools: list[ClosedToSchools] = []


def closes_values(closed: ClosedToSchools) -> None:
    """Ask this too whenever values are about to be written by somebody who isn't of the department."""
    _closed_to_schools.append(closed)


@dataclass(frozen=True)
class Locks:
    """Whole schools that are not the user's to write, and single facts that something closes, with their plans."""

    schools: dict[int | None, str] = field(default_factory=dict)
    values: dict[CellAddress, str] = field(default_factory=dict)

    def why(self, cell: CellAddress) -> str:
        """ "" where the value may be changed."""
        if why := self.schools.get(cell.school_id):
            return why
        return self.values.get(cell.as_fact, "") if self.values else ""


def locks_for(user, municipality_id: int, schools: Iterable[int | None]) -> Locks:
    """What is closed to schools is locked for them; the department itself may always write."""
    schools = set(schools)
    closed = {
        place: READ_ONLY for place in schools if not can_enter(user, municipality_id=municipality_id, school_id=place)
    }
    if can_enter(user, municipality_id=municipality_id, school_id=None):
        return Locks(closed)
    open_schools = schools - {None} - set(closed)
    values = {place: why for each in _closed_to_schools for place, why in each(open_schools).items()}
    return Locks(closed, values)
