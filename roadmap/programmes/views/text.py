"""Pages where a draft's text is edited: its title and years, passport, abbreviations, sections and annexes."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from portal.forms import posted, render_form, require_safe_or_post
from portal.meanwhile import ChangedMeanwhile
from roadmap.programmes.access import edits_draft
from roadmap.programmes.actions import save_part, save_title
from roadmap.programmes.drafts import title_of
from roadmap.programmes.forms.text import PartForm, TitleForm
from roadmap.programmes.models import Programme, Section
from roadmap.programmes.text_parts import PARTS


@require_safe_or_post
@edits_draft
def programme_edit(request, programme: Programme):
    """Edit the title, kind and years, with links to the parts of the text."""
    form = TitleForm(posted(request), words=title_of(programme))
    if form.is_valid():
        try:
            save_title(programme=programme, words=form.words(), seen=form.cleaned_data["seen"], by=request.user)
        except ChangedMeanwhile as conflict:
            form = form.again(conflict.current)
        else:
            messages.success(request, "Сохранено.")
            return redirect("programme-edit", programme.pk)
    parts = [(key, kind.title, len(kind.rows_of(programme))) for key, kind in PARTS.items()]
    context = {"programme": programme, "form": form, "parts": parts}
    return render_form(request, "roadmap/programmes/programme_edit.html", context)


@require_safe_or_post
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
    elif form.is_valid():
        try:
            save_part(programme=programme, kind=kind, rows=form.typed(), seen=form.seen_rows, by=request.user)
        except ChangedMeanwhile as conflict:
            form = form.again(conflict.current)
        else:
            messages.success(request, f"Сохранено: {kind.title.lower()}.")
            return redirect("programme-edit", programme.pk)
    status = 422 if form.is_bound and not adds_row else 200
    context = {"programme": programme, "kind": kind, "form": form, "rows": _prepare_rows(form, programme)}
    return render(request, "roadmap/programmes/programme_part.html", context, status=status)


def _prepare_rows(form: PartForm, programme: Programme) -> list[tuple]:
    """Return for each row: its form, its fields, the name of another part placed there, and its record.

    A row that is the place of another part can't be deleted.
    """
    records = form.kind.model.objects.filter(programme=programme) if form.kind.has_tables else ()
    known = {str(each.pk): each for each in records}
    rows = [(row, known.get(str(row["id"].value()))) for row in form.rows.forms]
    return [(row, [row[name] for name in form.kind.fields], _name_other_part(record), record) for row, record in rows]


def _name_other_part(record) -> str:
    is_other = isinstance(record, Section) and record.part != Section.Part.TEXT
    return record.get_part_display() if is_other else ""
