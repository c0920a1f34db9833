from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.files import EXCEL, file_response
from portal.forms import render_form
from schools.directory.access import managed_municipality
from schools.journal.exports import MOST, journal_csv, journal_xlsx
from schools.journal.forms import JournalFilter
from schools.journal.queries import entries_of, lines_of, newest_seal

SHOWN_AT_ONCE = 50
FORMATS = {"xlsx": (journal_xlsx, EXCEL), "csv": (journal_csv, "text/csv; charset=utf-8")}


@require_safe
def journal(request: HttpRequest, pk: int) -> HttpResponse:
    municipality = managed_municipality(request, pk)
    conditions = JournalFilter(request.GET, municipality=municipality)
    entries = conditions.filter(entries_of(municipality)).select_related("changed_by")
    page = Paginator(entries, SHOWN_AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "municipality": municipality,
        "filter": conditions,
        "page": page,
        "lines": lines_of(page.object_list),
        "seal": newest_seal(),
        "section": "journal",
    }
    return render_form(request, "schools/journal/journal.html", context, conditions)


@require_safe
def journal_export(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    municipality = managed_municipality(request, pk)
    conditions = JournalFilter(request.GET, municipality=municipality)
    entries = list(conditions.filter(entries_of(municipality)).select_related("changed_by")[: MOST + 1])
    if len(entries) > MOST:
        messages.error(request, f"В файл помещается {MOST} записей, а найдено больше. Выберите дни и скачайте частями.")
        return redirect(reverse("journal", args=[pk], query=request.GET))
    write, content_type = FORMATS[file_format]
    return file_response(write(entries), content_type, f"journal.{file_format}")
