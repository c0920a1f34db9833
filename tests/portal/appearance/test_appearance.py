"""«Версия для слабовидящих»: plain forms and a cookie."""

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from portal.appearance.choices import CHOICES, LARGE, Appearance, appearance_from
from tests.browser import needs_browser
from tests.reports.open_pages.opened import make_open

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


def test_a_page_for_everybody_is_the_same_and_its_style_sheet_is_not(in_force):
    make_open(in_force)
    client, style = Client(enforce_csrf_checks=True), reverse("appearance-style")
    page = reverse("open-municipality", args=[in_force.municipality.pk])
    before = client.get(page).content
    assert style in before.decode()
    assert "@import" not in client.get(style).content.decode()

    answer = client.post(reverse("appearance"), {"step": "begin"}, headers={"Referer": f"http://testserver{page}"})
    assert answer.url == page
    assert client.get(page).content == before
    told = client.get(style)
    assert "size-150" in told.content.decode()
    assert {"private", "no-cache"} <= set(told["Cache-Control"].split(", "))
    assert "Cookie" in told["Vary"]

    client.post(reverse("appearance"), {"size": "200"})
    assert [each in client.get(style).content.decode() for each in ("size-200", "pictures-hidden")] == [True, True]


@needs_browser
def test_an_open_page_is_enlarged_and_usual_again_without_scripts(in_force, chromium, live_server):
    make_open(in_force)
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + reverse("open-municipality", args=[in_force.municipality.pk]))
    expect(page.locator(".appearance-panel")).to_be_hidden()
    usual = page.locator("h1").bounding_box()["height"]

    page.get_by_role("button", name="Версия для слабовидящих").click()
    expect(page.locator(".appearance-panel")).to_be_visible()
    assert page.locator("h1").bounding_box()["height"] > usual
    page.get_by_text("Вид страниц").click()
    page.get_by_role("button", name="Обычная версия").click()
    expect(page.locator(".appearance-panel")).to_be_hidden()


@needs_browser
def test_what_came_by_a_form_stays_while_its_look_changes(live_server, chromium):
    """A page that can't be asked for again: faults of a form with what was typed, a sheet of codes."""
    page = chromium.new_page()
    page.goto(f"{live_server.url}{reverse('invitation')}")
    page.get_by_label("Код с листа").fill("ABCD-EFGH-2345")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Такого кода нет")
    page.get_by_role("button", name="Версия для слабовидящих").click()

    expect(page.locator(".appearance-panel")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Такого кода нет")
    assert page.locator("link[href*='size-150']").count() == 1
    page.get_by_text("Вид страниц").click()
    page.get_by_role("button", name="Обычная версия").click()
    expect(page.locator(".appearance-panel")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Такого кода нет")


@pytest.mark.parametrize(
    "address", ["NaN", "[[[", "schools:x", "https://evil.example/", "//evil.example", "", "javascript:alert(1)"]
)
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
