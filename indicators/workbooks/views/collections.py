"""Downloads of a collection as a workbook: with all schools for the department, with its own sheet for a school."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from indicators.collections.access import collection_for, own_part, submission_for
from indicators.collections.models import Collection
from indicators.collections.queries.progress import collection_grid
from indicators.collections.queries.submission_values import submission_values
from indicators.values.grid.table import Grid
from indicators.workbooks.response import workbook_response
from indicators.workbooks.writing import emptied


@require_safe
def collection_export(request: HttpRequest, pk: int):
    """A workbook with schools in rows, the asked indicators in columns, and the values entered so far."""
    collection = collection_for(request, pk)
    if own := own_part(request, collection):
        return redirect("submission-export", collection.pk, own.school_id)
    return _workbook(collection, collection_grid(collection, request.user), str(collection))


@require_safe
def collection_template(request: HttpRequest, pk: int):
    """The same workbook without values, to be filled in."""
    collection = collection_for(request, pk)
    if own := own_part(request, collection):
        return redirect("submission-template", collection.pk, own.school_id)
    return _workbook(collection, emptied(collection_grid(collection, request.user)), f"Шаблон. {collection}")


@require_safe
def submission_export(request: HttpRequest, pk: int, school_pk: int) -> HttpResponse:
    """A workbook with one school's sheet, as on the page of its submission."""
    submission = submission_for(request, pk, school_pk)
    grid, _ = submission_values(submission, request.user)
    return _workbook(submission.collection, grid, f"{submission.collection}. {submission.school}")


@require_safe
def submission_template(request: HttpRequest, pk: int, school_pk: int) -> HttpResponse:
    submission = submission_for(request, pk, school_pk)
    grid, _ = submission_values(submission, request.user)
    return _workbook(submission.collection, emptied(grid), f"Шаблон. {submission.collection}. {submission.school}")


def _workbook(collection: Collection, grid: Grid, name: str) -> HttpResponse:
    caption = f"{collection}. {grid.caption}. Внести до {collection.due_on:%d.%m.%Y}"
    title = collection.period.label
    return workbook_response(replace(grid, caption=caption), collection.municipality, name, title, collection)
