"""A mail server that tests start on this machine, and installations without one."""

from collections.abc import Iterator

import pytest
from django_tasks_db.models import DBTaskResult

from tests.mail_host import MailHost


@pytest.fixture
def mail_host(settings) -> Iterator[MailHost]:
    """The portal sends to it, as an installation with EMAIL_URL does."""
    host = MailHost()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", host.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = None
    yield host
    host.stop()


@pytest.fixture
def dead_mail_host(settings) -> None:
    """The portal is told of a server, at whose port nobody answers."""
    host = MailHost()
    host.stop()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", host.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = None


@pytest.fixture
def no_mail_host(settings) -> None:
    """An installation without EMAIL_URL."""
    settings.EMAIL_BACKEND = "portal.letters.backends.NoServerBackend"


@pytest.fixture
def letters_folder(settings, tmp_path):
    """The demonstration, whose letters are files."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "portal.letters.backends.FolderBackend", tmp_path / "letters"
    return tmp_path / "letters"


def run_tasks() -> None:
    """What a worker would do with all that waits for it."""
    for result in DBTaskResult.objects.ready():
        DBTaskResult.objects.filter(pk=result.pk).delete()
        result.task.call(*result.args_kwargs["args"], **result.args_kwargs["kwargs"])
