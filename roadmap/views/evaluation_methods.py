"""Methods of evaluation: those that come with the portal to choose and copy, a municipality's own to change."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.roles import Permission
from portal.forms import posted
from roadmap.actions.evaluation_methods import change_evaluation_method, copy_evaluation_method
from roadmap.evaluation.delivered import delivered
from roadmap.evaluation.sentences import method_in_sentences
from roadmap.forms.evaluation_method import EvaluationMethodForm
from roadmap.models import EvaluationMethod
from roadmap.permissions import can_change_evaluation_methods
from schools.actions.methods import MethodRefused
from schools.models import Municipality
from schools.scope import scope_of


@require_safe
def evaluation_method_list(request: HttpRequest, pk: int):
    municipality = _municipality(request, pk)
    context = {
        "municipality": municipality,
        "own": EvaluationMethod.objects.filter(municipality=municipality).newest(),
        "ready": [(key, shape, method_in_sentences(shape)) for key, shape in delivered().items()],
        "may_change": can_change_evaluation_methods(request.user, municipality.pk),
    }
    return render(request, "roadmap/evaluation_method_list.html", context)


@require_POST
def evaluation_method_copy(request: HttpRequest, pk: int):
    municipality = _municipality(request, pk)
    if not can_change_evaluation_methods(request.user, municipality.pk):
        raise PermissionDenied
    key = request.POST.get("method", "")
    if key not in delivered():
        messages.error(request, "Выберите готовый метод.")
        return redirect("evaluation-method-list", municipality.pk)
    try:
        method = copy_evaluation_method(
            key=key, municipality=municipality, name=request.POST.get("name", "")[:500], by=request.user
        )
    except MethodRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation-method-list", municipality.pk)
    messages.success(request, "Теперь это ваш метод: его можно менять.")
    return redirect("evaluation-method-detail", method.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_method_detail(request: HttpRequest, pk: int):
    """A method in sentences, its versions, and a form that changes it; a refused scale says the place."""
    methods = EvaluationMethod.objects.visible_to(request.user).select_related("municipality")
    method = get_object_or_404(methods, pk=pk)
    may_change = can_change_evaluation_methods(request.user, method.municipality_id)
    if not (may_change or (request.method != "POST" and _may_see(request, method.municipality_id))):
        raise PermissionDenied
    form = EvaluationMethodForm(posted(request), shape=method.shape)
    if form.is_bound and form.is_valid():
        try:
            changed = change_evaluation_method(method=method, shape=form.shape, by=request.user)
        except MethodRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("evaluation-method-detail", method.pk)
        messages.success(request, _told(method, changed))
        return redirect("evaluation-method-detail", changed.pk)
    versions = methods.filter(municipality=method.municipality_id, name_key=method.name_key).order_by("-version")
    context = {
        "method": method, "form": form, "sentences": method_in_sentences(method.shape), "versions": versions,
        "may_change": may_change and versions[0].pk == method.pk,
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "roadmap/evaluation_method_detail.html", context, status=status)


def _municipality(request: HttpRequest, pk: int) -> Municipality:
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), pk=pk)
    if not _may_see(request, municipality.pk):
        raise PermissionDenied
    return municipality


def _may_see(request: HttpRequest, municipality_id: int) -> bool:
    return scope_of(request.user).may(Permission.VIEW_ALL_SCHOOLS, municipality_id=municipality_id)


def _told(method: EvaluationMethod, changed: EvaluationMethod) -> str:
    if changed.pk != method.pk:
        return f"По прежней редакции уже оценивали, поэтому сделана новая: редакция {changed.version}."
    return "Метод записан." if changed.body != method.body else "Всё по-прежнему, ничего не изменено."
