"""Buttons over a field of prose: they write the marks that `portal.text.prose` reads."""

import pytest

from portal.text.prose import Heading, ListItem, Paragraph, parse_prose
from tests.browser import needs_browser

pytestmark = needs_browser

PAGE = """<!DOCTYPE html><html lang="ru"><title>Текст</title>
<script type="module" src="/static/portal/prose_tools.js"></script>
<label for="text">Текст</label><textarea id="text" data-portal-prose rows="6"></textarea></html>"""


@pytest.fixture
def field(page_sheet):
    page_sheet.show(PAGE, "/", 1440)
    return page_sheet.page.get_by_role("textbox")


def select(field, start: int, end: int) -> None:
    field.evaluate("(field, [start, end]) => field.setSelectionRange(start, end)", [start, end])


def press(field, name: str) -> str:
    field.page.get_by_role("button", name=name, exact=True).click()
    return field.input_value()


def test_buttons_write_what_documents_read_and_take_it_back(field):
    field.fill("Цели\nпервая цель\nвторая\n\nИтог важен")
    select(field, 0, 0)
    press(field, "Подзаголовок")
    select(field, 8, 25)
    press(field, "Нумерованный список")
    text = field.input_value()
    start = text.index("важен")
    select(field, start, start + 5)
    text = press(field, "Жирный")

    assert text == "## Цели\n1. первая цель\n2. вторая\n\nИтог **важен**"
    heading, *items, last = parse_prose(text)
    assert isinstance(heading, Heading)
    assert [item.marker for item in items if isinstance(item, ListItem)] == ["1.", "2."]
    assert isinstance(last, Paragraph)
    assert [(span.text, span.bold) for span in last.spans] == [("Итог ", False), ("важен", True)]
    assert press(field, "Жирный").endswith("Итог важен")
    field.press("Control+z")
    assert field.input_value() == text


def test_without_a_mouse(field):
    field.fill("цель")
    field.press("Control+a")
    field.press("Control+u")
    assert field.input_value() == "<u>цель</u>"
    field.press("Shift+Tab")
    for _ in range(3):
        field.page.keyboard.press("ArrowRight")
    field.page.keyboard.press("Enter")
    assert field.input_value() == "- <u>цель</u>"
