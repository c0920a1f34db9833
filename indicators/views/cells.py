"""The grid's conversation with the server: cells saved as they are typed, and what is known of one cell."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicators.actions.comments import comment_on_cell
from indicators.actions.values import Cell, Outcome, State, Way, with_wholes
from indicators.forms.collection import CommentForm
from indicators.models import Indicator, Period, Value
from indicators.permissions import can_see
from indicators.queries.cell import cell_story
from indicators.sending import Recomputed, Sent, save_sent
from portal.forms import posted
from schools.models import School

WAYS = {"grid": Way.GRID, "paste": Way.PASTE}


def grid_store(user) -> str:
    """Under which name the browser keeps what this user typed and the server has not confirmed."""
    return f"grid:{user.pk}"


@require_POST
def cell_save(request: HttpRequest) -> JsonResponse:
    """Save cells, each by itself, and tell what became of each, of their wholes and of what is computed from them."""
    if request.headers.get("X-Grid-Store", grid_store(request.user)) != grid_store(request.user):
        raise PermissionDenied("Эти значения набрал другой пользователь этого браузера.")
    try:
        sent = Sent.model_validate_json(request.body)
        saved = save_sent(sent.cells, way=WAYS.get(sent.way, Way.GRID), user=request.user)
    except ValueError:  # pydantic's faults among them
        return JsonResponse({"error": "Запрос не понят: обновите страницу и повторите."}, status=400)
    told = [_told(outcome) for outcome in with_wholes(saved.outcomes)]
    return JsonResponse({"cells": told + [_computed(each) for each in saved.recomputed]})


def _key(cell: Cell) -> dict:
    return {"indicator": cell.indicator_id, "school": cell.school_id, "period": cell.period, "kind": cell.kind}


def _computed(each: Recomputed) -> dict:
    text, notes = each.shown.text, each.shown.notes
    state = State.WARNING if notes else State.SAVED
    return _key(each.cell) | {"computed": each.row, "state": state, "version": 0, "text": text, "notes": notes}


def _told(outcome: Outcome) -> dict:
    value = outcome.value
    told = _key(outcome.entry.cell) | {
        "state": outcome.state,
        "version": value.version if value else 0,
        "text": value.text if value else "",
        "notes": outcome.notes,
    }
    if outcome.state == State.CONFLICT and value:
        at = timezone.localtime(value.entered_at)
        told["current"] = {"text": value.text, "by": str(value.entered_by or ""), "at": f"{at:%d.%m.%Y %H:%M}"}
    return told


def cell_panel(request: HttpRequest):
    """The side panel of a cell: its meaning, its last years, its history, its comments; a POST adds a comment."""
    indicator = get_object_or_404(Indicator.objects.visible_to(request.user), pk=_number(request, "indicator"))
    school_id = _number(request, "school", required=False)
    if not can_see(request.user, municipality_id=indicator.municipality_id, school_id=school_id):
        raise Http404
    schools = School.objects.filter(municipality=indicator.municipality_id)
    school = get_object_or_404(schools, pk=school_id) if school_id else None
    try:
        period = Period.from_label(request.GET.get("period", ""))
    except ValueError:
        raise Http404 from None
    kind = request.GET.get("kind", Value.Kind.FACT)
    if kind not in Value.Kind.values:
        raise Http404
    form = CommentForm(posted(request))
    if request.method == "POST" and form.is_valid():
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
        "indicator": indicator,
        "school": school,
        "period": period,
        "kind": Value.Kind(kind),
        "story": cell_story(indicator, school, period, kind),
        "form": form,
    }
    return render(request, "indicators/_cell_panel.html", context)


def _number(request: HttpRequest, name: str, *, required: bool = True) -> int | None:
    text = request.GET.get(name, "")
    if text.isdecimal() and len(text) < 19:
        return int(text)
    if required or text:
        raise Http404
    return None
