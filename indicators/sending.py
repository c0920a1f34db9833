"""Cells as the browser sends them, and saving them within the user's scope."""

from django.http import Http404
from pydantic import BaseModel, ConfigDict, Field

from indicators.actions.values import Cell, Entry, Outcome, Way, enter_values
from indicators.locks import Locks, locks_for
from indicators.models import Indicator, Period, Value
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


def save_sent(cells: list[SentCell], *, way: Way, user) -> list[Outcome]:
    """Save the cells, each by itself; one outside the user's scope is not found, and then nothing is saved.

    Periods that nobody has used yet are made. ValueError: a label that is no period.
    """
    if not cells:
        return []
    periods = Period.objects.labelled(sorted({cell.period for cell in cells}))
    related = Indicator.objects.visible_to(user).related_to({cell.indicator for cell in cells})
    indicators = {indicator.pk: indicator for indicator in related}
    schools = School.objects.visible_to(user).in_bulk({cell.school for cell in cells} - {None})
    entries = []
    for cell in cells:
        indicator, school = indicators.get(cell.indicator), schools.get(cell.school)
        if indicator is None or (cell.school and (not school or school.municipality_id != indicator.municipality_id)):
            raise Http404("Такой ячейки нет.")
        entries.append(
            Entry(Cell(cell.indicator, cell.period, cell.school, cell.kind), cell.text.strip(), cell.version)
        )
    return enter_values(
        entries,
        indicators=indicators,
        periods=periods,
        way=way,
        by=user,
        locks=_locks(cells, indicators, user),
    )


def _locks(cells: list[SentCell], indicators: dict[int, Indicator], user) -> Locks:
    """Of all cells together; a grid is of one municipality, but a request may be of several."""
    schools, values = {}, {}
    for municipality_id in {indicator.municipality_id for indicator in indicators.values()}:
        places = {cell.school for cell in cells if indicators[cell.indicator].municipality_id == municipality_id}
        locks = locks_for(user, municipality_id, places)
        schools |= locks.schools
        values |= locks.values
    return Locks(schools, values)
