"""What stops the portal is told in a sentence: a stopped database, a full disk; and it goes on afterwards."""

import errno
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, InterfaceError, OperationalError, connections
from django.db.transaction import TransactionManagementError
from django.test import Client
from django.urls import reverse

from portal.faults import is_full_disk
from portal.settings import kept_secret_key
from reports.letterhead.models import Letterhead
from tests.reports.letterhead.test_filling import letterhead

pytestmark = pytest.mark.django_db


def told(url: str = "/", client: Client | None = None) -> tuple[int, str]:
    client = client or Client()
    client.raise_request_exception = False
    answer = client.get(url)
    return answer.status_code, answer.content.decode()


def after_a_rollback() -> TransactionManagementError:
    """As Django raises it for whatever is asked behind a query that failed."""
    error = TransactionManagementError("An error occurred in the current transaction.")
    error.__cause__ = OperationalError("server closed the connection")
    return error


@pytest.mark.parametrize(
    "fault",
    [
        OperationalError("server closed the connection"),
        InterfaceError("already closed"),
        DatabaseError("error with status PGRES_TUPLES_OK and no message from the libpq"),
        after_a_rollback(),
    ],
)
def test_a_stopped_database_is_said_and_found_again(monkeypatch, browse, district, fault):
    client = browse("coordinator")

    def refuse(*asked, **kwargs):
        raise fault

    with monkeypatch.context() as stopped:
        stopped.setattr(connections["default"], "_cursor", refuse)
        status, page = told(client=client)

    assert status == 503
    assert "База данных не отвечает" in page
    assert told(client=client)[0] in (200, 302)


@pytest.mark.parametrize(
    ("fault", "is_full"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (OperationalError("database or disk is full"), True),
        (OperationalError('could not extend file "base/1": No space left on device'), True),
        (OSError(errno.EACCES, "Permission denied"), False),
        (OperationalError("database is locked"), False),
        (None, False),
    ],
)
def test_a_full_disk_is_told_from_other_faults(fault, is_full):
    assert is_full_disk(fault) == is_full


def test_a_full_disk_during_an_upload_is_said(monkeypatch, browse, district):
    client = browse("coordinator")
    client.raise_request_exception = False
    url = reverse("letterhead", args=[district.municipality.pk])
    send = lambda: client.post(url, {"file": SimpleUploadedFile("бланк.docx", letterhead("{{ номер }}"))})  # noqa: E731
    with monkeypatch.context() as full:

        def refuse(*asked, **kwargs):
            raise OSError(errno.ENOSPC, "No space left on device")

        full.setattr(type(default_storage._wrapped), "_save", refuse)
        answer = send()

    assert answer.status_code == 507
    assert "закончилось место" in answer.content.decode()
    assert not Letterhead.objects.exists()
    assert send().status_code == 302


def test_no_half_of_a_key_is_left_where_it_can_not_be_written(tmp_path):
    """A file that may have ten bytes stands for a disk that has no more."""
    code = (
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "import portal.settings"
    )
    environment = {"PORTAL_DATA": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "File too large" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_key_is_whole_though_many_begin_at_once(tmp_path):
    path = tmp_path / "secret-key"
    code = "import sys; from pathlib import Path; from portal.settings import kept_secret_key as key\n"
    code += "print(key(Path(sys.argv[1])))"
    environment = {"PORTAL_DATA": str(tmp_path / "data"), "PORTAL_SECRET_KEY": "x", "PATH": "/usr/bin:/bin"}
    beginning = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", code, path],
            env=environment,
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    keys = {each.communicate()[0].strip() for each in beginning}

    assert keys == {kept_secret_key(path)}
    assert len(path.read_text()) >= 50
    assert path.stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []
