"""The page on which a method is built or its rules are changed; each of its buttons sends the whole form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from indicators.identification.methods.actions import change_method, create_method
from indicators.identification.methods.form.editor import MethodEditor, new_method, sent
from indicators.identification.methods.queries import catalogue_names
from indicators.identification.models import Method
from indicators.identification.permissions import can_identify
from portal.digests import digest_of
from portal.forms import require_safe_or_post
from schools.directory.access import municipality_for
from schools.directory.models import Municipality
from schools.methods.actions import MethodRefused, what_became

SAVE = "save"
CHANGED_MEANWHILE = (
    "Пока вы правили метод, его изменил кто-то другой. Ваши правки здесь, в портал они не записаны: сверьте их с тем, "
    "что записано сейчас, и сохраните ещё раз, если всё верно."
)


@require_safe_or_post
def method_create(request: HttpRequest, pk: int):
    """Build a new method of the municipality."""
    municipality = municipality_for(request, pk)
    return _render_editor(request, municipality, None)


@require_safe_or_post
def method_edit(request: HttpRequest, pk: int):
    """Change all rules of the municipality's own method; a version that a kept run has used stays as it is."""
    methods = Method.objects.visible_to(request.user).select_related("municipality")
    method = get_object_or_404(methods, pk=pk)
    return _render_editor(request, method.municipality, method)


def _render_editor(request: HttpRequest, municipality: Municipality, method: Method | None) -> HttpResponse:
    if not can_identify(request.user, municipality.pk):
        raise PermissionDenied
    base = method and method.shape
    data = request.POST.copy() if request.method == "POST" else sent(base) if base else new_method()
    if base:
        data["name"] = base.name
    editor = MethodEditor(data, catalogue=catalogue_names(municipality), base=base)
    step = request.POST.get("do", SAVE) if request.method == "POST" else ""
    is_saving = step == SAVE
    if is_saving and editor.shape and (saved := _save(request, editor, municipality, method)):
        return saved
    if not is_saving:
        editor.take(step)
    context = {
        "editor": editor, "municipality": municipality, "method": method, "seen": _digest_of(method),
        "tells": is_saving or step == "look",
    }  # fmt: skip
    return render(request, "indicators/identification/method_edit.html", context, status=422 if is_saving else 200)


def _digest_of(method: Method | None) -> str:
    """A digest of the rules as they stand, so that nobody's change is overwritten unseen."""
    return digest_of(method.body) if method else ""


def _save(request, editor: MethodEditor, municipality: Municipality, method: Method | None) -> HttpResponse | None:
    """Save the method and redirect to its page; None if that is refused, with the reason in the form."""
    if method and request.POST.get("seen") != _digest_of(method):
        editor.head.add_error(None, CHANGED_MEANWHILE)
        return None
    try:
        if method is None:
            made = create_method(municipality=municipality, shape=editor.shape, by=request.user)
        else:
            made = change_method(method=method, shape=editor.shape, by=request.user)
    except MethodRefused as refusal:
        editor.head.add_error("name" if method is None else None, str(refusal))
        return None
    became = method and what_became(
        method, made, used="сохранён список", written="Правила записаны.", same="Правила те же, ничего не изменено."
    )
    messages.success(request, became or "Метод записан.")
    return redirect("method-detail", made.pk)
