"""Entering values: only what changed is written, nobody's entry is overwritten unseen, all of it is in the history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import connection, transaction
from django.db.models import Q, prefetch_related_objects
from django.utils import timezone

from indicators.catalogue.models import Indicator, Period
from indicators.quantity import LONGEST_VALUE, Quantity, read_quantity
from indicators.values.address import CellAddress
from indicators.values.checks import notes_at
from indicators.values.locks import Locks
from indicators.values.models import Comment, Value
from indicators.values.understanding import UNDERSTOOD, understand
from indicators.values.wholes import Wholes
from portal.bulk import create_many, update_many
from portal.history.actions import Recorded, record_changes
from portal.history.models import BulkAction
from schools.directory.models import School


class EntryWay(StrEnum):
    """How a value came in; the history says it in these words."""

    FORM = "значение внесено в форме"
    GRID = "значение внесено в таблице"
    PASTE = "значение вставлено"
    IMPORT = "значение внесено из файла"
    FILL = "значение заполнено"
    CLEAR = "значение очищено"
    UNDO = "отменено в таблице"
    TAKEN_BACK = "возвращено прежнее"


class EntryState(StrEnum):
    SAVED = "saved"
    WARNING = "warning"  # saved, with something to ask about
    CONFLICT = "conflict"  # somebody else wrote since; not saved
    REFUSED = "refused"  # can't be a value at all; not saved
    LOCKED = "locked"  # may not be changed now; not saved


@dataclass(frozen=True)
class ValueEntry:
    """A cell as somebody typed it, and the version of its value that they saw; 0 where they saw none."""

    cell: CellAddress
    text: str
    version: int = 0


@dataclass(frozen=True)
class EntryOutcome:
    """What became of an entry, and the value as it stands now, if there is one.

    `whole` says how the value stands that this one is a part of.
    """

    entry: ValueEntry
    state: EntryState
    value: Value | None = None
    notes: list[str] = field(default_factory=list)
    whole: "EntryOutcome | None" = None


def with_wholes(outcomes: Iterable[EntryOutcome]) -> list[EntryOutcome]:
    """The outcomes, and after them each whole that was not itself among the entries."""
    outcomes = list(outcomes)
    told = {outcome.entry.cell for outcome in outcomes}
    wholes = {outcome.whole.entry.cell: outcome.whole for outcome in outcomes if outcome.whole}
    return outcomes + [whole for cell, whole in wholes.items() if cell not in told]


def enter_values(
    entries: Iterable[ValueEntry],
    *,
    indicators: Mapping[int, Indicator],
    periods: Mapping[str, Period],
    way: EntryWay,
    by,
    locks: Locks | None = None,
    known: dict[CellAddress, Value] | None = None,
    bulk: BulkAction | None = None,
) -> list[EntryOutcome]:
    """Write values, each by itself: one entry's conflict leaves the others alone. The outcomes keep the entries' order.

    The caller has checked that `by` may write there, and gives the entries' indicators by id, with those that they
    are related to, and periods by label; `locks` says why a value can't be changed now; `known` are `values_around` if
    the caller has a use for them: the new ones are put there; `bulk` is the deed that all of it is a part of. The
    number of queries doesn't depend on the number of entries. An emptied cell keeps an empty text, so that its history
    stays.
    """
    entries = list({entry.cell: entry for entry in entries}.values())
    # No savepoint: a request is one transaction already, and a command begins one here.
    with transaction.atomic(savepoint=False):
        if known is None:
            known = values_around(entries, indicators=indicators, periods=periods)
        writer = _Writer(known, indicators, periods, locks or Locks(), by, Wholes(indicators))
        refused = [writer.write(entry) for entry in entries]
        writer.ask_of_wholes()
        create_many(writer.new)
        update_many(writer.changed, _WRITTEN)
        record_changes(
            (Recorded(value, way, {"text": before}, {"text": value.text}) for value, before in writer.history),
            by=by,
            bulk=bulk,
        )
        conflicts = [each.value for each in refused if each and each.state is EntryState.CONFLICT and each.value]
        prefetch_related_objects(conflicts, "entered_by")
    return [outcome or writer.written(entry) for entry, outcome in zip(entries, refused, strict=True)]


_EMPTY = {field.attname: field.get_default() for field in Value._meta.concrete_fields} | {"version": 0}
_WRITTEN = ["text", *UNDERSTOOD, "version", "notes", "entered_at", "entered_by"]


def values_around(
    entries: list[ValueEntry],
    *,
    indicators: Mapping[int, Indicator],
    periods: Mapping[str, Period],
    schools: Iterable[int] = (),
) -> dict[CellAddress, Value]:
    """Values of the entries' places and of the year before, with what they add up with; locked until the end.

    Where `schools` are named, theirs too, and the municipality's, of all those indicators and of what weighs them.
    """
    wholes = Wholes(indicators)
    cells = {around for entry in entries for around in wholes.cells_around(entry.cell)}
    wanted = cells | {cell.a_year_before for cell in cells}
    places = {cell.school_id for cell in cells}
    indicator_ids = {cell.indicator_id for cell in cells}
    if schools:
        places |= {None, *schools}
        indicator_ids |= {*indicators, *(each.weight_id for each in indicators.values())} - {None}
    rows = (
        Value.objects.select_for_update(of=("self",))
        .filter(
            Q(school__in=places - {None}) | (Q(school=None) if None in places else Q(pk__in=[])),
            indicator__in=indicator_ids,
            period__label__in={label for each in periods.values() for label in (each.label, each.previous_label)},
            kind__in={cell.kind for cell in cells},
        )
        .order_by("pk")
        .values_list("indicator_id", "period__label", "school_id", "kind", *_EMPTY)
    )
    # The query finds more than is wanted where the cells lie far apart; only the wanted become objects.
    found = ((CellAddress(*row[:4]), row[4:]) for row in rows)
    return {cell: Value.from_db(connection.alias, _EMPTY, row) for cell, row in found if schools or cell in wanted}


@dataclass
class _Writer:
    known: dict[CellAddress, Value]
    indicators: Mapping[int, Indicator]
    periods: Mapping[str, Period]
    locks: Locks
    by: object
    wholes: Wholes
    new: list[Value] = field(default_factory=list)
    changed: list[Value] = field(default_factory=list)
    history: list[tuple[Value, str]] = field(default_factory=list)
    stored: set[CellAddress] = field(default_factory=set)

    def __post_init__(self):
        self.now = timezone.now()

    def write(self, entry: ValueEntry) -> EntryOutcome | None:
        """Why the entry can't be written; None where it stands now."""
        value = self.known.get(entry.cell)
        cell = entry.cell
        if why := self.locks.why(cell):
            return EntryOutcome(entry, EntryState.LOCKED, value, [why])
        if why := refusal(entry.text):
            return EntryOutcome(entry, EntryState.REFUSED, value, [why])
        before = value.text if value else ""
        if before == entry.text:
            return None
        if (value.version if value else 0) != entry.version:
            return EntryOutcome(entry, EntryState.CONFLICT, value)
        value = self._store(entry, value)
        self.history.append((value, before))
        return None

    def ask_of_wholes(self) -> None:
        """Renew the notes on every whole of which something was written; what they are on is no new writing."""
        if not self.wholes:
            return
        for cell in self.wholes.cells_to_ask(list(self.stored)):
            note = self.wholes.note(cell, self.known)
            if not note and cell not in self.known:
                continue
            value, indicator = self._value_at(cell), self.indicators[cell.indicator_id]
            notes = self._notes(cell, read_quantity(value.text, indicator.unit)) + [note] * bool(note)
            if notes != value.notes:
                value.notes = notes
                self._keep(cell, value)

    def _store(self, entry: ValueEntry, value: Value | None) -> Value:
        cell = entry.cell
        value = value or self._value_at(cell)
        value.text, value.entered_by_id, value.entered_at = entry.text, self.by and self.by.pk, self.now
        value.version += 1
        value.notes = self._notes(cell, understand(value, self.indicators[cell.indicator_id]))
        self._keep(cell, value)
        return value

    def _value_at(self, cell: CellAddress) -> Value:
        """The value there; where there is none an empty one, not yet kept."""
        if value := self.known.get(cell):
            return value
        row = _EMPTY | {
            "indicator_id": cell.indicator_id,
            "period_id": self.periods[cell.period].pk,
            "school_id": cell.school_id,
            "kind": cell.kind,
        }
        return Value(*row.values())  # in the fields' order; by their names it takes twice as long

    def _keep(self, cell: CellAddress, value: Value) -> None:
        if cell not in self.stored:
            (self.changed if cell in self.known else self.new).append(value)
        self.known[cell] = value
        self.stored.add(cell)

    def _notes(self, cell: CellAddress, quantity: Quantity) -> list[str]:
        return notes_at(quantity, self.indicators[cell.indicator_id], self.known.get(cell.a_year_before))

    def written(self, entry: ValueEntry) -> EntryOutcome:
        """The entry as it stands, with the whole that it is a part of."""
        above = self.wholes.cell_above(entry.cell) if self.wholes else None
        return self._standing(entry, self._standing_at(above) if above in self.known else None)

    def _standing_at(self, cell: CellAddress) -> EntryOutcome:
        value = self.known[cell]
        return self._standing(ValueEntry(cell, value.text, value.version))

    def _standing(self, entry: ValueEntry, whole: EntryOutcome | None = None) -> EntryOutcome:
        value = self.known.get(entry.cell)
        notes = value.notes if value else []
        return EntryOutcome(entry, EntryState.WARNING if notes else EntryState.SAVED, value, notes, whole)


def refusal(text: str) -> str:
    """Why the text can't be kept as a value at all; "" where it can."""
    if len(text) > LONGEST_VALUE:
        return f"Слишком длинно: {len(text)} знаков, а в ячейку входит {LONGEST_VALUE}. Пояснение напишите в замечании."
    if "\x00" in text:
        return "В тексте есть знак с кодом 0, которого не бывает в документе. Наберите значение заново."
    return ""


@transaction.atomic
def comment_on_cell(
    *, indicator: Indicator, school: School | None, period: Period, kind: str, text: str, by
) -> Comment:
    """Leave a remark on a cell; the period need not be saved yet."""
    period = Period.objects.labelled([period.label])[period.label]
    value, _ = Value.objects.get_or_create(
        indicator=indicator, school=school, period=period, kind=kind, defaults={"version": 0}
    )
    comment = Comment.objects.create(value=value, text=text, written_by=by)
    record_changes([Recorded(comment, "замечание написано", after={"text": text})], by=by)
    return comment
