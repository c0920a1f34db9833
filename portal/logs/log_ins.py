"""Logs, and records in the journal, log-ins, log-outs, refusals, and changes of passwords and second factors."""

import logging

from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from portal.accounts.locking import address_of
from portal.accounts.models import User
from portal.accounts.passwords import password_set
from portal.accounts.second_factor import NAMES
from portal.accounts.sessions import session_ended
from portal.history.actions import Recorded, record_changes
from portal.logs.asking import current_request

_log = logging.getLogger(__name__)
NOBODY = 0  # the id for a log-in attempt with an unknown address


def listen() -> None:
    user_logged_in.connect(_log_log_in, dispatch_uid="logs-came")
    user_logged_out.connect(_log_log_out, dispatch_uid="logs-left")
    user_login_failed.connect(_log_refusal, dispatch_uid="logs-was-refused")
    session_ended.connect(_log_ended_sessions, dispatch_uid="logs-ended-elsewhere")
    password_set.connect(_log_password, dispatch_uid="logs-set-a-password")
    for signal, action, message in (
        (authenticator_added, "второй фактор добавлен", "Second factor added"),
        (authenticator_removed, "второй фактор убран", "Second factor removed"),
        (authenticator_reset, "второй фактор заменён", "Second factor renewed"),
    ):
        signal.connect(_factor_logger(action, message), weak=False, dispatch_uid=f"logs-{message}")


def _log_log_in(sender, user, **kwargs) -> None:
    _record(user, "вход", "Logged in", by=user)


def _log_log_out(sender, user, **kwargs) -> None:
    if user:
        _record(user, "выход", "Logged out", by=user)


def _log_refusal(sender, credentials, **kwargs) -> None:
    """Record a refused log-in, but not what was typed.

    As much is written if there is no such person, so that the time doesn't give that away.
    """
    person = User.objects.filter(email__iexact=credentials.get("username") or "").first()
    what = "отказ во входе", "Log-in refused"
    if credentials.get("is_second_factor"):
        what = "второй фактор не подошёл", "Second factor refused"
    elif credentials.get("is_old_password"):
        what = "прежний пароль не подошёл", "Old password refused"
    _record(person or User(pk=NOBODY), *what, by=None)


def _log_ended_sessions(sender, user, count, **kwargs) -> None:
    _record(user, "вход в другом месте завершён", "Sessions elsewhere ended", by=user, count=count)


def _log_password(sender, request, user, how, **kwargs) -> None:
    _record(user, how, "Password set", by=user, request=request)


def _factor_logger(action: str, message: str):
    def log(sender, request, user, authenticator, **kwargs) -> None:
        _record(user, action, message, by=user, request=request, what=NAMES[authenticator.type])

    return log


def _record(person: User, action: str, message: str, *, by: User | None, request=None, **more) -> None:
    """Write the line of the log and the entry of the journal; nothing outside of a request, as in a command."""
    if request := request or current_request():
        level = logging.INFO if by else logging.WARNING
        _log.log(level, message, extra={"person": person.pk or None})
        record_changes([Recorded(person, action, after={"address": address_of(request)} | more)], by=by)
