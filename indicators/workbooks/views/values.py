"""Downloads of values as workbooks, and the page on which a loaded file's changes are checked and written."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from indicators.catalogue.models import Indicator
from indicators.collections.models import Collection
from indicators.values.access import grid_for, period_labelled, school_grid_for
from indicators.values.models import Value
from indicators.workbooks.asking import names_to_choose
from indicators.workbooks.comparing import standing
from indicators.workbooks.import_plan import Fate, ImportPlan, PlannedChange
from indicators.workbooks.importing import OutOfDate, compare_again, finish_import
from indicators.workbooks.response import workbook_response
from indicators.workbooks.sheet_source import LoadingPage
from indicators.workbooks.uploads import Kept
from indicators.workbooks.writing import emptied
from portal.forms import require_safe_or_post, sent_number
from portal.middleware import after_writing
from schools.directory.access import municipality_for
from schools.directory.models import Municipality, School
from schools.directory.permissions import can_manage_directory


@dataclass(frozen=True)
class Tab:
    name: str
    title: str
    items: list[PlannedChange]


SHOWN_AT_ONCE = 200
GONE = "Загруженного файла больше нет: он хранится сутки. Загрузите его снова."


@require_safe
def value_export(request: HttpRequest, pk: int, label: str) -> HttpResponse:
    """A workbook with the grid as it is shown, with its values."""
    context, grid = grid_for(request, pk, label)
    return workbook_response(grid, context["municipality"], f"Показатели {label}", label)


@require_safe
def value_template(request: HttpRequest, pk: int, label: str) -> HttpResponse:
    """A workbook with the same columns and rows without values, to be filled in."""
    context, grid = grid_for(request, pk, label)
    return workbook_response(emptied(grid), context["municipality"], f"Шаблон {label}", label)


@require_safe
def school_export(request: HttpRequest, pk: int) -> HttpResponse:
    context, grid = school_grid_for(request, pk)
    return workbook_response(grid, context["municipality"], f"Показатели {context['school']}", "По годам")


@require_safe_or_post
def import_check(request: HttpRequest, pk: int, token: str):
    """Show what the file would change; a POST writes just that, or shows it anew if something has changed since."""
    municipality, collection, kept, plan, checksum = kept_import(request, pk, token)
    if request.method == "POST":
        return _write(request, municipality, kept, plan, checksum, collection)
    context = _context(request, municipality, plan, checksum) | addresses_of(municipality, page_of(plan), collection)
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
    """The user's own upload with its plan, and the checksum of what was shown. Raises Http404 if it is gone."""
    municipality = municipality_for(request, pk)
    kept = Kept(request.user.pk, token)
    try:
        plan, checksum = kept.plan()
    except LookupError:
        raise Http404(GONE) from None
    if plan.municipality != municipality.pk:
        raise Http404
    collection = get_object_or_404(collections_of(request), pk=plan.collection) if plan.collection else None
    return municipality, collection, kept, plan, checksum


def collections_of(request: HttpRequest):
    return Collection.objects.visible_to(request.user).select_related("municipality", "period")


def page_of(plan: ImportPlan) -> LoadingPage:
    return LoadingPage(plan.period, plan.kind, plan.school)


def addresses_of(municipality: Municipality, page: LoadingPage, collection: Collection | None) -> dict:
    """The title and address of the page with the values that the file is about, and of the page that loads a file."""
    query = {"kind": page.kind} if page.kind != Value.Kind.FACT else {}
    of_school = {"school": page.school} if page.school else {}
    if collection and page.school:
        url, title = reverse("submission-detail", args=[collection.pk, page.school]), str(collection)
    elif collection:
        url, title = reverse("collection-detail", args=[collection.pk]), str(collection)
    elif page.school:
        url, title = reverse("school-values", args=[page.school]), "Показатели школы"
    else:
        url, title = _with_query(reverse("value-grid", args=[municipality.pk, page.period]), query), "Показатели школ"
    of = reverse("collection-import", args=[collection.pk]) if collection else reverse(
        "value-import", args=[municipality.pk, page.period]
    )  # fmt: skip
    return {"page": title, "page_url": url, "import_url": _with_query(of, query | of_school)}


def _with_query(url: str, query: dict) -> str:
    return f"{url}?{urlencode(query)}" if query else url


def _page_of_written(plan: ImportPlan, items: list[PlannedChange]) -> LoadingPage:
    """The page that shows the written values; if no single page does, the one on which the file was loaded."""
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
    """Write the chosen changes, unless the plan isn't the one that the person saw or the portal has changed since."""
    shown_anew = redirect("value-import-check", municipality.pk, kept.token)
    if request.POST.get("shown") != checksum:
        messages.warning(request, "Список изменений за это время составлен заново. Проверьте его ещё раз.")
        return shown_anew
    try:
        items = _chosen_changes(request, plan)
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
    if left := len(plan.open_questions):
        messages.warning(request, f"Осталось без ответа вопросов: {left}. Того, о чём они, портал из файла не взял.")
    if plan.is_return:
        compare_after_writing(request, kept, plan, municipality=municipality, collection=collection)
        return shown_anew
    kept.forget()
    return redirect(addresses_of(municipality, _page_of_written(plan, items), collection)["page_url"])


def compare_after_writing(request: HttpRequest, kept: Kept, plan: ImportPlan, **about) -> None:
    """Compare the file anew after the request's transaction has ended, when nothing is locked any more."""

    def compare() -> None:
        try:
            compare_again(kept, plan, by=request.user, **about)
        except LookupError:
            raise Http404(GONE) from None

    after_writing(request, compare)


def _chosen_changes(request: HttpRequest, plan: ImportPlan) -> list[PlannedChange]:
    if plan.is_return:
        ticked = set(map(sent_number, request.POST.getlist("returned")))
        return [item for number, item in enumerate(plan.items) if number in ticked and item.fate != Fate.REFUSED]
    return plan.to_write(conflicts_from_file=_won_by_file(request, plan), erases=request.POST.get("erases") == "yes")


def _won_by_file(request: HttpRequest, plan: ImportPlan) -> frozenset[int] | None:
    """The numbers of the conflicts that the file wins, by the person's choice for the cell, else for the whole file."""
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
        "when": "; ".join(dict.fromkeys(sheet.when for sheet in plan.sheets if sheet.when)) or page_of(plan),
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
    """The changes as lines of a table, with the portal's names beside those of the file, which may differ."""
    if not items:
        return []
    schools = School.objects.in_bulk({item.cell.school_id for item in items} - {None})
    indicators = Indicator.objects.in_bulk({item.cell.indicator_id for item in items})
    numbers = {id(item): number for number, item in enumerate(plan.items)} if plan.is_return else {}
    lines = []
    for item in items:
        sheet = plan.sheets[item.sheet]
        in_file = sheet.rows.get(item.row, ""), sheet.columns.get(item.column, "")
        in_portal = str(schools.get(item.cell.school_id, municipality)), str(indicators[item.cell.indicator_id])
        line = {"number": numbers.get(id(item)), "sheet": sheet.title, "row": in_file[0], "column": in_file[1]}
        # The file's own names are said where they differ.
        named = "" if set(in_file) == set(in_portal) else ", ".join(in_file)
        lines.append(line | {"place": " · ".join(in_portal), "named": named, "item": item})
    return lines
