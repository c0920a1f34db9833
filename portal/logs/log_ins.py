"""Who came, who left, who was refused: a line of the log, and an entry of the journal about that person."""

import logging

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from portal.accounts.locking import address_of
from portal.accounts.models import User
from portal.history.actions import Recorded, record_changes
from portal.logs.asking import current_request

_log = logging.getLogger(__name__)
NOBODY = 0  # number of whoever was called by an address that nobody has


def listen() -> None:
    user_logged_in.connect(_came, dispatch_uid="logs-came")
    user_logged_out.connect(_left, dispatch_uid="logs-left")
    user_login_failed.connect(_was_refused, dispatch_uid="logs-was-refused")


def _came(sender, user, **kwargs) -> None:
    _tell(user, "вход", "Logged in", by=user)


def _left(sender, user, **kwargs) -> None:
    if user:
        _tell(user, "выход", "Logged out", by=user)


def _was_refused(sender, credentials, **kwargs) -> None:
    """The same is written whether there is such a person or not, so that time doesn't tell; what was typed is not."""
    person = User.objects.filter(email__iexact=credentials.get("username") or "").first()
    _tell(person or User(pk=NOBODY), "отказ во входе", "Log-in refused", by=None)


def _tell(person: User, action: str, message: str, *, by: User | None) -> None:
    """Outside of a request, as in a command or a console, nobody comes in."""
    if request := current_request():
        level = logging.INFO if by else logging.WARNING
        _log.log(level, message, extra={"person": person.pk or None})
        record_changes([Recorded(person, action, after={"address": address_of(request)})], by=by)
