"""Entering values: only changes are written, nobody's entry is overwritten unseen, and the history records all."""

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
from schools.access.scope import scope_of
from schools.directory.models import School


class EntryWay(StrEnum):
    """How a value was entered; the history records it in these words."""

    FORM = "значение внесено в форме"
    GRID = "значение внесено в таблице"
    PASTE = "значение вставлено"
    IMPORT = "значение внесено из файла"
    FILL = "значение заполнено"
    CLEAR = "значение очищено"
    UNDO = "отменено в таблице"
    TAKEN_BACK = "возвращено прежнее"


class EntryState(StrEnum):
    """What became of an entry; the first two are saved, the others are not."""

    SAVED = "saved"
    WARNING = "warning"  # saved, with notes that question it
    CONFLICT = "conflict"  # somebody else has written since
    REFUSED = "refused"  # can't be a value at all
    LOCKED = "locked"  # may not be changed now


@dataclass(frozen=True)
class ValueEntry:
    """The text that somebody typed into a cell, and the version of the value that they saw there (0: none)."""

    cell: CellAddress
    text: str
    version: int = 0


@dataclass(frozen=True)
class EntryOutcome:
    """What became of an entry, and the value that stands in its cell now, if any.

    `whole` is the state of the value that this one is a part of.
    """

    entry: ValueEntry
    state: EntryState
    value: Value | None = None
    notes: list[str] = field(default_factory=list)
    whole: "EntryOutcome | None" = None


def with_wholes(outcomes: Iterable[EntryOutcome]) -> list[EntryOutcome]:
    """The outcomes, followed by those of the wholes that were not themselves among the entries, each once."""
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
    """Write values one by one, so that a conflict stops only its own entry; outcomes come in the order of the entries.

    The caller has checked that `by` may write there, and passes `indicators` by id, with all related to them, and
    `periods` by label. `locks` says which values can't be changed now. `known` is the result of `values_around`, if the
    caller needs it too; new values are added to it. `bulk` is the bulk action that all changes belong to. The number of
    queries doesn't depend on the number of entries. An emptied cell keeps a value with an empty text, for its history.
    """
    entries = list({entry.cell: entry for entry in entries}.values())
    # No savepoint is needed: a request runs in one transaction already, and a command begins one here.
    with transaction.atomic(savepoint=False):
        if known is None:
            known = values_around(entries, indicators=indicators, periods=periods)
        writer = _Writer(known, indicators, periods, locks or Locks(), by, Wholes(indicators))
        refused = [writer.write(entry) for entry in entries]
        writer.ask_of_wholes()
        create_many(writer.new)
        update_many(writer.changed, _WRITTEN)
        schools = _names_of_schools_acted_for([value for value, _ in writer.history], by)
        changes = (
            Recorded(
                value, way, {"text": before}, {"text": value.text}, on_behalf=schools.get(_school_of_fact(value), "")
            )
            for value, before in writer.history
        )
        record_changes(changes, by=by, bulk=bulk)
        conflicts = [each.value for each in refused if each and each.state is EntryState.CONFLICT and each.value]
        prefetch_related_objects(conflicts, "entered_by")
    return [outcome or writer.written(entry) for entry, outcome in zip(entries, refused, strict=True)]


def _school_of_fact(value: Value) -> int | None:
    """The school whose fact it is; None for plans and the like, which are the department's own word."""
    return value.school_id if value.kind == Value.Kind.FACT else None


def _names_of_schools_acted_for(values: Iterable[Value], by) -> dict[int, str]:
    """Names of the schools for which `by`, who is not of them, enters facts; the history says so («за школу»)."""
    places = {_school_of_fact(value) for value in values} - {None} if by else set()
    others = places - scope_of(by).school_ids if places else set()
    return {school.pk: str(school) for school in School.objects.filter(pk__in=others)} if others else {}


_EMPTY_ROW = {field.attname: field.get_default() for field in Value._meta.concrete_fields} | {"version": 0}
_WRITTEN = ["text", *UNDERSTOOD, "version", "notes", "entered_at", "entered_by"]


def values_around(
    entries: list[ValueEntry],
    *,
    indicators: Mapping[int, Indicator],
    periods: Mapping[str, Period],
    schools: Iterable[int] = (),
) -> dict[CellAddress, Value]:
    """The values of the entries' cells, of their wholes and parts, and of all these a year before, locked for update.

    If `schools` are given, also all values of these schools and of the municipality for all those indicators and their
    weights, from which the municipality's value is computed.
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
        .values_list("indicator_id", "period__label", "school_id", "kind", *_EMPTY_ROW)
    )
    # The query finds too much if the cells lie far apart; only the wanted rows become objects.
    found = ((CellAddress(*row[:4]), row[4:]) for row in rows)
    return {cell: Value.from_db(connection.alias, _EMPTY_ROW, row) for cell, row in found if schools or cell in wanted}


@dataclass
class _Writer:
    """Writes entries into `known` and gathers what is to be stored: new and changed values, and their history."""

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
        """Write the entry into the known values and return None, or return the outcome that says why it can't be."""
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
        """Renew the notes on every whole of which a part was written; the whole's version does not change by that."""
        if not self.wholes:
            return
        for cell in self.wholes.cells_to_ask(list(self.stored)):
            note = self.wholes.note(cell, self.known)
            if not note and cell not in self.known:
                continue
            value, indicator = self._value_at(cell), self.indicators[cell.indicator_id]
            notes = self._notes(cell, read_quantity(value.text, indicator.unit))
            if note:
                notes.append(note)
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
        """The value in that cell, or a new empty one of version 0 that is not stored yet."""
        if value := self.known.get(cell):
            return value
        row = _EMPTY_ROW | {
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
        """The outcome of a written entry, with the state of the whole that it is a part of."""
        above = self.wholes.cell_above(entry.cell) if self.wholes else None
        return self._outcome(entry, self._outcome_at(above) if above in self.known else None)

    def _outcome_at(self, cell: CellAddress) -> EntryOutcome:
        value = self.known[cell]
        return self._outcome(ValueEntry(cell, value.text, value.version))

    def _outcome(self, entry: ValueEntry, whole: EntryOutcome | None = None) -> EntryOutcome:
        value = self.known.get(entry.cell)
        notes = value.notes if value else []
        return EntryOutcome(entry, EntryState.WARNING if notes else EntryState.SAVED, value, notes, whole)


def refusal(text: str) -> str:
    """Why the text can't be stored as a value at all, in Russian; "" if it can."""
    if len(text) > LONGEST_VALUE:
        return f"Слишком длинно: {len(text)} знаков, а в ячейку входит {LONGEST_VALUE}. Пояснение напишите в замечании."
    if "\x00" in text:
        return "В тексте есть знак с кодом 0, которого не бывает в документе. Наберите значение заново."
    return ""


@transaction.atomic
def comment_on_cell(
    *, indicator: Indicator, school: School | None, period: Period, kind: str, text: str, by
) -> Comment:
    """Leave a remark on a cell; a period that is not in the database yet is created."""
    period = Period.objects.labelled([period.label])[period.label]
    value, _ = Value.objects.get_or_create(
        indicator=indicator, school=school, period=period, kind=kind, defaults={"version": 0}
    )
    comment = Comment.objects.create(value=value, text=text, written_by=by)
    record_changes([Recorded(comment, "замечание написано", after={"text": text})], by=by)
    return comment
