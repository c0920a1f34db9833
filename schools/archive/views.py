from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from portal.refusals import refusal_told
from schools.archive.actions import KEPT_FOR, restore
from schools.archive.queries import restorable_by
from schools.journal.queries import kind_of

SHOWN_AT_ONCE = 50


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    page = Paginator(restorable_by(request.user), SHOWN_AT_ONCE).get_page(request.GET.get("page"))
    for each in page.object_list:
        each.shown_kind, each.kept_until = kind_of(each.kind), each.deleted_at + KEPT_FOR
    return render(request, "schools/archive/deleted.html", {"page": page, "days": KEPT_FOR.days})


@require_POST
def deleted_restore(request: HttpRequest, pk: int) -> HttpResponse:
    archived = get_object_or_404(restorable_by(request.user), pk=pk)
    with refusal_told(request, f"Восстановлено: {archived}."):
        restore(archived=archived, by=request.user)
    return redirect("deleted")
