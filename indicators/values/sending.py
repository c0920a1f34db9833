"""Cells as the browser sends them, and saving them within the user's scope."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Annotated

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, PlainValidator

from indicators.catalogue.models import Indicator, Period
from indicators.values.actions import EntryOutcome, EntryWay, ValueEntry, enter_values, values_around
from indicators.values.address import CellAddress
from indicators.values.grid.table import GridCell
from indicators.values.locks import Locks, locks_for
from indicators.values.models import Value
from indicators.values.queries.computed import Computed, computed_cells
from portal.history.actions import bulk_action
from schools.directory.models import Municipality, School

MOST_CELLS = 500


def _address(sent: object) -> CellAddress:
    return sent if isinstance(sent, CellAddress) else CellAddress.parse(sent)


class SentCell(BaseModel):
    model_config = ConfigDict(extra="ignore")

    cell: Annotated[CellAddress, PlainValidator(_address), PlainSerializer(str)]
    text: str
    version: int = 0


class Sent(BaseModel):
    way: str = "grid"
    step: str = Field("", max_length=40)  # the deed of many cells that these belong to, by the browser's own key
    cells: list[SentCell] = Field(max_length=MOST_CELLS)


@dataclass(frozen=True)
class Recomputed:
    """A cell below the schools as it follows from what was saved; of the municipality, in the row of that name."""

    cell: CellAddress
    row: Computed
    shown: GridCell


@dataclass(frozen=True)
class Saved:
    outcomes: list[EntryOutcome] = field(default_factory=list)
    recomputed: list[Recomputed] = field(default_factory=list)


_DEEDS = {
    EntryWay.FORM: "Значения, внесённые формой",
    EntryWay.GRID: "Значения, внесённые в таблице",
    EntryWay.PASTE: "Вставка в таблицу",
    EntryWay.FILL: "Заполнение ячеек",
    EntryWay.CLEAR: "Очистка ячеек",
    EntryWay.UNDO: "Отмена в таблице",
}


def save_sent(sent: list[SentCell], *, way: EntryWay, user, step: str | None = None) -> Saved:
    """Save the cells, each by itself; one outside the user's scope is not found, and then nothing is saved.

    With a `step`, which may be "", they are one deed that can be taken back. Periods that nobody has used yet are made.
    ValueError: a label that is no period.
    """
    if not sent:
        return Saved()
    cells = [each.cell for each in sent]
    periods = Period.objects.labelled(sorted({cell.period for cell in cells}))
    related = Indicator.objects.visible_to(user).related_to({cell.indicator_id for cell in cells})
    indicators = {indicator.pk: indicator for indicator in related}
    municipalities = {indicator.municipality_id for indicator in indicators.values()}
    bulk = None
    if step is not None and municipalities:
        bulk = bulk_action(_DEEDS[way], place=Municipality(pk=min(municipalities)), key=step)
    schools = School.objects.visible_to(user).filter(municipality__in=municipalities).in_bulk()
    entries = [_entry(each, indicators, schools) for each in sent]
    computed = any(indicator.rule != Indicator.Rule.BY_HAND for indicator in indicators.values())
    counted = {school.pk for school in schools.values() if school.is_active} if computed else set()
    about = {"indicators": indicators, "periods": periods}
    with transaction.atomic(savepoint=False):
        known = values_around(entries, **about, schools=counted)
        locks = _locks(cells, indicators, user)
        outcomes = enter_values(entries, **about, way=way, by=user, locks=locks, known=known, bulk=bulk)
    return Saved(outcomes, _recomputed(cells, indicators, known, counted) if computed else [])


def _entry(sent: SentCell, indicators: dict[int, Indicator], schools: dict[int, School]) -> ValueEntry:
    cell = sent.cell
    indicator, school = indicators.get(cell.indicator_id), schools.get(cell.school_id)
    if indicator is None or (cell.school_id and (not school or school.municipality_id != indicator.municipality_id)):
        raise Http404("Такой ячейки нет.")
    return ValueEntry(cell, cleaned(sent.text), sent.version)


# Marks of width nought and of direction, soft hyphens, marks of byte order: nobody sees them, and they hide a number.
_INVISIBLE = dict.fromkeys(
    (0xAD, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A))
)


def cleaned(text: str) -> str:
    """As it is kept: without invisible characters and outer blanks."""
    return text.translate(_INVISIBLE).strip()


def recomputed_after(values: list[Value], user) -> list[Recomputed]:
    """What is computed from values that others have written, as the user's table counts it. At most three queries."""
    cells = [CellAddress.of(value) for value in values]
    related = Indicator.objects.visible_to(user).related_to({cell.indicator_id for cell in cells})
    indicators = {indicator.pk: indicator for indicator in related}
    if all(indicator.rule == Indicator.Rule.BY_HAND for indicator in indicators.values()):
        return []
    municipalities = {indicator.municipality_id for indicator in indicators.values()}
    schools = School.objects.visible_to(user).active().filter(municipality__in=municipalities)
    counted = set(schools.values_list("pk", flat=True))
    around = Value.objects.filter(
        Q(school__in=counted) | Q(school=None),
        indicator__in={*indicators, *(each.weight_id for each in indicators.values())} - {None},
        period__label__in={cell.period for cell in cells},
        kind__in={cell.kind for cell in cells},
    )
    known = {CellAddress.of(value): value for value in around.select_related("period")}
    return _recomputed([cell for cell in cells if cell.indicator_id in indicators], indicators, known, counted)


def _recomputed(
    cells: list[CellAddress], indicators: dict[int, Indicator], known: dict[CellAddress, Value], schools: set[int]
) -> list[Recomputed]:
    """Of the cells' indicators and of those that are weighed by them, as the table counts them: working schools."""
    by_place = defaultdict(list)
    for cell, value in known.items():
        if cell.school_id in schools:
            by_place[replace(cell, school_id=None)].append(value)
    typed = {replace(cell, school_id=None) for cell in cells}
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


def _locks(cells: list[CellAddress], indicators: dict[int, Indicator], user) -> Locks:
    """Of all cells together; a grid is of one municipality, but a request may be of several."""
    schools, values = {}, {}
    for municipality_id in {indicator.municipality_id for indicator in indicators.values()}:
        places = {cell.school_id for cell in cells if indicators[cell.indicator_id].municipality_id == municipality_id}
        locks = locks_for(user, municipality_id, places)
        schools |= locks.schools
        values |= locks.values
    return Locks(schools, values)
