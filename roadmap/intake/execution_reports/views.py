from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.forms import posted
from portal.refusals import Refusal
from portal.text.plurals import counted
from roadmap.exchange.document_file import MAX_BYTES
from roadmap.execution.models import Assignment
from roadmap.intake.execution_reports.actions import report_all
from roadmap.intake.execution_reports.forms import ReportFileForm, ReportRows, initial_of
from roadmap.intake.execution_reports.matching import match_rows, open_assignments, parties_of
from roadmap.intake.execution_reports.reading import reported_rows
from roadmap.programmes.access import programme_for
from roadmap.recognition.files import read_source
from roadmap.recognition.reading import recognise

_TEMPLATE = "roadmap/intake/programme_reports.html"


def programme_reports(request: HttpRequest, pk: int) -> HttpResponse:
    """A report in Word: uploaded, its rows looked through, then reported; the file itself is not kept."""
    programme = programme_for(request, pk)
    assignments = open_assignments(programme, request.user)
    if not assignments:
        raise PermissionDenied
    parties = parties_of(assignments)
    context = {"programme": programme, "rows": None}
    if "form-TOTAL_FORMS" in request.POST:
        own = _of_party(assignments, request.POST.get("party", ""))
        rows = ReportRows(request.POST, form_kwargs={"assignments": own})
        if answer := _reported(request, programme, rows):
            return answer
        context |= {"rows": rows, "party": request.POST.get("party", "")}
        return render(request, _TEMPLATE, context, status=422)
    form = ReportFileForm(posted(request), request.FILES or None, parties=parties)
    context["form"] = form
    if request.method == "POST" and form.is_valid():
        party, file = form.cleaned_data["party"], form.cleaned_data["file"]
        own = _of_party(assignments, party)
        try:
            found = reported_rows(recognise(read_source(file.name, file.read(MAX_BYTES * 2))))
            if not found:
                raise Refusal("В файле не найдено таблицы, где у мероприятий сказано, что сделано.")
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            initial = [initial_of(each) for each in match_rows(found, own)]
            context |= {"rows": ReportRows(initial=initial, form_kwargs={"assignments": own}), "party": party}
            return render(request, _TEMPLATE, context)
    return render(request, _TEMPLATE, context, status=422 if form.is_bound else 200)


def _of_party(assignments: list[Assignment], party: str) -> list[Assignment]:
    return [each for each in assignments if str(each.school_id or 0) == party]


def _reported(request: HttpRequest, programme, rows) -> HttpResponse | None:
    if not rows.is_valid():
        return None
    chosen = [each for form in rows if (each := form.chosen())]
    try:
        if not chosen:
            raise Refusal("Отметьте, что внести.")
        count = report_all(chosen=chosen, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return None
    messages.success(request, f"Внесено: {counted(count, 'отчёт', 'отчёта', 'отчётов')}.")
    return redirect("programme-roadmap", programme.pk)
