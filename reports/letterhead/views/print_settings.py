from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.forms import posted, render_form, require_safe_or_post
from reports.letterhead.actions import change_print_settings
from reports.letterhead.forms import PrintSettingsForm
from reports.letterhead.models import PrintSettings
from reports.letterhead.permissions import can_change_letterhead
from schools.directory.access import municipality_for


@require_safe_or_post
def print_settings(request: HttpRequest, pk: int) -> HttpResponse:
    refusal = "Оформление документов задаёт координатор."
    municipality = municipality_for(request, pk, can_change_letterhead, refusal=refusal)
    form = PrintSettingsForm(posted(request), instance=PrintSettings.of(municipality.pk))
    if form.is_valid():
        change_print_settings(changed=form.save(commit=False), by=request.user)
        messages.success(request, "Оформление сохранено. Изданные документы остались такими, какими напечатаны.")
        return redirect("print-settings", municipality.pk)
    context = {"form": form, "municipality": municipality}
    return render_form(request, "reports/letterhead/print_settings.html", context)
