"""Finds the programme that a request is about, within the user's scope: to look at, to manage or to edit as a draft."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from roadmap.programmes.drafts import WrongProgrammeState, check_can_be_edited
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_manage


def programme_for(request: HttpRequest, pk: int) -> Programme:
    """Return the programme, or raise Http404 if it is outside the user's scope."""
    programmes = Programme.objects.visible_to(request.user).select_related(
        "municipality", "school", "approval_order", "approved_by", "indicator_table", "roadmap", "amends"
    )
    return get_object_or_404(programmes, pk=pk)


def managed_programme(request: HttpRequest, pk: int) -> Programme:
    programme = programme_for(request, pk)
    if not can_manage(request.user, programme):
        raise PermissionDenied
    return programme


def edits_draft(view):
    """Decorate a view so that it gets a programme that the user may edit.

    One that is closed is answered with the reason why it can't be edited: 409 for a script, else a redirect.
    """

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **kwargs) -> HttpResponse:
        programme = managed_programme(request, pk)
        try:
            check_can_be_edited(programme)
        except WrongProgrammeState as refusal:
            if is_from_script(request):
                return HttpResponse(str(refusal), status=409)
            messages.error(request, str(refusal))
            return redirect("programme-roadmap" if hasattr(programme, "roadmap") else "programme-detail", pk)
        try:
            return view(request, programme, **kwargs)
        except WrongProgrammeState as refusal:
            messages.error(request, str(refusal))
            return redirect("programme-detail", pk)

    return guarded


def is_from_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"
