"""Filling by keys and by the handle, copying with headings, the figures of a selection, help."""

import pytest
from playwright.sync_api import expect

from tests.browser import needs_browser
from tests.indicators.values.grid_page import GRID, GridServer
from tests.indicators.values.grid_sheet import Sheet, filled

pytestmark = needs_browser


def drag_handle(sheet: Sheet, row: int, column: int) -> None:
    sheet.page.locator(".grid-handle").hover()
    sheet.page.mouse.down()
    sheet.cell(row, column).hover()
    expect(sheet.page.locator(".grid-to-fill").first).to_be_visible()
    sheet.page.mouse.up()


# Filling


def test_ctrl_d_fills_down_from_the_first_row_as_one_step(visit):
    server = filled()
    server.locked[server.key(2, 0)] = "принято"
    sheet = visit(server)
    sheet.select(0, 0, 3, 1)
    sheet.keys("Control+d")
    assert sheet.texts(0, 0, 3, 1) == [["0,0", "0,1"], ["0,0", "0,1"], ["2,0", "0,1"], ["0,0", "0,1"]]
    expect(sheet.said).to_have_text("Заполнено ячеек: 5. Нельзя изменить: 1")
    sheet.saved()
    assert len(server.sent()) == 5
    sheet.keys("Control+z")
    assert sheet.texts(1, 0, 3, 1) == [["1,0", "1,1"], ["2,0", "2,1"], ["3,0", "3,1"]]
    sheet.keys("Control+y")
    assert sheet.texts(3, 0, 3, 1) == [["0,0", "0,1"]]


def test_ctrl_r_fills_right_and_one_cell_takes_its_neighbour_s(visit):
    sheet = visit(filled())
    sheet.select(0, 0, 1, 2)
    sheet.keys("Control+r")
    assert sheet.texts(0, 0, 1, 2) == [["0,0"] * 3, ["1,0"] * 3]
    sheet.go(3, 3)
    sheet.keys("Control+d")
    sheet.at(3, 3, text="2,3")
    sheet.go(4, 4)
    sheet.keys("Control+r")
    sheet.at(4, 4, text="4,3")
    sheet.go(0, 0)
    sheet.keys("Control+d")
    expect(sheet.said).to_have_text("Заполнять нечем: выше или левее ячеек нет")


def test_keys_of_the_browser_do_nothing_else_while_one_types(sheet):
    sheet.go(0, 0)
    sheet.page.keyboard.type("5")
    sheet.keys("Control+r", "Control+d", "Control+s")
    expect(sheet.editor).to_be_focused()
    sheet.keys("Enter")
    sheet.keys("Control+s")
    expect(sheet.said).to_contain_text("Сохраняется само")
    sheet.saved()
    assert sheet.server.text(0, 0) == "5"


def test_outside_the_grid_the_browser_keeps_its_keys(sheet):
    sheet.page.evaluate(
        "window.prevented = []; addEventListener('keydown', (event) => window.prevented.push(event.defaultPrevented))"
    )
    chords = ["KeyR", "KeyD", "KeyS"]
    press = """(target, code) => target.dispatchEvent(
      new KeyboardEvent("keydown", { key: "к", code, ctrlKey: true, bubbles: true, cancelable: true }))"""
    sheet.go(0, 0)
    for target in [sheet.cell(0, 0), sheet.page.get_by_role("button", name="Подробности")]:
        for code in chords:
            target.evaluate(press, code)
    assert sheet.page.evaluate("window.prevented") == [True] * 3 + [False] * 3


def test_typing_and_ctrl_enter_is_one_step(sheet):
    sheet.select(0, 0, 2, 1)
    sheet.page.keyboard.type("7")
    sheet.keys("Control+Enter")
    assert sheet.texts(0, 0, 2, 1) == [["7", "7"]] * 3
    assert len(sheet.selected()) == 6
    sheet.keys("Control+z")
    assert sheet.texts(0, 0, 2, 1) == [["", ""]] * 3
    sheet.keys("Control+Shift+z")
    assert sheet.texts(0, 0, 2, 1) == [["7", "7"]] * 3


def test_the_handle_fills_on_by_the_mouse(visit):
    sheet = visit(filled())
    sheet.select(0, 0, 1, 0)
    drag_handle(sheet, 4, 0)
    assert sheet.texts(0, 0, 5, 0) == [["0,0"], ["1,0"], ["0,0"], ["1,0"], ["0,0"], ["5,0"]]
    assert sheet.selected() == [(row, 0) for row in range(5)]
    sheet.keys("Control+z")
    assert sheet.texts(2, 0, 4, 0) == [["2,0"], ["3,0"], ["4,0"]]
    sheet.select(2, 2, 2, 3)
    drag_handle(sheet, 2, 0)
    assert sheet.texts(2, 0, 2, 3) == [["2,2", "2,3", "2,2", "2,3"]]
    sheet.saved()
    expect(sheet.page.locator(".grid-to-fill")).to_have_count(0)
    sheet.select(5, 2, 5, 3)
    sheet.page.keyboard.type("9")
    drag_handle(sheet, 5, 4)
    assert sheet.texts(5, 2, 5, 4) == [["9", "5,3", "9"]]


def test_a_double_click_on_the_handle_fills_as_far_as_the_column_beside(visit):
    server = filled()
    server.put(4, 0, "")
    sheet = visit(server)
    sheet.go(0, 1)
    sheet.page.locator(".grid-handle").dblclick()
    assert sheet.texts(0, 1, 5, 1) == [["0,1"]] * 4 + [["4,1"], ["5,1"]]
    sheet.go(0, 3)
    sheet.page.locator(".grid-handle").dblclick()
    assert sheet.texts(4, 3, 5, 3) == [["0,3"], ["0,3"]]
    expect(sheet.page.locator("tr.grid-computed td").nth(4)).to_have_text("3,5")
    sheet.go(1, 0)
    sheet.page.locator(".grid-handle").dblclick()
    expect(sheet.page.locator("textarea.grid-editor")).to_be_hidden()


def test_ctrl_g_leads_to_what_is_still_empty(visit):
    server = filled(rows=3)
    for row, column in [(0, 3), (1, 1), (2, 4)]:
        del server.values[server.key(row, column)]
    server.locked[server.key(1, 1)] = "принято"
    sheet = visit(server)
    sheet.go(0, 0)
    for place in [(0, 3), (2, 4), (0, 3)]:
        sheet.keys("Control+g")
        sheet.at(*place)
    sheet.select(1, 0, 2, 4)
    sheet.keys("Control+g")
    sheet.at(2, 4)
    assert len(sheet.selected()) == 10
    sheet.select(0, 0, 0, 2)
    sheet.keys("Control+g")
    expect(sheet.said).to_have_text("Незаполненных ячеек нет")


# Copying


def test_copying_with_headings_makes_what_the_grid_itself_can_read(visit):
    sheet = visit(filled(), permissions=["clipboard-read", "clipboard-write"])
    sheet.select(1, 1, 2, 2)
    sheet.keys("Control+Shift+c")
    expect(sheet.said).to_have_text("Скопировано с заголовками ячеек: 4")
    copied = sheet.page.evaluate("navigator.clipboard.readText()")
    assert [line.split("\t") for line in copied.splitlines()] == [
        ["", "Итоги экзаменов", "Условия"],
        ["Школа", "Средний балл ЕГЭ по профильной математике", "Число участников олимпиад, чел."],
        ["МБОУ СОШ № 2", "1,1", "1,2"],
        ["МБОУ СОШ № 3", "2,1", "2,2"],
    ]
    sheet.keys("Delete")
    sheet.go(5, 4)
    sheet.keys("Control+v")
    sheet.agree()
    assert sheet.texts(1, 1, 2, 2) == [["1,1", "1,2"], ["2,1", "2,2"]]
    sheet.page.get_by_role("button", name="Скопировать с заголовками").click()
    expect(sheet.said).to_contain_text("Скопировано с заголовками")


def test_excel_is_told_what_is_text(sheet):
    rows = [["3-4", "62,5"], ["a<b\nc", ""]]
    write = f"(rows) => import('{GRID}/pasting/tsv.js').then((tsv) => tsv.serialiseForExcel(rows))"
    html = sheet.page.evaluate(write, rows)
    assert html == (
        "<table><tr><td style='mso-number-format:\"\\@\"'>3-4</td><td>62,5</td></tr>"
        '<tr><td style=\'mso-number-format:"\\@"\'>a&lt;b<br style="mso-data-placement:same-cell">c</td><td></td></tr>'
        "</table>"
    )


# Figures and help


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["1\u00a0234,5", "0,5", "", "н/д"], [3, 2, "1\u00a0235", "617,5", "0,5", "1\u00a0234,5"]),
        (["0,1", "0,2"], [2, 2, "0,3", "0,15", "0,1", "0,2"]),
        (["61,1%", "−5 %"], [2, 2, "56,1", "28,05", "-5", "61,1"]),
        (["3,8 – 4,0", "12 из 40", "1 (9%)", "5.10.2026", "1 2"], [5, 0, "0", "0", "∞", "-∞"]),
    ],
)
def test_figures_of_a_selection(sheet, texts, told):
    tell = f"(texts) => import('{GRID}/table/figures.js').then(({{ tell }}) => Object.values(tell(texts)))"
    assert sheet.page.evaluate(tell, texts) == told


def test_the_sum_and_the_mean_stand_below_the_table(visit):
    server = GridServer()
    for row, text in enumerate(["4,5", "5,5", "нет"]):
        server.put(row, 0, text)
    sheet = visit(server)
    figures = sheet.page.locator(".grid-figures > span")
    sheet.go(0, 0)
    expect(figures).to_be_empty()
    sheet.select(0, 0, 3, 0)
    expect(figures).to_have_text(
        "Выделено: 4 × 1 · Заполнено: 3 из 4 · Чисел: 2, остальное не считается"
        " · Сумма: 10 · Среднее: 5 · от 4,5 до 5,5"
    )


def test_f1_shows_the_keys(sheet):
    sheet.go(1, 1)
    sheet.keys("F1")
    help_ = sheet.page.get_by_role("dialog", name="Клавиши таблицы")
    expect(help_).to_contain_text("Ctrl+D, Ctrl+R")
    sheet.keys("Escape")
    expect(help_).to_have_count(0)
    sheet.at(1, 1)


def test_clearing_more_than_can_be_seen_asks_and_is_one_step(visit):
    server = filled(rows=60)
    sheet = visit(server)
    sheet.go(0, 0)
    sheet.keys("Control+a", "Delete")
    dialog = sheet.page.get_by_role("dialog", name="Очистить ячейки?")
    expect(dialog).to_contain_text(f"Значений, которые будут стёрты: {60 * 5}.")
    sheet.keys("Escape")
    expect(sheet.said).to_have_text("Ничего не очищено")
    sheet.at(0, 0, text="0,0")

    sheet.keys("Delete")
    dialog.get_by_role("button", name="Очистить: 300").click()
    sheet.saved()
    ways = {(request["way"], request["step"]) for request in server.requests}
    assert len(server.sent()) == 300
    assert len(ways) == 1
    [(way, step)] = ways
    assert way == "clear"
    assert step
