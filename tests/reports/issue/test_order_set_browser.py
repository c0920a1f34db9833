"""From a programme's page to an order issued with its annexes, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from reports.issue.models import Document
from tests.browser import needs_browser
from tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), needs_browser]


def test_an_order_is_issued_with_its_annexes_and_what_is_typed_comes_back(chromium: Browser, live_server, district):
    page = chromium.new_context(locale="ru-RU").new_page()
    page.goto(f"{live_server.url}{reverse('document-new', args=['order'])}?programme={district.programme.pk}")
    page.get_by_label("Адрес электронной почты").fill(district.coordinator.email)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()
    page.get_by_role("button", name="Подготовить к изданию").click()
    page.get_by_role("link", name="Издать комплект: приказ с приложениями").click()
    page.get_by_label("Номер", exact=True).fill("7-од")
    page.get_by_label("Дата", exact=True).fill("2025-09-01")
    page.get_by_label("Целевые показатели", exact=True).uncheck()
    page.get_by_role("button", name="Дальше: посмотреть и издать").click()

    expect(page.get_by_text("По пунктам приказа есть приложение № 2 (показатели)")).to_be_visible()
    expect(page.get_by_role("img", name="Первая страница")).to_have_count(3)
    page.get_by_role("button", name="Вернуться и исправить").click()
    expect(page.get_by_label("Номер", exact=True)).to_have_value("7-од")
    page.get_by_label("Целевые показатели", exact=True).check()
    page.get_by_role("button", name="Дальше: посмотреть и издать").click()
    expect(page.get_by_text("По пунктам приказа есть")).to_have_count(0)
    page.get_by_role("checkbox", name="Сомнения просмотрены: 2").check()
    page.get_by_role("button", name="Издать комплект").click()
    expect(page.get_by_text("Комплект издан: приказ и 3 приложения.")).to_be_visible()
    assert Document.objects.issued().count() == 4
