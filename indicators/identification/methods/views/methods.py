"""Pages of a municipality's methods: copying a delivered one, changing thresholds, creating lacking indicators."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from indicators.catalogue.actions import call_as_wanted, create_wanted
from indicators.identification.format.delivered import delivered_identification
from indicators.identification.format.sentences import outline
from indicators.identification.judging.inquiry import choose_method
from indicators.identification.methods.actions import change_method, copy_delivered
from indicators.identification.methods.forms import MethodChangeForm
from indicators.identification.methods.needed import lacking_indicators, lacking_with_near, same_as_wanted
from indicators.identification.models import Method
from indicators.identification.permissions import can_identify, can_see_runs
from portal.forms import posted, render_form, require_safe_or_post
from portal.once.answering import one_for_all
from portal.refusals import refusal_on, refusal_told
from portal.text.plurals import counted
from schools.directory.access import municipality_for
from schools.directory.permissions import can_manage_directory
from schools.methods.actions import what_became
from schools.methods.forms import MethodCopyForm


@one_for_all
@require_POST
def method_copy(request: HttpRequest, pk: int):
    municipality = municipality_for(request, pk, can_identify)
    form = MethodCopyForm(request.POST, delivered=delivered_identification())
    if not form.is_valid():
        messages.error(request, "Выберите готовый метод и напишите, как назвать свой.")
        return redirect("run-trial", municipality.pk)
    key, name = form.cleaned_data["method"], form.cleaned_data["name"]
    with refusal_told(request, "Теперь это ваш метод: пороги можно менять."):
        method = copy_delivered(key=key, municipality=municipality, name=name, by=request.user)
        return redirect("method-detail", method.pk)
    return redirect(reverse("run-trial", args=[municipality.pk], query={"method": key}))


@require_safe_or_post
def method_detail(request: HttpRequest, pk: int):
    """Show a method of the municipality: its rule in words and its versions; a POST changes its thresholds."""
    methods = Method.objects.visible_to(request.user).select_related("municipality", "order")
    method = get_object_or_404(methods, pk=pk)
    may_identify = can_identify(request.user, method.municipality_id)
    if not (may_identify if request.method == "POST" else can_see_runs(request.user, method.municipality_id)):
        raise PermissionDenied
    form = MethodChangeForm(posted(request), shape=method.shape)
    if form.is_valid():
        with refusal_on(form):
            changed = change_method(method=method, shape=form.shape, by=request.user)
            told = what_became(
                method, changed, used="сохранён список", written="Пороги записаны.",
                same="Пороги те же, ничего не изменено.",
            )  # fmt: skip
            messages.success(request, told)
            return redirect("method-detail", changed.pk)
    versions = methods.filter(municipality=method.municipality_id, name_key=method.name_key).order_by("-version")
    context = {
        "method": method, "form": form, "versions": versions,
        "outline": outline(method.shape.rule, method.shape),
        "conditions": method.shape.context and outline(method.shape.context, method.shape),
        "may_change": may_identify and versions[0].pk == method.pk,
        "municipality": method.municipality,
        "lacking": lacking_with_near(method.shape, method.municipality) if may_identify else [],
    }  # fmt: skip
    return render_form(request, "indicators/identification/method_detail.html", context)


@require_POST
def method_indicators(request: HttpRequest, pk: int):
    """Create all indicators that the method reads and the catalogue lacks; own ones ticked as the same are renamed."""
    municipality = municipality_for(request, pk, can_identify, can_manage_directory)
    name = request.POST.get("method", "")
    with refusal_told(request), transaction.atomic():
        lacking = lacking_indicators(choose_method(name, municipality).shape, municipality)
        same = same_as_wanted(request.POST.getlist("same"), lacking)
        named = call_as_wanted(municipality=municipality, same=same, by=request.user)
        made = create_wanted(municipality=municipality, wanted=lacking, by=request.user)
        told = f"Заведено: {counted(len(made), 'показатель', 'показателя', 'показателей')}. Теперь внесите их значения."
        if named:
            told = f"Названо, как в методе: {len(named)}; прежние названия портал узнаёт в файлах. {told}"
        messages.success(request, told if made or named else "Все показатели метода в каталоге уже есть.")
        query = {name: value for name in ("method", "period") if (value := request.POST.get(name))}
        return redirect(reverse("run-trial", args=[municipality.pk], query=query))
    return redirect("run-trial", municipality.pk)
