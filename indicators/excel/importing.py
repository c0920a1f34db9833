"""The two passes of an import: what a file would change, and changing just that."""

from django.core.files.base import File
from django.db import transaction

from indicators.actions.values import Cell, Entry, State, Way, enter_values
from indicators.excel.catalogue import Catalogue, catalogue_for
from indicators.excel.comparing import plan_import
from indicators.excel.keeping import Kept, hash_of, keep_upload
from indicators.excel.plan import Item, Plan
from indicators.excel.reading import read_workbook
from indicators.models import Collection, Period
from portal.bulk import many_objects
from schools.models import Municipality


class OutOfDate(Exception):
    """Something has changed since the plan was shown; nothing was written."""


@many_objects()
def begin_import(
    file: File, *, municipality: Municipality, period: str, kind: str, by, collection: Collection | None = None
) -> Kept:
    """Read and compare the file and keep it with what was found. NotReadable: it can't be read, and why."""
    sheets = read_workbook(file)
    plan = plan_import(
        sheets,
        catalogue_for(by, municipality, collection),
        period=period,
        kind=kind,
        file_name=(file.name or "")[:200],
        file_hash=hash_of(file),
    )
    kept = keep_upload(by.pk, file)
    kept.keep_plan(plan)
    return kept


@many_objects()
def compare_again(
    kept: Kept, plan: Plan, *, municipality: Municipality, by, collection: Collection | None = None
) -> None:
    """The same file against the portal as it is now."""
    with kept.open_file(plan.file_hash) as file:
        sheets = read_workbook(file)
    about = {"period": plan.period, "kind": plan.kind, "file_name": plan.file_name, "file_hash": plan.file_hash}
    kept.keep_plan(plan_import(sheets, catalogue_for(by, municipality, collection), **about))


@many_objects()
def finish_import(items: list[Item], *, municipality: Municipality, by, collection: Collection | None = None) -> int:
    """Write the items, all or none. OutOfDate: one of them can't be written any more as it was shown."""
    catalogue = catalogue_for(by, municipality, collection)
    if not all(_is_known(item, catalogue) for item in items):
        raise OutOfDate
    with transaction.atomic():
        outcomes = enter_values(
            [
                Entry(Cell(item.indicator, item.period, item.school, item.kind), item.new, item.version)
                for item in items
            ],
            indicators=catalogue.indicators,
            periods=Period.objects.labelled(sorted({item.period for item in items})),
            way=Way.IMPORT,
            by=by,
            locks=catalogue.locks,
        )
        if any(outcome.state not in (State.SAVED, State.WARNING) for outcome in outcomes):
            raise OutOfDate
    return len(outcomes)


def _is_known(item: Item, catalogue: Catalogue) -> bool:
    return item.indicator in catalogue.indicators and (item.school is None or item.school in catalogue.schools.names)
