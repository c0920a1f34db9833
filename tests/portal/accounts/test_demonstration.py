"""The demonstration's password is known to all: nobody comes in by it where the portal is open to others."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from portal.accounts.demonstration import PASSWORD
from portal.accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstrator() -> User:
    user = make_user(is_demonstration=True)
    user.set_password(PASSWORD)
    user.save()
    return user


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
