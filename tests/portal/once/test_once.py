"""A form that is sent twice does its work once, whatever the form; what two people do at one moment is no error."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.once.answering import FIELD, SENT_TWICE
from portal.once.models import PostedForm
from roadmap.programmes.models import Programme
from schools.directory.models import Municipality

TITLE = "Поддержка школ района"


def form_on(client: Client, url: str) -> dict[str, str]:
    """What the page's own form would send beside what is typed."""
    page = client.get(url).content.decode()
    return {FIELD: re.search(rf'name="{FIELD}" value="([^"]+)"', page)[1]}


def programme_form(client: Client, **typed: str) -> dict[str, str]:
    url, municipality = reverse("programme-create"), Municipality.objects.get(name="Лесной район").pk
    filled = {"title": TITLE, "start_year": 2026, "end_year": 2028, "kind": "programme", "municipality": municipality}
    return form_on(client, url) | filled | typed


@pytest.fixture
def coordinator(browse):
    return browse("coordinator")


@pytest.mark.django_db
def test_the_second_time_leads_to_what_the_first_made(coordinator):
    form = programme_form(coordinator)
    made = Programme.objects.count()

    first = coordinator.post(reverse("programme-create"), form)
    second = coordinator.post(reverse("programme-create"), form, follow=True)

    assert first.status_code == 302
    assert Programme.objects.count() == made + 1
    assert second.redirect_chain[0][0] == first.url
    assert SENT_TWICE in second.content.decode()


@pytest.mark.django_db
def test_other_words_or_another_page_of_the_form_are_another_wish(coordinator):
    form = programme_form(coordinator)
    made = Programme.objects.count()

    for typed in (form, form | {"title": "Другая программа"}, programme_form(coordinator)):
        coordinator.post(reverse("programme-create"), typed)

    assert Programme.objects.count() == made + 3


@pytest.mark.django_db
def test_a_form_with_faults_may_be_sent_again(coordinator):
    form = programme_form(coordinator, title="")

    assert [coordinator.post(reverse("programme-create"), form).status_code for _ in range(2)] == [422, 422]
    assert not PostedForm.objects.exists()


@pytest.mark.django_db
def test_somebody_elses_form_is_not_led_to(coordinator, browse):
    form = programme_form(coordinator)
    coordinator.post(reverse("programme-create"), form)

    assert browse("director").post(reverse("programme-create"), form).status_code == 403


@pytest.mark.django_db
def test_what_was_sent_is_forgotten_after_a_day(coordinator):
    coordinator.post(reverse("programme-create"), programme_form(coordinator))
    PostedForm.objects.update(posted_at=timezone.now() - timedelta(days=2))

    coordinator.post(reverse("programme-create"), programme_form(coordinator))

    assert not PostedForm.objects.filter(posted_at__lt=timezone.now() - timedelta(days=1)).exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory lets nobody wait")
@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_make_one(district):
    client = Client()
    client.force_login(district.coordinator)
    form, answers = programme_form(client), []
    made = Programme.objects.count()
    together = threading.Barrier(2)

    def send():
        again = Client()
        again.cookies = client.cookies
        together.wait()
        answers.append(again.post(reverse("programme-create"), form))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Programme.objects.count() == made + 1
    assert len({answer.url for answer in answers}) == 1


@pytest.mark.django_db
def test_what_only_one_can_have_done_is_told_to_the_other(coordinator, monkeypatch):
    def taken(*args, **kwargs):
        raise IntegrityError("UNIQUE constraint failed")

    monkeypatch.setattr(Programme, "save", taken)
    answer = coordinator.post(reverse("programme-create"), programme_form(coordinator))

    assert answer.status_code == 409
    assert "Вернитесь назад и обновите страницу" in answer.content.decode()
