"""Pages where a row of the roadmap is added or corrected, and shown how it is understood."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from portal.forms import posted, require_safe_or_post, sent_number
from portal.meanwhile import ChangedMeanwhile
from portal.refusals import refusal_on
from roadmap.editor.actions.rows import add_row, save_row
from roadmap.editor.forms.rows import ActivityForm, DirectionForm
from roadmap.editor.views.editor import roadmap_of
from roadmap.execution.understanding import (
    reading_of_dates,
    reading_of_executors,
    reading_of_responsible,
    reading_of_term,
)
from roadmap.plan.models import Activity, Direction, Roadmap
from roadmap.plan.outline import key_of
from roadmap.plan.row_words import words_of
from roadmap.programmes.access import edits_draft
from roadmap.programmes.models import Programme


@require_safe_or_post
@edits_draft
def row_create(request, programme: Programme):
    """Add a row to the direction `within` ("" is the top of the plan), before the row `before` or at its end."""
    roadmap = roadmap_of(programme)
    sent = request.GET
    is_direction = sent.get("kind") == "direction"
    within, before = sent.get("within", ""), sent.get("before", "")
    parent = _find_record(roadmap, within) if within else None
    if not is_direction and not isinstance(parent, Direction):
        messages.error(request, "Мероприятие может стоять только в направлении: добавьте сначала направление.")
        return redirect("roadmap-edit", programme.pk)
    form = (DirectionForm if is_direction else ActivityForm)(posted(request), roadmap=roadmap)
    if not _added_kind(request) and form.is_valid():
        with refusal_on(form):
            record = add_row(
                roadmap=roadmap, words=form.words(), within=within, before=before, is_direction=is_direction,
                by=request.user,
            )  # fmt: skip
            messages.success(request, f"Добавлено: «{record}».")
            if request.POST.get("do") == "another":
                return redirect(request.get_full_path())
            return redirect(_link_to_row(programme, key_of(record)))
    return _render_row(request, roadmap, form, parent=parent, is_direction=is_direction)


@require_safe_or_post
@edits_draft
def row_edit(request, programme: Programme, key: str):
    roadmap = roadmap_of(programme)
    record = _find_record(roadmap, key)
    is_direction = isinstance(record, Direction)
    form = (DirectionForm if is_direction else ActivityForm)(posted(request), roadmap=roadmap, words=words_of(record))
    if not _added_kind(request) and form.is_valid():
        try:
            with refusal_on(form):
                changed = save_row(record=record, words=form.words(), seen=form.cleaned_data["seen"], by=request.user)
                messages.success(request, "Сохранено." if changed else "Изменений нет.")
                return redirect(_link_to_row(programme, key))
        except ChangedMeanwhile as conflict:
            form = form.again(conflict.current)
    parent = record.parent if is_direction else record.direction
    return _render_row(request, roadmap, form, parent=parent, is_direction=is_direction, record=record)


def _render_row(request, roadmap: Roadmap, form, *, parent, is_direction: bool, record=None) -> HttpResponse:
    status = 200
    if not is_direction and (kind := _added_kind(request)):
        form = form.with_one_more(kind)
    elif form.is_bound:
        status = 422
    context = {
        "programme": roadmap.programme,
        "roadmap": roadmap,
        "form": form,
        "parent": parent,
        "record": record,
        "key": key_of(record) if record else "",
        "is_direction": is_direction,
    }
    if not is_direction:
        context |= {
            "own": _read_places(form.own_places, roadmap, record),
            "stages": [_read_stage(stage, roadmap) for stage in form.stages.forms],
        }
    return render(request, "roadmap/editor/editor_row.html", context, status=status)


def _read_stage(form, roadmap: Roadmap) -> tuple:
    names = [*(["name"] if form.is_event else []), *form.columns.names]
    return form, _read_places([form[name] for name in names], roadmap)


def _read_places(places, roadmap: Roadmap, record: Activity | None = None) -> list[tuple]:
    """Return the fields, each with its kind and how its words are understood.

    The kind is «term» or «responsible», "" for other fields. Marks under periods come together as one item. Behind the
    cells of a term stands the term that is made of them.
    """
    marks = [place for place in places if place.name.startswith("mark-")]
    read, made = [], record.term if record and record.term_is_made else None
    for place in places:
        if made and place.name not in ("term", "start", "end") and place not in marks:
            read.append((made, "made", None))
            made = None
        kind = place.name if place.name in ("term", "responsible") else ""
        if place not in marks:
            read.append((place, kind, _read_words(place, roadmap, record)))
        elif place is marks[0]:
            read.append((marks, "marks", None))
    return read


def _read_words(place, roadmap: Roadmap, record: Activity | None = None):
    """Return how the words of a field are understood; None unless they are a term or responsibles without a fault."""
    text = place.value() or ""
    if place.errors:
        return None
    if place.name.endswith("term"):
        is_own = record and record.dates and record.dates.is_exception and text == record.term
        return reading_of_dates(record.dates) if is_own else reading_of_term(text, roadmap)
    if not place.name.endswith("responsible"):
        return None
    if record and record.executors and record.executors.is_exception and text == record.responsible:
        return reading_of_executors(record.executors)
    return reading_of_responsible(text, roadmap)


def _find_record(roadmap: Roadmap, key: str) -> Direction | Activity:
    kind, pk = key[:1], sent_number(key[1:])
    if kind == "d" and pk is not None:
        return get_object_or_404(Direction.objects.select_related("roadmap", "parent"), roadmap=roadmap, pk=pk)
    if kind == "a" and pk is not None:
        activities = Activity.objects.select_related(
            "direction__roadmap__programme__municipality", "executors", "dates"
        )
        return get_object_or_404(activities, direction__roadmap=roadmap, pk=pk)
    raise Http404


def _added_kind(request: HttpRequest) -> str:
    """Return «stage» or «event» if the button asks for one more of them, else ""."""
    asked = request.POST.get("do", "")
    return asked if asked in ("stage", "event") else ""


def _link_to_row(programme: Programme, key: str) -> str:
    return reverse("roadmap-edit", args=[programme.pk], fragment=key)
