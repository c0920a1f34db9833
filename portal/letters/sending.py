"""Writes letters, sends them, and tries those again that the mail server did not accept."""

import datetime
import logging
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from portal.letters.failures import NotSent
from portal.letters.mail_server import MailServer
from portal.letters.mail_way import MailWay, can_send_letters, check_can_send_letters, mail_way
from portal.letters.models import Letter
from portal.text.names import acting_apart

logger = logging.getLogger(__name__)

# How long to wait after the first try, the second and so on; after the try that follows the last wait, it is given up.
WAITS = [datetime.timedelta(minutes=minutes) for minutes in (15, 60, 4 * 60, 12 * 60, 24 * 60)]
# For how long finished tasks stay, for people who want to find out why a letter wasn't sent.
KEPT_FOR = datetime.timedelta(days=2)
_LONGEST = Letter._meta.get_field("subject").max_length
State = Letter.State


def address(path: str) -> str:
    """Return the full address for a path, as letters and calendars need it."""
    return f"{settings.PORTAL_ADDRESS}{path}"


def own_machine_warning() -> str:
    """What a person should know before the address is printed or sent; "" where others can open it."""
    if urlsplit(settings.PORTAL_ADDRESS).hostname not in ("127.0.0.1", "localhost", "::1"):
        return ""
    return (
        f"Адрес портала — {settings.PORTAL_ADDRESS}: он открывается только на этом компьютере. Прежде чем раздавать "
        "приглашения, попросите администратора сервера указать настоящий (PORTAL_ADDRESS в docs/installation.md)."
    )


def greeting(full_name: str) -> str:
    """Return «Здравствуйте, Мария Петровна!», or only «Здравствуйте!» without both a name and a patronymic."""
    _, *names = acting_apart(full_name)[1].split() or [""]
    return f"Здравствуйте, {' '.join(names)}!" if len(names) > 1 else "Здравствуйте!"


def write_letter(
    *, to, about: models.Model, subject: str, body: str, sender_name: str = "", reply_to: str = "", secret: str = ""
) -> Letter:
    """Write a letter that waits to be sent; when sent, it has `secret` in place of `SECRET` in its body.

    Raises NoMailServer if the portal can't send letters.
    """
    check_can_send_letters()
    return Letter.objects.create(
        recipient=to,
        address=to.email,
        about=about,
        subject=_as_header(subject),
        body=body,
        sender_name=_as_header(sender_name),
        reply_to=reply_to,
        secret=secret,
        next_try_at=timezone.now(),
    )


def deliver(letters: Iterable[Letter]) -> list[Letter]:
    """Send the letters, and return those that went out. A worker or `manage.py send_letters` tries the others again."""
    letters = list(letters)
    with MailServer() as server:
        for letter in letters:
            if _claim(letter):
                _try(letter, server, is_last=letter.attempts > len(WAITS))
    if waiting := [letter.next_try_at for letter in letters if letter.state == State.WAITING]:
        try_again.using(run_after=min(waiting)).enqueue()
    return [letter for letter in letters if letter.is_gone]


def deliver_now(letter: Letter, server: MailServer) -> bool:
    """Send the letter and tell whether it went out. It isn't tried again, as its writer will write a newer one."""
    return _claim(letter) and _try(letter, server, is_last=True)


def deliver_waiting() -> list[Letter]:
    """Send the letters that are due, and return those that went out."""
    return deliver(Letter.objects.due(timezone.now())) if can_send_letters() else []


@task()
def try_again() -> int:
    """Send the letters that are due and return how many went out; delete old finished tasks of this kind."""
    long_ago = timezone.now() - KEPT_FOR
    DBTaskResult.objects.finished().filter(task_path=try_again.module_path, finished_at__lt=long_ago).delete()
    return len(deliver_waiting())


def _claim(letter: Letter) -> bool:
    """Claim a letter for this process, so that no other tries it until this try is over; tell whether that worked."""
    wait = WAITS[min(letter.attempts, len(WAITS) - 1)]
    later = timezone.now() + wait
    mine = Letter.objects.waiting().filter(pk=letter.pk, attempts=letter.attempts)
    if not mine.update(attempts=F("attempts") + 1, next_try_at=later):
        return False
    letter.attempts, letter.next_try_at = letter.attempts + 1, later
    return True


def _try(letter: Letter, server: MailServer, *, is_last: bool) -> bool:
    try:
        server.send(letter)
    except NotSent as refusal:
        step = "give_up" if is_last else "try_later"
        letter.failure = str(refusal)
        logger.error("Letter %s to %s, try %s: %s", letter.pk, letter.address, letter.attempts, refusal)
    else:
        step = "put_in_folder" if mail_way() == MailWay.FOLDER else "send"
        letter.failure, letter.gone_at = "", timezone.now()
    letter.state = Letter.TRANSITIONS.after(step, letter.state)
    if letter.state != State.WAITING:
        letter.next_try_at, letter.secret = None, ""
    letter.save(update_fields=["state", "failure", "gone_at", "next_try_at", "secret"])
    return letter.is_gone


def _as_header(text: str) -> str:
    """Put the text on one line and cut it to the length of the field."""
    return " ".join(text.split())[:_LONGEST]
