"""Pages where delivered methods of evaluation are seen and copied, and a municipality's own are changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from portal.forms import posted, require_safe_or_post
from portal.once.answering import one_for_all
from portal.refusals import refusal_told
from roadmap.evaluation.methods.actions import change_evaluation_method, copy_evaluation_method
from roadmap.evaluation.methods.delivered_methods import delivered_evaluation_methods
from roadmap.evaluation.methods.effect_scale import holes_of
from roadmap.evaluation.methods.forms.method import EvaluationMethodForm
from roadmap.evaluation.methods.method_sentences import method_in_sentences
from roadmap.evaluation.methods.models import EvaluationMethod
from roadmap.evaluation.methods.permissions import can_change_evaluation_methods, can_see_evaluation_methods
from schools.directory.access import municipality_for
from schools.methods.actions import MethodRefused, what_became
from schools.methods.forms import MethodCopyForm


@require_safe
def evaluation_method_list(request: HttpRequest, pk: int):
    municipality = municipality_for(request, pk, can_see_evaluation_methods)
    context = {
        "municipality": municipality,
        "own": EvaluationMethod.objects.filter(municipality=municipality).newest(),
        "ready": [
            (key, shape, method_in_sentences(shape), holes_of(shape))
            for key, shape in delivered_evaluation_methods().items()
        ],
        "may_change": can_change_evaluation_methods(request.user, municipality.pk),
    }
    return render(request, "roadmap/evaluation/method_list.html", context)


@one_for_all
@require_POST
def evaluation_method_copy(request: HttpRequest, pk: int):
    municipality = municipality_for(request, pk, can_see_evaluation_methods, can_change_evaluation_methods)
    form = MethodCopyForm(request.POST, delivered=delivered_evaluation_methods())
    if not form.is_valid():
        messages.error(request, "Выберите готовый метод и напишите, как назвать свой.")
        return redirect("evaluation-method-list", municipality.pk)
    key, name = form.cleaned_data["method"], form.cleaned_data["name"]
    with refusal_told(request, "Теперь это ваш метод: его можно менять."):
        method = copy_evaluation_method(key=key, municipality=municipality, name=name, by=request.user)
        return redirect("evaluation-method-detail", method.pk)
    return redirect("evaluation-method-list", municipality.pk)


@require_safe_or_post
def evaluation_method_detail(request: HttpRequest, pk: int):
    """Show a method in sentences with its versions and holes of its scales; POST changes it."""
    methods = EvaluationMethod.objects.visible_to(request.user).select_related("municipality")
    method = get_object_or_404(methods, pk=pk)
    may_change = can_change_evaluation_methods(request.user, method.municipality_id)
    may_see = can_see_evaluation_methods(request.user, method.municipality_id)
    if not (may_change or (request.method != "POST" and may_see)):
        raise PermissionDenied
    form = EvaluationMethodForm(posted(request), shape=method.shape)
    if form.is_valid():
        try:
            changed = change_evaluation_method(method=method, shape=form.shape, by=request.user)
        except MethodRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("evaluation-method-detail", method.pk)
        words = what_became(
            method, changed, used="оценивали", written="Метод записан.", same="Всё по-прежнему, ничего не изменено."
        )
        messages.success(request, words)
        for hole in holes_of(changed.shape):
            messages.warning(request, hole)
        return redirect("evaluation-method-detail", changed.pk)
    versions = methods.filter(municipality=method.municipality_id, name_key=method.name_key).order_by("-version")
    context = {
        "method": method, "form": form, "sentences": method_in_sentences(method.shape), "versions": versions,
        "holes": holes_of(method.shape),
        "may_change": may_change and versions[0].pk == method.pk,
    }  # fmt: skip
    status = 422 if form.is_bound else 200  # faults may be in the forms within it
    return render(request, "roadmap/evaluation/method_detail.html", context, status=status)
