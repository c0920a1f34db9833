"""Methods of identification: two side by side, a delivered one copied, the thresholds of one's own changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.actions.identification import change_method, copy_delivered
from indicators.forms.identification import MethodChangeForm, MethodCopyForm, TwoMethodsForm
from indicators.identification.sentences import outline
from indicators.models import Method
from indicators.permissions import can_identify, can_see_runs
from indicators.queries.identification import CannotJudge
from indicators.queries.trial import methods_beside
from portal.forms import posted
from schools.actions.methods import MethodRefused
from schools.models import Municipality


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
    return render(request, "indicators/method_compare.html", context)


@require_POST
def method_copy(request: HttpRequest, pk: int):
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), pk=pk)
    if not can_identify(request.user, municipality.pk):
        raise PermissionDenied
    form = MethodCopyForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Выберите готовый метод и напишите, как назвать свой.")
        return redirect("run-trial", municipality.pk)
    key, name = form.cleaned_data["method"], form.cleaned_data["name"]
    try:
        method = copy_delivered(key=key, municipality=municipality, name=name, by=request.user)
    except MethodRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(reverse("run-trial", args=[municipality.pk], query={"method": key}))
    messages.success(request, "Теперь это ваш метод: пороги можно менять.")
    return redirect("method-detail", method.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def method_detail(request: HttpRequest, pk: int):
    """A method of the municipality: its rule in words, its versions, its thresholds to be changed."""
    methods = Method.objects.visible_to(request.user).select_related("municipality", "order")
    method = get_object_or_404(methods, pk=pk)
    may_identify = can_identify(request.user, method.municipality_id)
    if not (may_identify if request.method == "POST" else can_see_runs(request.user, method.municipality_id)):
        raise PermissionDenied
    form = MethodChangeForm(posted(request), shape=method.shape)
    if form.is_bound and form.is_valid():
        try:
            changed = change_method(method=method, shape=form.shape, by=request.user)
        except MethodRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _told(method, changed))
            return redirect("method-detail", changed.pk)
    versions = methods.filter(municipality=method.municipality_id, name_key=method.name_key).order_by("-version")
    context = {
        "method": method, "form": form, "versions": versions,
        "outline": outline(method.shape.rule, method.shape),
        "conditions": method.shape.context and outline(method.shape.context, method.shape),
        "may_change": may_identify and versions[0].pk == method.pk,
    }  # fmt: skip
    return render(request, "indicators/method_detail.html", context, status=422 if form.errors else 200)


def _told(method: Method, changed: Method) -> str:
    if changed.pk != method.pk:
        return f"По прежней редакции уже сохранён список, поэтому сделана новая: редакция {changed.version}."
    return "Пороги записаны." if changed.body != method.body else "Пороги те же, ничего не изменено."
