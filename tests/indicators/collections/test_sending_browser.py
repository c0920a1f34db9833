"""«Отправить в отдел» in a real browser, pressed while a value is still being saved."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from indicators.values.models import Value
from tests.browser import needs_browser
from tests.factories import PASSWORD, make_collection, make_indicator
from tests.indicators.collections.test_collections import submission_of

pytestmark = [pytest.mark.django_db(transaction=True), needs_browser]

SEND = "Отправить в отдел"


@pytest.fixture
def collection(district):
    make_indicator(district.municipality, "Охват")
    return make_collection(
        district.municipality, by=district.coordinator, indicators=district.municipality.indicators.filter(name="Охват")
    )


@pytest.fixture
def page(chromium: Browser, live_server, district, collection) -> Iterator[Page]:
    page = chromium.new_context(locale="ru-RU").new_page()
    page.goto(f"{live_server.url}/collections/{collection.pk}/schools/{district.school.pk}/")
    page.get_by_label("Адрес электронной почты").fill(district.director.email)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()
    expect(page.get_by_role("button", name=SEND)).to_be_visible()
    expect(page.locator(".grid-line")).to_contain_text("Все изменения сохранены")
    yield page
    page.goto("about:blank")  # nothing is asked of the database any more, nor let through to it while leaving
    page.unroute_all(behavior="ignoreErrors")


def type_value(page: Page, text: str) -> None:
    page.locator("tbody td:not(.grid-info)").last.click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_it_goes_after_the_value(page, district, collection):
    held, released = [], []
    page.route("**/values/cells/", lambda route: route.continue_() if released else held.append(route))
    type_value(page, "45")
    page.get_by_role("button", name=SEND).click()
    expect(page.locator(".grid-said")).to_contain_text("Отправится, как только сохранится")
    assert submission_of(collection, district.school).status == "open"
    released.append(True)
    for route in held:
        route.continue_()
    expect(page.get_by_text("Отправлено. Отдел примет")).to_be_visible(timeout=30_000)
    page.wait_for_load_state("networkidle")

    assert Value.objects.get(school=district.school).text == "45"
    assert submission_of(collection, district.school).status == "sent"


def test_a_file_of_the_values_waits_for_the_value(page, district, collection):
    held, released = [], []
    page.route("**/values/cells/", lambda route: route.continue_() if released else held.append(route))
    type_value(page, "45")
    with page.expect_download() as download:
        page.get_by_role("link", name="Скачать Excel").click()
        expect(page.locator(".grid-said")).to_contain_text("Откроется, как только сохранится")
        released.append(True)
        for route in held:
            route.continue_()
    sheet = load_workbook(BytesIO(download.value.path().read_bytes())).worksheets[0]

    assert 45 in {cell.value for row in sheet.iter_rows() for cell in row}


def test_a_link_goes_where_a_value_can_not_be_saved(page, district, collection):
    page.route("**/values/cells/", lambda route: route.abort())
    type_value(page, "45")
    expect(page.locator(".grid-line")).to_contain_text("Не сохранено")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("navigation").get_by_role("link", name="Сборы").first.click()
    page.wait_for_url("**/collections/")


def test_it_does_not_go_where_a_value_is_not_saved(page, district, collection):
    page.route("**/values/cells/", lambda route: route.abort())
    type_value(page, "45")
    page.get_by_role("button", name=SEND).click()
    expect(page.locator(".grid-said")).to_contain_text("Не отправлено: не всё внесённое сохранено")

    assert submission_of(collection, district.school).status == "open"
