"""Compares what is stored of values with what they would mean, and the notes they would have, if read today."""

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from indicators.catalogue.models import Indicator, Period
from indicators.values.address import CellAddress
from indicators.values.aggregation import aggregate
from indicators.values.checks import notes_at
from indicators.values.models import Value
from indicators.values.understanding import UNDERSTOOD, current_number, kept_meaning, understand
from indicators.values.wholes import Wholes

# Fields of an indicator by which its values are read and questioned, and those by which its computed value is counted.
READ_WITH = ("unit", "usual_min", "usual_max", "possible_min", "possible_max", "jump_limit", "whole", "parts_rule")
COUNTED_WITH = ("direction", "rule", "weight", "threshold")


@dataclass(frozen=True)
class Rereading:
    """A value as it is stored, and as it should be stored by today's reading.

    In a cell with no value yet, where only a note is to stand, `kept` is an unsaved empty value.
    """

    kept: Value
    renewed: Value
    indicator: Indicator

    @cached_property
    def was(self) -> str:
        return kept_meaning(self.kept)

    @cached_property
    def becomes(self) -> str:
        return kept_meaning(self.renewed)

    @property
    def means_otherwise(self) -> bool:
        return self.was != self.becomes

    @property
    def new_notes(self) -> list[str]:
        return [note for note in self.renewed.notes if note not in self.kept.notes]

    @property
    def gone_notes(self) -> list[str]:
        return [note for note in self.kept.notes if note not in self.renewed.notes]

    @property
    def tells_otherwise(self) -> bool:
        """Return whether the meaning or the notes differ, so that a person sees a difference."""
        return self.means_otherwise or self.kept.notes != self.renewed.notes

    @property
    def is_stale(self) -> bool:
        names = [*UNDERSTOOD, "notes"]
        return any(getattr(self.kept, name) != getattr(self.renewed, name) for name in names)

    def __str__(self) -> str:
        """The change in words: «Доля выпускников, 2026, СОШ № 1, план: «1,5» — было 1,5 тыс. руб., будет 1,5 руб.»."""
        value = self.renewed
        place = [str(self.indicator), str(value.period), str(value.school or self.indicator.municipality)]
        kind = [] if value.kind == Value.Kind.FACT else [value.get_kind_display()]
        told = [f"было {self.was}, будет {self.becomes}"] if self.means_otherwise else []
        told += [f"портал спросит: {note}" for note in self.new_notes]
        told += [f"портал больше не спросит: {note}" for note in self.gone_notes]
        return f"{', '.join(place + kind)}: «{value.text}» — {'; '.join(told)}".rstrip(".") + "."


@dataclass(frozen=True)
class CountedOtherwise:
    """The municipality's value computed from its schools', before and after a change, in words."""

    period: str
    was: str
    becomes: str


def rereadings(
    indicators: Mapping[int, Indicator], of: Collection[int], *, for_update: bool = False
) -> list[Rereading]:
    """The values of the indicators with ids `of` whose stored columns or notes differ from today's reading.

    `indicators` by id are as they should be after a change; among them are all wholes and parts of the others, as
    `related_to` finds them.
    """
    values = Value.objects.filter(indicator__in=indicators).select_related("period", "school").order_by("pk")
    if for_update:
        values = values.select_for_update(of=("self",))
    kept = {CellAddress.of(value): value for value in values}
    renewed = {cell: copy(value) for cell, value in kept.items()}
    quantities = {cell: understand(value, indicators[cell.indicator_id]) for cell, value in renewed.items()}
    wholes = Wholes(indicators)
    notes = {
        cell: notes_at(quantities[cell], indicators[cell.indicator_id], renewed.get(cell.a_year_before))
        for cell in renewed
        if cell.indicator_id in of
    }
    for cell in wholes.cells_to_ask(renewed):
        note = wholes.note(cell, renewed) if cell.indicator_id in of else ""
        if note:
            notes[cell] = [*notes.get(cell, []), note]
    labels = {value.period.label: value.period for value in kept.values()}
    found = []
    for cell, asked in notes.items():
        value = renewed.setdefault(cell, _make_empty_value(cell, labels[cell.period], indicators[cell.indicator_id]))
        before = kept.get(cell) or copy(value)
        value.notes = asked
        found.append(Rereading(before, value, indicators[cell.indicator_id]))
    return [each for each in found if each.is_stale]


def _make_empty_value(cell: CellAddress, period: Period, indicator: Indicator) -> Value:
    """An unsaved empty value of version 0, to carry a note in a cell that has no value."""
    value = Value(indicator=indicator, period=period, school_id=cell.school_id, kind=cell.kind, version=0)
    understand(value, indicator)
    return value


def changed_in(before: Indicator, indicator: Indicator, names: Iterable[str]) -> list[str]:
    """Those of the named fields that differ between the two states of an indicator."""
    fields = (Indicator._meta.get_field(name) for name in names)
    return [each.name for each in fields if getattr(before, each.attname) != getattr(indicator, each.attname)]


def rereadings_by_change(before: Indicator, indicator: Indicator, *, for_update: bool = False) -> list[Rereading]:
    """The rereadings that a changed indicator causes, for it and for the whole it was or is a part of.

    The changed indicator need not be saved.
    """
    of = {indicator.pk, before.whole_id, indicator.whole_id} - {None}
    indicators = {each.pk: each for each in Indicator.objects.related_to(of).select_related("municipality")}
    return rereadings(indicators | {indicator.pk: indicator}, of, for_update=for_update)


def counted_otherwise(before: Indicator, indicator: Indicator) -> list[CountedOtherwise]:
    """The periods for which the change gives another computed value of the municipality, over its working schools."""
    weights = {before.weight_id, indicator.weight_id} - {None}
    values = Value.objects.facts().filter(
        indicator__in=[indicator.pk, *weights], school__is_active=True
    ).select_related("period").order_by("period__start_on")  # fmt: skip
    by_place: dict[tuple[str, int], list[Value]] = {}
    for value in values:
        by_place.setdefault((value.period.label, value.indicator_id), []).append(value)
    found = []
    for label in dict.fromkeys(label for label, pk in by_place if pk == indicator.pk):
        was, becomes = (_describe_computed(each, label, by_place) for each in (before, indicator))
        if was != becomes:
            found.append(CountedOtherwise(label, was, becomes))
    return found


def _describe_computed(indicator: Indicator, label: str, by_place: Mapping[tuple[str, int], list[Value]]) -> str:
    weights = {value.school_id: current_number(value) for value in by_place.get((label, indicator.weight_id), [])}
    result = aggregate(indicator, map(copy, by_place[label, indicator.pk]), weights)
    if result is None:
        return "—"
    counted = Value(number=round(result.number, 2), unit="" if result.total is not None else indicator.unit)
    left_out = f", не вошли: {result.left_out}" if result.left_out else ""
    return kept_meaning(counted) + (" %" if result.total is not None else "") + left_out
