"""What happens after too many wrong passwords, which `axes` counts."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.text.plurals import counted


def address_of(request: HttpRequest) -> str | None:
    """Behind a web server that speaks HTTPS the address is what that server says last, whatever its client says."""
    told = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    return told.split(",")[-1].strip() or request.META.get("REMOTE_ADDR")


def locked_out(request: HttpRequest, credentials: dict, *args, **kwargs) -> HttpResponse:
    """The same words whether there is such a person or not."""
    minutes = counted(int(settings.AXES_COOLOFF_TIME.total_seconds() // 60), "минуту", "минуты", "минут")
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
