"""Keys of the grid, as in Excel: what moves, types, selects; where one begins and how one gets out."""

from playwright.sync_api import expect

from tests.browser import needs_browser
from tests.indicators.values.grid_page import GridServer
from tests.indicators.values.grid_sheet import TYPE, filled

pytestmark = needs_browser


def test_arrows_home_end_and_pages_move_as_in_excel(visit):
    sheet = visit(filled(rows=40), viewport={"width": 1000, "height": 700})
    sheet.go(1, 1)
    for keys, place in [
        (["ArrowDown"], (2, 1)), (["ArrowRight"], (2, 2)), (["ArrowUp"], (1, 2)), (["ArrowLeft"], (1, 1)),
        (["End"], (1, 4)), (["Home"], (1, 0)), (["ArrowLeft"], (1, 0)), (["Control+Home"], (0, 0)),
    ]:  # fmt: skip
        sheet.keys(*keys)
        sheet.at(*place)
    sheet.keys("PageDown")
    below = int(sheet.page.locator(":focus").evaluate("td => td.parentElement.dataset.cell.split(':')[1]"))
    assert 6 < below < 30
    sheet.keys("PageUp")
    sheet.at(0, 0)
    sheet.keys("Control+End")
    expect(sheet.page.locator("tr.grid-computed td").last).to_be_focused()


def test_ctrl_arrows_jump_to_the_edges_of_what_is_filled(visit):
    server = GridServer()
    for row, column in [(0, 0), (0, 1), (0, 2), (0, 4), (3, 0)]:
        server.put(row, column, "1")
    sheet = visit(server)
    sheet.go(0, 0)
    sheet.keys("Control+ArrowRight")
    sheet.at(0, 2)
    sheet.keys("Control+ArrowRight")
    sheet.at(0, 4)
    sheet.keys("Home", "Control+ArrowDown")
    sheet.at(3, 0)
    sheet.keys("Control+Shift+ArrowUp")
    assert sheet.selected() == [(0, 0), (1, 0), (2, 0), (3, 0)]


def test_typing_replaces_and_enter_goes_down(visit):
    server = GridServer()
    server.put(0, 0, "старое")
    sheet = visit(server)
    sheet.go(0, 0)
    sheet.page.keyboard.type("62,5")
    sheet.keys("Enter")
    sheet.at(1, 0)
    sheet.page.keyboard.type("7")
    sheet.keys("Shift+Enter")
    sheet.at(0, 0, text="62,5")
    sheet.saved()
    assert (server.text(0, 0), server.text(1, 0)) == ("62,5", "7")
    assert [cell["version"] for cell in server.sent() if ":1:" in cell["cell"]] == [1]
    assert server.requests[0]["token"] == "token-of-the-test"
    assert server.requests[0]["way"] == "grid"


def test_tab_goes_right_and_enter_returns_below_the_first(sheet):
    sheet.go(0, 1)
    for text in "123":
        sheet.page.keyboard.type(text)
        sheet.keys("Tab")
    sheet.page.keyboard.type("4")
    sheet.keys("Enter")
    sheet.at(1, 1)
    sheet.keys("Shift+Tab", "Shift+Tab")
    sheet.at(0, 4)
    assert sheet.texts(0, 1, 0, 4) == [["1", "2", "3", "4"]]


def test_tab_over_the_edge_and_enter_skip_no_row(sheet):
    sheet.go(0, 0)
    sheet.keys("End")
    sheet.page.keyboard.type("1")
    sheet.keys("Tab")
    sheet.at(1, 0)
    sheet.keys("Enter")
    sheet.at(1, 0)
    sheet.page.keyboard.type("2")
    sheet.keys("Enter")
    sheet.at(2, 0)


def test_text_that_comes_without_its_keys_arrives_whole(sheet):
    """Input methods and screen keyboards don't say which key it was."""
    sheet.go(0, 0)
    sheet.page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Process', bubbles: true}))"
    )
    sheet.page.keyboard.insert_text("н/д")
    sheet.keys("Enter")
    sheet.at(1, 0)
    expect(sheet.cell(0, 0)).to_have_text("н/д")


def test_arrows_commit_what_was_typed_but_move_in_the_text_after_f2(sheet):
    sheet.go(0, 0)
    sheet.page.keyboard.type("12")
    sheet.keys("ArrowRight")
    sheet.at(0, 1)
    sheet.keys("ArrowLeft", "F2", "ArrowLeft")
    sheet.page.keyboard.type(",")
    sheet.keys("Enter")
    expect(sheet.cell(0, 0)).to_have_text("1,2")
    sheet.cell(0, 0).dblclick()
    expect(sheet.editor).to_be_focused()
    sheet.keys("Home")
    sheet.page.keyboard.type("3")
    sheet.keys("Tab")
    sheet.at(0, 1)
    expect(sheet.cell(0, 0)).to_have_text("31,2")


def test_escape_cancels_and_alt_enter_breaks_the_line(sheet):
    sheet.go(0, 0)
    sheet.page.keyboard.type("12")
    sheet.keys("Escape")
    sheet.at(0, 0, text="")
    sheet.page.keyboard.type("1")
    sheet.keys("Alt+Enter")
    sheet.page.keyboard.type("2")
    sheet.keys("Enter")
    expect(sheet.cell(0, 0)).to_have_text("1\n2", use_inner_text=True)
    sheet.saved()
    assert sheet.server.text(0, 0) == "1\n2"


def test_letters_of_another_layout_and_a_click_elsewhere(sheet):
    sheet.go(0, 0)
    sheet.page.locator(":focus").evaluate(TYPE, "н")
    sheet.page.keyboard.insert_text("н/д")
    sheet.go(2, 2)
    expect(sheet.cell(0, 0)).to_have_text("н/д")
    sheet.page.locator(":focus").evaluate(
        """(td) => td.dispatchEvent(new KeyboardEvent("keydown", {
          key: "я", code: "KeyZ", ctrlKey: true, bubbles: true, cancelable: true }))"""
    )
    expect(sheet.cell(0, 0)).to_have_text("")


def test_an_input_method_keeps_its_enter(sheet):
    sheet.go(0, 0)
    sheet.keys("F2")
    sheet.editor.evaluate(
        """(area) => area.dispatchEvent(new KeyboardEvent("keydown", {
          key: "Enter", isComposing: true, bubbles: true, cancelable: true }))"""
    )
    expect(sheet.editor).to_be_focused()


def test_enter_and_tab_lead_through_a_selection(sheet):
    sheet.select(0, 0, 1, 1)
    places = []
    for key in ["Enter", "Enter", "Enter", "Enter", "Tab", "Tab", "Shift+Tab", "Shift+Enter"]:
        sheet.keys(key)
        places.append(
            sheet.page.locator(":focus").evaluate(
                "(td) => [td.parentElement.dataset.cell.split(':')[1] - 1, td.cellIndex - 2]"
            )
        )
    assert places == [[1, 0], [0, 1], [1, 1], [0, 0], [0, 1], [1, 0], [0, 1], [1, 0]]
    assert len(sheet.selected()) == 4
    sheet.page.keyboard.type("5")
    sheet.keys("Control+Enter")
    assert sheet.texts(0, 0, 1, 1) == [["5", "5"], ["5", "5"]]


def test_ways_to_select(sheet):
    sheet.go(1, 1)
    sheet.keys("Shift+ArrowRight", "Shift+ArrowDown")
    assert sheet.selected() == [(1, 1), (1, 2), (2, 1), (2, 2)]
    sheet.cell(3, 3).hover()
    sheet.page.mouse.down()
    sheet.cell(4, 4).hover()
    sheet.page.mouse.up()
    assert sheet.selected() == [(3, 3), (3, 4), (4, 3), (4, 4)]
    sheet.page.get_by_role("rowheader", name="МБОУ СОШ № 2", exact=True).click()
    assert sheet.selected() == [(1, column) for column in range(5)]
    sheet.page.get_by_role("columnheader", name="Средний балл").click()
    assert len(sheet.selected()) == 7
    sheet.page.get_by_role("columnheader", name="Итоги экзаменов").click()
    assert len(sheet.selected()) == 14
    sheet.keys("Control+a")
    assert len(sheet.selected()) == 35
    sheet.keys("Escape")
    assert len(sheet.selected()) == 1


def test_delete_clears_what_may_be_cleared(visit):
    server = filled()
    server.locked[server.key(0, 1)] = "принято 12 октября"
    sheet = visit(server)
    sheet.select(0, 0, 1, 1)
    sheet.keys("Delete")
    assert sheet.texts(0, 0, 1, 1) == [["", "0,1"], ["", ""]]
    expect(sheet.said).to_have_text("Очищено ячеек: 3. Нельзя изменить: 1")
    sheet.saved()
    assert server.text(1, 1) == ""


def test_nobody_is_trapped_in_the_table(sheet):
    sheet.go(0, 0)
    sheet.keys("Escape", "Tab")
    expect(sheet.page.get_by_role("button", name="Подробности")).to_be_focused()
    sheet.keys("Shift+Tab")
    sheet.at(0, 0)


def test_one_begins_where_something_can_be_typed(visit):
    server = filled()
    server.put(0, 0, "план", attributes='class="grid-readonly"')
    sheet = visit(server)
    sheet.page.keyboard.type("5")
    sheet.keys("Enter")
    sheet.saved()
    assert server.text(0, 1) == "5"


def test_roles_and_one_stop_for_tab(sheet):
    page = sheet.page
    expect(page.get_by_role("grid", name="Таблица значений")).to_be_visible()
    assert page.get_by_role("gridcell").count() > 30
    assert page.locator("td[tabindex]").count() == 1
    page.get_by_role("link", name="Перед таблицей").focus()
    sheet.keys("Tab")
    assert page.evaluate("document.activeElement.closest('.grid-frame') !== null")
    sheet.go(2, 2)
    assert page.locator("td[tabindex]").count() == 1
    expect(page.locator("th.grid-here")).to_have_text(["Число участников олимпиад, чел.", "МБОУ СОШ № 3"])
    assert sheet.cell(2, 2).evaluate("(td) => getComputedStyle(td).outlineStyle") == "solid"
