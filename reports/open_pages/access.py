"""Two ways to serve the same pages: to everybody once they are open, and to the coordinator as a preview."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from reports.open_pages.models import OpenPages
from reports.open_pages.permissions import can_open_pages
from reports.open_pages.queries.opened import opened_municipality
from schools.directory.access import municipality_for
from schools.directory.models import Municipality

# A page is made from what is open and the rest of its address, never from the request of whoever asks for it.
OpenPage = Callable[..., HttpResponse]
View = Callable[..., HttpResponse]

_SECONDS = 300  # for so long caches may still show a page that was closed


def public(view: View) -> View:
    """Serve the view without a log-in; any cache may keep it, and ask again by its ETag."""
    kept = cache_control(public=True, max_age=_SECONDS)(view)
    return login_not_required(require_safe(conditional_page(kept)))


def for_everybody(page: OpenPage) -> View:
    """Serve the page to everybody. Raises Http404 unless the municipality has opened its pages."""

    @public
    @wraps(page)
    def view(request: HttpRequest, pk: int, **address) -> HttpResponse:
        pages = get_object_or_404(
            OpenPages.objects.select_related("municipality__department"), municipality=pk, is_open=True
        )
        return page(opened_municipality(pages), **address)

    return view


def as_preview(page: OpenPage) -> View:
    """Serve the page to whoever decides what is open, also while nothing is open yet; it is never cached."""

    @require_safe
    @cache_control(private=True, no_store=True)
    @wraps(page)
    def view(request: HttpRequest, pk: int, **address) -> HttpResponse:
        pages = OpenPages.of(municipality_to_open(request, pk))
        return page(opened_municipality(pages, is_preview=True), **address)

    return view


def municipality_to_open(request: HttpRequest, pk: int) -> Municipality:
    """Return the municipality whose open pages the user manages.

    Raises Http404 if the user doesn't see it, and PermissionDenied if somebody else decides what is open.
    """
    return municipality_for(request, pk, can_open_pages, refusal="Что видят все, решает координатор муниципалитета.")
