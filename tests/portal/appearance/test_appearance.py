"""«Версия для слабовидящих»: plain forms and a cookie."""

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from portal.appearance.choices import CHOICES, LARGE, Appearance, appearance_from

pytestmark = pytest.mark.django_db


def sheets_on(client: Client, url: str) -> list[str]:
    page = client.get(url).content.decode()
    return [name for name in ("size-150", "size-200", "white-on-black", "pictures-hidden") if f"{name}.css" in page]


def test_is_begun_changed_and_left_without_a_log_in():
    client, page = Client(enforce_csrf_checks=True), reverse("login")
    assert "Версия для слабовидящих</button>" in client.get(page).content.decode()

    answer = client.post(reverse("appearance"), {"step": "begin", "next": page})
    assert answer.url == page
    assert sheets_on(client, page) == ["size-150", "pictures-hidden"]
    client.post(reverse("appearance"), {"scheme": "white-on-black"})
    client.post(reverse("appearance"), {"size": "200"})
    assert sheets_on(client, page) == ["size-200", "white-on-black", "pictures-hidden"]
    client.post(reverse("appearance"), {"step": "end"})
    assert sheets_on(client, page) == []


@pytest.mark.parametrize("page", ["task-list", "admin:index", "password-change"])
def test_is_remembered_on_every_page(page, browse):
    client = browse("administrator")
    client.post(reverse("appearance"), {"step": "begin"})

    assert sheets_on(client, reverse(page)) == ["size-150", "pictures-hidden"]
    assert "Обычная версия" in client.get(reverse(page)).content.decode()
    assert "Обычная версия" in client.get("/nowhere/").content.decode()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "", "javascript:alert(1)"])
def test_leads_nowhere_else(address):
    assert Client().post(reverse("appearance"), {"step": "begin", "next": address}).url == "/"


def test_what_a_cookie_can_not_mean_is_the_usual_look():
    assert appearance_from(LARGE.as_cookie()) == LARGE
    for cookie in ("", "x", "1000.wide", "..", "150.<script>.x.y", "." * 500):
        assert set(appearance_from(cookie).style_sheets) <= set(Appearance("150", "wide").style_sheets)


def test_each_choice_has_its_style_sheet():
    for name, choices in CHOICES.items():
        for choice in choices:
            sheets = Appearance(**{name: choice.key}).style_sheets
            assert bool(sheets) is not choice.is_usual
            assert all(finders.find(sheet) for sheet in sheets)
