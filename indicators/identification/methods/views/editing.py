"""Building a method and changing its rules: one page, every button of which sends the whole form."""

from hashlib import sha256

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from indicators.identification.methods.actions import change_method, create_method
from indicators.identification.methods.form.editor import MethodEditor, new_method, sent
from indicators.identification.methods.queries import catalogue_names
from indicators.identification.models import Method
from indicators.identification.permissions import can_identify
from schools.directory.models import Municipality
from schools.methods.actions import MethodRefused

SAVE = "save"
CHANGED_MEANWHILE = (
    "Пока вы правили метод, его изменил кто-то другой. Ваши правки здесь, в портал они не записаны: сверьте их с тем, "
    "что записано сейчас, и сохраните ещё раз, если всё верно."
)


@require_http_methods(["GET", "HEAD", "POST"])
def method_create(request: HttpRequest, pk: int):
    """A method of the municipality from nothing."""
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), pk=pk)
    return _editor(request, municipality, None)


@require_http_methods(["GET", "HEAD", "POST"])
def method_edit(request: HttpRequest, pk: int):
    """All rules of one's own method; what a kept run has used stays as it is."""
    methods = Method.objects.visible_to(request.user).select_related("municipality")
    method = get_object_or_404(methods, pk=pk)
    return _editor(request, method.municipality, method)


def _editor(request: HttpRequest, municipality: Municipality, method: Method | None) -> HttpResponse:
    if not can_identify(request.user, municipality.pk):
        raise PermissionDenied
    base = method and method.shape
    data = request.POST.copy() if request.method == "POST" else sent(base) if base else new_method()
    if base:
        data["name"] = base.name
    editor = MethodEditor(data, catalogue=catalogue_names(municipality), base=base)
    step = request.POST.get("do", SAVE) if request.method == "POST" else ""
    is_saving = step == SAVE
    if is_saving and editor.shape and (saved := _saved(request, editor, municipality, method)):
        return saved
    if not is_saving:
        editor.take(step)
    context = {
        "editor": editor, "municipality": municipality, "method": method, "seen": _mark(method),
        "tells": is_saving or step == "look",
    }  # fmt: skip
    return render(request, "indicators/identification/method_edit.html", context, status=422 if is_saving else 200)


def _mark(method: Method | None) -> str:
    """Of the rules as they stand, so that nobody's change is overwritten unseen."""
    return sha256(repr(method.body).encode()).hexdigest()[:16] if method else ""


def _saved(request, editor: MethodEditor, municipality: Municipality, method: Method | None) -> HttpResponse | None:
    """None where it is refused: the reason stands in the form."""
    if method and request.POST.get("seen") != _mark(method):
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
    messages.success(request, told(method, made))
    return redirect("method-detail", made.pk)


def told(method: Method | None, made: Method) -> str:
    if method is None:
        return "Метод записан."
    if made.pk != method.pk:
        return f"По прежней редакции уже сохранён список, поэтому сделана новая: редакция {made.version}."
    return "Правила записаны." if made.body != method.body else "Правила те же, ничего не изменено."
