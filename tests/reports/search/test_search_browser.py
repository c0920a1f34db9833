"""Search from the keyboard, and on a phone, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests.browser import needs_browser
from tests.factories import PASSWORD, make_school

pytestmark = [pytest.mark.django_db(transaction=True), needs_browser]


def opened(chromium: Browser, address: str, person, **options) -> Page:
    page = chromium.new_context(locale="ru-RU", **options).new_page()
    page.goto(address)
    page.get_by_label("Адрес электронной почты").fill(person.email)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()
    page.wait_for_url(address)  # loaded with its scripts
    return page


def test_found_and_opened_without_a_mouse(chromium: Browser, live_server, district):
    make_school(district.municipality, "Берёзовская вечерняя школа")
    page = opened(chromium, live_server.url + reverse("programme-list"), district.coordinator)

    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Найти на портале")).to_be_focused()
    page.keyboard.type("БЕРЕЗОВСК")
    page.keyboard.press("Enter")
    field, first = page.get_by_label("Что найти"), page.get_by_role("link", name="Берёзовская вечерняя школа")
    second = page.get_by_role("link", name="Берёзовская СОШ", exact=True)
    expect(field).to_have_value("БЕРЕЗОВСК")
    expect(second).to_be_visible()

    page.locator("body").press("/")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    links = [link for link in (first, second) if link.evaluate("link => link === document.activeElement")]
    assert len(links) == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/schools/*/values/")


def test_the_key_of_the_russian_layout_leads_there_too(chromium: Browser, live_server, district):
    page = opened(chromium, live_server.url + reverse("programme-list"), district.coordinator)
    page.evaluate(
        """document.body.dispatchEvent(
            new KeyboardEvent("keydown", { key: ".", code: "Slash", bubbles: true, cancelable: true }))"""
    )

    expect(page.get_by_role("searchbox", name="Найти на портале")).to_be_focused()


def test_what_is_typed_elsewhere_stays_there(chromium: Browser, live_server, district):
    page = opened(chromium, live_server.url + reverse("document-list"), district.coordinator)
    words = page.get_by_label("Название или № приказа")
    words.press_sequentially("1/2.")

    expect(words).to_have_value("1/2.")
    expect(words).to_be_focused()

    page.goto(live_server.url + reverse("value-grid", args=[district.municipality.pk, "2026"]))
    page.get_by_role("gridcell").first.click()
    page.keyboard.type("/2")
    expect(page.locator("textarea:focus")).to_have_value("/2")
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox", name="Найти на портале")).to_have_value("")
    page.wait_for_load_state("networkidle")  # what the table asks for by itself


@pytest.mark.parametrize("javascript", [True, False])
def test_on_a_phone(javascript, chromium: Browser, live_server, district):
    phone = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": javascript}
    page = opened(chromium, live_server.url + reverse("programme-list"), district.director, **phone)
    page.get_by_role("banner").get_by_role("link", name="Найти").click()
    page.get_by_label("Что найти").fill("березовская")
    page.get_by_role("button", name="Найти").click()
    expect(page.get_by_role("link", name="Берёзовская СОШ", exact=True)).to_be_visible()
    if javascript:
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_key_can_be_switched_off(chromium: Browser, live_server, district):
    page = opened(chromium, live_server.url + reverse("search"), district.coordinator)
    page.get_by_label("Клавиша «/» ведёт к поиску").uncheck()
    page.goto(live_server.url + reverse("programme-list"))
    field = page.get_by_role("searchbox", name="Найти на портале")
    page.keyboard.press("/")
    expect(field).not_to_be_focused()

    page.goto(live_server.url + reverse("search"))
    page.get_by_label("Клавиша «/» ведёт к поиску").check()
    page.goto(live_server.url + reverse("programme-list"))
    page.keyboard.press("/")
    expect(field).to_be_focused()
