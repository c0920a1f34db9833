"""Neither words nor time tell a stranger who is known to the portal."""

import statistics
import time

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.invitations import invite
from portal.accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ROUNDS = 5
MOST = 2.5  # times, by medians: what a busy machine makes of the same work


class QuickHasher(PBKDF2PasswordHasher):
    iterations = 40_000


@pytest.fixture
def people(settings, mail_host) -> dict[str, str]:
    """Addresses by how the portal knows them."""
    settings.PASSWORD_HASHERS = [f"{__name__}.QuickHasher"]
    settings.AXES_FAILURE_LIMIT = 1_000
    invited = User.objects.create_user("invited@example.org", None, full_name="Новая")
    invite(invited)
    known, left = make_user(), make_user(is_active=False)
    return {"known": known.email, "left": left.email, "invited": invited.email, "nobody": "nobody@example.org"}


def medians(ask, cases: dict[str, object]) -> dict[str, float]:
    """Milliseconds; in turns, so that what slows the machine slows all, after one that counts for nothing."""
    taken = {name: [] for name in cases}
    for _ in range(ROUNDS + 1):
        for name, case in cases.items():
            start = time.perf_counter()
            ask(case)
            taken[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(each[1:]) for name, each in taken.items()}


def expect_alike(found: dict[str, float]) -> None:
    assert max(found.values()) / min(found.values()) < MOST, found


def test_a_log_in_takes_as_long_for_everybody(people):
    answers = set()

    def ask(email: str) -> None:
        answer = Client().post(reverse("login"), {"username": email, "password": "совсем не тот"})
        answers.add(answer.context["form"].non_field_errors()[0])

    expect_alike(medians(ask, people))
    assert len(answers) == 1


def test_a_forgotten_password_takes_as_long_for_everybody(people):
    asked = set()

    def ask(email: str) -> None:
        with CaptureQueriesContext(connection) as queries:
            Client().post(reverse("password-reset"), {"email": email})
        asked.add(tuple(query["sql"].split()[0] for query in queries))

    expect_alike(medians(ask, people))
    assert len(asked) == 1


def test_a_code_takes_as_long_whether_there_is_one(people):
    code = invite(User.objects.get(email=people["invited"]))

    def ask(tried: str) -> None:
        data = {"code": tried, "password": "йцукенгшщзхъ", "repeated": "йцукенгшщзхъ"}
        answer = Client().post(reverse("invitation"), data)
        assert "password" in answer.context["form"].errors

    expect_alike(medians(ask, {"there": code, "none": "ABCD-EFGH-2345"}))
