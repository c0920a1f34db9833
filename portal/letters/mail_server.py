"""Sends many letters over one connection to the mail server."""

import contextlib
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from portal.letters.failures import NotSent, failure_words, is_of_the_server
from portal.letters.models import SECRET, Letter


class MailServer:
    """A connection to the mail server. If it doesn't answer once, all other letters fail at once, without waiting."""

    def __init__(self):
        self._connection = get_connection()
        self._down: str = ""

    def __enter__(self) -> "MailServer":
        return self

    def __exit__(self, *error) -> None:
        self._close()

    def reach(self) -> None:
        """Connect, unless there is a connection already. Raises NotSent if that fails."""
        if self._down:
            raise NotSent(self._down)
        try:
            self._connection.open()
        except (OSError, ValueError) as error:
            self._down = failure_words(error)
            raise NotSent(self._down) from error

    def send(self, letter: Letter) -> None:
        """Raises NotSent if the server doesn't accept the letter."""
        self.reach()
        try:
            self._connection.send_messages([_message(letter)])
        except (OSError, ValueError) as error:
            self._close()
            words = failure_words(error)
            if is_of_the_server(error):
                self._down = words
            raise NotSent(words) from error

    def _close(self) -> None:
        with contextlib.suppress(OSError):
            self._connection.close()


def _message(letter: Letter) -> EmailMessage:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return EmailMessage(
        letter.subject,
        letter.body.replace(SECRET, letter.secret),
        from_email=formataddr((letter.sender_name or name, address)),
        to=[letter.address],
        reply_to=[letter.reply_to] if letter.reply_to else None,
    )
