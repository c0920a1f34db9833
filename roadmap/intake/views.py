from dataclasses import dataclass, replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.roles import Permission
from portal.forms import posted, render_form, require_safe_or_post
from portal.heavy.models import HeavyReading
from portal.heavy.waiting import waiting_page
from portal.middleware import reads_first
from portal.once.answering import one_for_all
from portal.refusals import Refusal, refusal_on, refusal_told
from portal.text.keys import natural_key
from roadmap.exchange.document_file import FaultyFile
from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import import_programme
from roadmap.exchange.whose import AmbiguousMunicipality, NotYourMunicipality
from roadmap.intake.actions import (
    accept_intake,
    begin_intake,
    correct_intake,
    drop_intake,
    proposed_changes,
    take_changes,
)
from roadmap.intake.choices import KIND_NAMES, years_around
from roadmap.intake.forms import LineCorrectionForm, RowCorrectionForm, SourceUploadForm, TableCorrectionForm
from roadmap.intake.looking import IntakeReview, review_intake
from roadmap.intake.models import Intake
from roadmap.intake.reading import NotRead, ReadDocument, ask_worker, read_intake
from roadmap.intake.sheet import IntakeSheet
from roadmap.programmes.access import programme_for
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_manage_municipality
from roadmap.recognition.corrections import Corrections
from roadmap.targets.queries.questions import open_questions_told
from schools.access.scope import scope_of
from schools.archive.actions import CAN_BE_BACK
from schools.directory.models import Municipality

_MOST_COMPARABLE = 30


def _managed_municipalities(request: HttpRequest):
    return Municipality.objects.filter(
        scope_of(request.user).municipalities_with(Permission.MANAGE_PROGRAMMES, field="pk")
    )


def _read_upload(request: HttpRequest) -> SourceUploadForm:
    """Return the upload form, which opens a sent file; raises PermissionDenied unless the user manages programmes."""
    if not scope_of(request.user).has(Permission.MANAGE_PROGRAMMES):
        raise PermissionDenied
    form = SourceUploadForm(posted(request), request.FILES or None, municipalities=_managed_municipalities(request))
    form.is_valid()
    return form


@require_safe_or_post
@one_for_all
@reads_first(_read_upload)
def programme_import(request: HttpRequest, *, read: SourceUploadForm) -> HttpResponse:
    """Upload a document for review, or a file of the interchange format, which is imported at once."""
    form = read
    if form.is_valid():
        if form.is_exchange:
            if answer := _take_exchange_file(request, form, _managed_municipalities(request)):
                return answer
        else:
            return redirect("intake-check", _begin(request, form).pk)
    waiting = Intake.objects.visible_to(request.user).open().select_related("municipality", "into")
    return render_form(request, "roadmap/intake/programme_import.html", {"form": form, "waiting": waiting})


def _read_upload_for_programme(request: HttpRequest, pk: int) -> SourceUploadForm:
    programme = programme_for(request, pk)
    if not can_manage_municipality(request.user, programme):
        raise PermissionDenied
    whose = Municipality.objects.filter(pk=programme.municipality_id)
    form = SourceUploadForm(posted(request), request.FILES or None, municipalities=whose, takes_exchange=False)
    form.is_valid()
    return form


@require_safe_or_post
@one_for_all
@reads_first(_read_upload_for_programme)
def programme_add(request: HttpRequest, pk: int, *, read: SourceUploadForm) -> HttpResponse:
    """Upload a document, or a part of one, that is then compared with an existing programme."""
    programme, form = programme_for(request, pk), read
    if form.is_valid():
        return redirect("intake-check", _begin(request, form, into=programme).pk)
    context = {"form": form, "programme": programme}
    return render_form(request, "roadmap/intake/programme_add.html", context)


def _begin(request: HttpRequest, form: SourceUploadForm, into: Programme | None = None) -> Intake:
    data = form.cleaned_data
    return begin_intake(municipality=data["municipality"], sent=data["sent"], by=request.user, into=into)


def _take_exchange_file(request: HttpRequest, form: SourceUploadForm, managed) -> HttpResponse | None:
    document, dry_run = form.cleaned_data["document"], form.cleaned_data["dry_run"]
    try:
        imported = import_programme(document, by=request.user, municipalities=managed, dry_run=dry_run)
    except NotYourMunicipality:
        form.add_error("file", _explain_other_municipality(document, managed))
    except AmbiguousMunicipality as refusal:
        form.add_error("file", f"Муниципалитетов «{refusal}» несколько: укажите в файле регион.")
    else:
        return _after_import(request, imported, dry_run)
    return None


def _explain_other_municipality(document: ProgrammeDocument, managed) -> str:
    shape = document.municipality
    if same := managed.named(shape.name).first():
        return f"Название совпадает, но регион в файле «{shape.region}», а у вас «{same.region or 'не указан'}»."
    own = ", ".join(f"«{municipality}»" for municipality in managed)
    return f"В файле программа муниципалитета «{shape.name}», а вы ведёте программы: {own}."


def _after_import(request: HttpRequest, imported, dry_run: bool = False) -> HttpResponse:
    if imported.is_new and imported.new_schools:
        verb = "Будут заведены" if dry_run else "Заведены"
        messages.warning(request, f"{verb} новые школы: {', '.join(imported.new_schools)}.")
    if imported.is_new and imported.namesake:
        messages.warning(request, f"Программа с таким названием и годами уже есть, №\u00a0{imported.namesake.pk}.")
    if imported.is_edited:
        messages.warning(
            request, "Этот файл уже внесён раньше, а программу потом правили: файл ничего в ней не изменил."
        )
    elif not imported.is_new:
        messages.info(request, "Этот файл уже внесён раньше. Ничего не изменено, вот эта программа.")
    elif dry_run:
        messages.success(request, "Файл проверен: ошибок нет. Ничего не записано.")
        return redirect("programme-import")
    else:
        messages.success(request, "Программа внесена из файла.")
        if told := open_questions_told(imported.programme):
            messages.warning(request, told)
    return redirect("programme-detail", imported.programme.pk)


def intake_for(request: HttpRequest, pk: int) -> Intake:
    intakes = Intake.objects.visible_to(request.user).select_related("municipality", "programme", "into")
    return get_object_or_404(intakes, pk=pk)


@dataclass(frozen=True)
class IntakeRead:
    """An intake and how it was read; `document` is None while the worker reads it, and once it has been accepted."""

    intake: Intake
    document: ReadDocument | None = None
    reading: HeavyReading | None = None
    review: IntakeReview | None = None

    @property
    def is_over(self) -> bool:
        return bool(self.intake.programme_id or self.intake.accepted_at)


def _read_intake(request: HttpRequest, pk: int, **_others) -> IntakeRead:
    intake = intake_for(request, pk)
    if intake.programme_id or intake.accepted_at:
        return IntakeRead(intake)
    try:
        return IntakeRead(intake, read_intake(intake))
    except NotRead as not_read:
        return IntakeRead(intake, reading=not_read.reading)


def _render_waiting_page(request: HttpRequest, read: IntakeRead) -> HttpResponse:
    return waiting_page(
        request,
        read.reading,
        heading=read.intake.name,
        crumb="Внести из файла",
        crumb_url=reverse("programme-import"),
        ask_url=reverse("intake-read", args=[read.intake.pk]),
        leave="roadmap/intake/_drop.html",
        intake=read.intake,
    )


def _review_intake(request: HttpRequest, pk: int) -> IntakeRead:
    """Read the intake and check the form that was sent, before the request waits for its turn to write."""
    read = _read_intake(request, pk)
    if read.document is None:
        return read
    return replace(read, review=review_intake(read.intake, read.document.recognition, posted(request)))


@require_safe_or_post
@reads_first(_review_intake)
def intake_check(request: HttpRequest, pk: int, *, read: IntakeRead) -> HttpResponse:
    """Show what was understood beside the document; a valid POST makes it a programme."""
    intake, review = read.intake, read.review
    if read.is_over:
        return redirect("programme-detail", intake.programme_id or intake.into_id)
    if review is None:
        return _render_waiting_page(request, read)
    form = review.form
    if review.accepted:
        with refusal_on(form):
            imported = accept_intake(intake=intake, document=review.accepted, meant=form.meant(), by=request.user)
            if imported.is_edited:
                messages.info(request, "Этот документ уже внесён, но программу потом правили. Вот отличия.")
                return redirect("intake-changes", intake.pk, imported.programme.pk)
            return _after_import(request, imported)
    corrections = Corrections.of_json(intake.corrections)
    sheet = IntakeSheet(read.document.source, read.document.recognition, review.doubts, corrections)
    context = {
        "intake": intake,
        "sheet": sheet,
        "form": form,
        "faults": review.faults,
        "kinds": KIND_NAMES.items(),
        "row_form": RowCorrectionForm(directions=sheet.directions),
        "line_form": LineCorrectionForm(),
        "comparable": [] if intake.into_id else _find_comparable(request, intake, form["title"].value()),
    }
    return render(request, "roadmap/intake/intake_check.html", context, status=422 if form.is_bound else 200)


def _find_comparable(request: HttpRequest, intake: Intake, title: str | None) -> list[Programme]:
    """Return programmes of which the document may be a new wording, those with the same title first."""
    programmes = Programme.objects.visible_to(request.user).current().filter(municipality=intake.municipality)
    key = natural_key(title or "")
    return sorted(programmes[:_MOST_COMPARABLE], key=lambda each: each.title_key != key)


@require_safe_or_post
@reads_first(_read_intake)
def intake_changes(request: HttpRequest, pk: int, programme_pk: int, *, read: IntakeRead) -> HttpResponse:
    """Show what the document changes in a programme, place by place; a POST writes the chosen changes."""
    intake = read.intake
    programme = programme_for(request, programme_pk)
    if programme.municipality_id != intake.municipality_id:
        raise Http404
    if not can_manage_municipality(request.user, programme):
        raise PermissionDenied
    if read.document is None:
        return redirect("intake-check", pk)
    recognition = read.document.recognition
    status, refused = 200, ""
    if request.method == "POST":
        try:
            changed = take_changes(
                intake=intake,
                programme=programme,
                chosen=request.POST.getlist("take"),
                answers=request.POST,
                by=request.user,
                recognition=recognition,
            )
        except Refusal as refusal:
            status, refused = 422, str(refusal)
        else:
            messages.success(request, "Изменения внесены.")
            return redirect("programme-detail", changed.pk)
    context = {"intake": intake, "programme": programme, "refused": refused, "parts": [], "faults": []}
    context["ticked"] = request.POST.getlist("take") if refused else None
    context["answered"] = [f"{name} {value}" for name, value in request.POST.items()]
    try:
        parts = proposed_changes(intake, programme, by=request.user, recognition=recognition)
    except FaultyFile as faulty:
        context["faults"] = faulty.faults
    else:
        context["parts"] = [part for part in parts if part.proposed or part.notes]
    context["has_changes"] = any(part.proposed for part in context["parts"])
    return render(request, "roadmap/intake/intake_changes.html", context, status=status)


@require_POST
@reads_first(_read_intake)
def intake_correct(request: HttpRequest, pk: int, *, read: IntakeRead) -> HttpResponse:
    """Store what a person says that a table, a row or a line of text is; the document is then read anew."""
    intake = read.intake
    if read.document is None:
        return redirect("intake-check", pk)
    form = _build_correction_form(request, read.document)
    if form.is_valid():
        corrections = form.corrections(Corrections.of_json(intake.corrections))
        with refusal_told(request):
            correct_intake(intake=intake, corrections=corrections, by=request.user)
    else:
        messages.error(request, "Выберите, что это, из списка.")
    return redirect("intake-check", pk)


def _build_correction_form(
    request: HttpRequest, document: ReadDocument
) -> TableCorrectionForm | RowCorrectionForm | LineCorrectionForm:
    if "line" in request.POST:
        return LineCorrectionForm(request.POST)
    if "row" in request.POST:
        directions = IntakeSheet(document.source, document.recognition).directions
        return RowCorrectionForm(request.POST, directions=directions)
    recognition = document.recognition
    years = years_around(recognition.document["programme"])
    return TableCorrectionForm(request.POST, tables=recognition.tables, years=years)


@require_POST
def intake_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the worker again for a large document whose reading failed or is no longer stored."""
    intake = intake_for(request, pk)
    if intake.is_heavy and not (intake.programme_id or intake.accepted_at):
        ask_worker(intake, by=request.user)
    return redirect("intake-check", pk)


@require_POST
def intake_drop(request: HttpRequest, pk: int) -> HttpResponse:
    with refusal_told(request, f"Документ снят с приёма. {CAN_BE_BACK}"):
        drop_intake(intake=intake_for(request, pk), by=request.user)
    return redirect("programme-import")


@require_safe
def intake_file(request: HttpRequest, pk: int) -> FileResponse:
    """Download the file as it was uploaded."""
    intake = intake_for(request, pk)
    return FileResponse(intake.file.open("rb"), as_attachment=True, filename=intake.name)
