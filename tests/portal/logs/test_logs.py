"""What the portal says of itself: lines of JSON without personal data; who came, left, was refused, in the journal."""

import io
import json
import logging

import pytest
from django.conf import settings as project
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.history.models import Change
from portal.logs.formatting import JsonLines
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """What was told as an installation tells it: `told()` are the events so far."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


def enter(email: str, password: str = PASSWORD) -> Client:
    client = Client(REMOTE_ADDR="10.0.0.7")
    client.post(reverse("login"), {"username": email, "password": password})
    return client


def journal() -> list[tuple]:
    return list(Change.objects.order_by("pk").values_list("action", "subject_id", "changed_by_id", "after"))


def test_who_comes_and_leaves_is_told_and_kept(told):
    user = make_user()
    enter(user.email).post(reverse("logout"))

    came, left = told()
    assert (came["message"], left["message"]) == ("Logged in", "Logged out")
    assert (came["person"], came["address"], came["path"]) == (user.pk, "10.0.0.7", reverse("login"))
    assert came["time"].endswith("+00:00")
    assert (came["level"], came["logger"]) == ("INFO", "portal.logs.log_ins")
    address = {"address": "10.0.0.7"}
    assert journal() == [("вход", user.pk, user.pk, address), ("выход", user.pk, user.pk, address)]


def test_who_is_refused_is_told_and_kept_without_what_was_typed(told):
    user = make_user()
    enter(user.email.upper(), "совсем не тот пароль")
    enter("nobody@example.org", "совсем не тот пароль")

    assert [(event["message"], event["person"]) for event in told()] == [
        ("Log-in refused", user.pk),
        ("Log-in refused", None),
    ]
    address = {"address": "10.0.0.7"}
    assert journal() == [("отказ во входе", user.pk, None, address), ("отказ во входе", 0, None, address)]
    everything = json.dumps([told(), journal()], ensure_ascii=False)
    assert "не тот пароль" not in everything
    assert "@" not in everything


def test_the_same_is_written_of_whom_nobody_knows():
    enter("somebody@example.org")  # the first entry of all begins the chain
    counts = []
    enter("first@example.org", "совсем не тот пароль")  # the history begins once
    for email in (make_user().email, "nobody@example.org"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            enter(email, "совсем не тот пароль")
        counts.append([query["sql"].split()[0] for query in queries])

    assert counts[0] == counts[1]


def test_a_lock_is_told(told, settings):
    user = make_user()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        enter(user.email, "совсем не тот пароль")

    assert told()[-1]["status_code"] == 429


def test_what_is_forbidden_is_told_with_whose_request_it_was(told, browse, district):
    browse("observer").get(reverse("programme-approve", args=[district.programme.pk]), {"q": "Иванов"})

    event = told()[-1]
    assert (event["status_code"], event["person"]) == (403, district.observer.pk)
    assert event["path"] == reverse("programme-approve", args=[district.programme.pk])
    assert "Иванов" not in json.dumps(told(), ensure_ascii=False)


def test_a_secret_address_is_not_told(told):
    Client().get(reverse("calendar-feed", args=["0123456789abcdef"]))

    event = told()[-1]
    assert (event["status_code"], event["path"]) == (404, "/calendar/….ics")
    assert "0123456789" not in json.dumps(told())


def test_of_a_fault_its_kind_and_place_are_told_and_not_its_words(told):
    try:
        int("Иванов Иван")
    except ValueError:
        logging.getLogger("portal").exception("A letter to ivanov@example.org failed")

    (event,) = told()
    assert event["fault"] == "ValueError"
    assert event["where"][0].startswith("tests/portal/logs/test_logs.py:")
    assert event["message"] == "A letter to … failed"
    assert "Иванов" not in json.dumps(event, ensure_ascii=False)


def test_an_installation_tells_so():
    assert project.LOGGING["handlers"]["console"]["formatter"] == "json"
    assert project.LOGGING["root"]["handlers"] == ["console"]
