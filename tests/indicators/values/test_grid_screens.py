"""The grid on every screen: what is seen of it on a laptop and a phone, under a finger, with less motion."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import needs_browser
from tests.indicators.values.grid_sheet import filled

pytestmark = needs_browser


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
