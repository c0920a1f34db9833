"""A municipality's methods: a delivered one copied, the thresholds of one's own changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from indicators.catalogue.actions import create_wanted
from indicators.identification.format.sentences import outline
from indicators.identification.judging.inquiry import CannotJudge, choose_method
from indicators.identification.methods.actions import change_method, copy_delivered
from indicators.identification.methods.forms import MethodChangeForm, MethodCopyForm
from indicators.identification.methods.needed import lacking_indicators
from indicators.identification.models import Method
from indicators.identification.permissions import can_identify, can_see_runs
from portal.forms import posted
from portal.text.plurals import counted
from schools.directory.models import Municipality
from schools.directory.permissions import can_manage_directory
from schools.methods.actions import MethodRefused


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
        "municipality": method.municipality,
        "lacking": lacking_indicators(method.shape, method.municipality) if may_identify else [],
    }  # fmt: skip
    return render(request, "indicators/identification/method_detail.html", context, status=422 if form.errors else 200)


@require_POST
def method_indicators(request: HttpRequest, pk: int):
    """One click: whatever the method reads and the catalogue lacks."""
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), pk=pk)
    if not (can_identify(request.user, municipality.pk) and can_manage_directory(request.user, municipality.pk)):
        raise PermissionDenied
    name = request.POST.get("method", "")
    try:
        chosen = choose_method(name, municipality)
    except CannotJudge as refusal:
        messages.error(request, str(refusal))
        return redirect("run-trial", municipality.pk)
    lacking = lacking_indicators(chosen.shape, municipality)
    made = create_wanted(municipality=municipality, wanted=lacking, by=request.user)
    told = f"Заведено: {counted(len(made), 'показатель', 'показателя', 'показателей')}. Теперь внесите их значения."
    messages.success(request, told if made else "Все показатели метода в каталоге уже есть.")
    query = {name: value for name in ("method", "period") if (value := request.POST.get(name))}
    return redirect(reverse("run-trial", args=[municipality.pk], query=query))


def _told(method: Method, changed: Method) -> str:
    if changed.pk != method.pk:
        return f"По прежней редакции уже сохранён список, поэтому сделана новая: редакция {changed.version}."
    return "Пороги записаны." if changed.body != method.body else "Пороги те же, ничего не изменено."
