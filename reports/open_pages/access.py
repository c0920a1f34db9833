"""Two ways to the same pages: everybody's, once they are open, and the coordinator's preview of them."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from reports.open_pages.models import OpenPages
from reports.open_pages.permissions import can_open_pages
from reports.open_pages.queries.opened import opened_municipality
from schools.directory.models import Municipality

# A page is made from what is opened and the rest of its address; it knows nobody who asks.
OpenPage = Callable[..., HttpResponse]
View = Callable[..., HttpResponse]

_SECONDS = 300  # for which a page that was closed meanwhile may still be shown by whoever keeps copies


def public(view: View) -> View:
    """Without a log-in, kept by anybody's cache, asked for again by its ETag."""
    kept = cache_control(public=True, max_age=_SECONDS)(view)
    return login_not_required(require_safe(conditional_page(kept)))


def for_everybody(page: OpenPage) -> View:
    @public
    @wraps(page)
    def view(request: HttpRequest, pk: int, **address) -> HttpResponse:
        pages = get_object_or_404(
            OpenPages.objects.select_related("municipality__department"), municipality=pk, is_open=True
        )
        return page(opened_municipality(pages), **address)

    return view


def as_preview(page: OpenPage) -> View:
    @require_safe
    @cache_control(private=True, no_store=True)
    @wraps(page)
    def view(request: HttpRequest, pk: int, **address) -> HttpResponse:
        pages = OpenPages.of(managed_municipality(request, pk))
        return page(opened_municipality(pages, is_preview=True), **address)

    return view


def managed_municipality(request: HttpRequest, pk: int) -> Municipality:
    """404 where it isn't the user's; 403 where somebody else says what is open."""
    visible = Municipality.objects.visible_to(request.user).select_related("department")
    municipality = get_object_or_404(visible, pk=pk)
    if not can_open_pages(request.user, municipality):
        raise PermissionDenied("Что видят все, решает координатор муниципалитета.")
    return municipality
