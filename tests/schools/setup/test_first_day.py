"""The first day in a real browser: an empty portal, its first administrator, a department, an interruption."""

import re
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from schools.access.actions import create_administrator
from schools.directory.models import Municipality
from tests.browser import needs_browser
from tests.factories import make_municipality

PASSWORD = "слоны-не-летают-7"
EMAIL = "ivanova@example.org"

pytestmark = [pytest.mark.django_db(transaction=True), needs_browser]


@pytest.fixture
def page(chromium, live_server) -> Page:
    """Of the first administrator, on a phone, logged in for the first time."""
    create_administrator(email=EMAIL, full_name="Иванова Мария Петровна", password=PASSWORD)
    page = chromium.new_context(locale="ru-RU", viewport={"width": 360, "height": 740}).new_page()
    page.goto(live_server.url)
    page.get_by_label("Адрес электронной почты").fill(EMAIL)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()
    return page


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_first_department_is_named_left_and_gone_on_with(page):
    expect(page.get_by_role("heading", name="Начало работы")).to_be_visible()
    assert fits(page)
    page.get_by_role("link", name="Назвать муниципалитет и отдел").click()
    page.get_by_label("Муниципалитет", exact=False).fill("Заречный район")
    page.get_by_label("Краткое название отдела").fill("Отдел образования")
    assert fits(page)
    page.get_by_role("button", name="Сохранить").click()

    expect(page.get_by_text("Сделано 0 из 5")).to_be_visible()
    expect(page.get_by_text("Для документов не хватает: полное название отдела")).to_be_visible()
    assert fits(page)

    page.get_by_role("link", name="Программы", exact=True).click()
    expect(page.get_by_role("link", name="Новая программа")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="настройке муниципалитета").click()

    page.get_by_role("link", name="Дополнить").click()
    page.get_by_label("Полное название отдела").fill("Отдел образования администрации Заречного района")
    page.get_by_label("Место издания приказов").fill("с. Заречное")
    page.get_by_label("Должность руководителя").fill("Начальник отдела образования")
    page.get_by_label("Руководитель", exact=True).fill("М. П. Иванова")
    page.get_by_role("button", name="Сохранить").click()

    expect(page.get_by_text("Сделано 1 из 5")).to_be_visible()
    expect(page.get_by_text("«Отдела образования администрации Заречного района»")).to_be_visible()
    assert Municipality.objects.get().department.head_name == "М. П. Иванова"


def test_what_is_typed_and_not_saved_is_there_again(page):
    page.get_by_role("link", name="Назвать муниципалитет и отдел").click()
    page.get_by_label("Полное название отдела").fill("Отдел образования администрации")
    page.wait_for_function("Object.keys(localStorage).some((key) => key.startsWith('portal-draft:'))")
    page.goto(urljoin(page.url, reverse("programme-list")))
    page.goto(urljoin(page.url, reverse("municipality-create")))

    expect(page.get_by_label("Полное название отдела")).to_have_value("Отдел образования администрации")


def test_the_municipality_is_chosen_in_the_menu(page):
    make_municipality("Заречный район")
    make_municipality("Степной район")
    page.goto(urljoin(page.url, reverse("home")))
    expect(page.get_by_text("муниципалитет не выбран")).to_be_visible()

    page.locator(".portal-person summary").click()
    menu = page.locator(".portal-person-menu")
    menu.get_by_label("Муниципалитет, в котором вы работаете").select_option("Степной район")
    menu.get_by_role("button", name="Выбрать").click()

    expect(page.locator(".portal-acts-for")).to_have_text("Степной район")
    expect(page.get_by_role("heading", name=re.compile("Настройка"))).to_be_visible()
    assert fits(page)
