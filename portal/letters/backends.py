"""Mail backends for installations without a mail server: letters go into a folder, or are refused."""

from pathlib import Path

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from portal.letters.mail_way import NO_SERVER, NoMailServer, letters_folder


class FolderBackend(BaseEmailBackend):
    """Writes each letter into a file that mail programs open: «2026-11-28 09-00-00 director@example.org.eml»."""

    def send_messages(self, email_messages) -> int:
        folder = letters_folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            _write(folder, message)
        return len(email_messages)


class NoServerBackend(BaseEmailBackend):
    """Refuses letters in an installation without EMAIL_URL, also those that bypass `portal.letters.sending`."""

    def send_messages(self, email_messages) -> int:
        raise NoMailServer(NO_SERVER)


def _write(folder: Path, message: EmailMessage) -> None:
    address = "".join(letter if letter.isalnum() or letter in "@._-" else "_" for letter in message.to[0])
    stem = f"{timezone.localtime():%Y-%m-%d %H-%M-%S} {address}"
    content, number = message.message().as_bytes(linesep="\r\n"), 1
    while True:
        path = folder / (f"{stem}.eml" if number == 1 else f"{stem} {number}.eml")
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            number += 1
        else:
            return
