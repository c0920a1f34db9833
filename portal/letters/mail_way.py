"""Tells where letters go: to a mail server, into a folder to look at (as in the demonstration), or nowhere."""

from enum import Enum, auto
from pathlib import Path

from django.conf import settings

from portal.refusals import Refusal

FOLDER_BACKEND = "portal.letters.backends.FolderBackend"
# Backends whose letters nobody reads; the console's go into a server's log.
_NOWHERE = {
    "portal.letters.backends.NoServerBackend",
    "django.core.mail.backends.console.EmailBackend",
    "django.core.mail.backends.dummy.EmailBackend",
}
NO_SERVER = (
    "Портал не может отправлять письма: почтовый сервер не настроен. "
    "Его указывает администратор сервера (EMAIL_URL в docs/installation.md)."
)


class NoMailServer(Refusal):
    """This installation can't send letters."""


class MailWay(Enum):
    SERVER = auto()
    FOLDER = auto()
    NOWHERE = auto()


def mail_way() -> MailWay:
    if settings.EMAIL_BACKEND == FOLDER_BACKEND:
        return MailWay.FOLDER
    return MailWay.NOWHERE if settings.EMAIL_BACKEND in _NOWHERE else MailWay.SERVER


def letters_folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)


def can_send_letters() -> bool:
    return mail_way() != MailWay.NOWHERE


def check_can_send_letters() -> None:
    if not can_send_letters():
        raise NoMailServer(NO_SERVER)


def where_letters_go(*, on_the_server: bool = False) -> str:
    """Say where letters go; "" if to a mail server, as everybody expects.

    `on_the_server` names the folder's path, for people who run the server.
    """
    match mail_way():
        case MailWay.SERVER:
            return ""
        case MailWay.FOLDER:
            folder = f"в папку «{letters_folder()}»" if on_the_server else "на сервере"
            return f"Письма никому не отправляются, а складываются файлами {folder}."
        case MailWay.NOWHERE:
            return NO_SERVER
