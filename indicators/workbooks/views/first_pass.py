"""Pages to upload a workbook of values, which is read at once or, if it is large, by the worker; nothing is written."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from indicators.catalogue.models import Period
from indicators.collections.models import Collection
from indicators.values.access import period_labelled
from indicators.values.models import Value
from indicators.values.permissions import may_enter_in
from indicators.workbooks.apart import is_large, sheets_of
from indicators.workbooks.forms import ValueImportForm
from indicators.workbooks.importing import begin_import
from indicators.workbooks.large import ask_for_sheets, file_of, reading_of
from indicators.workbooks.sheet_source import LoadingPage
from indicators.workbooks.uploads import Kept
from indicators.workbooks.views.values import addresses_of, collections_of
from portal.forms import require_safe_or_post, sent_number
from portal.heavy.models import HeavyReading
from portal.heavy.waiting import waiting_page
from portal.middleware import reads_first
from portal.spreadsheets.opening import NotReadable
from portal.spreadsheets.sheets import read_workbook
from portal.spreadsheets.workbook_sheet import WorkbookSheet
from schools.directory.access import municipality_for
from schools.directory.models import Municipality, School


@dataclass(frozen=True)
class FileRead:
    """What a request knows of a file: its `sheets` once they are read, or the worker's `reading` of a large one."""

    municipality: Municipality
    collection: Collection | None
    form: ValueImportForm
    sheets: list[WorkbookSheet] | None = None
    file: File | None = None
    is_return: bool = False
    is_large: bool = False
    reading: HeavyReading | None = None


def _read_file(request: HttpRequest, pk: int, label: str) -> FileRead:
    return _read_sent_file(request, municipality_for(request, pk))


def _read_file_of_collection(request: HttpRequest, pk: int) -> FileRead:
    collection = get_object_or_404(collections_of(request), pk=pk)
    return _read_sent_file(request, collection.municipality, collection)


def _read_sent_file(request: HttpRequest, municipality: Municipality, collection: Collection | None = None) -> FileRead:
    """The upload form, and the sheets of its file if that can be read now.

    Raises PermissionDenied if the user may not enter values in the municipality.
    """
    if not may_enter_in(request.user, municipality.pk):
        raise PermissionDenied("Вносить значения вам не поручено.")
    asked_kind = request.GET.get("kind")
    kind = asked_kind if asked_kind in Value.Kind.values else Value.Kind.FACT
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ValueImportForm(*sent, has_kind=collection is None, initial={"kind": kind})
    read = FileRead(municipality, collection, form)
    if not form.is_bound:
        return _read_by_worker(request, read)
    if not form.is_valid():
        return read
    file = form.cleaned_data["file"]
    try:
        read = replace(read, file=file, is_return=form.cleaned_data["is_return"], is_large=is_large(file))
        return read if read.is_large else replace(read, sheets=read_workbook(file))
    except NotReadable as fault:
        form.add_error("file", str(fault))
    return read


def _read_by_worker(request: HttpRequest, read: FileRead) -> FileRead:
    """The worker's reading that the page asked for, with the sheets if it is done."""
    digest = request.GET.get("reading", "")
    about = {"municipality": read.municipality, "collection": read.collection, "by": request.user}
    reading = reading_of(digest, **about) if digest else None
    read = replace(read, reading=reading, is_large=True, is_return="return" in request.GET)
    if reading is None or not reading.is_done:
        return read
    try:
        return replace(read, sheets=sheets_of(reading.content()), file=file_of(reading))
    except LookupError:
        return replace(read, reading=None)


@require_safe_or_post
@reads_first(_read_file)
def value_import(request: HttpRequest, pk: int, label: str, *, read: FileRead):
    """The first pass: read and compare a file, then go on to what it would change; nothing is written."""
    return _first_pass(request, read, period_labelled(label))


@require_safe_or_post
@reads_first(_read_file_of_collection)
def collection_import(request: HttpRequest, pk: int, *, read: FileRead):
    """The first pass on a collection's page: only what the collection asks for is compared."""
    return _first_pass(request, read, read.collection.period)


def _school_of_page(request: HttpRequest, municipality: Municipality) -> int | None:
    """The id of the school from whose page the person came, if they may see it; else None."""
    if not (asked := sent_number(request.GET.get("school"))):
        return None
    visible = School.objects.visible_to(request.user).filter(municipality=municipality, pk=asked)
    return visible.values_list("pk", flat=True).first()


def _begin(request: HttpRequest, read: FileRead, page: LoadingPage) -> Kept:
    return begin_import(
        read.file,
        sheets=read.sheets,
        municipality=read.municipality,
        page=page,
        by=request.user,
        collection=read.collection,
        is_return=read.is_return,
        is_large=read.is_large,
    )


def _first_pass(request: HttpRequest, read: FileRead, period: Period):
    """Show the upload form, wait for the worker, or plan the import and go on to its page."""
    municipality, collection = read.municipality, read.collection
    school, form = _school_of_page(request, municipality), read.form
    sent = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = LoadingPage(period.label, sent.get("kind", form.initial["kind"]), school)
    addresses = addresses_of(municipality, LoadingPage(period.label, form.initial["kind"], school), collection)
    if form.is_bound and read.is_large:
        return _ask_worker(request, read, addresses_of(municipality, page, collection)["import_url"])
    if read.sheets is not None:
        try:
            kept = _begin(request, read, page)
        except NotReadable as fault:  # shows only when cells are placed: too many are merged
            if form.is_bound:
                form.add_error("file", str(fault))
            else:
                messages.error(request, str(fault))
        else:
            return redirect("value-import-check", municipality.pk, kept.token)
    elif read.reading:
        names = {"heading": read.reading.name, "crumb": addresses["page"], "crumb_url": addresses["page_url"]}
        return waiting_page(request, read.reading, **names)
    context = {"municipality": municipality, "period": period, "collection": collection, "form": form} | addresses
    return render(request, "indicators/workbooks/import_upload.html", context, status=422 if form.errors else 200)


def _ask_worker(request: HttpRequest, read: FileRead, url: str) -> HttpResponse:
    """Ask the worker to read the file, and redirect to the same page, which waits for it and then goes on."""
    about = {"municipality": read.municipality, "collection": read.collection, "by": request.user}
    query = {"reading": ask_for_sheets(read.file, **about)} | ({"return": "yes"} if read.is_return else {})
    return redirect(f"{url}{'&' if '?' in url else '?'}{urlencode(query)}")
