from dataclasses import asdict

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_POST, require_safe
from django.views.decorators.vary import vary_on_cookie

from portal.appearance.choices import COOKIE, LARGE, Appearance, appearance_from

_YEAR = 365 * 24 * 60 * 60


@login_not_required
@csrf_exempt  # it writes nothing but a cookie of how pages look, and stands on pages that set no cookie of their own
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Begin, change or leave «версия для слабовидящих», and return to the page where that was asked for."""
    match request.POST.get("step"):
        case "begin":
            chosen = LARGE
        case "end":
            chosen = Appearance()
        case _:
            chosen = appearance_from(request.COOKIES.get(COOKIE, "")).with_choices(request.POST)
    answer = HttpResponseRedirect(_address_to_return_to(request))
    if chosen.is_special:
        secure = settings.SESSION_COOKIE_SECURE
        answer.set_cookie(COOKIE, chosen.as_cookie(), _YEAR, httponly=True, samesite="Lax", secure=secure)
    else:
        answer.delete_cookie(COOKIE, samesite="Lax")
    return answer


@login_not_required
@require_safe
@cache_control(private=True, no_cache=True)
@vary_on_cookie
@conditional_page
def appearance_style(request: HttpRequest) -> HttpResponse:
    """Serve what was chosen as a style sheet, which pages that are the same for everybody always load anew."""
    chosen = appearance_from(request.COOKIES.get(COOKIE, ""))
    context = {"appearance": chosen, "chosen": asdict(chosen)}
    return render(request, "appearance/style.css", context, content_type="text/css; charset=utf-8")


def _address_to_return_to(request: HttpRequest) -> str:
    """Return the page's address from the form or, for pages that are the same for everybody, from the Referer."""
    own = f"{request.scheme}://{request.get_host()}"
    address = request.POST.get("next") or request.headers.get("Referer", "").removeprefix(own)
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe and address.startswith("/") else "/"
