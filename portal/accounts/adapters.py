"""Adapters for django-allauth: the portal's words and letters, who may log in, how secrets are encrypted."""

import base64
import hashlib
import io
import ipaddress
import logging
import secrets

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts.devices import welcome
from portal.accounts.locking import address_of
from portal.accounts.models import User
from portal.accounts.second_factor import has_second_factor, is_demanded_of
from portal.accounts.sessions import began_just_now
from portal.letters.mail_way import can_send_letters
from portal.letters.sending import address, greeting, try_again, write_letter

_log = logging.getLogger(__name__)
WRONG_CODE = "Код не подошёл. Возьмите тот, который показан сейчас; проверьте, верно ли идут часы телефона."
# Messages shown after a step, by allauth's templates; other steps have none.
_MESSAGES = {
    "mfa/messages/totp_activated.txt": "Приложение с кодами подключено.",
    "mfa/messages/totp_deactivated.txt": "Приложение с кодами отключено.",
    "mfa/messages/webauthn_added.txt": "Ключ доступа добавлен.",
    "mfa/messages/webauthn_removed.txt": "Ключ доступа удалён.",
    "mfa/messages/recovery_codes_generated.txt": "Запасные коды готовы: распечатайте или перепишите их.",
}
# What the person's letter says was changed, by the prefix of allauth's templates.
_NOTICES = {
    "mfa/email/totp_activated": "подключено приложение с кодами",
    "mfa/email/totp_deactivated": "отключено приложение с кодами",
    "mfa/email/webauthn_added": "добавлен ключ доступа",
    "mfa/email/webauthn_removed": "удалён ключ доступа",
    "mfa/email/recovery_codes_generated": "составлены новые запасные коды, прежние больше не действуют",
}
_LETTER = """{greeting}

У вашего входа в портал результатов школ изменён второй фактор: {what}.

Если это сделали вы, ничего делать не надо.
Если не вы — сразу смените пароль, проверьте второй фактор и сообщите администратору портала:
{page}
"""


def write_about_second_factor(user: User, what: str) -> None:
    """Write to a person that their second factor was changed, unless no letters can be sent or they are made up."""
    if user.is_demonstration or not can_send_letters():
        return
    write_letter(
        to=user,
        about=user,
        subject="Изменён второй фактор входа в портал",
        body=_LETTER.format(greeting=greeting(user.full_name), what=what, page=address(reverse("mfa_index"))),
    )
    try_again.enqueue()


class PortalAccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "Пароль не подошёл. Проверьте раскладку и Caps Lock.",
        "rate_limited": "Слишком часто. Подождите минуту и попробуйте ещё раз.",
        "too_many_login_attempts": "Слишком много неверных кодов. Подождите и попробуйте ещё раз.",
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return 0.0.0.0 where the address is unknown, as behind a socket, or what was sent as one is no address."""
        try:
            return str(ipaddress.ip_address(address_of(request) or ""))
        except ValueError:
            return "0.0.0.0"  # noqa: S104 - means that the address is not known

    def authenticate(self, request: HttpRequest, **credentials) -> User | None:
        return authenticate(request, **credentials)

    def reauthenticate(self, user: User, password: str) -> bool:
        """Check the password as at the log-in, so that wrong ones are counted and recorded."""
        return authenticate(self.request, username=user.email, password=password) is not None

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        return not began_just_now(self.request)

    def post_login(self, request: HttpRequest, user: User, **kwargs) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        welcome(request, user, response)
        return response

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        if words := message or _MESSAGES.get(message_template):
            messages.add_message(request, level, words, extra_tags=extra_tags)

    def send_notification_mail(self, template_prefix: str, user: User, context=None, email=None) -> None:
        if what := _NOTICES.get(template_prefix):
            write_about_second_factor(user, what)


class PortalSecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": "Вашей роли нужен второй фактор: сначала добавьте другой, потом убирайте этот.",
        "cannot_generate_recovery_codes": "Запасные коды бывают только при втором факторе: сначала включите его.",
    }

    def get_totp_issuer(self) -> str:
        """Return a short name, since each Russian letter takes six characters of the QR code."""
        return "Портал школ"

    def _get_site_name(self) -> str:
        return "Портал результатов школ"

    def build_totp_svg(self, url: str) -> str:
        stream = io.BytesIO()
        segno.make(url, error="l").save(stream, kind="svg", scale=4, border=4, xmldecl=False, light="#fff")
        return stream.getvalue().decode()

    def encrypt(self, text: str) -> str:
        """Encrypt by a key derived from the installation's, so that a copy of the database alone opens nothing."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt a secret. If the installation's key was changed, return a random one: no code matches it any more."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def can_delete_authenticator(self, authenticator) -> bool:
        """Refuse to remove the last factor of a person who must have one."""
        others = authenticator.user.authenticator_set.exclude(pk=authenticator.pk)
        others = others.exclude(type=authenticator.Type.RECOVERY_CODES)
        return others.exists() or not is_demanded_of(authenticator.user)

    def generate_authenticator_name(self, user, type) -> str:
        return "Ключ" if not has_second_factor(user) else "Ещё один ключ"


def _cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"second factor" + settings.SECRET_KEY.encode()).digest()))


class OpenIdAdapter(DefaultSocialAccountAdapter):
    """Lets people in who were identified by another system, but only those whom the portal knows already."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None) -> None:
        _log.warning("OpenID Connect: %s, %s", error, type(exception).__name__)

    def pre_social_login(self, request: HttpRequest, sociallogin) -> None:
        if sociallogin.state.get("process") not in (None, AuthProcess.LOGIN):
            raise ImmediateHttpResponse(redirect(settings.LOGIN_REDIRECT_URL))
        if sociallogin.is_existing:
            return
        person = _find_by_email(sociallogin)
        if person is None:
            raise ImmediateHttpResponse(render(request, "accounts/not_invited.html", status=403))
        sociallogin.connect(request, person)


def _find_by_email(sociallogin) -> User | None:
    """Return the person with an e-mail address that the provider has verified."""
    verified = [each.email for each in sociallogin.email_addresses if each.verified]
    return next((person for email in verified if (person := User.objects.filter(email__iexact=email).first())), None)
