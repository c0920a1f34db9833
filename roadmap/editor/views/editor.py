"""The page of the roadmap's editor, and the steps that arrange rows, for plain forms and for the script."""

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portal.digests import digest_of
from portal.forms import posted, require_safe_or_post, sent_number
from portal.meanwhile import ChangedMeanwhile
from roadmap.editor.actions.arranging import (
    Done,
    MoveWay,
    copy_rows,
    delete_rows,
    move_rows,
    renumber,
    shift_row,
    undo_last,
)
from roadmap.editor.actions.heading import begin_roadmap, save_heading
from roadmap.editor.forms.heading import HeadingForm, NumberForm
from roadmap.editor.queries import editor_page, reported_before
from roadmap.execution.understanding import reading_of_responsible, reading_of_term
from roadmap.plan.models import Roadmap
from roadmap.plan.outline import OutlineNode, read_outline
from roadmap.plan.row_words import heading_of, words_of
from roadmap.programmes.access import edits_draft, is_from_script, managed_programme
from roadmap.programmes.drafts import CannotEdit, WrongProgrammeState
from roadmap.programmes.models import Programme

NOTHING = Done("")
NO_PLAN = "В программе нет плана мероприятий."


def roadmap_of(programme: Programme) -> Roadmap:
    roadmap = getattr(programme, "roadmap", None)
    if roadmap is None:
        raise Http404(NO_PLAN)
    roadmap.programme = programme
    return roadmap


@require_safe
@edits_draft
def roadmap_edit(request, programme: Programme):
    return _render_page(request, programme)


def _render_page(request, programme: Programme, done: Done = NOTHING, refusal: str = "") -> HttpResponse:
    """Show the page, or to a script only the rows, with what has just been done or refused."""
    roadmap = roadmap_of(programme)
    is_fragment = is_from_script(request)
    context = {
        "programme": programme,
        "roadmap": roadmap,
        "page": editor_page(roadmap),
        "number_form": NumberForm(),
        "selected": set(request.POST.getlist("selected")),
        "said": refusal or done.sentence,
        "at": done.keys[0] if done.keys else "",
        "refused": bool(refusal),
    }
    template = "roadmap/editor/_editor_plan.html" if is_fragment else "roadmap/editor/editor.html"
    return render(request, template, context, status=422 if refusal and not is_fragment else 200)


@require_POST
@edits_draft
def roadmap_arrange(request, programme: Programme):
    """Take the step that the button names: «up:a12», «copy:d3», or «move», «copy» for all rows that are ticked."""
    roadmap = roadmap_of(programme)
    verb, _, key = request.POST.get("do", "").partition(":")
    keys = [key] if key else request.POST.getlist("row" if verb == "place" else "selected")
    if verb == "delete":
        return redirect(reverse("row-delete", args=[programme.pk], query={"row": keys}))
    try:
        done = _take_step(verb, roadmap, keys, request.POST, request.user)
    except WrongProgrammeState as refusal:
        return _render_page(request, programme, refusal=str(refusal))
    if is_from_script(request):
        return _render_page(request, programme, done)
    if done.sentence:
        messages.success(request, done.sentence)
    return redirect(_link_to_rows(programme, done.keys))


def _take_step(verb: str, roadmap: Roadmap, keys: list[str], sent: QueryDict, by) -> Done:
    if verb in list(MoveWay) and keys:
        return shift_row(roadmap=roadmap, key=keys[0], way=MoveWay(verb), by=by)
    if verb == "copy":
        return copy_rows(roadmap=roadmap, keys=keys, by=by)
    if verb in ("move", "place"):
        within, before = sent.get("within", ""), sent.get("before", "") if verb == "place" else ""
        if within == "?":
            raise CannotEdit("Выберите, куда перенести отмеченные строки.")
        return move_rows(roadmap=roadmap, keys=keys, within=within, before=before, by=by)
    if verb == "undo":
        return undo_last(roadmap=roadmap, change_pk=sent_number(sent.get("last")) or 0, by=by)
    if verb == "number" and (form := NumberForm(sent)).is_valid():
        return renumber(roadmap=roadmap, manner=form.chosen(), by=by)
    return NOTHING


def _link_to_rows(programme: Programme, keys: list[str]) -> str:
    return reverse("roadmap-edit", args=[programme.pk], fragment=keys[0] if keys else None)


@require_safe_or_post
@edits_draft
def row_delete(request, programme: Programme):
    """Ask before rows are deleted, and ask again if they have been changed since."""
    roadmap = roadmap_of(programme)
    sent = request.POST if request.method == "POST" else request.GET
    nodes = read_outline(roadmap, "stages").find(sent.getlist("row"))
    if not nodes:
        messages.error(request, "Сначала отметьте галочкой, что удалить.")
        return redirect(_link_to_rows(programme, []))
    seen = _make_digest(nodes)
    if request.method == "POST" and sent.get("seen") == seen:
        try:
            done = delete_rows(roadmap=roadmap, keys=[node.key for node in nodes], by=request.user)
        except CannotEdit as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{done.sentence} Вернуть можно кнопкой «Отменить».")
        return redirect(_link_to_rows(programme, [nodes[0].parent.key] if nodes[0].parent.record else []))
    context = {
        "programme": programme,
        "nodes": nodes,
        "rows": [each for node in nodes for each in (node, *node.walk())],
        "seen": seen,
        "reported": reported_before([each for node in nodes for each in (node, *node.walk())]),
        "changed_meanwhile": request.method == "POST",
    }
    return render(
        request, "roadmap/editor/editor_delete.html", context, status=422 if request.method == "POST" else 200
    )


def _make_digest(nodes: list[OutlineNode]) -> str:
    rows = [(each.key, words_of(each.record)) for node in nodes for each in (node, *node.walk())]
    return digest_of(rows)


@require_safe_or_post
@edits_draft
def roadmap_heading(request, programme: Programme):
    """Edit the title, period, columns and numbering; in a programme without a roadmap, saving them begins one."""
    roadmap = getattr(programme, "roadmap", None)
    words = heading_of(roadmap) if roadmap else None
    form = HeadingForm(posted(request), words=words, first_year=programme.start_year)
    adds_columns = request.POST.get("do") == "columns"
    if adds_columns:
        form = form.with_more_columns()
    elif form.is_valid():
        try:
            if roadmap is None:
                begin_roadmap(programme=programme, words=form.words(), by=request.user)
            else:
                save_heading(
                    roadmap=roadmap, words=form.words(), seen=form.cleaned_data["seen"],
                    drops_cells=form.cleaned_data["drops_cells"], by=request.user,
                )  # fmt: skip
        except ChangedMeanwhile as conflict:
            form = form.again(conflict.current)
        except CannotEdit as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Сохранено.")
            return redirect(_link_to_rows(programme, []))
    context = {"programme": programme, "form": form, "is_new": roadmap is None}
    status = 422 if form.errors and not adds_columns else 200
    return render(request, "roadmap/editor/editor_heading.html", context, status=status)


@require_safe
def roadmap_understood(request, pk: int):
    """Show how a term or responsibles that are being typed would be understood."""
    roadmap = roadmap_of(managed_programme(request, pk))
    text = request.GET.get("text", "")[:2000]
    read = reading_of_term if request.GET.get("kind") == "term" else reading_of_responsible
    return render(request, "roadmap/execution/_understood.html", {"reading": read(text, roadmap)})
