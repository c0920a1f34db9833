from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from portal.forms import posted, render_form, require_safe_or_post
from portal.history.meanwhile import SEEN, newest_change, refuse_unseen
from portal.refusals import refusal_on, refusal_told
from schools.access.scope import scope_of
from schools.directory.access import managed_municipality
from schools.orders.actions import correct_order, delete_order
from schools.orders.forms import OrderCorrectionForm
from schools.orders.models import Order
from schools.orders.queries import relying_models


@require_safe
def order_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all orders of the municipality, wherever they were entered, the newest first."""
    municipality = managed_municipality(request, pk)
    context = {"municipality": municipality, "orders": municipality.orders.all(), "section": "orders"}
    return render(request, "schools/orders/order_list.html", context)


@require_safe_or_post
def order_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an order; if something refers to it, show it with what does instead."""
    order = _find_order(request, pk)
    relying = [model._meta.verbose_name_plural for model in relying_models(order)]
    form = OrderCorrectionForm(posted(request), order=order)
    refuse_unseen(form, order, by=request.user)
    if form.is_valid():
        with refusal_on(form):
            correct_order(order=order, facts=form.cleaned_data, by=request.user)
            messages.success(request, "Сохранено.")
            return redirect("order-list", order.municipality_id)
    context = {
        "order": order, "municipality": order.municipality, "form": form, "relying": relying,
        SEEN: newest_change(order),
    }  # fmt: skip
    return render_form(request, "schools/orders/order_edit.html", context)


@require_POST
def order_delete(request: HttpRequest, pk: int) -> HttpResponse:
    order = _find_order(request, pk)
    with refusal_told(request, f"{order}: удалён из списка."):
        delete_order(order=order, by=request.user)
        return redirect("order-list", order.municipality_id)
    return redirect("order-edit", pk)


def _find_order(request: HttpRequest, pk: int) -> Order:
    visible = Order.objects.select_related("municipality")
    if not (scope := scope_of(request.user)).everywhere:
        visible = visible.filter(municipality__in=scope.municipality_ids)
    order = get_object_or_404(visible, pk=pk)
    managed_municipality(request, order.municipality_id)
    return order
