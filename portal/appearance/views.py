from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.appearance.choices import COOKIE, LARGE, Appearance, appearance_from

_YEAR = 365 * 24 * 60 * 60


@login_not_required
@csrf_exempt  # it writes nothing but a cookie of how pages look, and stands on pages that set no cookie of their own
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """«Версия для слабовидящих» begun, changed or left; then back to the page where that was asked."""
    match request.POST.get("step"):
        case "begin":
            chosen = LARGE
        case "end":
            chosen = Appearance()
        case _:
            chosen = appearance_from(request.COOKIES.get(COOKIE, "")).with_choices(request.POST)
    answer = redirect(_back(request))
    if chosen.is_special:
        secure = settings.SESSION_COOKIE_SECURE
        answer.set_cookie(COOKIE, chosen.as_cookie(), _YEAR, httponly=True, samesite="Lax", secure=secure)
    else:
        answer.delete_cookie(COOKIE, samesite="Lax")
    return answer


def _back(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else "/"
