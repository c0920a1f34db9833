"""A page that comes back with faults says so where a person looks first, and leads to each."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import needs_browser
from tests.factories import approve, make_school

pytestmark = needs_browser


@pytest.fixture
def shown(browse, page_sheet):
    def show(url: str, data: dict, width: int = 360):
        answer = browse("coordinator").post(url, data)
        assert answer.status_code == 422
        page_sheet.show(answer.content.decode(), url, width)
        return page_sheet.page

    return show


def test_faults_are_named_on_a_phones_first_screen_and_led_to(shown, district):
    page = shown(reverse("collection-open", args=[district.municipality.pk]), {})

    summary = page.locator("main > .alert-danger")
    expect(summary).to_have_text(
        "Не принято. Исправьте: «Название», «За какой период», «Внести до», «Показатели», «Школы»."
    )
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Школы").click()
    expect(page.get_by_label(district.school.name)).to_be_focused()


def test_a_fault_without_a_field_is_named_with_its_own_words(shown, district):
    for number in range(12):
        make_school(district.municipality, name=f"{number}-я школа")
    approve(district.programme, by=district.coordinator)
    page = shown(reverse("assignment-waivers"), {"step": "waive", "because": "ошибка"})

    expect(page.locator("main > .alert-danger")).to_have_text("Не принято. Отметьте хотя бы одно поручение.")


def test_a_fault_said_on_the_first_screen_is_not_said_twice(shown, district):
    page = shown(reverse("school-roster", args=[district.municipality.pk]), {})

    expect(page.locator("main .alert-danger")).to_have_text("Вставьте таблицу или выберите файл.")
