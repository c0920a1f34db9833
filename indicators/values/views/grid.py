"""Pages with grids of values: of a municipality and of one school, each also as a form without JavaScript."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.values.access import grid_for, period_labelled, school_grid_for
from indicators.values.actions import EntryOutcome, EntryState, EntryWay, with_wholes
from indicators.values.address import CellAddress
from indicators.values.grid.html import form_html, grid_html, part_attribute
from indicators.values.sending import SentCell, save_sent
from portal.accounts.roles import Permission
from portal.forms import require_safe_or_post, sent_number
from schools.access.scope import scope_of
from schools.directory.access import municipality_for
from schools.directory.models import Municipality

ALL_GROUPS = "*"


@require_safe
def value_home(request: HttpRequest):
    """Redirect to the grid that the user needs most: this year's, of their largest municipality."""
    visible = Municipality.objects.at_hand(request.user)
    municipality = visible.annotate(size=Count("schools")).order_by("-size", "name_key").first()
    if municipality is None and scope_of(request.user).has(Permission.ADMINISTER):
        messages.info(request, "Показатели вносят по школам муниципалитета: сначала назовите его и внесите школы.")
        return redirect("setup-home")
    if municipality is None:
        raise PermissionDenied("Вы не приписаны ни к одному муниципалитету.")
    return redirect("value-grid", municipality.pk, timezone.localdate().year)


@require_safe
def value_choose(request: HttpRequest, pk: int):
    """Redirect from the grid's own form to the address of the grid that was chosen there."""
    asked = request.GET.dict()
    label = period_labelled(asked.pop("label", "")).label
    if asked.get("group") == ALL_GROUPS:
        del asked["group"]
    return redirect(reverse("value-grid", args=[municipality_for(request, pk).pk, label], query=asked))


@require_safe
def value_grid(request: HttpRequest, pk: int, label: str):
    """Schools in rows and indicators in columns, or the other way round, of one municipality and year."""
    context, grid = grid_for(request, pk, label)
    context |= {"table": grid_html(grid), "part": part_attribute(grid.part), "query": request.GET.urlencode()}
    return render(request, "indicators/values/value_grid.html", context)


@require_safe_or_post
def value_form(request: HttpRequest, pk: int, label: str):
    """The municipality's table as a form with a button, for browsers without JavaScript."""
    if request.method == "POST":
        return _save_form(request)
    context, grid = grid_for(request, pk, label)
    return render(request, "indicators/values/value_form.html", context | {"table": form_html(grid)})


def _save_form(request: HttpRequest) -> HttpResponse:
    changed = _read_changed_cells(request)
    step = "" if len(changed) > 1 else None
    outcomes = save_sent(changed, way=EntryWay.FORM, user=request.user, step=step).outcomes
    for outcome in with_wholes(outcomes):
        _add_messages(request, outcome)
    saved = sum(outcome.state in (EntryState.SAVED, EntryState.WARNING) for outcome in outcomes)
    messages.success(request, f"Сохранено. Изменено значений: {saved}.")
    return redirect(request.get_full_path())


@require_safe
def school_values(request: HttpRequest, pk: int):
    """The values of one school: indicators in rows, periods in columns."""
    context, grid = school_grid_for(request, pk)
    context |= {"table": grid_html(grid), "part": part_attribute(grid.part), "query": request.GET.urlencode()}
    return render(request, "indicators/values/school_values.html", context)


@require_safe_or_post
def school_values_form(request: HttpRequest, pk: int):
    """The school's table as a form with a button, for browsers without JavaScript."""
    if request.method == "POST":
        return _save_form(request)
    context, grid = school_grid_for(request, pk)
    return render(request, "indicators/values/school_values_form.html", context | {"table": form_html(grid)})


def _read_changed_cells(request: HttpRequest) -> list[SentCell]:
    """The cells of the posted form whose text differs from what the person saw."""
    sent = []
    for field, text in request.POST.items():
        if field.startswith("text:") and text.strip() != request.POST.get(f"seen:{field[5:]}", ""):
            version = sent_number(request.POST.get(f"version:{field[5:]}"))
            try:
                cell = CellAddress.parse(field[5:])
            except ValueError:
                continue
            sent.append(SentCell(cell=cell, text=text, version=version or 0))
    return sent


def _add_messages(request: HttpRequest, outcome: EntryOutcome) -> None:
    text = outcome.entry.text
    if outcome.state == EntryState.CONFLICT:
        value = outcome.value
        done = f"внесено «{value.text}» ({value.entered_by or 'портал'})" if value else "стёрто внесённое"
        messages.error(
            request, f"«{text}» не записано: за это время здесь {done}. Если верно ваше, впишите его ещё раз."
        )
    elif outcome.state in (EntryState.REFUSED, EntryState.LOCKED):
        messages.error(request, f"«{text[:60]}» не записано. {' '.join(outcome.notes)}")
    else:
        for note in outcome.notes:
            messages.warning(request, f"«{text}»: {note}")
