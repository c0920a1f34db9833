"""The table's editor in a real browser: pasted from Word, joined with the mouse, saved."""

import pytest
from playwright.sync_api import Browser, expect

from roadmap.programmes.models import Programme
from tests.browser import needs_browser
from tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), needs_browser]

PASTE = """(cell) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/html", "<table><tr><td>Источник<td>2026<td>2027<tr><td>Местный<td>10<td>12</table>");
  clipboard.setData("text/plain", "Источник\\t2026\\t2027\\nМестный\\t10\\t12");
  cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: clipboard, bubbles: true, cancelable: true}));
}"""


def test_a_table_of_word_is_pasted_joined_and_saved(chromium: Browser, live_server, district):
    page = chromium.new_context(locale="ru-RU").new_page()
    page.goto(f"{live_server.url}/programmes/{district.programme.pk}/tables/resources/")
    page.get_by_label("Адрес электронной почты").fill(district.coordinator.email)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()

    page.get_by_label("Строка 1, столбец 2").evaluate(PASTE)
    expect(page.get_by_label("Строка 2, столбец 4")).to_have_value("12")
    expect(page.get_by_label("Строка 1, столбец 2")).to_be_focused()
    page.get_by_label("Строка 3, столбец 1").click()
    page.get_by_label("Строка 3, столбец 2").click(modifiers=["Shift"])
    page.get_by_role("button", name="Объединить").click()
    page.get_by_label("Строка 3, столбец 1").fill("Всего")
    page.get_by_label("Строка 3, столбец 1").press("ArrowRight")
    page.keyboard.type("99")
    page.get_by_role("button", name="Сохранить").last.click()
    expect(page.get_by_text("а строки вместе дают 10")).to_be_visible()
    table = Programme.objects.get(pk=district.programme.pk).resources["table"]
    assert (table["rows"][2], table["merged"]) == (["Всего", "", "99", ""], [[2, 0, 1, 2]])
