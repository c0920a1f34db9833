"""Counts wrong passwords and codes of people who have got past the log-in's password together with those before it."""

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

from portal.accounts.models import User


def is_locked_for(request: HttpRequest, user: User) -> bool:
    """Return whether the person is locked for too many wrong codes or passwords; if so, axes answers by its page."""
    credentials = {"username": user.email}
    if AxesProxyHandler.is_allowed(request, credentials):
        return False
    request.axes_locked_out, request.axes_credentials = True, credentials
    return True


def count_wrong_password(request: HttpRequest) -> None:
    """Count a wrong old password."""
    credentials = {"username": request.user.email, "is_old_password": True}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)


def count_refused_code(sender, request: HttpRequest, user: User, **kwargs) -> None:
    """Count a wrong code like a wrong password: it can lock person and address, and is recorded in the journal."""
    credentials = {"username": user.email, "is_second_factor": True}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)
