"""The two passes of an import: the first plans what a file would change, the second writes just that."""

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
from indicators.workbooks.uploads import Kept, hash_of, keep_upload
from portal.bulk import many_objects
from portal.history.actions import bulk_action
from portal.history.circumstances import by_import
from portal.spreadsheets.workbook_sheet import WorkbookSheet
from schools.directory.models import Municipality


class OutOfDate(Exception):
    """Something in the portal has changed since the plan was shown; nothing was written."""


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
    is_large: bool = False,
) -> Kept:
    """Compare the file, whose `sheets` are read already, and keep it with its plan.

    The sheets of a large file are kept too, so that it is never read again.
    """
    plan = plan_import(
        sheets,
        catalogue_for(by, municipality, collection),
        page=page,
        file_name=(file.name or "")[:200],
        file_hash=hash_of(file),
        is_return=is_return,
    )
    kept = keep_upload(by.pk, file)
    if is_large:
        kept.keep_sheets(sheets)
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
    """Plan the kept file anew against the portal as it is now, with further answers and meanings of names."""
    said = [*plan.once, *once]
    anew = plan_import(
        kept.sheets(plan.file_hash),
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
    """Write the changes, all or none, and return how many. Raises OutOfDate if one can't be written as shown."""
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
