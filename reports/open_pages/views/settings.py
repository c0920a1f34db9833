"""The page where a coordinator decides what everybody sees."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.forms import posted, render_form, require_safe_or_post
from portal.refusals import refusal_on
from reports.issue.models import Document
from reports.open_pages.access import municipality_to_open
from reports.open_pages.actions import change_open_pages
from reports.open_pages.forms import OpenPagesForm
from reports.open_pages.models import OpenPages, OpenProgramme
from reports.open_pages.openable import MAY_BE_OPEN
from roadmap.programmes.models import Programme


@require_safe_or_post
def open_settings(request: HttpRequest, pk: int) -> HttpResponse:
    municipality = municipality_to_open(request, pk)
    pages = OpenPages.of(municipality)
    was_open = pages.is_open
    programmes = Programme.objects.filter(municipality=municipality, school=None, status=Programme.Status.APPROVED)
    marks = {mark.programme_id: mark for mark in OpenProgramme.objects.valid().filter(programme__in=programmes)}
    documents = Document.objects.filter(MAY_BE_OPEN, municipality=municipality).select_related("open_mark")
    form = OpenPagesForm(
        posted(request), instance=pages, marks=marks,
        programmes=programmes.select_related("approval_order"),
        documents=documents.prefetch_related("corrections").defer("content", "edits"),
    )  # fmt: skip
    if form.is_valid():
        with refusal_on(form, "documents"):
            change_open_pages(
                municipality=municipality, is_open=form.cleaned_data["is_open"], licence=form.cleaned_data["licence"],
                programmes=form.chosen_programmes(), documents=form.chosen_documents(), by=request.user,
            )  # fmt: skip
            messages.success(request, _say_saved(is_open=form.cleaned_data["is_open"], was_open=was_open))
            return redirect("open-settings", pk)
    context = {"municipality": municipality, "form": form, "is_open": was_open}
    return render_form(request, "reports/open_pages/settings.html", context)


def _say_saved(*, is_open: bool, was_open: bool) -> str:
    if is_open:
        return "Сохранено. Отмеченное видят все." if was_open else "Открыто: отмеченное теперь видят все без входа."
    return "Закрыто: без входа больше ничего не видно." if was_open else "Сохранено. Пока это видите только вы."
