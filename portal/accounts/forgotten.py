"""Forgotten passwords: sends a letter with a link by which the person sets another one."""

import datetime

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task

from portal.accounts.models import User
from portal.forms import form_helper
from portal.letters.models import SECRET
from portal.letters.sending import address, deliver_waiting, greeting, write_letter
from portal.locking import lock_record
from portal.text.plurals import counted

SUBJECT = "Новый пароль в портале результатов школ"
# So that nobody can flood somebody else with letters.
BETWEEN_LETTERS = datetime.timedelta(minutes=5)

_LETTER = """{greeting}

Кто-то, скорее всего вы, просит сменить пароль в портале результатов школ.

Откройте ссылку и придумайте новый пароль:
{secret}

Дальше входите с почтой {email} и новым паролем.
Ссылка действует {hours} и только один раз; никому её не пересылайте.
Если вы этого не просили, ничего не делайте: прежний пароль действует.
"""


class ForgottenPasswordForm(PasswordResetForm):
    """Asks for an e-mail address. Somebody who never had a password gets no letter, but needs a code."""

    helper = form_helper()

    def save(self, **_) -> None:
        """Have a worker write the letter, so that the answer's time doesn't tell whether there is such a person."""
        write_reset_letters.enqueue([user.pk for user in self.get_users(self.cleaned_data["email"].strip())])


@task()
def write_reset_letters(people: list[int]) -> None:
    for user in User.objects.filter(pk__in=people):
        send_reset_letter(user=user)
    deliver_waiting()


@transaction.atomic
def send_reset_letter(*, user: User) -> None:
    """Write the letter, unless one was written within `BETWEEN_LETTERS`.

    Raises NoMailServer if the portal can't send letters.
    """
    lock_record(user)
    if user.letters.filter(subject=SUBJECT, written_at__gt=timezone.now() - BETWEEN_LETTERS).exists():
        return
    key, token = urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)
    write_letter(
        to=user,
        about=user,
        subject=SUBJECT,
        body=_LETTER.format(
            greeting=greeting(user.full_name),
            email=user.email,
            secret=SECRET,
            hours=counted(settings.PASSWORD_RESET_TIMEOUT // 3600, "час", "часа", "часов"),
        ),
        secret=address(reverse("password-reset-confirm", args=[key, token])),
    )
