"""The pages of the editor of a table, and the page where it is entered what was spent."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.forms import posted, render_form, require_safe_or_post
from portal.meanwhile import ChangedMeanwhile
from portal.refusals import refusal_told
from roadmap.programmes.access import edits_draft, programme_for
from roadmap.programmes.drafts import CannotEdit
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_enter_values
from roadmap.tables.actions import enter_spent, remove_table, save_table
from roadmap.tables.forms import SpentForm, TableForm
from roadmap.tables.grid import MOST_CELLS
from roadmap.tables.money_table import money_doubts, read_money_table
from roadmap.tables.queries import money_of_year, money_periods
from roadmap.tables.slots import TableSlot, slot_at


@require_safe_or_post
@edits_draft
def table_edit(request, programme: Programme, place: str):
    """Edit a table: a step shows the same page with the step done; only «save» and «remove» write."""
    slot = slot_at(programme, place)
    if slot is None:
        raise Http404
    form = TableForm(posted(request), is_money=slot.is_money, words=slot.words)
    do = request.POST.get("do", "save")
    if request.method == "POST" and do == "remove":
        return _remove(request, slot, form)
    if request.method == "POST" and do != "save":
        return _render_page(request, slot, form.after(do))
    if form.is_valid():
        try:
            save_table(slot=slot, words=form.words(), seen=form.cleaned_data["seen"], by=request.user)
        except ChangedMeanwhile as conflict:
            form = form.again(conflict.current)
        except CannotEdit as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Сохранено: {slot.title}.")
            for doubt in _find_doubts(slot, form.words()["table"]):
                messages.warning(request, f"Не сходится. {doubt} Таблица записана, как вы написали.")
            return redirect(_find_way_back(slot))
    return _render_page(request, slot, form, status=422 if form.is_bound else 200)


@require_safe_or_post
def programme_money(request, pk: int, label: str):
    """Show one year of the table of money, to enter what was spent; also of an approved programme."""
    programme = programme_for(request, pk)
    periods = money_periods(programme)
    period = next((each for each in periods if each.label == label), None)
    if period is None:
        raise Http404
    if not can_enter_values(request.user, programme, programme.school):
        raise PermissionDenied
    money = money_of_year(programme, period)
    form = SpentForm(posted(request), money=money)
    if form.is_valid():
        labels = {line.key: line.label for line in money.lines}
        seen = form.cleaned_data["seen"]
        try:
            enter_spent(
                programme=programme, period=period, labels=labels, words=form.words(), seen=seen, by=request.user
            )
        except ChangedMeanwhile as conflict:
            form = form.again(conflict.current)
        else:
            messages.success(request, f"Сохранено: израсходовано, {period}.")
            return redirect(request.path)
    context = {"programme": programme, "period": period, "periods": periods, "money": money, "form": form}
    return render_form(request, "roadmap/tables/programme_money.html", context)


def _remove(request, slot: TableSlot, form: TableForm) -> HttpResponse:
    form.is_valid()
    with refusal_told(request, "Таблица убрана."):
        remove_table(slot=slot, seen=form.cleaned_data.get("seen", {}), by=request.user)
    return redirect(_find_way_back(slot))


def _render_page(request, slot: TableSlot, form: TableForm, status: int = 200) -> HttpResponse:
    typed = {"rows": form.grid.rows, "header_rows": len(form.heads), "merged": form.grid.merged}
    context = {
        "programme": slot.programme,
        "slot": slot,
        "form": form,
        "is_too_big": len(form.grid.rows) * form.grid.width > MOST_CELLS,
        "doubts": _find_doubts(slot, typed),
        "way_back": _find_way_back(slot),
    }
    return render(request, "roadmap/tables/table_edit.html", context, status=status)


def _find_doubts(slot: TableSlot, table: dict) -> list[str]:
    said = (slot.programme.resources or {}).get("years")
    money = read_money_table(table, said) if slot.is_money else None
    return money_doubts(money) if money else []


def _find_way_back(slot: TableSlot) -> str:
    if slot.is_money:
        return reverse("programme-edit", args=[slot.programme.pk])
    return reverse("programme-part-edit", args=[slot.programme.pk, slot.part])
