"""Cells as the browser sends them, and saving them within the user's scope."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.http import Http404
from pydantic import BaseModel, ConfigDict, Field

from indicators.actions.values import Cell, Entry, Outcome, Way, enter_values, values_around
from indicators.grid.table import GridCell
from indicators.locks import Locks, locks_for
from indicators.models import Indicator, Period, Value
from indicators.queries.computed import Computed, computed_cells
from schools.models import School

MOST_CELLS = 500


class SentCell(BaseModel):
    model_config = ConfigDict(extra="ignore")

    indicator: int
    school: int | None = None
    period: str
    kind: Value.Kind = Value.Kind.FACT
    text: str
    version: int = 0


class Sent(BaseModel):
    way: str = "grid"
    cells: list[SentCell] = Field(max_length=MOST_CELLS)


@dataclass(frozen=True)
class Recomputed:
    """A cell below the schools as it follows from what was saved; of the municipality, in the row of that name."""

    cell: Cell
    row: Computed
    shown: GridCell


@dataclass(frozen=True)
class Saved:
    outcomes: list[Outcome] = field(default_factory=list)
    recomputed: list[Recomputed] = field(default_factory=list)


def save_sent(cells: list[SentCell], *, way: Way, user) -> Saved:
    """Save the cells, each by itself; one outside the user's scope is not found, and then nothing is saved.

    Periods that nobody has used yet are made. ValueError: a label that is no period.
    """
    if not cells:
        return Saved()
    periods = Period.objects.labelled(sorted({cell.period for cell in cells}))
    related = Indicator.objects.visible_to(user).related_to({cell.indicator for cell in cells})
    indicators = {indicator.pk: indicator for indicator in related}
    municipalities = {indicator.municipality_id for indicator in indicators.values()}
    schools = School.objects.visible_to(user).filter(municipality__in=municipalities).in_bulk()
    entries = [_entry(cell, indicators, schools) for cell in cells]
    computed = any(indicator.rule != Indicator.Rule.BY_HAND for indicator in indicators.values())
    counted = {school.pk for school in schools.values() if school.is_active} if computed else set()
    about = {"indicators": indicators, "periods": periods}
    with transaction.atomic(savepoint=False):
        known = values_around(entries, **about, schools=counted)
        locks = _locks(cells, indicators, user)
        outcomes = enter_values(entries, **about, way=way, by=user, locks=locks, known=known)
    return Saved(outcomes, _recomputed(entries, indicators, known, counted) if computed else [])


def _entry(cell: SentCell, indicators: dict[int, Indicator], schools: dict[int, School]) -> Entry:
    indicator, school = indicators.get(cell.indicator), schools.get(cell.school)
    if indicator is None or (cell.school and (not school or school.municipality_id != indicator.municipality_id)):
        raise Http404("Такой ячейки нет.")
    return Entry(Cell(cell.indicator, cell.period, cell.school, cell.kind), cell.text.strip(), cell.version)


def _recomputed(
    entries: list[Entry], indicators: dict[int, Indicator], known: dict[Cell, Value], schools: set[int]
) -> list[Recomputed]:
    """Of the entries' indicators and of those that are weighed by them, as the table counts them: working schools."""
    by_place = defaultdict(list)
    for cell, value in known.items():
        if cell.school_id in schools:
            by_place[replace(cell, school_id=None)].append(value)
    typed = {replace(entry.cell, school_id=None) for entry in entries}
    weighed = {
        replace(cell, indicator_id=each.pk) for cell in typed for each in indicators.values()
        if each.weight_id == cell.indicator_id
    }  # fmt: skip
    recomputed = []
    for cell in typed | weighed:
        indicator = indicators[cell.indicator_id]
        weights = by_place[replace(cell, indicator_id=indicator.weight_id)]
        rows = computed_cells(indicator, known.get(cell), by_place[cell], weights)
        recomputed += [Recomputed(cell, row, shown) for row, shown in rows.items()]
    return recomputed


def _locks(cells: list[SentCell], indicators: dict[int, Indicator], user) -> Locks:
    """Of all cells together; a grid is of one municipality, but a request may be of several."""
    schools, values = {}, {}
    for municipality_id in {indicator.municipality_id for indicator in indicators.values()}:
        places = {cell.school for cell in cells if indicators[cell.indicator].municipality_id == municipality_id}
        locks = locks_for(user, municipality_id, places)
        schools |= locks.schools
        values |= locks.values
    return Locks(schools, values)
