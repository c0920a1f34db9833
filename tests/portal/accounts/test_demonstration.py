"""The demonstration's password is known to all: nobody comes in by it where the portal is open to others."""

import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from portal.accounts.demonstration import PASSWORD
from portal.accounts.models import User
from portal.settings import BASE_DIR
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PROBE = "import portal.settings as s; print(s.DEMONSTRATION_ALLOWED)"


@pytest.fixture
def demonstrator() -> User:
    user = make_user(is_demonstration=True)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("environment", "is_allowed"),
    [
        ({}, True),
        ({"PORT": "8001", "PORTAL_HOSTS": "localhost"}, True),
        ({"PORTAL_ADDRESS": "http://[::1]:8000"}, True),
        ({"PORTAL_HTTPS": "1"}, False),
        ({"PORTAL_HOSTS": "127.0.0.1,portal.example.ru"}, False),
        ({"PORTAL_HOSTS": "*"}, False),
        ({"PORTAL_ADDRESS": "https://portal.example.ru"}, False),
        ({"PORTAL_TRUSTED_ORIGINS": "https://portal.example.ru"}, False),
    ],
    ids=str,
)
def test_the_installation_says_whether_others_come_in(environment, is_allowed, tmp_path):
    environment = environment | {"PORTAL_DATA": str(tmp_path)}
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", PROBE], cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == str(is_allowed)


def may_enter(user: User) -> bool:
    return Client().post(reverse("login"), {"username": user.email, "password": PASSWORD}).status_code == 302


def test_it_is_open_on_ones_own_machine(demonstrator):
    assert may_enter(demonstrator)
    assert PASSWORD in Client().get(reverse("login")).content.decode()


def test_it_is_closed_where_others_come_in(demonstrator, settings):
    client = Client()
    client.force_login(demonstrator)
    settings.DEMONSTRATION_ALLOWED = False

    assert not may_enter(demonstrator)
    assert PASSWORD not in Client().get(reverse("login")).content.decode()
    assert reverse("login") in client.get(reverse("task-list")).url  # a session of before ends too
    with pytest.raises(CommandError, match="PORTAL_HTTPS"):
        call_command("load_demonstration")
