"""Kept runs looked at together: two of them side by side, results by social conditions."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from indicators.identification.format.sentences import context_in_words
from indicators.identification.models import Run
from indicators.identification.permissions import can_see_runs
from indicators.identification.runs.forms import TwoRunsForm
from indicators.identification.runs.side_by_side import CONDITIONS, context_matrix, runs_beside
from schools.directory.models import Municipality


@require_safe
def run_compare(request: HttpRequest, pk: int):
    """Who entered, who left and why, between any two kept runs."""
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), pk=pk)
    if not can_see_runs(request.user, municipality.pk):
        raise PermissionDenied
    form = TwoRunsForm(request.GET if "second" in request.GET else None, municipality=municipality)
    context = {"form": form, "municipality": municipality}
    if form.is_bound and form.is_valid():
        first, second = form.cleaned_data["first"], form.cleaned_data["second"]
        context |= {"beside": runs_beside(first, second), "first": first, "second": second}
    return render(request, "indicators/identification/run_compare.html", context)


@require_safe
def run_matrix(request: HttpRequest, pk: int):
    """Low results × adverse conditions; only of a method that has a context."""
    runs = Run.objects.visible_to(request.user).select_related("municipality", "period")
    run = get_object_or_404(runs, pk=pk)
    if not run.shape.context:
        raise Http404("В методе нет признаков социальных условий.")
    context = {
        "run": run, "rows": context_matrix(run), "conditions": CONDITIONS, "sentence": context_in_words(run.shape),
    }  # fmt: skip
    return render(request, "indicators/identification/run_matrix.html", context)
