"""Wrong passwords, of one person or from one address, close the way in for a while and say nothing of who exists."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.roles import Role
from portal.history.models import Change
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def enter(email: str, password: str, address: str = "10.0.0.1"):
    return Client(REMOTE_ADDR=address).post(reverse("login"), {"username": email, "password": password})


def fail(*emails: str, address: str = "10.0.0.1") -> None:
    for email in emails:
        enter(email, "не тот пароль", address)


@pytest.fixture
def user():
    return make_user()


def test_one_person_is_locked_wherever_it_is_tried(user, settings):
    for number in range(settings.AXES_FAILURE_LIMIT):
        fail(user.email, address=f"10.0.0.{number}")

    answer = enter(user.email, PASSWORD, "10.0.1.1")
    assert answer.status_code == 429
    assert "15 минут" in answer.content.decode()
    assert enter(make_user().email, PASSWORD, "10.0.1.1").status_code == 302


def test_one_address_is_locked_whomever_it_tries(user, settings):
    fail(*(f"nobody{number}@example.org" for number in range(settings.AXES_FAILURE_LIMIT)))

    assert enter(user.email, PASSWORD).status_code == 429
    assert enter(user.email, PASSWORD, "10.0.0.2").status_code == 302


def test_it_says_the_same_of_whom_nobody_knows(user, settings):
    answers = []
    for number, email in enumerate((user.email, "nobody@example.org")):
        fail(*[email] * settings.AXES_FAILURE_LIMIT, address=f"10.0.0.{number}")
        answers.append(enter(email, PASSWORD, "10.0.0.9").content)

    assert answers[0] == answers[1]


def test_it_ends_by_itself_or_by_an_administrator(user, settings):
    fail(*[user.email] * settings.AXES_FAILURE_LIMIT)
    AccessAttempt.objects.update(attempt_time=timezone.now() - settings.AXES_COOLOFF_TIME - timedelta(minutes=1))
    assert enter(user.email, PASSWORD).status_code == 302

    fail(*[user.email] * settings.AXES_FAILURE_LIMIT)
    call_command("axes_reset")
    assert enter(user.email, PASSWORD).status_code == 302


def test_some_mistakes_lock_nobody(user, settings):
    for _ in range(3):
        fail(*[user.email] * (settings.AXES_FAILURE_LIMIT - 1))
        assert enter(user.email, PASSWORD).status_code == 302


def test_behind_a_web_server_the_address_is_what_that_says(user, settings):
    settings.HTTPS = True
    for number in range(settings.AXES_FAILURE_LIMIT):
        Client(headers={"X-Forwarded-For": f"192.0.2.{number}, 10.0.0.7"}).post(
            reverse("login"), {"username": f"nobody{number}@example.org", "password": "не тот пароль"}
        )

    assert AccessAttempt.objects.filter(ip_address="10.0.0.7").count() == settings.AXES_FAILURE_LIMIT


def test_an_old_password_cannot_be_guessed_at_an_open_browser(user, settings, caplog):
    """Wrong ones count with those of the log-in; a new one that is too weak is no wrong one."""
    client, page = Client(REMOTE_ADDR="10.0.0.4"), reverse("password-change")
    client.force_login(user)
    new = dict.fromkeys(("new_password1", "new_password2"), "Ольха-над-рекой-17")
    for _ in range(settings.AXES_FAILURE_LIMIT + 1):
        weak = {"old_password": PASSWORD, "new_password1": "1", "new_password2": "1"}
        assert client.post(page, weak).status_code == 200
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert client.post(page, {"old_password": "не тот пароль"} | new).status_code == 200
    assert client.post(page, {"old_password": "не тот пароль"} | new).status_code == 429
    answer = client.post(page, {"old_password": PASSWORD} | new)
    assert answer.status_code == 429
    assert "15 минут" in answer.text
    assert enter(user.email, PASSWORD, "10.0.1.1").status_code == 429
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert "Old password refused" in caplog.text


def test_whoever_rules_the_person_lifts_it_on_a_page(settings, district, browse):
    page = reverse("entrance", args=[district.municipality.pk])
    fail(*[district.director.email] * settings.AXES_FAILURE_LIMIT)
    fail(*[district.stranger.email] * settings.AXES_FAILURE_LIMIT, address="10.0.0.3")

    html = browse("coordinator").get(page).content.decode()
    assert html.count("вход закрыт на время") == 1
    lift = reverse("lock-lift", args=[district.municipality.pk, district.director.pk])
    browse("coordinator").post(lift)
    assert enter(district.director.email, PASSWORD, "10.0.0.9").status_code == 302
    assert enter(district.stranger.email, PASSWORD, "10.0.0.9").status_code == 429
    change = Change.objects.get(action="вход открыт раньше срока")
    assert (change.subject, change.changed_by) == (district.director, district.coordinator)
    assert "уже открыт" in browse("coordinator").post(lift, follow=True).content.decode()


def test_an_address_is_opened_by_an_administrator_of_the_whole_portal(user, settings):
    fail(*(f"nobody{number}@example.org" for number in range(settings.AXES_FAILURE_LIMIT)), address="10.0.0.5")
    chief = Client()
    chief.force_login(make_user(Role.ADMINISTRATOR, None))
    page = reverse("address-lock-list")

    assert "10.0.0.5" in chief.get(page).content.decode()
    assert enter(user.email, PASSWORD, "10.0.0.5").status_code == 429
    chief.post(page, {"address": "10.0.0.5"})
    assert enter(user.email, PASSWORD, "10.0.0.5").status_code == 302
    assert Change.objects.get(action="вход с адреса открыт раньше срока").after == {"address": "10.0.0.5"}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(count, district, browse, django_assert_num_queries):
    for _ in range(count):
        make_user(Role.SPECIALIST, district.municipality)
    client = browse("coordinator")
    with django_assert_num_queries(12):
        client.get(reverse("entrance", args=[district.municipality.pk]))
