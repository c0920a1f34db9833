"""Tells people by letter of a log-in from a browser that they haven't used; a signed cookie marks known browsers."""

import datetime

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.accounts.locking import address_of
from portal.accounts.models import User
from portal.letters.mail_way import can_send_letters
from portal.letters.sending import address, greeting, try_again, write_letter

_SALT = "portal.accounts.devices"
_KEPT_FOR = datetime.timedelta(days=365)
_MOST = 20  # people who are remembered in one browser

# By words in the User-Agent. Most browsers name others there too, so the order matters.
_BROWSERS = {
    "YaBrowser": "Яндекс Браузер",
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}

SUBJECT = "Вход в портал с нового устройства"
_LETTER = """{greeting}

В портал результатов школ вошли под вашим именем в браузере, в котором вы раньше не входили.

Когда: {moment}
Откуда: {device}, адрес {address}

Если это были вы, ничего делать не надо.
Если не вы — сразу смените пароль и завершите чужой вход на странице «Мои входы»:
{sessions}
"""


def device_in_words(user_agent: str) -> str:
    """Name browser and system: «Firefox, Windows»; an unknown browser is «неизвестный браузер»."""
    browser = next((name for sign, name in _BROWSERS.items() if sign in user_agent), "неизвестный браузер")
    system = next((name for sign, name in _SYSTEMS.items() if sign in user_agent), "")
    return ", ".join(filter(None, (browser, system)))


def welcome(request: HttpRequest, user: User, response: HttpResponse) -> None:
    """Write to the person about a log-in from a new browser, and mark the browser as known."""
    known, mark = _read_marks(request), _mark_of(user)
    if mark not in known:
        _write_about_log_in(request, user)
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([mark, *(each for each in known if each != mark)][:_MOST], salt=_SALT),
        max_age=_KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read_marks(request: HttpRequest) -> list[str]:
    """Return the marks of the people who are known to have used this browser."""
    try:
        return signing.loads(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=_SALT, max_age=_KEPT_FOR)
    except signing.BadSignature:
        return []


def _mark_of(user: User) -> str:
    """Return the person's mark. It changes with their password, so that whoever knew the old one is a stranger."""
    return salted_hmac(_SALT, f"{user.pk} {user.password}", algorithm="sha256").hexdigest()[:32]


def _write_about_log_in(request: HttpRequest, user: User) -> None:
    """Write the letter, but not to people of the demonstration, who share one password."""
    if user.is_demonstration or not can_send_letters():
        return
    write_letter(
        to=user,
        about=user,
        subject=SUBJECT,
        body=_LETTER.format(
            greeting=greeting(user.full_name),
            moment=timezone.localtime().strftime("%d.%m.%Y в %H:%M"),
            device=device_in_words(request.headers.get("User-Agent", "")),
            address=address_of(request) or "неизвестен",
            sessions=address(reverse("session-list")),
        ),
    )
    try_again.enqueue()
