"""The side panel of a cell."""

from playwright.sync_api import expect

from tests.browser import needs_browser
from tests.indicators.values.grid_sheet import filled

pytestmark = needs_browser


def test_the_panel_shows_a_cell_follows_it_and_posts_its_forms(visit):
    sheet = visit(filled(), viewport={"width": 1440, "height": 800})
    sheet.go(1, 2)
    sheet.keys("Shift+F2")
    panel = sheet.page.get_by_role("complementary", name="Подробности о ячейке")
    expect(panel).to_contain_text("Показатель 3, школа 2")
    assert sheet.server.panels == ["cell=3%3A2%3A2026%3Afact"]
    panel.get_by_label("Комментарий").fill("Проверено по протоколу")
    panel.get_by_role("button", name="Оставить").click()
    expect(panel.get_by_role("listitem")).to_have_text("Проверено по протоколу")
    assert sheet.server.comments[0]["token"] == "token-of-the-test"
    expect(sheet.cell(1, 2)).to_have_attribute("title", "Есть комментарий")
    sheet.go(0, 0)
    expect(panel).to_contain_text("Показатель 1, школа 1")
    panel.get_by_label("Комментарий").focus()
    sheet.keys("Escape")
    expect(panel).to_be_hidden()
    sheet.at(0, 0)


def test_a_panel_that_fails_to_load_can_be_asked_for_again(sheet):
    sheet.server.session = False
    sheet.go(0, 0)
    sheet.page.get_by_role("button", name="Подробности").click()
    panel = sheet.page.get_by_role("complementary", name="Подробности о ячейке")
    expect(panel.get_by_role("alert")).to_contain_text("Не удалось загрузить подробности.")
    expect(sheet.said).to_have_text("Сеанс истёк: войдите, ничего не потеряно")
    sheet.server.session = True
    panel.get_by_role("button", name="Повторить").click()
    expect(panel).to_contain_text("Показатель 1, школа 1")
    expect(sheet.said).to_be_empty()


def test_a_panel_that_met_an_expired_session_loads_by_itself_afterwards(sheet):
    sheet.server.session = False
    sheet.go(0, 0)
    sheet.page.get_by_role("button", name="Подробности").click()
    panel = sheet.page.get_by_role("complementary", name="Подробности о ячейке")
    expect(panel.get_by_role("alert")).to_be_visible()
    sheet.server.session = True
    sheet.page.evaluate("dispatchEvent(new Event('focus'))")
    expect(panel).to_contain_text("Показатель 1, школа 1")
