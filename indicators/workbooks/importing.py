"""The two passes of an import: what a file would change, and changing just that."""

from collections.abc import Iterable, Mapping

from django.core.files.base import File
from django.db import transaction

from indicators.catalogue.models import Period
from indicators.collections.models import Collection
from indicators.values.actions import EntryState, EntryWay, ValueEntry, enter_values
from indicators.workbooks.comparing import plan_import
from indicators.workbooks.import_plan import ImportPlan, PlannedChange
from indicators.workbooks.known_names import KnownNames, catalogue_for
from indicators.workbooks.placed_cells import SaidName
from indicators.workbooks.sheet_source import LoadingPage
from indicators.workbooks.sheets import read_workbook
from indicators.workbooks.uploads import Kept, hash_of, keep_upload
from indicators.workbooks.workbook_sheet import WorkbookSheet
from portal.bulk import many_objects
from portal.history.actions import bulk_action
from portal.history.circumstances import by_import
from schools.directory.models import Municipality


class OutOfDate(Exception):
    """Something has changed since the plan was shown; nothing was written."""


@many_objects()
def begin_import(
    file: File,
    *,
    sheets: list[WorkbookSheet],
    municipality: Municipality,
    page: LoadingPage,
    by,
    collection: Collection | None = None,
    is_return: bool = False,
) -> Kept:
    """Compare the file, whose `sheets` were read before, and keep it with what was found."""
    plan = plan_import(
        sheets,
        catalogue_for(by, municipality, collection),
        page=page,
        file_name=(file.name or "")[:200],
        file_hash=hash_of(file),
        is_return=is_return,
    )
    kept = keep_upload(by.pk, file)
    kept.keep_plan(plan)
    return kept


@many_objects()
def compare_again(
    kept: Kept,
    plan: ImportPlan,
    *,
    municipality: Municipality,
    by,
    collection: Collection | None = None,
    answers: Mapping[str, str] | None = None,
    once: Iterable[SaidName] = (),
) -> None:
    """The same file against the portal as it is now, with further answers about it, and about its names."""
    said = [*plan.once, *once]
    with kept.open_file(plan.file_hash) as file:
        sheets = read_workbook(file)
    anew = plan_import(
        sheets,
        catalogue_for(by, municipality, collection, said),
        page=LoadingPage(plan.period, plan.kind, plan.school),
        file_name=plan.file_name,
        file_hash=plan.file_hash,
        answers={**plan.answers, **(answers or {})},
        is_return=plan.is_return,
        once=said,
    )
    kept.keep_plan(anew)


@by_import
@many_objects()
def finish_import(
    items: list[PlannedChange],
    *,
    municipality: Municipality,
    by,
    file_name: str = "",
    collection: Collection | None = None,
) -> int:
    """Write the items, all or none. OutOfDate: one of them can't be written any more as it was shown."""
    catalogue = catalogue_for(by, municipality, collection)
    if not all(_is_known(item, catalogue) for item in items):
        raise OutOfDate
    with transaction.atomic():
        outcomes = enter_values(
            [ValueEntry(item.cell, item.new, item.version) for item in items],
            indicators=catalogue.indicators,
            periods=Period.objects.labelled(sorted({item.cell.period for item in items})),
            way=EntryWay.IMPORT,
            by=by,
            locks=catalogue.locks,
            bulk=bulk_action(f"Загрузка файла «{file_name}»", place=municipality),
        )
        if any(outcome.state not in (EntryState.SAVED, EntryState.WARNING) for outcome in outcomes):
            raise OutOfDate
    return len(outcomes)


def _is_known(item: PlannedChange, catalogue: KnownNames) -> bool:
    cell = item.cell
    is_of_school = cell.school_id is None or cell.school_id in catalogue.schools.names
    return cell.indicator_id in catalogue.indicators and is_of_school
