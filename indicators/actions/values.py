"""Entering values: only what changed is written, nobody's entry is overwritten unseen, all of it is in the history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import connection, transaction
from django.db.models import Q, prefetch_related_objects
from django.utils import timezone

from indicators.checks import notes_on
from indicators.locks import Locks
from indicators.models import Indicator, Period, Value
from indicators.models.period import previous_label
from indicators.quantity import Quantity, read_quantity
from indicators.understanding import understand
from portal.bulk import create_many, update_many
from portal.history.actions import Recorded, record_changes

MAX_LENGTH = 2000


class Way(StrEnum):
    """How a value came in; the history says it in these words."""

    FORM = "значение внесено в форме"
    GRID = "значение внесено в таблице"
    PASTE = "значение вставлено"
    IMPORT = "значение внесено из файла"


class State(StrEnum):
    SAVED = "saved"
    WARNING = "warning"  # saved, with something to ask about
    CONFLICT = "conflict"  # somebody else wrote since; not saved
    REFUSED = "refused"  # can't be a value at all; not saved
    LOCKED = "locked"  # may not be changed now; not saved


@dataclass(frozen=True)
class Cell:
    """Where a value stands, its period by the label; no school means the municipality itself."""

    indicator_id: int
    period: str
    school_id: int | None = None
    kind: str = Value.Kind.FACT

    @property
    def a_year_before(self) -> "Cell":
        return Cell(self.indicator_id, previous_label(self.period), self.school_id, self.kind)


@dataclass(frozen=True)
class Entry:
    """A cell as somebody typed it, and the version of its value that they saw; 0 where they saw none."""

    cell: Cell
    text: str
    version: int = 0


@dataclass(frozen=True)
class Outcome:
    """What became of an entry, and the value as it stands now, if there is one."""

    entry: Entry
    state: State
    value: Value | None = None
    notes: list[str] = field(default_factory=list)


def enter_values(
    entries: Iterable[Entry],
    *,
    indicators: Mapping[int, Indicator],
    periods: Mapping[str, Period],
    way: Way,
    by,
    locks: Locks | None = None,
) -> list[Outcome]:
    """Write values, each by itself: one entry's conflict leaves the others alone. The outcomes keep the entries' order.

    The caller has checked that `by` may write there, and gives the entries' indicators by id and periods by label;
    `locks` says why a value can't be changed now. The number of queries doesn't depend on the number
    of entries. An emptied cell keeps an empty text, so that its history stays.
    """
    entries = list({entry.cell: entry for entry in entries}.values())
    # No savepoint: a request is one transaction already, and a command begins one here.
    with transaction.atomic(savepoint=False):
        known = _known_values(entries, periods.values())
        writer = _Writer(known, indicators, periods, locks or Locks(), by)
        outcomes = [writer.write(entry) for entry in entries]
        create_many(writer.new)
        update_many(writer.changed, _WRITTEN)
        record_changes(
            (Recorded(value, way, {"text": before}, {"text": value.text}) for value, before in writer.history), by=by
        )
        conflicts = [each.value for each in outcomes if each.state is State.CONFLICT and each.value]
        prefetch_related_objects(conflicts, "entered_by")
    return outcomes


_EMPTY = {field.attname: field.get_default() for field in Value._meta.concrete_fields} | {"version": 0}
_WRITTEN = [
    "text", "number", "upper", "comparison", "count", "total", "version", "notes", "entered_at", "entered_by",
]  # fmt: skip


def _known_values(entries: list[Entry], periods: Iterable[Period]) -> dict[Cell, Value]:
    """Values of the entries' cells and of the year before, for comparison; locked until the transaction ends."""
    cells = {entry.cell for entry in entries}
    wanted = cells | {cell.a_year_before for cell in cells}
    schools = {cell.school_id for cell in cells}
    labels = {label for period in periods for label in (period.label, period.previous_label)}
    rows = (
        Value.objects.select_for_update(of=("self",))
        .filter(
            Q(school__in=schools - {None}) | (Q(school=None) if None in schools else Q(pk__in=[])),
            indicator__in={cell.indicator_id for cell in cells},
            period__label__in=labels,
            kind__in={cell.kind for cell in cells},
        )
        .order_by("pk")
        .values_list("indicator_id", "period__label", "school_id", "kind", *_EMPTY)
    )
    # The query finds more than is wanted where the cells lie far apart; only the wanted become objects.
    found = ((Cell(*row[:4]), row[4:]) for row in rows)
    return {cell: Value.from_db(connection.alias, _EMPTY, row) for cell, row in found if cell in wanted}


@dataclass
class _Writer:
    known: dict[Cell, Value]
    indicators: Mapping[int, Indicator]
    periods: Mapping[str, Period]
    locks: Locks
    by: object
    new: list[Value] = field(default_factory=list)
    changed: list[Value] = field(default_factory=list)
    history: list[tuple[Value, str]] = field(default_factory=list)

    def __post_init__(self):
        self.now = timezone.now()

    def write(self, entry: Entry) -> Outcome:
        value = self.known.get(entry.cell)
        cell = entry.cell
        if why := self.locks.why(cell.school_id, cell.indicator_id, cell.period):
            return Outcome(entry, State.LOCKED, value, [why])
        if why := refusal(entry.text):
            return Outcome(entry, State.REFUSED, value, [why])
        before = value.text if value else ""
        if before == entry.text:
            return self._written(entry, value)
        if (value.version if value else 0) != entry.version:
            return Outcome(entry, State.CONFLICT, value)
        value = self._store(entry, value)
        self.history.append((value, before))
        return self._written(entry, value)

    def _store(self, entry: Entry, value: Value | None) -> Value:
        cell = entry.cell
        if value is None:
            value = self.known[cell] = self._new(cell)
            self.new.append(value)
        else:
            self.changed.append(value)
        indicator = self.indicators[cell.indicator_id]
        value.text, value.entered_by_id, value.entered_at = entry.text, self.by and self.by.pk, self.now
        value.version += 1
        value.notes = notes_on(understand(value, indicator), indicator, self._last_year(cell, indicator))
        return value

    def _new(self, cell: Cell) -> Value:
        row = _EMPTY | {
            "indicator_id": cell.indicator_id,
            "period_id": self.periods[cell.period].pk,
            "school_id": cell.school_id,
            "kind": cell.kind,
        }
        return Value(*row.values())  # in the fields' order; by their names it takes twice as long

    def _last_year(self, cell: Cell, indicator: Indicator) -> Quantity | None:
        if indicator.jump_limit is None:
            return None
        value = self.known.get(cell.a_year_before)
        return value and read_quantity(value.text, indicator.unit)

    def _written(self, entry: Entry, value: Value | None) -> Outcome:
        notes = value.notes if value else []
        return Outcome(entry, State.WARNING if notes else State.SAVED, value, notes)


def refusal(text: str) -> str:
    """Why the text can't be kept as a value at all; "" where it can."""
    if len(text) > MAX_LENGTH:
        return f"Слишком длинно: {len(text)} знаков, а в ячейку входит {MAX_LENGTH}. Пояснение напишите в замечании."
    if "\x00" in text:
        return "В тексте есть знак с кодом 0, которого не бывает в документе. Наберите значение заново."
    return ""
