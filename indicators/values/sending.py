"""Cells as the browser sends them, and how they are saved within the user's scope."""

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


def _parse_address(sent: object) -> CellAddress:
    return sent if isinstance(sent, CellAddress) else CellAddress.parse(sent)


class SentCell(BaseModel):
    model_config = ConfigDict(extra="ignore")

    cell: Annotated[CellAddress, PlainValidator(_parse_address), PlainSerializer(str)]
    text: str
    version: int = 0


class Sent(BaseModel):
    way: str = "grid"
    step: str = Field("", max_length=40)  # the browser's key of the bulk action (a paste, say) that they belong to
    cells: list[SentCell] = Field(max_length=MOST_CELLS)


@dataclass(frozen=True)
class Recomputed:
    """A computed cell of the municipality, in the given row below the schools, as it stands after saving."""

    cell: CellAddress
    row: Computed
    shown: GridCell


@dataclass(frozen=True)
class Saved:
    outcomes: list[EntryOutcome] = field(default_factory=list)
    recomputed: list[Recomputed] = field(default_factory=list)


_NAMES_OF_BULK_ACTIONS = {
    EntryWay.FORM: "Значения, внесённые формой",
    EntryWay.GRID: "Значения, внесённые в таблице",
    EntryWay.PASTE: "Вставка в таблицу",
    EntryWay.FILL: "Заполнение ячеек",
    EntryWay.CLEAR: "Очистка ячеек",
    EntryWay.UNDO: "Отмена в таблице",
}


def save_sent(sent: list[SentCell], *, way: EntryWay, user, step: str | None = None) -> Saved:
    """Save the cells one by one, and compute anew what depends on them. Periods that are new are created.

    A `step` other than None makes them one bulk action, which can be taken back; cells with the same step share it.
    Raises Http404 if a cell is outside the user's scope (nothing is saved then), ValueError if a label is no period.
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
        bulk = bulk_action(_NAMES_OF_BULK_ACTIONS[way], place=Municipality(pk=min(municipalities)), key=step)
    schools = School.objects.visible_to(user).filter(municipality__in=municipalities).in_bulk()
    entries = [_make_entry(each, indicators, schools) for each in sent]
    computed = any(indicator.rule != Indicator.Rule.BY_HAND for indicator in indicators.values())
    counted = {school.pk for school in schools.values() if school.is_active} if computed else set()
    about = {"indicators": indicators, "periods": periods}
    with transaction.atomic(savepoint=False):
        known = values_around(entries, **about, schools=counted)
        locks = _find_locks(cells, indicators, user)
        outcomes = enter_values(entries, **about, way=way, by=user, locks=locks, known=known, bulk=bulk)
    return Saved(outcomes, _recompute(cells, indicators, known, counted) if computed else [])


def _make_entry(sent: SentCell, indicators: dict[int, Indicator], schools: dict[int, School]) -> ValueEntry:
    cell = sent.cell
    indicator, school = indicators.get(cell.indicator_id), schools.get(cell.school_id)
    if indicator is None or (cell.school_id and (not school or school.municipality_id != indicator.municipality_id)):
        raise Http404("Такой ячейки нет.")
    return ValueEntry(cell, cleaned(sent.text), sent.version)


# Zero-width characters, direction marks, soft hyphens and byte order marks: invisible, and in the way of a number.
_INVISIBLE = dict.fromkeys(
    (0xAD, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A))
)


def cleaned(text: str) -> str:
    """The text as it is stored: without invisible characters and outer blanks."""
    return text.translate(_INVISIBLE).strip()


def recomputed_after(values: list[Value], user) -> list[Recomputed]:
    """The computed cells that depend on these values, for the schools that the user sees; at most three queries."""
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
    return _recompute([cell for cell in cells if cell.indicator_id in indicators], indicators, known, counted)


def _recompute(
    cells: list[CellAddress], indicators: dict[int, Indicator], known: dict[CellAddress, Value], schools: set[int]
) -> list[Recomputed]:
    """The computed cells of the cells' indicators and of those weighed by them, counted over these schools."""
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


def _find_locks(cells: list[CellAddress], indicators: dict[int, Indicator], user) -> Locks:
    """The locks on all these cells; a grid shows one municipality, but a request may name several."""
    schools, values = {}, {}
    for municipality_id in {indicator.municipality_id for indicator in indicators.values()}:
        places = {cell.school_id for cell in cells if indicators[cell.indicator_id].municipality_id == municipality_id}
        locks = locks_for(user, municipality_id, places)
        schools |= locks.schools
        values |= locks.values
    return Locks(schools, values)
