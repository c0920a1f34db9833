"""What is typed into a draft document's words outlives the page, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from tests.browser import needs_browser
from tests.factories import PASSWORD, approve, make_draft

pytestmark = [pytest.mark.django_db(transaction=True), needs_browser]


def test_unsaved_words_are_restored_with_the_mark_of_what_was_seen(chromium: Browser, live_server, district):
    approve(district.programme, by=district.coordinator)
    draft = make_draft(district.programme, "execution", by=district.coordinator)
    address = live_server.url + reverse("document-words", args=[draft.pk])
    page = chromium.new_context(locale="ru-RU").new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    page.get_by_label("Адрес электронной почты").fill(district.coordinator.email)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()
    title, seen = page.get_by_role("textbox").first, page.locator("[name=seen-0]")
    mark = seen.input_value()
    title.fill("Отчёт за полугодие")
    page.goto(live_server.url + reverse("document-list"))

    page.goto(address)
    notice = page.get_by_text("Восстановлено то, что вы набрали")
    expect(notice).to_be_visible()
    expect(title).to_have_value("Отчёт за полугодие")
    expect(seen).to_have_value(mark)
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_text("Текст сохранён.")).to_be_visible()
    page.goto(address)
    expect(notice).to_be_hidden()
    expect(title).to_have_value("Отчёт за полугодие")
