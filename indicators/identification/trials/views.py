"""Pages that judge without saving anything: a trial, early warning, two methods side by side."""

from django.http import HttpRequest
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.identification.format.sentences import outline
from indicators.identification.judging.inquiry import CannotJudge, Inquiry, choose_method
from indicators.identification.methods.needed import lacking_with_near
from indicators.identification.models import Method
from indicators.identification.permissions import can_identify, can_see_runs
from indicators.identification.trials.forms import USUAL, TrialForm, TwoMethodsForm
from indicators.identification.trials.queries import early_warning, methods_beside, try_out
from schools.directory.access import municipality_for
from schools.directory.models import Municipality


@require_safe
def method_compare(request: HttpRequest, pk: int):
    """Compare two methods: which schools are on both lists, on one only, or not decided by one of them."""
    municipality = municipality_for(request, pk, can_see_runs)
    form = TwoMethodsForm(request.GET if "first" in request.GET else None, municipality=municipality)
    context = {"form": form, "municipality": municipality}
    if form.is_valid():
        try:
            first, second = form.inquiries()
            context |= {"beside": methods_beside(first, second), "first": first, "second": second}
        except CannotJudge as refusal:
            context["refusal"] = str(refusal)
    return render(request, "indicators/identification/method_compare.html", context)


@require_safe
def run_trial(request: HttpRequest, pk: int):
    """Try a method for a year: show at once which schools are on the list, also with changed thresholds."""
    municipality = municipality_for(request, pk, can_see_runs)
    form = TrialForm(request.GET if "method" in request.GET else None, municipality=municipality)
    context = {"form": form, "municipality": municipality, "may_identify": can_identify(request.user, municipality.pk)}
    if form.is_valid():
        context |= _trial_context(form, municipality, request.GET.get("page"))
    else:
        context["lacks_years"] = not form.fields["period"].queryset.exists()
        context["own_methods"] = Method.objects.filter(municipality=municipality).newest()
    chosen, name = form.chosen, form.data.get("method", USUAL)
    has_all = "trial" in context and not context["trial"].remarks
    if not form.is_bound and not form.has_facts:
        # Show what the usual method lacks before the first collection is opened, since that should ask for it.
        chosen = choose_method(USUAL, municipality)
    if chosen and context["may_identify"] and not has_all:
        context |= {"lacking": lacking_with_near(chosen.shape, municipality), "lacking_of": name}
    return render(request, "indicators/identification/run_trial.html", context)


def _trial_context(form: TrialForm, municipality: Municipality, page: str | None) -> dict:
    period, shape = form.cleaned_data["period"], form.shape
    is_moved = shape != form.chosen.shape
    try:
        own = Inquiry(municipality, period, form.chosen.shape) if is_moved else None
        trial = try_out(Inquiry(municipality, period, shape), own=own, page=page)
    except CannotJudge as refusal:
        return {"refusal": str(refusal)}
    return {
        "trial": trial,
        "shape": shape,
        "outline": outline(shape.rule, shape),
        "is_moved": is_moved,
        "period": period,
    }


@require_safe
def run_warning(request: HttpRequest, pk: int):
    """Show schools that are near the list, as a hint; the form is that of the trial."""
    municipality = municipality_for(request, pk, can_see_runs)
    form = TrialForm(request.GET if "method" in request.GET else None, municipality=municipality)
    context = {"form": form, "municipality": municipality}
    if form.is_valid():
        period = form.cleaned_data["period"]
        context |= {"shape": form.shape, "period": period}
        try:
            context["warned"] = early_warning(municipality, period, form.shape)
        except CannotJudge as refusal:
            context["refusal"] = str(refusal)
    return render(request, "indicators/identification/run_warning.html", context)
