"""Views for the browser's grid: they save cells as they are typed, report changes, and show one cell's side panel."""

from django.http import Http404, HttpRequest, JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from indicators.catalogue.models import Indicator, Period
from indicators.values.actions import EntryOutcome, EntryState, EntryWay, comment_on_cell, with_wholes
from indicators.values.address import CellAddress
from indicators.values.forms import CommentForm
from indicators.values.permissions import can_enter, can_see
from indicators.values.queries.cell import cell_story
from indicators.values.queries.changes import values_changed
from indicators.values.sending import Recomputed, Sent, recomputed_after, save_sent
from portal.accounts.sessions import asked_by_itself
from portal.forms import posted, require_safe_or_post, sent_number
from schools.directory.models import School

WAYS = {
    "grid": EntryWay.GRID,
    "paste": EntryWay.PASTE,
    "fill": EntryWay.FILL,
    "clear": EntryWay.CLEAR,
    "undo": EntryWay.UNDO,
}


def grid_store(user) -> str:
    """The key under which the browser keeps what this user typed until the server confirms it."""
    return f"grid:{user.pk}"


@require_POST
def cell_save(request: HttpRequest) -> JsonResponse:
    """Save cells one by one, and answer with the state of each, of their wholes and of computed cells."""
    if request.headers.get("X-Grid-Store", grid_store(request.user)) != grid_store(request.user):
        return JsonResponse({"error": "Эти значения набрал другой пользователь этого браузера."}, status=409)
    try:
        sent = Sent.model_validate_json(request.body)
        way = WAYS.get(sent.way, EntryWay.GRID)
        saved = save_sent(sent.cells, way=way, user=request.user, step=sent.step or None)
    except (ValueError, RawPostDataException):  # pydantic's errors, or a form instead of JSON
        return JsonResponse({"error": "Запрос не понят: обновите страницу и повторите."}, status=400)
    told = [_outcome_as_json(outcome) for outcome in with_wholes(saved.outcomes)]
    return JsonResponse({"cells": told + [_computed_as_json(each) for each in saved.recomputed]})


def _computed_as_json(each: Recomputed) -> dict:
    text, notes = each.shown.text, each.shown.notes
    state = EntryState.WARNING if notes else EntryState.SAVED
    return {
        "cell": str(each.cell), "computed": each.row, "state": state, "version": 0, "text": text, "notes": notes,
    }  # fmt: skip


def _outcome_as_json(outcome: EntryOutcome) -> dict:
    value = outcome.value
    told = {
        "cell": str(outcome.entry.cell),
        "state": outcome.state,
        "version": value.version if value else 0,
        "text": value.text if value else "",
        "notes": outcome.notes,
    }
    if outcome.state == EntryState.CONFLICT and value:
        at = timezone.localtime(value.entered_at)
        told["current"] = {"text": value.text, "by": str(value.entered_by or ""), "at": f"{at:%d.%m.%Y %H:%M}"}
    return told


@require_safe
@asked_by_itself
def cell_changes(request: HttpRequest) -> JsonResponse:
    """The values changed since the change with the id `since`, as far as the user may see them, as JSON."""
    last, values = values_changed(sent_number(request.GET.get("since")), request.user)
    cells = [
        {"cell": str(CellAddress.of(each)), "text": each.text, "version": each.version, "notes": each.notes}
        for each in values
    ]
    cells += [_computed_as_json(each) for each in recomputed_after(values, request.user)] if values else []
    return JsonResponse({"since": last, "cells": cells})


@require_safe_or_post
def cell_panel(request: HttpRequest):
    """The side panel of a cell: its meaning, its last years, its history, its comments; a POST adds a comment."""
    try:
        cell = CellAddress.parse(request.GET.get("cell"))
    except ValueError:
        raise Http404 from None
    indicator = get_object_or_404(Indicator.objects.visible_to(request.user), pk=cell.indicator_id)
    if not can_see(request.user, municipality_id=indicator.municipality_id, school_id=cell.school_id):
        raise Http404
    schools = School.objects.filter(municipality=indicator.municipality_id)
    school = get_object_or_404(schools, pk=cell.school_id) if cell.school_id else None
    period, kind = Period.from_label(cell.period), cell.kind
    form = CommentForm(posted(request))
    if form.is_valid():
        comment_on_cell(
            indicator=indicator,
            school=school,
            period=period,
            kind=kind,
            text=form.cleaned_data["text"],
            by=request.user,
        )
        form = CommentForm()
    context = {
        "cell": cell,
        "indicator": indicator,
        "school": school,
        "period": period,
        "kind": kind,
        "story": cell_story(indicator, school, period, kind),
        "form": form,
        "sees_bulk": can_enter(request.user, municipality_id=indicator.municipality_id, school_id=None),
    }
    return render(request, "indicators/values/_cell_panel.html", context)
