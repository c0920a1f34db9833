"""Saves and removes tables of a draft's text and of its money, and saves what was spent of the money."""

from django.db import transaction

from indicators.catalogue.models import Period
from portal.history.actions import Recorded, record_changes
from portal.meanwhile import ChangedMeanwhile, Words, changed_places
from roadmap.programmes.drafts import CannotEdit, draft_programme
from roadmap.programmes.editions import edition_ids
from roadmap.programmes.models import Programme
from roadmap.tables.models import MoneySpent
from roadmap.tables.slots import TableSlot
from roadmap.tables.struck import keep_struck, tables_as_kept

GONE = "Этой таблицы в программе уже нет: её убрали. Ваши ячейки не записаны."


@transaction.atomic
def save_table(*, slot: TableSlot, words: Words, seen: Words, by) -> bool:
    """Write the table, and return whether anything was written; `seen` is empty for a new table.

    Raises ChangedMeanwhile if somebody else has changed it since, CannotEdit if it has been removed.
    """
    slot = _lock(slot)
    if slot.words is None and not slot.is_new:
        raise CannotEdit(GONE)
    current = slot.words or {}
    if current and not seen:
        raise ChangedMeanwhile(current)
    changed = changed_places(words, seen, dict.fromkeys(words) | current)
    if changed:
        was = tables_as_kept(slot.record)
        fields = slot.put({"heading": None} | current | changed)
        slot.record.save(update_fields=fields)
        keep_struck(slot.record, was, by=by)
        before = {key: current.get(key) for key in changed}
        record_changes([_recorded(slot, "таблица исправлена", was, before, changed)], by=by)
    return bool(changed)


@transaction.atomic
def remove_table(*, slot: TableSlot, seen: Words, by) -> None:
    """Remove the table; the history keeps its cells.

    Raises CannotEdit if somebody has changed or removed it since the person saw it.
    """
    slot = _lock(slot)
    if slot.words is None:
        raise CannotEdit(GONE)
    if slot.words != seen:
        raise CannotEdit("Таблицу за это время изменил другой человек. Она не убрана: посмотрите ещё раз.")
    before, was = slot.words, tables_as_kept(slot.record)
    slot.record.save(update_fields=slot.take_away())
    keep_struck(slot.record, was, by=by)
    record_changes([_recorded(slot, "таблица убрана", was, before, {})], by=by)


def _recorded(slot: TableSlot, action: str, was: dict, before: dict, after: dict) -> Recorded:
    """With the text where a table has got a place in it, or lost one."""
    before, after = dict(before), dict(after)
    if not slot.is_money and slot.record.text != was["text"]:
        before["text"], after["text"] = was["text"], slot.record.text
    return Recorded(slot.record, action, before, after)


def _lock(slot: TableSlot) -> TableSlot:
    programme = draft_programme(slot.programme)
    if slot.is_money:
        return TableSlot(programme, programme)
    record = type(slot.record).objects.select_for_update().filter(pk=slot.record.pk, programme=programme).first()
    if record is None:
        raise CannotEdit(GONE)
    return TableSlot(programme, record, slot.index)


@transaction.atomic
def enter_spent(*, programme: Programme, period: Period, labels: dict[str, str], words: Words, seen: Words, by) -> bool:
    """Write what was spent in the year, by keys of the table's rows, and return whether anything was new.

    `labels` are the words of the rows. Raises ChangedMeanwhile if somebody else has entered another sum.
    """
    first = Programme.objects.select_for_update(of=("self",)).get(pk=edition_ids(programme)[0])
    period = Period.objects.labelled([period.label])[period.label]
    known = {each.label_key: each for each in MoneySpent.objects.filter(programme=first, period=period)}
    current = {key: known[key].text if key in known else "" for key in words}
    changed = changed_places(words, seen, current)
    for key, text in changed.items():
        record = known.get(key) or MoneySpent(programme=first, period=period)
        record.label, record.text, record.entered_by = labels[key], text, by
        record.save()
    if changed:
        before = {key: current[key] for key in changed}
        record_changes([Recorded(first, f"израсходовано за {period.label}", before, changed)], by=by)
    return bool(changed)
