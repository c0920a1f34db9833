"""The catalogue of a municipality for its coordinator; an indicator's own page belongs to `indicators/values`."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST, require_safe

from indicators.catalogue.actions import (
    create_wanted,
    delete_indicator,
    move_in_catalogue,
    set_archived,
)
from indicators.catalogue.columns import INDICATORS
from indicators.catalogue.forms import CatalogueSearch, MoveForm, ReadyForm, ReadySearch
from indicators.catalogue.likeness import AlikeNames
from indicators.catalogue.list_plan import accept_indicators, plan_indicators
from indicators.catalogue.models import Indicator
from indicators.catalogue.queries import catalogue_groups, listed_indicators, ready_choices
from portal.forms import render_form, require_safe_or_post, sent_number
from portal.offers import offers_at
from portal.refusals import refusal_told
from portal.text.plurals import counted
from schools.archive.actions import CAN_BE_BACK
from schools.directory.access import managed_municipality
from schools.directory.models import Municipality
from schools.rosters.plan import RosterPlan
from schools.rosters.two_passes import Roster, roster_page


@require_safe
def indicator_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the indicators by groups in the order of the table's columns, and the archived ones below."""
    municipality = managed_municipality(request, pk)
    found = list(CatalogueSearch(request.GET).filter(listed_indicators(municipality)))
    context = {
        "municipality": municipality,
        "groups": catalogue_groups(each for each in found if not each.is_archived),
        "archived": [each for each in found if each.is_archived],
        "doubles": AlikeNames(each for each in found if not each.is_archived).doubles(),
        "count": sum(not each.is_archived for each in found),
        "words": request.GET.get("q", ""),
        "section": "indicators",
    }
    return render(request, "indicators/catalogue/indicator_list.html", context)


@require_safe_or_post
def indicator_roster(request: HttpRequest, pk: int) -> HttpResponse:
    municipality = managed_municipality(request, pk)
    roster = Roster(
        INDICATORS, lambda placed, answers: plan_indicators(municipality, placed, answers), accept_indicators,
        "Показатели списком", reverse("indicator-list", args=[pk]),
        "Нужно название; единица измерения, направление, группа, порядок расчёта по району — если они есть.",
    )  # fmt: skip
    return roster_page(request, municipality, roster, _tell_indicators)


def _tell_indicators(request: HttpRequest, municipality: Municipality, plan: RosterPlan, new: int) -> None:
    told = f"{_describe_made(new)}, дополнено: {plan.counts['changed']}."
    further = offers_at("municipality-is-set-up", {"user": request.user}, municipality)
    messages.success(request, format_html("{}{}", told, format_html_join("", " {}", ((html,) for html in further))))


def _describe_made(count: int) -> str:
    return f"Заведено: {counted(count, 'показатель', 'показателя', 'показателей')}"


@require_safe_or_post
def indicator_ready(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer indicators that departments usually collect; those that the catalogue has are marked."""
    municipality = managed_municipality(request, pk)
    sections = ready_choices(municipality)
    choices = {each.number: each for section in sections for each in section.choices}
    is_search = "find" in request.POST
    data = request.POST if request.method == "POST" and not is_search else None
    form = ReadyForm(data, choices=list(choices.values()))
    if form.is_valid():
        wanted = [choices[number].facts for number in form.cleaned_data["ready"]]
        made = create_wanted(municipality=municipality, wanted=wanted, by=request.user)
        along = len(made) - len(wanted)
        told = f" Вместе с ними — числа участников, по которым считается среднее: {along}." if along > 0 else ""
        messages.success(request, f"{_describe_made(len(made))}.{told}")
        return redirect("indicator-list", municipality.pk)
    ticked = {sent_number(number) for number in request.POST.getlist("ready")} & choices.keys()
    conditions = {"q": request.POST.get("q", "")} if is_search else request.GET
    shown = sections if form.is_bound else ReadySearch(conditions).filter(sections)
    in_sight = {each.number for section in shown for each in section.choices}
    context = {
        "municipality": municipality,
        "sections": shown,
        "words": "" if form.is_bound else conditions.get("q", ""),
        "form": form,
        "ticked": ticked,
        "out_of_sight": sorted(ticked - in_sight),
    }
    return render_form(request, "indicators/catalogue/indicator_ready.html", context)


@require_POST
def indicator_arrange(request: HttpRequest, pk: int) -> HttpResponse:
    municipality = managed_municipality(request, pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return redirect("indicator-list", municipality.pk)
    move_in_catalogue(municipality=municipality, moved=form.moved, up=form.is_up, by=request.user)
    return redirect(reverse("indicator-list", args=[municipality.pk], fragment=f"indicator-{form.moved[0]}"))


@require_POST
def indicator_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Archive an indicator, collect it again, or delete it if nothing depends on it."""
    visible = Indicator.objects.visible_to(request.user).select_related("municipality")
    indicator = get_object_or_404(visible, pk=pk)
    managed_municipality(request, indicator.municipality_id)
    step = request.POST.get("do")
    if step == "delete":
        with refusal_told(request, f"Показатель «{indicator}» удалён. {CAN_BE_BACK}"):
            delete_indicator(indicator=indicator, by=request.user)
    elif step in ("archive", "restore"):
        set_archived(indicator=indicator, is_archived=step == "archive", by=request.user)
        told = "в архиве: его больше не собирают, внесённое остаётся" if step == "archive" else "снова собирается"
        messages.success(request, f"Показатель «{indicator}» {told}.")
    return redirect("indicator-list", indicator.municipality_id)
