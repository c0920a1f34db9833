"""Keeps cells that somebody removed from a table, or with a whole table, in «Удалённое», and restores them."""

from collections.abc import Sequence

from django.db.models import Model

from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from roadmap.programmes.drafts import draft_programme
from roadmap.programmes.kept_tables import text_with_place
from roadmap.programmes.models import Annex, Programme, Section
from roadmap.tables.models import StruckTables
from schools.archive.actions import delete_kept

TableRecord = Programme | Section | Annex


def tables_as_kept(record: TableRecord) -> dict:
    """Return the record's fields that hold its tables, with their values."""
    if isinstance(record, Programme):
        return {"resources": record.resources}
    return {"tables": record.tables, "text": record.text}


def keep_struck(record: TableRecord, was: dict, *, by) -> None:
    """Keep the former tables of a record that has just been saved, if fewer cells are filled than before."""
    became = tables_as_kept(record)
    if _count_filled(became) >= _count_filled(was):
        return
    programme = record if isinstance(record, Programme) else record.programme
    places = {"section": Section, "annex": Annex}
    place = {name: record for name, model in places.items() if isinstance(record, model)}
    struck = StruckTables.objects.create(programme=programme, was=was, became=became, **place)
    title = f"{programme.resources_title} ({programme})" if record is programme else f"{record} ({programme})"
    delete_kept(struck, by=by, name=f"Ячейки таблицы: {title}", within=programme)


def put_tables_back(records: Sequence[Model], by) -> None:
    """Restore the tables as they were, or add them after the present ones if these have been changed since.

    Raises Refusal if the programme is approved by now.
    """
    struck = next(each for each in records if isinstance(each, StruckTables))
    programme = draft_programme(struck.programme)
    place = struck.section or struck.annex
    record = lock_record(place) if place else programme
    before = tables_as_kept(record)
    if record is programme or before == struck.became:
        after = struck.was
    else:
        after = dict(before)
        for table in struck.was["tables"]:
            if table not in after["tables"]:
                after["tables"] = [*after["tables"], table]
                after["text"] = text_with_place(after["text"], len(after["tables"]))
    for name, value in after.items():
        setattr(record, name, value)
    record.save(update_fields=list(after))
    StruckTables.objects.filter(pk=struck.pk).delete()
    record_changes([Recorded(record, "ячейки таблицы возвращены", before, after)], by=by)
    keep_struck(record, before, by=by)


def _count_filled(kept: dict) -> int:
    tables = kept["tables"] if "tables" in kept else [(kept["resources"] or {}).get("table") or {}]
    return sum(bool(cell) for table in tables for row in table.get("rows") or [] for cell in row)
