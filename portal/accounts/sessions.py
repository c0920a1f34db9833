"""How long sessions last (some hours without work, at most a working day), and a person's other sessions."""

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
KEEP_EVERY = 5 * 60  # seconds; a session is not prolonged more often, so that reading pages seldom writes
RECENT = 5 * 60  # seconds after a log-in within which the password isn't asked for again

session_ended = Signal()
"""Sent with request, user and the `count` of that user's sessions elsewhere that were ended."""


def asked_by_itself(view):
    """Mark a view that pages call by themselves, so that its requests don't prolong the session."""
    view.asked_by_itself = True
    return view


def begin_session(sender, request: HttpRequest, user: User, **kwargs) -> None:
    request.session[BEGAN] = int(time.time())
    _set_expiry(request, user)


def keep_session(request: HttpRequest) -> None:
    """Prolong the session, since its person is at work."""
    if time.time() - request.session.get(KEPT, 0) < KEEP_EVERY:
        return
    request.session.setdefault(BEGAN, int(time.time()))  # for sessions from before this was recorded
    _set_expiry(request, request.user)
    if not UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now()):
        UserSession.objects.create_from_request(request)


def _set_expiry(request: HttpRequest, user: User) -> None:
    session = request.session
    note_whether_needed(request, user)
    session[KEPT] = int(time.time())
    ends = min(session[KEPT] + settings.SESSION_COOKIE_AGE, session[BEGAN] + settings.SESSION_LONGEST)
    session.set_expiry(datetime.datetime.fromtimestamp(ends, datetime.UTC))


def began_just_now(request: HttpRequest) -> bool:
    """Return whether the person logged in within the last `RECENT` seconds."""
    return time.time() - request.session.get(BEGAN, 0) < RECENT


@dataclass(frozen=True)
class LoggedIn:
    """A session of a person: one browser in which they are logged in."""

    pk: int
    device: str
    address: str
    began_at: datetime.datetime
    seen_at: datetime.datetime
    is_this: bool


def sessions_of(request: HttpRequest) -> list[LoggedIn]:
    """Return the person's sessions that haven't expired: this one first, then the others by their last use."""
    sessions = [
        LoggedIn(
            each.pk, device_in_words(each.user_agent), each.ip, each.created_at, each.last_seen_at,
            each.session_key == request.session.session_key,
        )
        for each in UserSession.objects.purge_and_list(request.user)
    ]  # fmt: skip
    return sorted(sessions, key=lambda each: (not each.is_this, -each.seen_at.timestamp()))


def end_sessions(request: HttpRequest, sessions: Iterable[UserSession]) -> int:
    """End the sessions except the one of this request; return how many ended."""
    others = [each for each in sessions if each.session_key != request.session.session_key]
    for each in others:
        each.end()
    if others:
        session_ended.send(UserSession, request=request, user=request.user, count=len(others))
    return len(others)
