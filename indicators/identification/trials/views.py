"""Pages on which nothing is saved: a trial, early warning, two methods side by side."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from indicators.identification.format.sentences import outline
from indicators.identification.judging.inquiry import CannotJudge, Inquiry
from indicators.identification.methods.needed import lacking_indicators
from indicators.identification.models import Method
from indicators.identification.permissions import can_identify, can_see_runs
from indicators.identification.trials.forms import TrialForm, TwoMethodsForm
from indicators.identification.trials.queries import early_warning, methods_beside, try_out
from schools.directory.models import Municipality


@require_safe
def method_compare(request: HttpRequest, pk: int):
    """Who is on both lists, on one only, and of whom one of the methods can't tell; nothing is saved."""
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), pk=pk)
    if not can_see_runs(request.user, municipality.pk):
        raise PermissionDenied
    form = TwoMethodsForm(request.GET if "first" in request.GET else None, municipality=municipality)
    context = {"form": form, "municipality": municipality}
    if form.is_bound and form.is_valid():
        try:
            first, second = form.inquiries()
            context |= {"beside": methods_beside(first, second), "first": first, "second": second}
        except CannotJudge as refusal:
            context["refusal"] = str(refusal)
    return render(request, "indicators/identification/method_compare.html", context)


def _municipality(request: HttpRequest, pk: int) -> Municipality:
    return get_object_or_404(Municipality.objects.visible_to(request.user), pk=pk)


@require_safe
def run_trial(request: HttpRequest, pk: int):
    """Choose a method and a year, see at once who is in, move a threshold: nothing is saved."""
    municipality = _municipality(request, pk)
    if not can_see_runs(request.user, municipality.pk):
        raise PermissionDenied
    form = TrialForm(request.GET if "method" in request.GET else None, municipality=municipality)
    context = {"form": form, "municipality": municipality, "may_identify": can_identify(request.user, municipality.pk)}
    if form.is_bound and form.is_valid():
        context |= _tried(form, municipality, request.GET.get("page"))
    else:
        context["lacks_years"] = not form.fields["period"].queryset.exists()
        context["own_methods"] = Method.objects.filter(municipality=municipality).newest()
    has_all = "trial" in context and not context["trial"].remarks
    if form.chosen and context["may_identify"] and not has_all:
        context["lacking"] = lacking_indicators(form.chosen.shape, municipality)
    return render(request, "indicators/identification/run_trial.html", context)


def _tried(form: TrialForm, municipality: Municipality, page: str | None) -> dict:
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
    """Schools near the list, as a hint; the form is the trial's."""
    municipality = _municipality(request, pk)
    if not can_see_runs(request.user, municipality.pk):
        raise PermissionDenied
    form = TrialForm(request.GET if "method" in request.GET else None, municipality=municipality)
    context = {"form": form, "municipality": municipality}
    if form.is_bound and form.is_valid():
        period = form.cleaned_data["period"]
        context |= {"shape": form.shape, "period": period}
        try:
            context["warned"] = early_warning(municipality, period, form.shape)
        except CannotJudge as refusal:
            context["refusal"] = str(refusal)
    return render(request, "indicators/identification/run_warning.html", context)
