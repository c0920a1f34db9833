"""How long a log-in holds: some hours without work, at most a working day; and where else a person is logged in."""

import datetime
import time
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.devices import device_in_words
from portal.accounts.models import User
from portal.accounts.second_factor import note_whether_needed

BEGAN, KEPT = "began_at", "kept_at"
KEEP_EVERY = 5 * 60  # seconds between two notes of one's work: a page that is only read writes nothing more often
RECENT = 5 * 60  # seconds after a log-in in which the portal doesn't ask again who it is

session_ended = Signal()
"""Arguments: request, user whose log-in elsewhere was ended, count."""


def asked_by_itself(view):
    """For what a page asks for while nobody works: a session must not live by it."""
    view.asked_by_itself = True
    return view


def begin_session(sender, request: HttpRequest, user: User, **kwargs) -> None:
    request.session[BEGAN] = int(time.time())
    _keep(request, user)


def keep_session(request: HttpRequest) -> None:
    """Note that its person is at work."""
    if time.time() - request.session.get(KEPT, 0) < KEEP_EVERY:
        return
    request.session.setdefault(BEGAN, int(time.time()))  # of a session from before this was kept
    _keep(request, request.user)
    if not UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now()):
        UserSession.objects.create_from_request(request)


def _keep(request: HttpRequest, user: User) -> None:
    session = request.session
    note_whether_needed(request, user)
    session[KEPT] = int(time.time())
    ends = min(session[KEPT] + settings.SESSION_COOKIE_AGE, session[BEGAN] + settings.SESSION_LONGEST)
    session.set_expiry(datetime.datetime.fromtimestamp(ends, datetime.UTC))


def began_just_now(request: HttpRequest) -> bool:
    return time.time() - request.session.get(BEGAN, 0) < RECENT


@dataclass(frozen=True)
class LoggedIn:
    """One browser in which a person is logged in."""

    pk: int
    device: str
    address: str
    began_at: datetime.datetime
    seen_at: datetime.datetime
    is_this: bool


def sessions_of(request: HttpRequest) -> list[LoggedIn]:
    """Those of the request's person that still hold: this one first, then by their last use."""
    sessions = [
        LoggedIn(
            each.pk, device_in_words(each.user_agent), each.ip, each.created_at, each.last_seen_at,
            each.session_key == request.session.session_key,
        )
        for each in UserSession.objects.purge_and_list(request.user)
    ]  # fmt: skip
    return sorted(sessions, key=lambda each: (not each.is_this, -each.seen_at.timestamp()))


def end_sessions(request: HttpRequest, sessions: Iterable[UserSession]) -> int:
    """How many ended; the one that asks for it goes on."""
    others = [each for each in sessions if each.session_key != request.session.session_key]
    for each in others:
        each.end()
    if others:
        session_ended.send(UserSession, request=request, user=request.user, count=len(others))
    return len(others)
