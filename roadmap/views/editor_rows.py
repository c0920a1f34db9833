"""A row of the roadmap on a page of its own: typed, corrected, and told how it was understood."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from portal.forms import posted
from roadmap.actions.approval import WrongState
from roadmap.actions.editing.writing import ChangedMeanwhile, add_row, save_row
from roadmap.forms.rows import ActivityForm, DirectionForm
from roadmap.models import Activity, Direction, Programme, Roadmap
from roadmap.queries.outline import key_of
from roadmap.queries.understanding import reading_of_executors, reading_of_responsible, reading_of_term
from roadmap.queries.words import words_of
from roadmap.views.editor import edits_draft, roadmap_of


@edits_draft
def row_create(request, programme: Programme):
    """`within` is a direction or, for a direction, the top of the plan; `before` one of its rows."""
    roadmap = roadmap_of(programme)
    sent = request.GET
    is_direction = sent.get("kind") == "direction"
    within, before = sent.get("within", ""), sent.get("before", "")
    parent = _record(roadmap, within) if within else None
    if not is_direction and not isinstance(parent, Direction):
        messages.error(request, "Мероприятие может стоять только в направлении: добавьте сначала направление.")
        return redirect("roadmap-edit", programme.pk)
    form = (DirectionForm if is_direction else ActivityForm)(posted(request), roadmap=roadmap)
    if request.method == "POST" and not _adds_stage(request) and form.is_valid():
        try:
            with transaction.atomic():
                record = add_row(
                    roadmap=roadmap, words=form.words(), within=within, before=before, is_direction=is_direction,
                    by=request.user,
                )  # fmt: skip
        except WrongState as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Добавлено: «{record}».")
            if request.POST.get("do") == "another":
                return redirect(request.get_full_path())
            return redirect(_at(programme, key_of(record)))
    return _row_page(request, roadmap, form, parent=parent, is_direction=is_direction)


@edits_draft
def row_edit(request, programme: Programme, key: str):
    roadmap = roadmap_of(programme)
    record = _record(roadmap, key)
    is_direction = isinstance(record, Direction)
    form = (DirectionForm if is_direction else ActivityForm)(posted(request), roadmap=roadmap, words=words_of(record))
    if request.method == "POST" and not _adds_stage(request) and form.is_valid():
        try:
            with transaction.atomic():
                changed = save_row(record=record, words=form.words(), seen=form.cleaned_data["seen"], by=request.user)
        except ChangedMeanwhile as conflict:
            form = form.again(conflict.current)
        except WrongState as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Сохранено." if changed else "Изменений нет.")
            return redirect(_at(programme, key))
    parent = record.parent if is_direction else record.direction
    return _row_page(request, roadmap, form, parent=parent, is_direction=is_direction, record=record)


def _row_page(request, roadmap: Roadmap, form, *, parent, is_direction: bool, record=None) -> HttpResponse:
    status = 200
    if not is_direction and _adds_stage(request):
        form = form.with_one_more_stage()
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
            "own": [(place, _reading(place, roadmap, record)) for place in form.own_places],
            "stages": [_stage_row(stage, roadmap) for stage in form.stages.forms],
            "understood": ("term", "responsible"),
        }
    return render(request, "roadmap/editor_row.html", context, status=status)


def _stage_row(form, roadmap: Roadmap) -> tuple:
    return form, [(form[name], _reading(form[name], roadmap)) for name in ("term", "responsible", "result", "document")]


def _reading(place, roadmap: Roadmap, record: Activity | None = None):
    """How the place's words are understood; None where it isn't of a kind that is."""
    text = place.value() or ""
    if place.name.endswith("term"):
        return reading_of_term(text, roadmap)
    if not place.name.endswith("responsible"):
        return None
    if record and record.executors and record.executors.is_exception and text == record.responsible:
        return reading_of_executors(record.executors)
    return reading_of_responsible(text, roadmap)


def _record(roadmap: Roadmap, key: str) -> Direction | Activity:
    kind, pk = key[:1], key[1:]
    if kind == "d" and pk.isdecimal():
        return get_object_or_404(Direction.objects.select_related("roadmap", "parent"), roadmap=roadmap, pk=pk)
    if kind == "a" and pk.isdecimal():
        activities = Activity.objects.select_related("direction__roadmap__programme__municipality", "executors")
        return get_object_or_404(activities, direction__roadmap=roadmap, pk=pk)
    raise Http404


def _adds_stage(request: HttpRequest) -> bool:
    return request.POST.get("do") == "stage"


def _at(programme: Programme, key: str) -> str:
    return reverse("roadmap-edit", args=[programme.pk]) + f"#{key}"
