from dataclasses import dataclass, replace
from hashlib import sha256

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.forms import posted, require_safe_or_post
from portal.heavy.actions import ask_again, ask_for_reading
from portal.heavy.models import HeavyReading
from portal.heavy.waiting import waiting_page
from portal.middleware import reads_first
from portal.refusals import Refusal, refusal_told
from portal.sources.source import TakesLong
from portal.text.plurals import counted
from roadmap.exchange.document_file import MAX_BYTES
from roadmap.execution.models import Assignment
from roadmap.intake.execution_reports.actions import report_all
from roadmap.intake.execution_reports.forms import ReportFileForm, ReportRows, initial_of
from roadmap.intake.execution_reports.matching import match_rows, open_assignments, parties_of
from roadmap.intake.execution_reports.reading import ReportedRow, reported_rows
from roadmap.programmes.access import programme_for
from roadmap.recognition.files import read_source
from roadmap.recognition.kept import read_again
from roadmap.recognition.reading import Recognition, recognise

_AGAIN = "again"
_TEMPLATE = "roadmap/intake/programme_reports.html"


@dataclass(frozen=True)
class ReportRead:
    """A file's rows and for whom they report.

    `large` is the content of a file that the worker has to read, `reading` the request for that.
    """

    form: ReportFileForm
    rows: list[ReportedRow] | None = None
    party: str = ""
    large: bytes = b""
    reading: HeavyReading | None = None


def _read_report(request: HttpRequest, pk: int) -> ReportRead:
    programme = programme_for(request, pk)
    assignments = open_assignments(programme, request.user)
    if not assignments:
        raise PermissionDenied
    parties = parties_of(assignments)
    is_file = not {"form-TOTAL_FORMS", _AGAIN} & set(request.POST)
    form = ReportFileForm(posted(request) if is_file else None, request.FILES or None, parties=parties)
    if (request.method != "POST" or _AGAIN in request.POST) and (digest := request.GET.get("reading")):
        return _read_by_worker(request, form, _key(request.user, pk, digest))
    if not is_file or not form.is_valid():
        return ReportRead(form)
    party, file = form.cleaned_data["party"], form.cleaned_data["file"]
    content = file.read(MAX_BYTES * 2)
    try:
        return _add_rows(ReportRead(form, party=party), recognise(read_source(file.name, content)))
    except TakesLong:
        return ReportRead(form, party=party, large=content)
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return ReportRead(form)


def _add_rows(read: ReportRead, recognition: Recognition) -> ReportRead:
    if not (rows := reported_rows(recognition)):
        raise Refusal("В файле не найдено таблицы, где у мероприятий сказано, что сделано.")
    return replace(read, rows=rows)


def _read_by_worker(request: HttpRequest, form: ReportFileForm, key: str) -> ReportRead:
    reading = HeavyReading.objects.filter(key=key).first()
    read = ReportRead(form, reading=reading, party=request.GET.get("party", ""))
    if reading is None or not reading.is_done:
        return read
    try:
        return _add_rows(read, read_again(reading.content())[1])
    except LookupError:
        return replace(read, reading=None)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return replace(read, reading=None)


def _key(user, programme: int, digest: str) -> str:
    """Return the key of a reading, which only this user can have in this programme."""
    return f"report-{programme}-{user.pk}-{digest[:64]}"


@require_safe_or_post
@reads_first(_read_report)
def programme_reports(request: HttpRequest, pk: int, *, read: ReportRead) -> HttpResponse:
    """Upload a report as a file, review its rows, then report the chosen ones; the file itself is not kept."""
    programme = programme_for(request, pk)
    assignments = open_assignments(programme, request.user)
    context = {"programme": programme, "rows": None}
    if "form-TOTAL_FORMS" in request.POST:
        own = _assignments_of(assignments, request.POST.get("party", ""))
        rows = ReportRows(request.POST, form_kwargs={"assignments": own})
        if answer := _report_chosen(request, programme, rows):
            return answer
        context |= {"rows": rows, "party": request.POST.get("party", "")}
        return render(request, _TEMPLATE, context, status=422)
    if read.large:
        return _ask_worker(request, programme, read)
    if read.reading and _AGAIN in request.POST:
        ask_again(read.reading)
        return redirect(request.get_full_path())
    if read.reading and not read.reading.is_done:
        return waiting_page(
            request,
            read.reading,
            heading=read.reading.name,
            crumb=str(programme),
            crumb_url=reverse("programme-detail", args=[pk]),
            ask_url=request.get_full_path(),
        )
    context["form"] = read.form
    if read.rows:
        own = _assignments_of(assignments, read.party)
        initial = [initial_of(each) for each in match_rows(read.rows, own)]
        context |= {"rows": ReportRows(initial=initial, form_kwargs={"assignments": own}), "party": read.party}
        return render(request, _TEMPLATE, context)
    return render(request, _TEMPLATE, context, status=422 if read.form.is_bound else 200)


def _ask_worker(request: HttpRequest, programme, read: ReportRead) -> HttpResponse:
    """Queue the file for the worker, and redirect to this page with the reading's key, where the rows will appear."""
    digest = sha256(read.large).hexdigest()
    ask_for_reading(
        _key(request.user, programme.pk, digest),
        reader="document",
        name=read.form.cleaned_data["file"].name,
        content=read.large,
        arguments={},
        by=request.user,
    )
    query = {"reading": digest, "party": read.party}
    return redirect(reverse("programme-reports", args=[programme.pk], query=query))


def _assignments_of(assignments: list[Assignment], party: str) -> list[Assignment]:
    return [each for each in assignments if str(each.school_id or 0) == party]


def _report_chosen(request: HttpRequest, programme, rows) -> HttpResponse | None:
    if not rows.is_valid():
        return None
    chosen = [each for form in rows if (each := form.chosen())]
    with refusal_told(request):
        if not chosen:
            raise Refusal("Отметьте, что внести.")
        count = report_all(chosen=chosen, by=request.user)
        messages.success(request, f"Внесено: {counted(count, 'отчёт', 'отчёта', 'отчётов')}.")
        return redirect("programme-roadmap", programme.pk)
    return None
