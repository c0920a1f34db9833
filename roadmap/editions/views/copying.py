"""Pages where programmes are made from others, and where a revision is compared with the one before it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.roles import Permission
from portal.forms import posted, render_form, require_safe_or_post
from portal.once.answering import one_for_all
from portal.refusals import refusal_told
from roadmap.editions.compared_parts import compare_programmes
from roadmap.editions.copying import begin_amendment, begin_next, keep_as_template, roll_out, years_left_behind
from roadmap.editions.forms import NewProgrammeForm, NextProgrammeForm, RollOutForm
from roadmap.editions.queries import listed_school_ids
from roadmap.editions.typical import begin_typical
from roadmap.programmes.access import managed_programme, programme_for
from roadmap.programmes.actions import begin_programme
from roadmap.programmes.models import Programme
from schools.access.scope import scope_of


@require_safe_or_post
@one_for_all
def programme_next(request, pk: int):
    """Make a programme for later years from an earlier one or from a template."""
    source = managed_programme(request, pk)
    form = NextProgrammeForm(posted(request), source=source)
    if form.is_valid():
        made = begin_next(source, **form.cleaned_data, by=request.user)
        messages.success(
            request, "Проект готов. Сроки и заголовки сдвинуты, значения показателей надо поставить заново."
        )
        if years := years_left_behind(made):
            named = ", ".join(map(str, years))
            messages.warning(request, f"В тексте остались прежние годы: {named}. Проверьте паспорт и разделы.")
        return redirect("programme-detail", made.pk)
    context = {"programme": source, "form": form}
    return render_form(request, "roadmap/editions/programme_next.html", context)


@one_for_all
@require_POST
def programme_keep_as_template(request, pk: int):
    template = keep_as_template(managed_programme(request, pk), by=request.user)
    messages.success(request, "Шаблон сохранён: он стоит в списке программ внизу.")
    return redirect("programme-detail", template.pk)


@one_for_all
@require_POST
def programme_amend(request, pk: int):
    """Begin an amendment of an approved programme, or lead to the one that has been begun."""
    source = managed_programme(request, pk)
    if begun := source.amendments.filter(status=Programme.Status.DRAFT).first():
        messages.info(request, "Изменения уже начаты, вот их проект.")
        return redirect("programme-detail", begun.pk)
    with refusal_told(
        request,
        "Проект изменений готов: правьте его. Действующая редакция остаётся в силе, пока приказ не утвердит новую.",
    ):
        return redirect("programme-detail", begin_amendment(source, by=request.user).pk)
    return redirect("programme-detail", source.pk)


@require_safe
def programme_compare(request, pk: int):
    """Show what a revision changes in the one that it amends, side by side."""
    programme = programme_for(request, pk)
    if programme.amends is None:
        raise Http404("Эта программа ничего не меняет.")
    context = {
        "programme": programme,
        "previous": programme.amends,
        "parts": compare_programmes(programme.amends, programme),
    }
    return render(request, "roadmap/editions/programme_compare.html", context)


@require_safe_or_post
@one_for_all
def programme_roll_out(request, pk: int):
    """Make programmes of their own for chosen schools; schools with low results are ticked at first."""
    source = managed_programme(request, pk)
    if source.school_id:
        raise Http404("Это уже программа школы.")
    form = RollOutForm(posted(request), source=source, low_result_school_ids=listed_school_ids(source))
    if form.is_valid():
        made = roll_out(source, form.cleaned_data["schools"], title=form.cleaned_data["title"], by=request.user)
        messages.success(request, f"Сделано проектов школьных программ: {len(made)}.")
        return redirect("programme-detail", source.pk)
    context = {"programme": source, "form": form, "copies": source.copies.exclude(school=None).select_related("school")}
    return render_form(request, "roadmap/editions/programme_roll_out.html", context)


@require_safe_or_post
@one_for_all
def programme_create(request):
    if not scope_of(request.user).has(Permission.MANAGE_PROGRAMMES):
        raise PermissionDenied
    form = NewProgrammeForm(posted(request), user=request.user)
    if form.is_valid():
        municipality = form.cleaned_data["municipality"]
        begin = begin_typical if form.cleaned_data["is_typical"] else begin_programme
        programme = begin(municipality=municipality, words=form.words(), by=request.user)
        messages.success(request, "Проект программы начат. Дальше — паспорт, разделы и план мероприятий.")
        return redirect("programme-edit", programme.pk)
    return render_form(request, "roadmap/editions/programme_create.html", {"form": form})
