"""A programme begun and written in the browser: its title, years, passport, abbreviations and sections."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render

from portal.accounts.roles import Permission
from portal.forms import posted
from roadmap.actions.editing.targets import save_targets
from roadmap.actions.editing.text import begin_programme, save_part, save_title
from roadmap.actions.editing.writing import ChangedMeanwhile
from roadmap.forms.targets import TargetsForm
from roadmap.forms.text import NewProgrammeForm, PartForm, TitleForm
from roadmap.interchange.typical import begin_typical
from roadmap.models import Programme, Section
from roadmap.parts import PARTS
from roadmap.queries.target_words import targets_of
from roadmap.queries.words import title_of
from roadmap.views.editor import edits_draft
from schools.scope import scope_of


def programme_create(request):
    if not scope_of(request.user).has(Permission.MANAGE_PROGRAMMES):
        raise PermissionDenied
    form = NewProgrammeForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        municipality = form.cleaned_data["municipality"]
        begin = begin_typical if form.cleaned_data["is_typical"] else begin_programme
        programme = begin(municipality=municipality, words=form.words(), by=request.user)
        messages.success(request, "Проект программы начат. Дальше — паспорт, разделы и план мероприятий.")
        return redirect("programme-edit", programme.pk)
    return render(request, "roadmap/programme_create.html", {"form": form}, status=422 if form.errors else 200)


@edits_draft
def programme_edit(request, programme: Programme):
    """Title and years, and the way to the parts."""
    form = TitleForm(posted(request), words=title_of(programme))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                save_title(programme=programme, words=form.words(), seen=form.cleaned_data["seen"], by=request.user)
        except ChangedMeanwhile as conflict:
            form = form.again(conflict.current)
        else:
            messages.success(request, "Сохранено.")
            return redirect("programme-edit", programme.pk)
    parts = [(key, kind.title, len(kind.rows_of(programme))) for key, kind in PARTS.items()]
    context = {"programme": programme, "form": form, "parts": parts}
    return render(request, "roadmap/programme_edit.html", context, status=422 if form.errors else 200)


@edits_draft
def programme_part_edit(request, programme: Programme, part: str):
    if part not in PARTS:
        raise Http404
    kind = PARTS[part]
    is_from_file = bool(programme.source_sha256)
    form = PartForm(posted(request), kind=kind, rows=kind.rows_of(programme), begins_usual=not is_from_file)
    adds_row = request.POST.get("do") == "row"
    if adds_row:
        form = form.with_one_more_row()
    elif request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                save_part(programme=programme, kind=kind, rows=form.typed(), seen=form.seen_rows, by=request.user)
        except ChangedMeanwhile as conflict:
            form = form.again(conflict.current)
        else:
            messages.success(request, f"Сохранено: {kind.title.lower()}.")
            return redirect("programme-edit", programme.pk)
    status = 422 if form.is_bound and not adds_row else 200
    context = {"programme": programme, "kind": kind, "form": form, "rows": _rows(form, programme)}
    return render(request, "roadmap/programme_part.html", context, status=status)


@edits_draft
def programme_targets_edit(request, programme: Programme):
    """The table of indicators: rows, baselines, plans by period."""
    words = targets_of(getattr(programme, "indicator_table", None))
    form = TargetsForm(posted(request), programme=programme, words=words)
    adds_row = request.POST.get("do") == "row"
    if adds_row:
        form = form.with_one_more_row()
    elif request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                save_targets(programme=programme, words=form.words(), seen=form.cleaned_data["seen"], by=request.user)
        except ChangedMeanwhile as conflict:
            form = form.again(conflict.current)
        else:
            messages.success(request, "Сохранено: показатели.")
            return redirect("programme-edit", programme.pk)
    status = 422 if form.is_bound and not adds_row else 200
    rows = [
        (row, [row[name] for name in row.fields if name not in ("id", "ORDER", "DELETE")]) for row in form.rows.forms
    ]
    context = {"programme": programme, "form": form, "rows": rows}
    return render(request, "roadmap/programme_targets.html", context, status=status)


def _rows(form: PartForm, programme: Programme) -> list[tuple]:
    """Each row's form with its places, and what other part stands there, which can't be taken away."""
    others = {}
    if form.kind.model is Section:
        others = {str(each.pk): each.get_part_display() for each in programme.sections.exclude(part=Section.Part.TEXT)}
    return [
        (row, [row[name] for name in form.kind.fields], others.get(str(row["id"].value()), ""))
        for row in form.rows.forms
    ]
