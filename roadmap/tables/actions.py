"""Tables of a draft's text and of its money: written, taken away; what was spent. Nobody's words overwritten unseen."""

from django.db import transaction

from indicators.catalogue.models import Period
from portal.history.actions import Recorded, record_changes
from roadmap.programmes.drafts import CannotEdit, ChangedMeanwhile, Words, changed_places, draft_programme
from roadmap.programmes.editions import edition_ids
from roadmap.programmes.models import Programme
from roadmap.tables.models import MoneySpent
from roadmap.tables.slots import TableSlot

GONE = "Этой таблицы в программе уже нет: её убрали. Ваши ячейки не записаны."


@transaction.atomic
def save_table(*, slot: TableSlot, words: Words, seen: Words, by) -> bool:
    """Whether anything was written; `seen` is empty of a table that was not there yet."""
    slot = _locked(slot)
    if slot.words is None and not slot.is_new:
        raise CannotEdit(GONE)
    current = slot.words or {}
    if current and not seen:
        raise ChangedMeanwhile(current)
    changed = changed_places(words, seen, dict.fromkeys(words) | current)
    if changed:
        fields = slot.put({"heading": None} | current | changed)
        slot.record.save(update_fields=fields)
        before = {key: current.get(key) for key in changed}
        record_changes([Recorded(slot.record, "таблица исправлена", before, changed)], by=by)
    return bool(changed)


@transaction.atomic
def remove_table(*, slot: TableSlot, seen: Words, by) -> None:
    """The history keeps its cells; one that somebody has changed since it was seen stays."""
    slot = _locked(slot)
    if slot.words is None:
        raise CannotEdit(GONE)
    if slot.words != seen:
        raise CannotEdit("Таблицу за это время изменил другой человек. Она не убрана: посмотрите ещё раз.")
    before = slot.words
    slot.record.save(update_fields=slot.take_away())
    record_changes([Recorded(slot.record, "таблица убрана", before)], by=by)


def _locked(slot: TableSlot) -> TableSlot:
    programme = draft_programme(slot.programme)
    if slot.is_money:
        return TableSlot(programme, programme)
    record = type(slot.record).objects.select_for_update().filter(pk=slot.record.pk, programme=programme).first()
    if record is None:
        raise CannotEdit(GONE)
    return TableSlot(programme, record, slot.index)


@transaction.atomic
def enter_spent(*, programme: Programme, period: Period, labels: dict[str, str], words: Words, seen: Words, by) -> bool:
    """What was spent in the year, by keys of the table's rows; `labels` are the rows' words. Whether any was new."""
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
