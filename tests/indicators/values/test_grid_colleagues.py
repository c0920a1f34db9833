"""What others save meanwhile: it appears, and nobody's value is overwritten unseen."""

from playwright.sync_api import expect

from tests.browser import needs_browser
from tests.indicators.values.grid_sheet import filled

pytestmark = needs_browser


def test_a_colleague_s_value_is_not_overwritten_and_mine_can_be_kept(visit):
    sheet = visit(filled())
    sheet.server.put(0, 0, "чужое", 7)
    sheet.write(0, 0, "5")
    sheet.tells("Изменено другими: 1")
    assert sheet.server.text(0, 0) == "чужое"
    sheet.keys("ArrowUp", "F2")
    choice = sheet.page.get_by_role("group", name="МБОУ СОШ № 1")
    expect(choice).to_contain_text("Ваше5")
    expect(choice).to_contain_text("Сейчасчужое — Ершова А. П., 5 октября в 14:20")
    expect(choice.get_by_role("button", name="Оставить моё")).to_be_focused()
    sheet.keys("Enter")
    sheet.saved()
    sheet.at(0, 0, text="5")
    assert sheet.server.sent()[-1]["version"] == 7
    assert sheet.server.text(0, 0) == "5"


def test_a_colleague_s_value_can_be_taken(visit):
    sheet = visit(filled())
    sheet.server.put(0, 0, "чужое", 7)
    sheet.write(0, 0, "5")
    sheet.page.get_by_role("button", name="Показать").click()
    sheet.page.get_by_role("button", name="Взять значение «чужое»").click()
    sheet.at(0, 0, text="чужое")
    sheet.saved()
    sheet.write(0, 0, "6")
    sheet.saved()
    assert [cell["version"] for cell in sheet.server.sent()] == [1, 7]
    assert sheet.stored() == {}


def test_many_conflicts_are_decided_at_once_and_the_same_value_is_none(visit):
    sheet = visit(filled())
    for column, text in enumerate(["9", "9", "9", "4"]):
        sheet.server.put(0, column, text, 7)
    sheet.go(0, 0)
    sheet.paste("1\t2\t3\t4\r\n")
    sheet.agree()
    sheet.tells("Изменено другими: 3")
    sheet.page.get_by_role("button", name="Оставить мои во всех (3)").click()
    sheet.saved()
    assert [sheet.server.text(0, column) for column in range(4)] == ["1", "2", "3", "4"]


def test_what_a_colleague_wrote_there_meanwhile_is_still_a_conflict(visit):
    sheet = visit(filled())
    sheet.server.put(1, 0, "чужое", 7)
    other = {"cell": "1:2:2026:fact", "version": 7, "text": "чужое"}
    sheet.server.also = [other | {"state": "saved", "notes": []}]
    sheet.write(0, 0, "5")
    sheet.saved()
    expect(sheet.cell(1, 0)).to_have_text("1,0")
    sheet.server.also = []
    sheet.write(1, 0, "6")
    expect(sheet.cell(1, 0)).to_have_attribute("data-state", "conflict")
    assert sheet.server.text(1, 0) == "чужое"


def test_what_colleagues_save_appears_but_not_under_ones_fingers(visit):
    server = filled()
    theirs = {"text": "7", "version": 2, "notes": []}
    server.changes = [{"cell": server.key(0, 0), **theirs}]
    sheet = visit(server)
    expect(sheet.cell(0, 0)).to_have_text("7")
    sheet.go(1, 1)
    sheet.page.keyboard.type("5")
    server.changes = [{"cell": server.key(row, 1), **theirs} for row in (1, 2)]
    sheet.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(sheet.cell(2, 1)).to_have_text("7")
    expect(sheet.editor).to_have_value("5")
    sheet.keys("Enter")
    sheet.saved()
    assert server.text(1, 1) == "5"
