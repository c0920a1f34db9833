"""Writing letters, sending them, and trying again those that a mail server did not take."""

import datetime
import logging
from collections.abc import Iterable

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

logger = logging.getLogger(__name__)

# After the first try, the second and so on; a letter that the last one doesn't bring away is given up.
WAITS = [datetime.timedelta(minutes=minutes) for minutes in (15, 60, 4 * 60, 12 * 60, 24 * 60)]
# Finished tasks of letters stay for whoever looks why one didn't go.
KEPT_FOR = datetime.timedelta(days=2)
_LONGEST = Letter._meta.get_field("subject").max_length
State = Letter.State


def address(path: str) -> str:
    """A path as the whole address that a letter or a calendar needs."""
    return f"{settings.PORTAL_ADDRESS}{path}"


def greeting(full_name: str) -> str:
    """«Здравствуйте, Мария Петровна!»; without a name and a patronymic, nobody is called by the surname alone."""
    _, *names = full_name.split() or [""]
    return f"Здравствуйте, {' '.join(names)}!" if len(names) > 1 else "Здравствуйте!"


def write_letter(
    *, to, about: models.Model, subject: str, body: str, sender_name: str = "", reply_to: str = "", secret: str = ""
) -> Letter:
    """A letter that waits to be sent, `secret` in place of `SECRET` in its body. NoMailServer where none can be."""
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
    """Those that are gone now. The others wait to be tried again, by a worker or `manage.py send_letters`."""
    letters = list(letters)
    with MailServer() as server:
        for letter in letters:
            if _claim(letter):
                _try(letter, server, is_last=letter.attempts > len(WAITS))
    if waiting := [letter.next_try_at for letter in letters if letter.state == State.WAITING]:
        try_again.using(run_after=min(waiting)).enqueue()
    return [letter for letter in letters if letter.is_gone]


def deliver_now(letter: Letter, server: MailServer) -> bool:
    """Whether it is gone; one that isn't is not tried again, since its writer will write a newer one."""
    return _claim(letter) and _try(letter, server, is_last=True)


def deliver_waiting() -> list[Letter]:
    """What is due to be tried, as the portal was told or stopped in the middle."""
    return deliver(Letter.objects.due(timezone.now())) if can_send_letters() else []


@task()
def try_again() -> int:
    """How many letters went out at last. Each request for a letter asks for this: what it left is forgotten soon."""
    long_ago = timezone.now() - KEPT_FOR
    DBTaskResult.objects.finished().filter(task_path=try_again.module_path, finished_at__lt=long_ago).delete()
    return len(deliver_waiting())


def _claim(letter: Letter) -> bool:
    """For one process only, and not again before it is known how this try ended."""
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
    letter.state = Letter.TRANSITIONS[State.WAITING][step]
    if letter.state != State.WAITING:
        letter.next_try_at, letter.secret = None, ""
    letter.save(update_fields=["state", "failure", "gone_at", "next_try_at", "secret"])
    return letter.is_gone


def _as_header(text: str) -> str:
    """In one line, and not too long to be kept."""
    return " ".join(text.split())[:_LONGEST]
