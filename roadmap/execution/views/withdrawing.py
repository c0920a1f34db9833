from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from portal.refusals import refusal_told
from roadmap.execution.access import assignment_for
from roadmap.execution.actions.withdrawing import withdraw_file
from roadmap.execution.evidence.access import visible_files
from roadmap.execution.forms.withdrawing import WithdrawForm
from roadmap.execution.permissions import can_report


@require_POST
def evidence_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_files(request.user), pk=pk)
    assignment = assignment_for(request, found.evidence.assignment_id)
    if not can_report(request.user, assignment):
        raise PermissionDenied
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["because"]))
        return redirect("assignment-detail", assignment.pk)
    with refusal_told(request, f"Отозван: «{found}». В отчёт он больше не входит; история помнит, кто и почему."):
        withdraw_file(found, because=form.cleaned_data["because"], by=request.user)
    return redirect("assignment-detail", assignment.pk)
