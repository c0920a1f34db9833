"""Pages that show two kept runs side by side, and a run's results by social conditions."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from indicators.identification.format.sentences import context_in_words
from indicators.identification.models import Run
from indicators.identification.permissions import can_see_runs
from indicators.identification.runs.forms import TwoRunsForm
from indicators.identification.runs.side_by_side import CONDITIONS, context_matrix, runs_beside
from schools.directory.access import municipality_for


@require_safe
def run_compare(request: HttpRequest, pk: int):
    """Show which schools entered and left the list between any two kept runs, and why."""
    municipality = municipality_for(request, pk, can_see_runs)
    is_asked = {"first", "second"} <= set(request.GET)
    form = TwoRunsForm(request.GET if is_asked else None, initial=request.GET.dict(), municipality=municipality)
    context = {"form": form, "municipality": municipality}
    if form.is_valid():
        first, second = form.cleaned_data["first"], form.cleaned_data["second"]
        context |= {"beside": runs_beside(first, second), "first": first, "second": second}
    return render(request, "indicators/identification/run_compare.html", context)


@require_safe
def run_matrix(request: HttpRequest, pk: int):
    """Show the matrix of results and social conditions. Raises Http404 if the method has no context."""
    runs = Run.objects.visible_to(request.user).select_related("municipality", "period")
    run = get_object_or_404(runs, pk=pk)
    if not run.shape.context:
        raise Http404("В методе нет признаков социальных условий.")
    context = {
        "run": run, "rows": context_matrix(run), "conditions": CONDITIONS, "sentence": context_in_words(run.shape),
    }  # fmt: skip
    return render(request, "indicators/identification/run_matrix.html", context)
