"""First screens in a browser: the sheet on one A4, the menu on one line of a phone and ready from the keyboard."""

from urllib.parse import urljoin

import pypdfium2
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from roadmap.execution.actions.deriving import derive_assignments
from tests.factories import PASSWORD, make_school

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def log_in(chromium, live_server):
    def page_of(user):
        page = chromium.new_context(locale="ru-RU", viewport={"width": 360, "height": 740}).new_page()
        page.goto(urljoin(live_server.url, reverse("login")))
        page.get_by_label("Адрес электронной почты").fill(user.email)
        page.get_by_label("Пароль").fill(PASSWORD)
        page.get_by_role("button", name="Войти", exact=True).click()
        return page

    return page_of


def test_the_heads_sheet_is_one_page(in_force, log_in):
    for number in range(10):
        make_school(in_force.municipality, f"Средняя общеобразовательная школа № {number} имени Героя")
    derive_assignments(in_force.programme.roadmap, by=in_force.coordinator)
    page = log_in(in_force.observer)
    expect(page.get_by_role("heading", name="Как идёт программа")).to_be_visible()

    with pypdfium2.PdfDocument(page.pdf(format="A4")) as printed:
        assert len(printed) == 1
        words = printed[0].get_textpage().get_text_range()
    assert "Больше всего просрочили" in words
    assert "Сбор показателей" in words


def test_the_menu_is_one_line_and_follows_the_focus(in_force, log_in):
    page = log_in(in_force.coordinator)
    menu = page.get_by_role("navigation", name="Разделы")
    links = menu.get_by_role("link").all()
    assert len({round(link.bounding_box()["y"]) for link in links}) == 1
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")

    links[0].focus()
    for _ in links[1:]:
        page.keyboard.press("Tab")
    expect(links[-1]).to_be_focused()
    expect(links[-1]).to_be_in_viewport(ratio=0.95)
    page.keyboard.press("Enter")
    page.wait_for_url("**/schools/")
