"""Pages of bulk actions: the list of a municipality, and one of them, which can be taken back there."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from indicators.reversals.actions import take_back
from indicators.reversals.queries import bulk_actions, lines_of
from indicators.values.permissions import may_enter_in
from portal.forms import require_safe_or_post
from portal.history.models import BulkAction
from schools.directory.access import municipality_for

SHOWN_AT_ONCE = 50
MOST_LINES = 500


@require_safe
def bulk_action_list(request: HttpRequest, pk: int):
    """The bulk actions with values and answers in a municipality, the newest first."""
    municipality = municipality_for(request, pk, may_enter_in)
    page = Paginator(bulk_actions(request.user, municipality), SHOWN_AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "indicators/reversals/bulk_action_list.html", {"municipality": municipality, "page": page})


@require_safe_or_post
def bulk_action_detail(request: HttpRequest, pk: int):
    """Show each record before, after and now; a POST restores what nobody has changed since, and what was ticked."""
    municipality = municipality_for(request, get_object_or_404(BulkAction, pk=pk).place_id, may_enter_in)
    bulk = get_object_or_404(bulk_actions(request.user, municipality), pk=pk)
    if request.method == "POST":
        return _take_back(request, bulk)
    lines = lines_of(bulk, request.user)
    left = [each for each in lines if not each.is_done]
    context = {
        "bulk": bulk,
        "municipality": municipality,
        "plain": [each for each in left if not each.since],
        "since": [each for each in left if each.since],
        "done": len(lines) - len(left),
        "most": MOST_LINES,
    }
    return render(request, "indicators/reversals/bulk_action_detail.html", context)


def _take_back(request: HttpRequest, bulk: BulkAction):
    done, left = take_back(bulk, also=set(request.POST.getlist("also")), by=request.user)
    if done:
        messages.success(request, f"Возвращено, как было: {done}." + (f" Осталось как есть: {left}." if left else ""))
    else:
        messages.error(request, "Ничего не возвращено: изменённое с тех пор отметьте, закрытое вам менять нельзя.")
    return redirect("bulk-action-detail", bulk.pk)
