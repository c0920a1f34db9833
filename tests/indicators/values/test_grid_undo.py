"""The way back over what was typed and pasted."""

from playwright.sync_api import expect

from tests.browser import needs_browser
from tests.indicators.values.grid_sheet import filled

pytestmark = needs_browser


def test_undo_and_redo_save_again_with_versions(visit):
    server = filled()
    sheet = visit(server)
    sheet.write(0, 0, "5")
    sheet.go(1, 0)
    sheet.paste("6\t7\r\n")
    sheet.agree()
    sheet.saved()
    sheet.keys("Control+z")
    sheet.saved()
    assert (server.text(0, 0), server.text(1, 0), server.text(1, 1)) == ("5", "1,0", "1,1")
    sheet.keys("Control+z")
    sheet.saved()
    assert server.text(0, 0) == "0,0"
    sheet.keys("Control+y", "Control+y")
    sheet.saved()
    assert (server.text(0, 0), server.text(1, 0), server.text(1, 1)) == ("5", "6", "7")
    assert [cell["version"] for cell in server.sent() if ":1:" in cell["cell"]] == [1, 2, 3]
    sheet.keys("Control+y")
    expect(sheet.said).to_have_text("Повторять нечего")


def test_undo_before_the_first_saving_sends_nothing(visit):
    sheet = visit(filled())
    sheet.write(0, 0, "5")
    sheet.keys("Control+z")
    sheet.at(0, 0, text="0,0")
    sheet.saved()
    sheet.page.wait_for_timeout(400)
    assert sheet.server.requests == []
    assert sheet.stored() == {}


def test_undo_follows_the_server_s_own_writing(sheet):
    sheet.go(0, 0)
    sheet.paste(" 5 ")
    expect(sheet.cell(0, 0)).to_have_text("5")
    sheet.saved()
    sheet.keys("Control+z")
    sheet.saved()
    assert sheet.server.text(0, 0) == ""


def test_undo_and_redo_outlive_a_reload(visit):
    server = filled()
    sheet = visit(server)
    sheet.write(0, 0, "5")
    sheet.select(0, 1, 1, 1)
    sheet.keys("Delete")
    sheet.saved()
    sheet.keys("Control+z")
    sheet.saved()
    server.put(0, 0, "чужое", 9)
    sheet.reload()
    sheet.go(5, 4)
    sheet.keys("Control+y")
    assert sheet.texts(0, 1, 1, 1) == [[""], [""]]
    sheet.keys("Control+z")
    assert sheet.texts(0, 1, 1, 1) == [["0,1"], ["1,1"]]
    sheet.keys("Control+z")
    expect(sheet.said).to_have_text("Отменено изменений: 0. Изменены позже и оставлены: 1")
    expect(sheet.cell(0, 0)).to_have_text("чужое")
    sheet.saved()
    another = visit(server)
    another.go(0, 1)
    another.keys("Control+z")
    expect(another.said).to_have_text("Отменять нечего")
