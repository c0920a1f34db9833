"""Pages to upload, look at and remove a department's letterhead, for those who manage its programmes."""

from pathlib import PurePath

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from portal.files import file_response
from portal.forms import posted, render_form, require_safe_or_post
from reports.blocks.letterhead_fields import LetterheadField
from reports.layout.formats import FORMATS
from reports.letterhead.actions import remove_letterhead, replace_letterhead
from reports.letterhead.forms import LetterheadForm
from reports.letterhead.models import Letterhead
from reports.letterhead.permissions import can_change_letterhead
from reports.letterhead.sample import sample_letterhead
from roadmap.execution.evidence.file_kinds import safe_name
from schools.archive.actions import CAN_BE_BACK
from schools.directory.access import municipality_for
from schools.directory.models import Municipality

_WORD = FORMATS["docx"].content_type


@require_safe_or_post
def letterhead(request: HttpRequest, pk: int) -> HttpResponse:
    municipality = _municipality(request, pk)
    form = LetterheadForm(posted(request), request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        name = safe_name(PurePath(file.name).stem) + ".docx"
        replace_letterhead(municipality=municipality, content=file.read(), name=name, by=request.user)
        messages.success(request, "Бланк загружен. Приказы в Word портал печатает на нём.")
        return redirect("letterhead", municipality.pk)
    context = {
        "municipality": municipality,
        "form": form,
        "current": Letterhead.objects.filter(municipality=municipality).select_related("uploaded_by").first(),
        "fields": LetterheadField.choices,
    }
    return render_form(request, "reports/letterhead/letterhead.html", context)


@require_safe
def letterhead_file(request: HttpRequest, pk: int) -> FileResponse:
    municipality = _municipality(request, pk)
    found = get_object_or_404(Letterhead, municipality=municipality)
    try:
        content = found.file.open()
    except OSError:
        raise Http404("Файла нет в хранилище портала. Загрузите бланк ещё раз.") from None
    return FileResponse(content, as_attachment=True, filename=found.name, content_type=_WORD)


@require_safe
def letterhead_sample(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve a sample letterhead with the department's name and address."""
    municipality = _municipality(request, pk)
    department = getattr(municipality, "department", None)
    name = (department.full_name or department.name) if department else str(municipality)
    address = department.address if department else ""
    return file_response(sample_letterhead(name, address), _WORD, "Образец бланка приказа.docx")


@require_POST
def letterhead_remove(request: HttpRequest, pk: int) -> HttpResponse:
    municipality = _municipality(request, pk)
    if remove_letterhead(municipality=municipality, by=request.user):
        messages.success(request, f"Бланк убран. Приказы портал печатает на своей странице. {CAN_BE_BACK}")
    return redirect("letterhead", municipality.pk)


def _municipality(request: HttpRequest, pk: int) -> Municipality:
    refusal = "Бланком приказов ведает координатор муниципалитета."
    return municipality_for(request, pk, can_change_letterhead, refusal=refusal)
