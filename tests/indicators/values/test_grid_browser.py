"""The grid in a real browser: typed into like Excel, saved cell by cell, nothing lost."""

import json
import os
import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser import needs_browser
from tests.indicators.values.grid_page import GridServer
from tests.indicators.values.grid_sheet import ALL_SAVED, TYPE, filled

pytestmark = needs_browser


# Keyboard


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


# The clipboard


def test_text_of_spreadsheets_is_read_and_written_exactly(sheet):
    blocks = [
        ("4,5\t12\r\n7\t\r\n", [["4,5", "12"], ["7", ""]]),
        ("4,5\t12\n7\t8", [["4,5", "12"], ["7", "8"]]),
        ('"1\n2"\t"a\tb"\r\n', [["1\n2", "a\tb"]]),
        ('"Он ""да""\r\nи нет"\r\n', [['Он "да"\nи нет']]),
        ('"Точка роста"\r\n', [['"Точка роста"']]),
        ('"Точка" и ещё\t5" труба\r\n', [['"Точка" и ещё', '5" труба']]),
        ('"не закрыто\t1\r\n', [['"не закрыто', "1"]]),
        ("1\u00a0234,5\t\u202f7\r\n", [["1\u00a0234,5", "\u202f7"]]),
        ("\r\n", [[""]]),
        ("1\r\n\r\n", [["1"], [""]]),
        ("a\t", [["a", ""]]),
    ]
    read = "(text) => import('/static/indicators/values/grid/tsv.js').then((tsv) => tsv.parse(text))"
    write = "(rows) => import('/static/indicators/values/grid/tsv.js').then((tsv) => tsv.serialise(rows))"
    for text, rows in blocks:
        assert sheet.page.evaluate(read, text) == rows
        assert sheet.page.evaluate(read, sheet.page.evaluate(write, rows)) == rows
    assert sheet.page.evaluate(write, [["1", "a\nb"], ["", '"в"']]) == '1\t"a\nb"\r\n\t"""в"""\r\n'
    assert sheet.page.evaluate(write, [["4,5"]]) == "4,5"


def test_a_block_is_pasted_from_the_selected_cell(sheet):
    sheet.go(1, 1)
    sheet.paste('4,5\t1\u00a0234\r\n"две\nстроки"\t-\r\n')
    assert sheet.texts(1, 1, 2, 2) == [["4,5", "1\u00a0234"], ["две\nстроки", "-"]]
    assert sheet.selected() == [(1, 1), (1, 2), (2, 1), (2, 2)]
    expect(sheet.said).to_have_text("Вставлено ячеек: 4")
    sheet.saved()
    assert [request["way"] for request in sheet.server.requests] == ["paste"]
    assert sheet.server.text(1, 2) == "1\u00a0234"


def test_copying_writes_what_excel_reads(visit):
    server = GridServer()
    server.put(0, 0, "1\u00a0234,5")
    server.put(0, 1, "две\nстроки")
    server.put(1, 0, 'он "да"')
    sheet = visit(server)
    sheet.select(0, 0, 1, 1)
    assert sheet.copy() == '1\u00a0234,5\t"две\nстроки"\r\nон "да"\t\r\n'
    assert sheet.copy("cut").startswith("1\u00a0234")
    assert sheet.texts(0, 0, 1, 1) == [["", ""], ["", ""]]


def test_the_real_clipboard_carries_a_block(visit):
    sheet = visit(filled(), permissions=["clipboard-read", "clipboard-write"])
    sheet.select(0, 0, 1, 1)
    sheet.keys("Control+c")
    sheet.go(3, 2)
    sheet.keys("Control+v")
    sheet.agree()
    expect(sheet.cell(4, 3)).to_have_text("1,1")
    assert sheet.texts(3, 2, 4, 3) == [["0,0", "0,1"], ["1,0", "1,1"]]
    sheet.keys("Control+x")
    expect(sheet.cell(4, 3)).to_have_text("")


def test_one_value_fills_a_selection_and_a_block_repeats_in_a_multiple(sheet):
    sheet.select(0, 0, 1, 2)
    sheet.paste("5\r\n")
    assert sheet.texts(0, 0, 1, 2) == [["5", "5", "5"], ["5", "5", "5"]]
    sheet.select(2, 0, 5, 0)
    sheet.paste("1\t2\r\n3\t4\r\n")
    assert sheet.texts(2, 0, 5, 1) == [["1", "2"], ["3", "4"], ["1", "2"], ["3", "4"]]
    sheet.select(0, 2, 2, 4)
    sheet.paste("7\t8\r\n9\t0\r\n")
    sheet.agree()
    assert sheet.texts(0, 2, 2, 4) == [["7", "8", ""], ["9", "0", ""], ["", "", ""]]


def test_a_paste_says_what_it_left_out(visit):
    server = GridServer()
    server.locked[server.key(5, 3)] = "принято 12 октября"
    sheet = visit(server)
    sheet.go(5, 3)
    sheet.paste("1\t2\t3\r\n4\t5\t6\r\n7\t8\t9\r\n")
    expect(sheet.said).to_contain_text("Вставлено ячеек: 1. Не вставлено — за краем таблицы: 5; нельзя изменить: 3")
    expect(sheet.said).to_contain_text("принято 12 октября; Только для чтения")
    assert sheet.texts(5, 3, 5, 4) == [["", "2"]]


def test_a_large_paste_shows_what_it_will_change_and_asks(visit):
    server = GridServer()
    server.put(0, 0, "старое")
    server.put(0, 1, "1")
    server.locked[server.key(0, 2)] = "принято"
    sheet = visit(server)
    block = "".join("1\t1\t1\t1\t1\r\n" for _ in range(6))
    sheet.go(0, 0)
    sheet.paste(block)
    dialog = sheet.page.get_by_role("dialog", name="Что изменит вставка")
    for line in ["Новых значений27", "Изменится1", "Без изменений1", "Нельзя изменить, останется как есть1 (принято)"]:
        expect(dialog.locator("dl")).to_contain_text(line)
    expect(dialog.get_by_role("row").nth(2)).to_contain_text(
        "МБОУ СОШ № 1 · Доля выпускников, получивших аттестат, %старое1"
    )
    dialog.get_by_role("button", name="Отменить").click()
    expect(dialog).to_have_count(0)
    sheet.at(0, 0, text="старое")
    sheet.paste(block)
    dialog.get_by_role("button", name="Вставить").click()
    sheet.saved()
    assert len(server.sent()) == 28
    sheet.paste(block)
    expect(sheet.said).to_contain_text("Вставка ничего не меняет")


def test_a_block_or_one_cell_of_excel_pasted_while_editing(sheet):
    sheet.go(0, 0)
    sheet.keys("F2")
    sheet.paste("1\t2\r\n")
    assert sheet.texts(0, 0, 0, 1) == [["1", "2"]]
    sheet.go(1, 0)
    sheet.keys("F2")
    sheet.page.keyboard.type("до ")
    sheet.paste("5\r\n")
    sheet.keys("Enter")
    expect(sheet.cell(1, 0)).to_have_text("до 5")


# Undo


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


# Saving


def test_typing_goes_on_while_cells_are_saved_and_a_cell_edited_meanwhile_is_sent_again(sheet):
    sheet.server.delay = 1.5
    sheet.write(0, 0, "1")
    expect(sheet.cell(0, 0)).to_have_attribute("title", "Сохраняется")
    sheet.page.wait_for_timeout(350)
    sheet.write(0, 0, "2")
    sheet.write(0, 1, "3")
    sheet.tells("Сохраняется: 2")
    sheet.saved()
    sent = [(cell["cell"], cell["text"], cell["version"]) for cell in sheet.server.sent()]
    assert sent == [("1:1:2026:fact", "1", 0), ("1:1:2026:fact", "2", 1), ("2:1:2026:fact", "3", 0)]


def test_every_cell_shows_its_state_by_sign_and_text(visit):
    server = GridServer()
    server.put(1, 0, "94", 1, 'data-state="warning" data-note="Выше обычного: до 90" data-commented')
    server.locked[server.key(1, 1)] = "принято 12 октября"
    sheet = visit(server)

    def state(row, column):
        cell = sheet.cell(row, column)
        sign = cell.evaluate("(td) => getComputedStyle(td, '::after').content")
        return (
            sign.split('"')[1] if '"' in sign else "",
            cell.get_attribute("title"),
            cell.get_attribute("aria-description"),
        )

    loaded = "Обратите внимание: Выше обычного: до 90. Есть комментарий"
    assert state(1, 0) == ("▲", loaded, loaded)
    assert state(1, 1)[1] == "Закрыто: принято 12 октября"
    assert sheet.cell(1, 1).get_attribute("aria-readonly") == "true"
    sheet.go(1, 1)
    sheet.keys("5")
    expect(sheet.said).to_have_text("Изменить нельзя. принято 12 октября")
    sheet.write(0, 0, "5")
    expect(sheet.cell(0, 0)).to_have_attribute("data-state", "saved")
    assert state(0, 0)[:2] == ("✓", "Сохранено")
    sheet.write(0, 1, "100")
    sheet.write(0, 2, "999")
    sheet.tells("Не принято: 1")
    assert state(0, 1)[:2] == ("▲", "Обратите внимание: Выше обычного: до 90")
    assert state(0, 2)[:2] == ("!", "Не сохранено: Больше 100 % не бывает")
    expect(sheet.cell(0, 0)).not_to_have_attribute("data-state", "saved", timeout=4000)
    sheet.page.get_by_role("button", name="Показать").click()
    sheet.at(0, 2)
    expect(sheet.page.locator(".grid-note")).to_have_text("Не сохранено: Больше 100 % не бывает")
    sheet.page.get_by_role("button", name="Вернуть пустое").click()
    sheet.at(0, 2, text="")
    sheet.saved()


def test_a_refused_cell_is_mended_by_typing(sheet):
    sheet.write(0, 0, "999")
    sheet.tells("Не принято: 1")
    sheet.write(0, 0, "99")
    sheet.saved()
    assert sheet.server.text(0, 0) == "99"


def test_what_was_locked_meanwhile_is_shown_and_can_be_taken_back(visit):
    sheet = visit(filled())
    sheet.server.locked[sheet.server.key(0, 0)] = "принято сегодня"
    sheet.write(0, 0, "5")
    expect(sheet.cell(0, 0)).to_have_attribute("title", "Не сохранено, закрыто: принято сегодня")
    sheet.go(0, 0)
    sheet.page.get_by_role("button", name="Вернуть «0,0»").click()
    sheet.at(0, 0, text="0,0")
    sheet.saved()


def test_more_than_five_hundred_cells_go_in_several_requests(visit):
    sheet = visit(GridServer(rows=60, columns=10))
    sheet.go(0, 0)
    sheet.paste("".join("\t".join("1234567890") + "\r\n" for _ in range(60)))
    sheet.page.get_by_role("button", name="Вставить").click()
    sheet.saved()
    assert [len(request["cells"]) for request in sheet.server.requests] == [500, 100]


def test_one_cell_that_the_server_cannot_read_does_not_hold_up_the_others(visit):
    sheet = visit(filled())
    sheet.server.broken = 400
    sheet.go(0, 0)
    sheet.paste("5\t6\t7\r\n")
    sheet.agree()
    sheet.saved()
    sheet.server.broken = 400
    sheet.write(1, 0, "8")
    expect(sheet.cell(1, 0)).to_have_attribute(
        "title", "Не сохранено: портал не понял запрос: обновите страницу, набранное сохранится"
    )


def test_what_the_server_computes_from_the_saved_cells_is_shown_anew(sheet):
    sheet.server.computed = "62,5"
    sheet.write(0, 0, "5")
    computed = sheet.page.locator("tr.grid-computed td:not(.grid-info)").first
    expect(computed).to_have_text("62,5")
    expect(computed).to_have_attribute("title", re.compile("Не вошли значения: 1"))


def test_a_note_on_another_cell_comes_with_the_answer_and_goes(visit):
    sheet = visit(filled())
    whole = {"cell": "1:2:2026:fact", "version": 1, "text": "1,0"}
    sheet.server.also = [whole | {"state": "warning", "notes": ["Части в сумме дают 46"]}]
    sheet.write(0, 0, "5")
    expect(sheet.cell(1, 0)).to_have_attribute("title", re.compile("Части в сумме дают 46"))
    expect(sheet.cell(1, 0)).to_have_attribute("data-state", "warning")
    sheet.server.also = [whole | {"state": "saved", "notes": []}]
    sheet.write(0, 0, "6")
    expect(sheet.cell(1, 0)).not_to_have_attribute("data-state", "warning")


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


# Conflicts


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


# Nothing is lost


def test_without_a_connection_cells_wait_and_are_sent_when_it_is_back(visit):
    sheet = visit(filled(), viewport={"width": 1000, "height": 700})
    sheet.page.context.set_offline(True)
    sheet.write(0, 0, "5")
    sheet.tells("Не сохранено: 1 — нет связи, повторю")
    sheet.write(1, 0, "6")
    sheet.tells("Не сохранено: 2")
    expect(sheet.cell(0, 0)).to_have_attribute("title", "Не сохранено: нет связи")
    sheet.page.context.set_offline(False)
    sheet.saved()
    assert (sheet.server.text(0, 0), sheet.server.text(1, 0)) == ("5", "6")


def test_a_failing_server_is_asked_again(sheet):
    sheet.server.broken = 503
    sheet.write(0, 0, "5")
    sheet.tells("Не сохранено: 1 — сервер не ответил, повторю")
    sheet.page.get_by_role("button", name="Повторить").click()
    sheet.saved()


@pytest.mark.parametrize(
    ("status", "words"), [(400, "обновите страницу"), (404, "такой ячейки больше нет"), (413, "сократите текст")]
)
def test_what_no_server_takes_stays_in_its_cell_with_what_helps(status, words, sheet):
    sheet.server.broken = status
    sheet.write(0, 0, "5")
    expect(sheet.cell(0, 0)).to_have_attribute("title", re.compile(words))
    expect(sheet.cell(0, 0)).to_have_text("5")
    sheet.server.broken = None
    sheet.write(0, 0, "6")
    sheet.saved()
    assert sheet.server.text(0, 0) == "6"


def test_a_lost_answer_makes_no_conflict_with_oneself(visit):
    sheet = visit(filled())
    sheet.server.lose_answers = True
    sheet.write(0, 0, "5")
    sheet.tells("нет связи")
    sheet.write(0, 0, "6")
    sheet.page.get_by_role("button", name="Повторить").click()
    sheet.saved()
    assert sheet.server.text(0, 0) == "6"
    sheet.server.lose_answers = True
    sheet.write(0, 0, "7")
    sheet.tells("нет связи")
    sheet.keys("Control+z")
    sheet.page.get_by_role("button", name="Повторить").click()
    sheet.saved()
    assert sheet.server.text(0, 0) == "6"


def test_an_expired_session_loses_nothing_and_logging_in_elsewhere_is_enough(sheet):
    sheet.server.session = False
    sheet.write(0, 0, "5")
    sheet.tells("Сеанс истёк: войдите, ничего не потеряно")
    sheet.write(1, 0, "6")
    with sheet.page.expect_popup() as opened:
        sheet.page.get_by_role("link", name="Войти в новой вкладке").click()
    expect(opened.value.get_by_role("heading", name="Вход")).to_be_visible()
    sheet.saved()
    opened.value.close()
    assert (sheet.server.text(0, 0), sheet.server.text(1, 0)) == ("5", "6")


def test_the_return_to_the_window_asks_again_at_once(sheet):
    sheet.server.session = False
    sheet.write(0, 0, "5")
    sheet.tells("Сеанс истёк")
    asked = len(sheet.server.requests)
    sheet.server.session = True
    sheet.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    sheet.page.wait_for_function(
        f"document.querySelector('.grid-line').textContent.includes('{ALL_SAVED}')", timeout=1000
    )
    assert len(sheet.server.requests) == asked + 1


def test_unsent_cells_survive_a_reload_with_the_version_seen_then(visit):
    server = filled()
    sheet = visit(server)
    server.session = False
    sheet.write(0, 0, "5")
    sheet.write(1, 0, "6")
    sheet.tells("Сеанс истёк")
    stored = [json.loads(value) for value in sheet.stored().values()]
    assert {(each["text"], each["version"]) for each in stored} == {("5", 1), ("6", 1)}
    server.session = True
    server.put(1, 0, "чужое", 8)
    sheet.reload()
    expect(sheet.said).to_contain_text("Возвращены и отправляются значения, которые не успели сохраниться: 2")
    sheet.tells("Изменено другими: 1")
    assert (server.text(0, 0), server.text(1, 0)) == ("5", "чужое")
    assert list(sheet.stored()) == [f"grid:{sheet.user}/2|1:2:2026:fact"]
    sheet.page.wait_for_timeout(300)
    sheet.page.get_by_role("button", name="Показать").click()
    sheet.page.get_by_role("button", name="Оставить моё").click()
    sheet.saved()
    expect(sheet.said).to_be_empty(timeout=8000)


def test_what_was_being_typed_survives_a_crash(visit):
    server = filled()
    sheet = visit(server)
    sheet.go(0, 0)
    sheet.page.keyboard.type("55")
    sheet.page.evaluate(
        """() => {
          Object.defineProperty(document, "visibilityState", { value: "hidden" });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    again = visit(server)
    expect(again.cell(0, 0)).to_have_text("55")
    again.saved()
    sheet.keys("Escape")
    sheet.at(0, 0, text="0,0")


def test_escape_takes_the_kept_draft_back(visit):
    sheet = visit(filled())
    sheet.go(0, 0)
    sheet.page.keyboard.type("55")
    sheet.page.evaluate(
        """() => {
          Object.defineProperty(document, "visibilityState", { value: "hidden" });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    assert len(sheet.stored()) == 1
    sheet.keys("Escape")
    assert sheet.stored() == {}


def test_values_left_on_another_page_are_spoken_of(visit):
    sheet = visit(filled())
    kept = {"text": "5", "version": 1, "way": "grid", "at": "2026-01-01T00:00:00Z", "page": "/2025/"}
    item = [f"grid:{sheet.user}/2|1:1:2025:fact", json.dumps(kept)]
    sheet.page.evaluate("(item) => localStorage.setItem(...item)", item)
    sheet.reload()
    expect(sheet.said).to_contain_text("На другой странице остались неотправленные значения: 1.")
    assert sheet.page.get_by_role("link", name="Открыть её").get_attribute("href") == "/2025/"
    sheet.saved()


def test_users_of_one_computer_see_nothing_of_each_other(visit):
    server = filled()
    sheet = visit(server)
    server.session = False
    sheet.write(0, 0, "5")
    sheet.tells("Сеанс истёк")
    server.user += 1
    another = visit(server)
    server.session = True
    another.saved()
    expect(another.cell(0, 0)).to_have_text("0,0")
    another.write(1, 1, "6")
    another.saved()
    with sheet.page.expect_response(lambda response: response.status == 409):
        sheet.page.get_by_role("button", name="Повторить").click()  # as the page does by itself, sooner or later
    sheet.tells("в этом браузере вошёл другой человек")
    assert server.refused
    assert {request["store"] for request in server.requests} == {f"grid:{another.user}"}
    assert server.text(0, 0) == "0,0"
    assert another.stored() == {}
    assert len(sheet.stored()) == 1


def test_leaving_with_unsent_cells_is_asked_about(visit):
    sheet = visit(filled())
    asked = []
    sheet.page.on("dialog", lambda dialog: asked.append(dialog.type))
    sheet.reload()
    assert asked == []
    sheet.server.session = False
    sheet.write(0, 0, "5")
    sheet.tells("Сеанс истёк")
    sheet.reload()
    assert asked == ["beforeunload"]


def test_the_last_typed_cell_is_sent_while_the_page_is_left(visit):
    server = filled()
    sheet = visit(server)
    sheet.go(0, 0)
    sheet.page.keyboard.type("5")
    sheet.page.goto("about:blank")
    deadline = time.monotonic() + 3
    while server.text(0, 0) != "5" and time.monotonic() < deadline:
        time.sleep(0.02)
    assert server.text(0, 0) == "5"
    again = visit(server)
    again.saved()
    assert again.stored() == {}


# The side panel


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


# For everybody


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


def test_reads_only_but_copies_what_is_computed(sheet):
    computed = sheet.page.locator("tr.grid-computed td:not(.grid-info)").nth(1)
    computed.click()
    assert sheet.copy() == "1,5"
    sheet.keys("7")
    expect(sheet.said).to_contain_text("Изменить нельзя. Только для чтения")
    expect(computed).to_have_text("1,5")


@pytest.mark.parametrize("width", [1440, 768, 360])
def test_the_frame_scrolls_and_not_the_page(visit, width):
    server = filled(rows=30, columns=25)
    sheet = visit(server, viewport={"width": width, "height": 740})
    sheet.go(0, 0)
    sheet.keys("Control+End", "ArrowUp")
    assert sheet.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    header = sheet.page.get_by_role("rowheader", name="МБОУ СОШ № 30", exact=True).bounding_box()
    box = sheet.cell(29, 24).bounding_box()
    heading = sheet.page.locator("thead tr").last.locator("th").last.bounding_box()
    assert 0 <= header["x"] < header["x"] + header["width"] <= box["x"]
    assert heading["y"] >= 0
    assert heading["y"] + heading["height"] <= box["y"]
    assert box["x"] + box["width"] <= width
    sheet.keys("Control+Home")
    first, heading = sheet.cell(0, 0).bounding_box(), sheet.page.locator("thead").bounding_box()
    assert first["y"] >= heading["y"] + heading["height"] - 1


ROWS_IN_SIGHT = """() => {
  const frame = document.querySelector(".grid-frame");
  const top = frame.querySelector("thead").getBoundingClientRect().bottom;
  const { top: foot } = document.querySelector(".grid-foot").getBoundingClientRect();
  const bottom = Math.min(frame.getBoundingClientRect().top + frame.clientHeight, foot, innerHeight);
  const boxes = [...frame.querySelectorAll("tbody tr[data-cell]")].map((line) => line.getBoundingClientRect());
  return boxes.filter((box) => box.top >= top - 1 && box.bottom <= bottom + 1).length;
}"""


@pytest.mark.parametrize(("width", "height", "least"), [(1366, 625, 10), (720, 450, 6)])
def test_a_small_laptop_and_large_letters_see_rows_enough(visit, width, height, least):
    sheet = visit(filled(rows=30, columns=12), viewport={"width": width, "height": height})
    assert sheet.page.evaluate(ROWS_IN_SIGHT) >= least
    turn = sheet.page.get_by_role("button", name=re.compile("Только таблица|Показать всю страницу"))
    alone = turn.get_attribute("aria-pressed")
    turn.click()
    expect(turn).to_have_attribute("aria-pressed", "false" if alone == "true" else "true")
    sheet.page.get_by_role("button", name="Закрепить район").click()
    expect(sheet.page.get_by_role("rowheader", name="Муниципалитет")).to_be_in_viewport()


def test_under_the_table_the_name_of_the_cell_is_whole(visit):
    sheet = visit(filled(), viewport={"width": 1440, "height": 900})
    name = "Средний тестовый балл единого государственного экзамена по профильной математике, балл"
    page = sheet.server.page().replace("Средний балл ЕГЭ по профильной математике", name)
    sheet.page.route("**/grid-*/", lambda route: route.fulfill(body=page, content_type="text/html"))
    sheet.reload()
    sheet.keys("ArrowRight")
    title = sheet.page.locator(".grid-title")
    expect(title).to_have_text(re.compile(name))
    assert title.evaluate("(each) => each.scrollHeight <= each.clientHeight && each.scrollWidth <= each.clientWidth")


def test_long_names_of_rows_take_two_lines_of_a_low_window_and_are_whole_when_pointed_at(visit):
    server = filled(rows=30, columns=12)
    server.name = "Муниципальное бюджетное общеобразовательное учреждение средняя школа №"
    sheet = visit(server, viewport={"width": 1366, "height": 625})
    assert sheet.page.evaluate(ROWS_IN_SIGHT) >= 6
    name = sheet.page.get_by_role("rowheader").filter(has_text="школа № 3").first
    before = name.bounding_box()["height"]
    name.hover()
    assert name.bounding_box()["height"] > before


QUESTION = "Прочитано как текст; числа в нём в расчёты не войдут. Если это значение, напишите одно число."


@pytest.mark.parametrize("note", [QUESTION, f"«да» — не число. {QUESTION}"], ids=["read", "word"])
def test_a_question_leaves_rows_enough(note, visit):
    server = filled(rows=30, columns=12)
    server.put(0, 0, "да", attributes=f'data-state="warning" data-note="{note}"')
    sheet = visit(server, viewport={"width": 1366, "height": 625})
    sheet.go(0, 0)
    assert sheet.page.evaluate(ROWS_IN_SIGHT) >= 10


@pytest.mark.parametrize("note", [QUESTION, f"«да» — не число. {QUESTION}"], ids=["read", "word"])
def test_under_a_question_too_the_foot_takes_a_tenth_of_a_phone(note, visit):
    server = filled()
    server.put(1, 0, "да", attributes=f'data-state="warning" data-note="{note}"')
    sheet = visit(server, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    sheet.cell(1, 0).tap()
    sheet.keys("Escape")
    assert sheet.page.locator(".grid-foot").bounding_box()["height"] <= 74
    expect(sheet.page.locator(".grid-note")).to_be_in_viewport()
    if "не число" in note:
        sheet.page.get_by_role("button", name="нет данных").tap()
        sheet.saved()
        assert server.text(1, 0) == "н/д"


def test_where_values_are_not_saved_the_foot_takes_a_tenth_of_a_phone_too(visit):
    sheet = visit(filled(), viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    sheet.server.broken = 503
    sheet.write(0, 0, "5")
    sheet.tells("Не сохранено: 1 — сервер не ответил, повторю")
    expect(sheet.page.get_by_role("button", name="Повторить")).to_be_visible()
    assert sheet.page.locator(".grid-foot").bounding_box()["height"] <= 74


def test_one_begins_where_something_can_be_typed(visit):
    server = filled()
    server.put(0, 0, "план", attributes='class="grid-readonly"')
    sheet = visit(server)
    sheet.page.keyboard.type("5")
    sheet.keys("Enter")
    sheet.saved()
    assert server.text(0, 1) == "5"


def test_a_finger_edits_with_one_tap_and_further_goes_on_to_the_next(visit):
    sheet = visit(filled(), viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    sheet.cell(1, 0).tap()
    expect(sheet.editor).to_be_focused()
    sheet.editor.fill("8")
    sheet.keys("Enter")
    expect(sheet.editor).to_be_focused()
    expect(sheet.cell(1, 0)).to_have_text("8")
    sheet.editor.fill("9")
    sheet.keys("Enter")
    sheet.editor.fill("7")
    sheet.cell(4, 0).tap()
    assert sheet.texts(1, 0, 3, 0) == [["8"], ["9"], ["7"]]
    sheet.saved()
    foot = sheet.page.locator(".grid-foot").bounding_box()
    assert foot["height"] <= 74
    expect(sheet.page.locator(".grid-title")).to_have_text(re.compile(r"^2026 · Доля выпускников"))


def test_under_a_finger_what_is_typed_stands_for_what_was_there_and_a_second_tap_corrects_it(visit):
    server = filled()
    server.put(1, 0, "62,5")
    server.put(2, 0, "61,5")
    sheet = visit(server, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    sheet.cell(1, 0).tap()
    sheet.page.keyboard.type("7")
    sheet.keys("Enter")
    sheet.page.keyboard.type("8")
    sheet.keys("Enter")
    sheet.cell(1, 0).tap()
    sheet.editor.tap()
    sheet.keys("End")
    sheet.page.keyboard.type("1")
    sheet.keys("Enter", "Escape")
    sheet.saved()
    assert [server.text(row, 0) for row in (1, 2)] == ["71", "8"]


def test_nothing_moves_for_those_who_asked_for_less_motion(visit):
    sheet = visit(filled(), reduced_motion="reduce")
    sheet.write(0, 0, "5")
    expect(sheet.cell(0, 0)).to_have_attribute("data-state", "saved")
    assert sheet.cell(0, 0).evaluate("(td) => getComputedStyle(td, '::after').animationName") == "none"


def test_a_large_table_stays_in_hand(visit):
    """Prints its figures (pytest -s, GRID_FIGURES=1); it promises none."""
    sheet = visit(filled(rows=60, columns=30))
    moved = sheet.page.evaluate("""async () => {
      const frame = () => new Promise(requestAnimationFrame);
      const press = (key) => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      document.querySelector("tr[data-cell] td:not(.grid-info)").focus();
      await frame();
      const start = performance.now();
      for (let i = 0; i < 50; i += 1) { press("ArrowDown"); press(i % 30 === 29 ? "Home" : "ArrowRight"); await null; }
      document.body.offsetHeight;
      return performance.now() - start;
    }""")
    sheet.go(0, 0)
    block = "".join("\t".join(f"{row}-{column}" for column in range(25)) + "\r\n" for row in range(20))
    sheet.paste(block)
    pasted = sheet.page.evaluate("""async () => {
      const start = performance.now();
      document.querySelector("dialog .btn-primary").click();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - start;
    }""")
    sheet.saved()
    assert len(sheet.server.sent()) == 500
    assert sheet.server.text(19, 24) == "19-24"
    if os.environ.get("GRID_FIGURES"):
        print(f"\n100 moves {moved:.0f} ms, 500 cells pasted and painted {pasted:.0f} ms")  # noqa: T201


def test_a_word_among_numbers_has_ready_answers(visit):
    server = filled()
    server.put(0, 0, "да", attributes='data-state="warning" data-note="«да» — не число."')
    sheet = visit(server)
    sheet.go(0, 0)
    sheet.page.get_by_role("button", name="нет данных").click()
    sheet.at(0, 0, text="н/д")
    sheet.saved()
    expect(sheet.page.get_by_role("button", name="нет данных")).to_be_hidden()


def test_any_form_beside_the_table_waits_for_what_is_being_typed(visit):
    server = filled()
    server.delay = 0.4
    sheet = visit(server)
    seen = []

    def sent(route):
        seen.append(server.text(0, 0))
        route.fulfill(status=200, body="<title>Отправлено</title>", content_type="text/html; charset=utf-8")

    sheet.page.route("**/sent/", sent)
    sheet.go(0, 0)
    sheet.page.keyboard.type("5")
    sheet.page.evaluate("""() => {
      const form = Object.assign(document.createElement("form"), { method: "post", action: "sent/" });
      document.querySelector("main").append(form);
      form.requestSubmit();
    }""")
    expect(sheet.page).to_have_title("Отправлено")
    assert seen == ["5"]


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
