"""What django-axes needs to lock people out after too many wrong passwords: the client's address and the page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.text.plurals import counted


def address_of(request: HttpRequest) -> str | None:
    """Return the client's address.

    With HTTPS it is the last one in X-Forwarded-For, which the web server adds; clients can forge only those before it.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    return forwarded.split(",")[-1].strip() or request.META.get("REMOTE_ADDR")


def locked_out(request: HttpRequest, credentials: dict, *args, **kwargs) -> HttpResponse:
    """Show the page of a locked log-in, which is the same whether there is such a person or not."""
    minutes = counted(int(settings.AXES_COOLOFF_TIME.total_seconds() // 60), "минуту", "минуты", "минут")
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
