"""Pages of lists of schools with low results."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from indicators.identification.lists.actions import name_order, write_expected
from indicators.identification.lists.expected_results import expected_lines
from indicators.identification.lists.forms import ExpectedForm
from indicators.identification.lists.history import listing_history
from indicators.identification.models import ListedSchool, LowResultList
from indicators.identification.permissions import can_identify
from portal.forms import posted, render_form, require_safe_or_post
from schools.directory.access import school_for
from schools.orders.forms import OrderForm


@require_safe_or_post
def low_result_list(request: HttpRequest, pk: int):
    """Show a list with its schools; a POST sets the order that approves it."""
    lists = LowResultList.objects.visible_to(request.user).select_related("municipality", "period", "order", "run")
    low_result_list = get_object_or_404(lists, pk=pk)
    may_identify = can_identify(request.user, low_result_list.municipality_id)
    if request.method == "POST" and not may_identify:
        raise PermissionDenied
    form = OrderForm(posted(request), municipality=low_result_list.municipality)
    form.fields["known_order"].initial = low_result_list.order_id
    form.fields["annex"].initial = low_result_list.annex
    if form.is_valid():
        annex = form.cleaned_data["annex"]
        name_order(low_result_list=low_result_list, order=form.order(), annex=annex, by=request.user)
        messages.success(request, "Приказ записан: он встанет в гриф списка.")
        return redirect("low-result-list", low_result_list.pk)
    context = {
        "low_result_list": low_result_list,
        "schools": low_result_list.listed_schools.prefetch_related("criteria"),
        "form": form, "may_identify": may_identify,
    }  # fmt: skip
    return render_form(request, "indicators/identification/low_result_list.html", context)


@require_safe_or_post
def listed_school(request: HttpRequest, pk: int):
    """Show the results expected of a school on a list that a run made; a POST writes them."""
    found = ListedSchool.objects.visible_to(request.user).filter(low_result_list__run__isnull=False)
    related = ("low_result_list__run__period", "low_result_list__municipality", "low_result_list__period", "school")
    listed = get_object_or_404(found.select_related(*related), pk=pk)
    if not can_identify(request.user, listed.low_result_list.municipality_id):
        raise PermissionDenied
    form = ExpectedForm(posted(request), lines=expected_lines(listed))
    if form.is_valid():
        write_expected(listed=listed, expected=form.expected, by=request.user)
        messages.success(request, f"Ожидаемые результаты записаны: {listed.name}.")
        for line in expected_lines(listed):
            for note in line.notes:
                messages.warning(request, f"{line.criterion.name}, «{line.criterion.expected}»: {note}.")
        return redirect("low-result-list", listed.low_result_list_id)
    context = {"listed": listed, "low_result_list": listed.low_result_list, "form": form}
    return render_form(request, "indicators/identification/listed_school.html", context)


@require_safe
def school_history(request: HttpRequest, pk: int):
    """Show a school's history on the lists; its own people may see it too."""
    school = school_for(request, pk)
    context = {"school": school, "history": listing_history(school)}
    return render(request, "indicators/identification/school_history.html", context)
