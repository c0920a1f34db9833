"""The views of the plan in a browser: a phone never scrolls sideways, a year prints on landscape sheets."""

import io

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.test_journeys import demonstration, log_in, pytestmark  # noqa: F401 - fixtures

VIEWS = ["Таблица", "По школам", "Месяц", "Год"]


@pytest.mark.parametrize("person", ["coordinator", "director"])
def test_on_a_phone_no_view_scrolls_sideways(person, chromium, demonstration):  # noqa: F811
    page = log_in(chromium, demonstration, person, viewport={"width": 360, "height": 740})
    page.goto(f"{demonstration}/programmes/")
    page.get_by_role("link", name="Ступени роста").click()
    page.get_by_role("link", name="План мероприятий", exact=True).click()
    for view in VIEWS:
        page.get_by_role("navigation", name="Виды плана").get_by_role("link", name=view, exact=True).click()
        expect(page.get_by_role("link", name=view, exact=True)).to_have_attribute("aria-current", "page")
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"), view


def test_what_is_late_is_found_in_the_morning(chromium, demonstration):  # noqa: F811
    page = log_in(chromium, demonstration, "coordinator")
    page.get_by_role("link", name="Ступени роста").click()
    page.get_by_role("link", name="План мероприятий", exact=True).click()
    page.get_by_role("link", name="По школам", exact=True).click()
    page.get_by_role("link", name="просрочено", exact=False).first.click()
    expect(page.get_by_label("Требует внимания")).to_have_value("overdue")
    page.get_by_label("Требует внимания").select_option("")
    page.get_by_label("Состояние").select_option(label="выполнено")
    page.get_by_role("button", name="Показать").click()
    expect(page.get_by_text("Состояние: выполнено.")).to_be_visible()
    page.get_by_role("link", name="Снять отбор").click()
    expect(page.get_by_label("Состояние")).to_have_value("")


def test_a_year_prints_on_landscape_sheets(chromium, demonstration):  # noqa: F811
    page = log_in(chromium, demonstration, "coordinator")
    page.get_by_role("link", name="Ступени роста").click()
    page.get_by_role("link", name="План мероприятий", exact=True).click()
    page.get_by_role("link", name="Год", exact=True).click()
    expect(page.locator("svg.timeline").first).to_be_visible()
    sheets = page.locator("svg.timeline").count()
    with pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        assert len(pdf) == sheets
        assert all(
            round(width) == 842 and round(height) == 595 for width, height in (sheet.get_size() for sheet in pdf)
        )
