from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.licences.components import components


@login_not_required
@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    """List the components for everybody, as their licences require."""
    return render(request, "licences/licences.html", {"components": components().values()})


@login_not_required
@require_safe
def licence_text(request: HttpRequest, name: str) -> HttpResponse:
    """Show the text of a component's licence, untranslated."""
    component = components().get(name)
    if not component or not component.files:
        raise Http404
    return _plain(component.text)


@login_not_required
@require_safe
def own_licence(request: HttpRequest) -> HttpResponse:
    return _plain((settings.BASE_DIR / "LICENSE").read_text())


def _plain(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
