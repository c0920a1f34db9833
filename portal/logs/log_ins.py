"""Who came, left, was refused, whose password or second factor changed: a line of the log, an entry of the journal."""

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
NOBODY = 0  # number of whoever was called by an address that nobody has


def listen() -> None:
    user_logged_in.connect(_came, dispatch_uid="logs-came")
    user_logged_out.connect(_left, dispatch_uid="logs-left")
    user_login_failed.connect(_was_refused, dispatch_uid="logs-was-refused")
    session_ended.connect(_ended_elsewhere, dispatch_uid="logs-ended-elsewhere")
    password_set.connect(_set_a_password, dispatch_uid="logs-set-a-password")
    for signal, action, message in (
        (authenticator_added, "второй фактор добавлен", "Second factor added"),
        (authenticator_removed, "второй фактор убран", "Second factor removed"),
        (authenticator_reset, "второй фактор заменён", "Second factor renewed"),
    ):
        signal.connect(_of_factor(action, message), weak=False, dispatch_uid=f"logs-{message}")


def _came(sender, user, **kwargs) -> None:
    _tell(user, "вход", "Logged in", by=user)


def _left(sender, user, **kwargs) -> None:
    if user:
        _tell(user, "выход", "Logged out", by=user)


def _was_refused(sender, credentials, **kwargs) -> None:
    """The same is written whether there is such a person or not, so that time doesn't tell; what was typed is not."""
    person = User.objects.filter(email__iexact=credentials.get("username") or "").first()
    what = ("второй фактор не подошёл", "Second factor refused") if credentials.get("is_second_factor") else (
        "отказ во входе", "Log-in refused"
    )  # fmt: skip
    _tell(person or User(pk=NOBODY), *what, by=None)


def _ended_elsewhere(sender, user, count, **kwargs) -> None:
    _tell(user, "вход в другом месте завершён", "Sessions elsewhere ended", by=user, count=count)


def _set_a_password(sender, request, user, how, **kwargs) -> None:
    _tell(user, how, "Password set", by=user, request=request)


def _of_factor(action: str, message: str):
    def tell(sender, request, user, authenticator, **kwargs) -> None:
        _tell(user, action, message, by=user, request=request, what=NAMES[authenticator.type])

    return tell


def _tell(person: User, action: str, message: str, *, by: User | None, request=None, **more) -> None:
    """Outside of a request, as in a command or a console, nobody comes in."""
    if request := request or current_request():
        level = logging.INFO if by else logging.WARNING
        _log.log(level, message, extra={"person": person.pk or None})
        record_changes([Recorded(person, action, after={"address": address_of(request)} | more)], by=by)
