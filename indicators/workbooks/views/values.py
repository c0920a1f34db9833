"""Values as Excel workbooks: out of the portal, and back in two passes."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html

from indicators.catalogue.models import Indicator, Period
from indicators.collections.models import Collection
from indicators.values.grid.table import Grid
from indicators.values.models import Value
from indicators.values.permissions import may_enter_in
from indicators.values.views.choosing import municipality_for, period_labelled
from indicators.values.views.grid import asked_grid, asked_school
from indicators.workbooks.asking import names_to_choose
from indicators.workbooks.comparing import standing
from indicators.workbooks.forms import ValueImportForm
from indicators.workbooks.import_plan import Fate, ImportPlan, PlannedChange
from indicators.workbooks.importing import OutOfDate, begin_import, compare_again, finish_import
from indicators.workbooks.opening import NotReadable
from indicators.workbooks.sheet_source import LoadingPage
from indicators.workbooks.sheets import read_workbook
from indicators.workbooks.uploads import Kept
from indicators.workbooks.workbook_sheet import WorkbookSheet
from indicators.workbooks.writing import SheetOfValues, emptied, write_workbook
from portal.middleware import after_writing, reads_first
from schools.directory.models import Municipality, School
from schools.directory.permissions import can_manage_directory


@dataclass(frozen=True)
class Tab:
    name: str
    title: str
    items: list[PlannedChange]


EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_AT_ONCE = 200
LONGEST_NUMBER = 18  # digits of an identifier
GONE = "Загруженного файла больше нет: он хранится сутки. Загрузите его снова."


def value_export(request: HttpRequest, pk: int, label: str) -> HttpResponse:
    """The grid as it is shown, with its values."""
    context, grid = asked_grid(request, pk, label)
    return workbook(grid, context["municipality"], f"Показатели {label}", label)


def value_template(request: HttpRequest, pk: int, label: str) -> HttpResponse:
    """The same columns and rows, to be filled in."""
    context, grid = asked_grid(request, pk, label)
    return workbook(emptied(grid), context["municipality"], f"Шаблон {label}", label)


def school_export(request: HttpRequest, pk: int) -> HttpResponse:
    context, grid = asked_school(request, pk)
    return workbook(grid, context["municipality"], f"Показатели {context['school']}", "По годам")


def workbook(
    grid: Grid, municipality: Municipality, name: str, title: str, collection: Collection | None = None
) -> HttpResponse:
    sheet = SheetOfValues(title, municipality.pk, grid, collection and collection.pk)
    content = write_workbook([sheet], collection=str(collection or ""))
    file_name = quote("".join(each for each in f"{name}.xlsx" if each not in '\\/:*?"<>|'))
    return HttpResponse(
        content, content_type=EXCEL, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{file_name}"}
    )


@dataclass(frozen=True)
class FileRead:
    municipality: Municipality
    collection: Collection | None
    form: ValueImportForm
    sheets: list[WorkbookSheet] | None = None


def _read_file(request: HttpRequest, pk: int, label: str) -> FileRead:
    return _sheets_sent(request, municipality_for(request, pk))


def _read_of_collection(request: HttpRequest, pk: int) -> FileRead:
    collection = get_object_or_404(_collections(request), pk=pk)
    return _sheets_sent(request, collection.municipality, collection)


def _sheets_sent(request: HttpRequest, municipality: Municipality, collection: Collection | None = None) -> FileRead:
    """The form, and the sheets of its file where it can be read."""
    if not may_enter_in(request.user, municipality.pk):
        raise PermissionDenied("Вносить значения вам не поручено.")
    asked_kind = request.GET.get("kind")
    kind = asked_kind if asked_kind in Value.Kind.values else Value.Kind.FACT
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ValueImportForm(*sent, has_kind=collection is None, initial={"kind": kind})
    if form.is_valid():
        try:
            return FileRead(municipality, collection, form, read_workbook(form.cleaned_data["file"]))
        except NotReadable as fault:
            form.add_error("file", str(fault))
    return FileRead(municipality, collection, form)


@reads_first(_read_file)
def value_import(request: HttpRequest, pk: int, label: str, *, read: FileRead):
    """The first pass: a file is read and compared; nothing of it is written."""
    return _first_pass(request, read, period_labelled(label))


@reads_first(_read_of_collection)
def collection_import(request: HttpRequest, pk: int, *, read: FileRead):
    """The same for what a collection asks for, and nothing else."""
    return _first_pass(request, read, read.collection.period)


def _school_of_page(request: HttpRequest, municipality: Municipality) -> int | None:
    """Whose page the person came from."""
    asked = request.GET.get("school", "")
    if not asked.isdecimal() or len(asked) > LONGEST_NUMBER:
        return None
    visible = School.objects.visible_to(request.user).filter(municipality=municipality, pk=asked)
    return visible.values_list("pk", flat=True).first()


def _begun(request: HttpRequest, read: FileRead, page: LoadingPage) -> Kept:
    facts = read.form.cleaned_data
    return begin_import(
        facts["file"],
        sheets=read.sheets,
        municipality=read.municipality,
        page=page,
        by=request.user,
        collection=read.collection,
        is_return=facts["is_return"],
    )


def _first_pass(request: HttpRequest, read: FileRead, period: Period):
    municipality, collection = read.municipality, read.collection
    school, form = _school_of_page(request, municipality), read.form
    kind = form.initial["kind"]
    if read.sheets is not None:
        page = LoadingPage(period.label, form.cleaned_data.get("kind", Value.Kind.FACT), school)
        try:
            kept = _begun(request, read, page)
        except NotReadable as fault:  # told by what its cells mean only
            form.add_error("file", str(fault))
        else:
            return redirect("value-import-check", municipality.pk, kept.token)
    context = {"municipality": municipality, "period": period, "collection": collection, "form": form}
    context |= _addresses(municipality, LoadingPage(period.label, kind, school), collection)
    return render(request, "indicators/workbooks/import_upload.html", context, status=422 if form.errors else 200)


def import_check(request: HttpRequest, pk: int, token: str):
    """What the file would change; a POST writes just that, or, where something has changed since, shows anew."""
    municipality, collection, kept, plan, checksum = kept_import(request, pk, token)
    if request.method == "POST":
        return _write(request, municipality, kept, plan, checksum, collection)
    context = _context(request, municipality, plan, checksum) | _addresses(municipality, page_of(plan), collection)
    may_make = collection is None and can_manage_directory(request.user, municipality.pk)
    context |= {
        "token": token,
        "collection": collection,
        "may_make_indicators": may_make,
        **names_to_choose(request.user, municipality, collection, plan),
    }
    return render(request, "indicators/workbooks/import_check.html", context)


def kept_import(
    request: HttpRequest, pk: int, token: str
) -> tuple[Municipality, Collection | None, Kept, ImportPlan, str]:
    """The user's own upload with its plan, and the checksum of what was shown of it; else 404."""
    municipality = municipality_for(request, pk)
    kept = Kept(request.user.pk, token)
    try:
        plan, checksum = kept.plan()
    except LookupError:
        raise Http404(GONE) from None
    if plan.municipality != municipality.pk:
        raise Http404
    collection = get_object_or_404(_collections(request), pk=plan.collection) if plan.collection else None
    return municipality, collection, kept, plan, checksum


def _collections(request: HttpRequest):
    return Collection.objects.visible_to(request.user).select_related("municipality", "period")


def page_of(plan: ImportPlan) -> LoadingPage:
    return LoadingPage(plan.period, plan.kind, plan.school)


def _addresses(municipality: Municipality, page: LoadingPage, collection: Collection | None) -> dict:
    """Where the values stand that the file is about, and where another file is loaded."""
    query = {"kind": page.kind} if page.kind != Value.Kind.FACT else {}
    of_school = {"school": page.school} if page.school else {}
    if collection and page.school:
        url, title = reverse("submission-detail", args=[collection.pk, page.school]), str(collection)
    elif collection:
        url, title = reverse("collection-detail", args=[collection.pk]), str(collection)
    elif page.school:
        url, title = reverse("school-values", args=[page.school]), "Показатели школы"
    else:
        url, title = _with(reverse("value-grid", args=[municipality.pk, page.period]), query), "Показатели школ"
    of = reverse("collection-import", args=[collection.pk]) if collection else reverse(
        "value-import", args=[municipality.pk, page.period]
    )  # fmt: skip
    return {"page": title, "page_url": url, "import_url": _with(of, query | of_school)}


def _with(url: str, query: dict) -> str:
    return f"{url}?{urlencode(query)}" if query else url


def _where_written(plan: ImportPlan, items: list[PlannedChange]) -> LoadingPage:
    """The page on which the written values stand; the one of loading where no single one shows them."""
    sources = {(item.cell.period, item.cell.kind) for item in items}
    schools = {item.cell.school_id for item in items}
    if plan.school or plan.collection or not items:
        return page_of(plan)
    if len(sources) == 1:
        return LoadingPage(*sources.pop())
    return LoadingPage(plan.period, plan.kind, schools.pop() if len(schools) == 1 else None)


def _write(
    request: HttpRequest,
    municipality: Municipality,
    kept: Kept,
    plan: ImportPlan,
    checksum: str,
    collection: Collection | None,
):
    shown_anew = redirect("value-import-check", municipality.pk, kept.token)
    if request.POST.get("shown") != checksum:
        messages.warning(request, "Список изменений за это время составлен заново. Проверьте его ещё раз.")
        return shown_anew
    try:
        items = _asked_for(request, plan)
        if not items:
            messages.error(request, "Ничего не выбрано, и ничего не записано.")
            return shown_anew
        written = finish_import(
            items, municipality=municipality, by=request.user, file_name=plan.file_name, collection=collection
        )
    except OutOfDate:
        compare_after_writing(request, kept, plan, municipality=municipality, collection=collection)
        messages.error(
            request,
            "Ничего не записано: за это время в портале что-то изменилось. Список составлен заново, проверьте его.",
        )
        return shown_anew
    told = 'Записано из файла «{}». Изменено значений: {}. <a href="{}">Взять назад</a> можно в массовых действиях.'
    actions = reverse("value-actions", args=[municipality.pk])
    messages.success(request, format_html(told, plan.file_name, written, actions))
    if plan.is_return:
        compare_after_writing(request, kept, plan, municipality=municipality, collection=collection)
        return shown_anew
    kept.forget()
    return redirect(_addresses(municipality, _where_written(plan, items), collection)["page_url"])


def compare_after_writing(request: HttpRequest, kept: Kept, plan: ImportPlan, **about) -> None:
    """The file is read anew when nothing is locked any more."""

    def compare() -> None:
        try:
            compare_again(kept, plan, by=request.user, **about)
        except LookupError:
            raise Http404(GONE) from None

    after_writing(request, compare)


def _asked_for(request: HttpRequest, plan: ImportPlan) -> list[PlannedChange]:
    if plan.is_return:
        ticked = {int(number) for number in request.POST.getlist("returned") if number.isdecimal() and len(number) < 9}
        return [item for number, item in enumerate(plan.items) if number in ticked and item.fate != Fate.REFUSED]
    return plan.to_write(conflicts_from_file=_chosen(request, plan), erases=request.POST.get("erases") == "yes")


def _chosen(request: HttpRequest, plan: ImportPlan) -> frozenset[int] | None:
    """The numbers of the conflicts in which the file wins: by cell where that was said, else by the whole file."""
    from_file = request.POST.get("conflicts") == "file"
    return frozenset(
        number
        for number, item in enumerate(plan.items)
        if item.fate == Fate.CONFLICT
        and (request.POST.get(f"conflict:{number}") or ("file" if from_file else "portal")) == "file"
    )


def _context(request: HttpRequest, municipality: Municipality, plan: ImportPlan, checksum: str) -> dict:
    tabs = [
        Tab("erased", "Стёрто в файле", list(plan.of(Fate.ERASED))),
        Tab("doubtful", "Проверьте", list(plan.doubtful)),
        Tab("refused", "Не запишется", list(plan.of(Fate.REFUSED))),
        Tab("changed", "Изменится", list(plan.of(Fate.CHANGED))),
        Tab("new", "Новые", list(plan.of(Fate.NEW))),
    ]
    if plan.is_return:
        tabs = [Tab("returned", "Отличается", [each for each in plan.items if each.fate != Fate.REFUSED]), tabs[2]]
    conflicts = [(number, item) for number, item in enumerate(plan.items) if item.fate == Fate.CONFLICT]
    filled = [tab for tab in tabs if tab.items]
    asked = next((tab for tab in filled if tab.name == request.GET.get("show")), filled[0] if filled else None)
    page = Paginator(asked.items, SHOWN_AT_ONCE).get_page(request.GET.get("page")) if asked else None
    return {
        "municipality": municipality,
        "period": period_labelled(plan.period),
        "plan": plan,
        "checksum": checksum,
        "tabs": filled,
        "shown": asked,
        "page": page,
        "lines": _lines(plan, list(page), municipality) if page else [],
        "conflicts": _conflicts(plan, conflicts[:SHOWN_AT_ONCE], municipality),
        "conflicts_count": len(conflicts),
        "asks": page_of(plan),
        "school": School.objects.get(pk=plan.school) if plan.school else None,
        "erased": sum(1 for _ in plan.of(Fate.ERASED)),
        "unplaced": plan.unplaced,
        "renamed": [(sheet, each) for sheet in plan.sheets for each in sheet.renamed],
        "near": any(each.why for sheet in plan.sheets for each in sheet.renamed),
        "writes": len(plan.to_write(conflicts_from_file=frozenset())),
    }


def _conflicts(plan: ImportPlan, numbered: list[tuple[int, PlannedChange]], municipality: Municipality) -> list[dict]:
    items = [item for _, item in numbered]
    values = standing(items) if items else {}
    lines = _lines(plan, items, municipality)
    return [
        {**line, "number": number, "value": values.get(item.cell)}
        for line, (number, item) in zip(lines, numbered, strict=True)
    ]


def _lines(plan: ImportPlan, items: list[PlannedChange], municipality: Municipality) -> list[dict]:
    """Where each value goes, by the portal's names: those of the file may have been matched by hand."""
    if not items:
        return []
    schools = School.objects.in_bulk({item.cell.school_id for item in items} - {None})
    indicators = Indicator.objects.in_bulk({item.cell.indicator_id for item in items})
    numbers = {id(item): number for number, item in enumerate(plan.items)} if plan.is_return else {}
    return [
        {
            "number": numbers.get(id(item)),
            "sheet": (sheet := plan.sheets[item.sheet]).title,
            "row": sheet.rows.get(item.row, ""),
            "column": sheet.columns.get(item.column, ""),
            "place": f"{schools.get(item.cell.school_id, municipality)} · {indicators[item.cell.indicator_id]}",
            "item": item,
        }
        for item in items
    ]
