"""The page of one indicator; in this room, not in the catalogue, because a change has its values read anew."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from indicators.catalogue.actions import create_indicators
from indicators.catalogue.facts import IndicatorFacts
from indicators.catalogue.models import Indicator
from indicators.catalogue.queries import what_depends_on
from indicators.values.catalogue_form import CatalogueForm
from indicators.values.renewing import change_indicator
from portal.forms import posted, render_form, require_safe_or_post
from portal.refusals import refusal_on
from schools.directory.access import managed_municipality
from schools.directory.models import Municipality


@require_safe_or_post
def indicator_new(request: HttpRequest, pk: int) -> HttpResponse:
    municipality = managed_municipality(request, pk)
    form = CatalogueForm(posted(request), municipality=municipality)
    if form.is_valid():
        data = form.cleaned_data
        facts = IndicatorFacts(data["name"], data["heading"], data["unit"], form.facts())
        with refusal_on(form, "name"):
            indicator = create_indicators(municipality=municipality, facts=[facts], by=request.user)[0]
            messages.success(request, f"Показатель «{indicator}» заведён.")
            return redirect(_address_of(indicator))
    return _render_page(request, municipality, form, None)


@require_safe_or_post
def indicator_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an indicator; if values will be read differently, the form first shows which, and saves when agreed."""
    visible = Indicator.objects.visible_to(request.user).select_related("municipality")
    indicator = get_object_or_404(visible, pk=pk)
    managed_municipality(request, indicator.municipality_id)
    form = CatalogueForm(posted(request), instance=visible.get(pk=pk), municipality=indicator.municipality)
    if form.is_valid():
        reason = form.cleaned_data["reason"].strip()
        reread = change_indicator(indicator=form.instance, reason=reason, by=request.user)
        messages.success(request, f"Сохранено. Прочитано иначе значений: {len(reread)}." if reread else "Сохранено.")
        return redirect(_address_of(form.instance))
    return _render_page(request, indicator.municipality, form, indicator)


def _render_page(
    request: HttpRequest, municipality: Municipality, form: CatalogueForm, indicator: Indicator | None
) -> HttpResponse:
    context = {
        "municipality": municipality,
        "form": form,
        "indicator": indicator,
        "depends": what_depends_on(indicator) if indicator else [],
    }
    return render_form(request, "indicators/values/indicator_edit.html", context)


def _address_of(indicator: Indicator) -> str:
    return reverse("indicator-list", args=[indicator.municipality_id], fragment=f"indicator-{indicator.pk}")
