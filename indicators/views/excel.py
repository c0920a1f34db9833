"""Values as Excel workbooks: out of the portal, and back in two passes."""

from dataclasses import dataclass
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from indicators.excel.asking import names_to_choose
from indicators.excel.comparing import standing
from indicators.excel.importing import OutOfDate, begin_import, compare_again, finish_import
from indicators.excel.keeping import Kept
from indicators.excel.opening import NotReadable
from indicators.excel.plan import Fate, Item, Plan
from indicators.excel.writing import SheetOfValues, emptied, write_workbook
from indicators.forms.excel import ImportForm
from indicators.grid.table import Grid
from indicators.models import Collection, Indicator, Period, Value
from indicators.permissions import may_enter_in
from indicators.views.choosing import municipality_for, period_labelled
from indicators.views.grid import asked_grid, asked_school
from schools.models import Municipality, School


@dataclass(frozen=True)
class Tab:
    name: str
    title: str
    items: list[Item]


EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_AT_ONCE = 200
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


def workbook(grid: Grid, municipality: Municipality, name: str, title: str, collection: str = "") -> HttpResponse:
    content = write_workbook([SheetOfValues(title, municipality.pk, grid)], collection=collection)
    file_name = quote("".join(each for each in f"{name}.xlsx" if each not in '\\/:*?"<>|'))
    return HttpResponse(
        content, content_type=EXCEL, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{file_name}"}
    )


def value_import(request: HttpRequest, pk: int, label: str):
    """The first pass: a file is read and compared; nothing of it is written."""
    return _first_pass(request, municipality_for(request, pk), period_labelled(label))


def collection_import(request: HttpRequest, pk: int):
    """The same for what a collection asks for, and nothing else."""
    collection = get_object_or_404(_collections(request), pk=pk)
    return _first_pass(request, collection.municipality, collection.period, collection)


def _first_pass(request: HttpRequest, municipality: Municipality, period: Period, collection: Collection | None = None):
    if not may_enter_in(request.user, municipality.pk):
        raise PermissionDenied("Вносить значения вам не поручено.")
    is_sent = request.method == "POST"
    form = ImportForm(*((request.POST, request.FILES) if is_sent else ()), has_kind=collection is None)
    if is_sent and form.is_valid():
        try:
            kept = begin_import(
                form.cleaned_data["file"],
                municipality=municipality,
                period=period.label,
                kind=form.cleaned_data.get("kind", Value.Kind.FACT),
                by=request.user,
                collection=collection,
            )
            return redirect("value-import-check", municipality.pk, kept.token)
        except NotReadable as fault:
            form.add_error("file", str(fault))
    context = {"municipality": municipality, "period": period, "collection": collection, "form": form}
    context |= _addresses(municipality, period.label, collection)
    return render(request, "indicators/import_upload.html", context, status=422 if form.errors else 200)


def import_check(request: HttpRequest, pk: int, token: str):
    """What the file would change; a POST writes just that, or, where something has changed since, shows anew."""
    municipality, collection, kept, plan, checksum = kept_import(request, pk, token)
    if request.method == "POST":
        try:
            return _write(request, municipality, kept, plan, checksum, collection)
        except LookupError:
            raise Http404(GONE) from None
    context = _context(request, municipality, plan, checksum) | _addresses(municipality, plan.period, collection)
    context |= {"token": token, **names_to_choose(request.user, municipality, collection, plan)}
    return render(request, "indicators/import_check.html", context)


def kept_import(request: HttpRequest, pk: int, token: str) -> tuple[Municipality, Collection | None, Kept, Plan, str]:
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


def _addresses(municipality: Municipality, label: str, collection: Collection | None) -> dict:
    """Where the values stand that the file is about, and where another file is loaded."""
    if collection:
        return {
            "page": str(collection),
            "page_url": reverse("collection-detail", args=[collection.pk]),
            "import_url": reverse("collection-import", args=[collection.pk]),
        }
    return {
        "page": "Показатели школ",
        "page_url": reverse("value-grid", args=[municipality.pk, label]),
        "import_url": reverse("value-import", args=[municipality.pk, label]),
    }


def _write(
    request: HttpRequest,
    municipality: Municipality,
    kept: Kept,
    plan: Plan,
    checksum: str,
    collection: Collection | None,
):
    shown_anew = redirect("value-import-check", municipality.pk, kept.token)
    if request.POST.get("shown") != checksum:
        messages.warning(request, "Список изменений за это время составлен заново. Проверьте его ещё раз.")
        return shown_anew
    try:
        items = plan.to_write(conflicts_from_file=_chosen(request, plan))
        written = finish_import(items, municipality=municipality, by=request.user, collection=collection)
    except OutOfDate:
        compare_again(kept, plan, municipality=municipality, by=request.user, collection=collection)
        messages.error(
            request,
            "Ничего не записано: за это время в портале что-то изменилось. Список составлен заново, проверьте его.",
        )
        return shown_anew
    kept.forget()
    messages.success(request, f"Записано из файла «{plan.file_name}». Изменено значений: {written}.")
    return redirect(_addresses(municipality, plan.period, collection)["page_url"])


def _chosen(request: HttpRequest, plan: Plan) -> frozenset[int] | None:
    """The numbers of the conflicts in which the file wins: by cell where that was said, else by the whole file."""
    from_file = request.POST.get("conflicts") == "file"
    return frozenset(
        number
        for number, item in enumerate(plan.items)
        if item.fate == Fate.CONFLICT
        and (request.POST.get(f"conflict:{number}") or ("file" if from_file else "portal")) == "file"
    )


def _context(request: HttpRequest, municipality: Municipality, plan: Plan, checksum: str) -> dict:
    tabs = [
        Tab("doubtful", "Проверьте", list(plan.doubtful)),
        Tab("refused", "Не запишется", list(plan.of(Fate.REFUSED))),
        Tab("changed", "Изменится", list(plan.of(Fate.CHANGED))),
        Tab("new", "Новые", list(plan.of(Fate.NEW))),
    ]
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
        "unplaced": plan.unplaced,
        "renamed": [(sheet, each) for sheet in plan.sheets for each in sheet.renamed],
        "writes": len(plan.to_write(conflicts_from_file=frozenset())),
    }


def _conflicts(plan: Plan, numbered: list[tuple[int, Item]], municipality: Municipality) -> list[dict]:
    items = [item for _, item in numbered]
    values = standing(items) if items else {}
    lines = _lines(plan, items, municipality)
    return [
        {**line, "number": number, "value": values.get(item.key)}
        for line, (number, item) in zip(lines, numbered, strict=True)
    ]


def _lines(plan: Plan, items: list[Item], municipality: Municipality) -> list[dict]:
    """Where each value goes, by the portal's names: those of the file may have been matched by hand."""
    if not items:
        return []
    schools = School.objects.in_bulk({item.school for item in items} - {None})
    indicators = Indicator.objects.in_bulk({item.indicator for item in items})
    return [
        {
            "sheet": (sheet := plan.sheets[item.sheet]).title,
            "row": sheet.rows.get(item.row, ""),
            "column": sheet.columns.get(item.column, ""),
            "place": f"{schools.get(item.school, municipality)} · {indicators[item.indicator]}",
            "item": item,
        }
        for item in items
    ]
