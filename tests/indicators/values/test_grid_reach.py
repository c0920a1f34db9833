"""The grid for whoever types by an input method, pastes from a page, listens, sees badly or uses a finger."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser import needs_browser
from tests.indicators.values.grid_page import GridServer

pytestmark = needs_browser

PASTE_HTML = """(target, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
SMALL_TARGETS = """() =>
  [".grid-foot button", ".grid-foot a", ".grid-foot summary", ".grid-frame td:not(.grid-info)"]
    .flatMap((targets) => [...document.querySelectorAll(targets)])
    .filter((each) => each.checkVisibility())
    .map((each) => [each.textContent, each.getBoundingClientRect()])
    .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
    .map(([text, box]) => `${text}: ${box.width} × ${box.height}`)"""
TABLE = """<meta charset="utf-8"><p>Из письма:</p><table><tr><td rowspan="2">7</td><td> 8,5 </td></tr>
<tr><td>с 1<br>по 3</td></tr><tr><td colspan="2"><p>н/д</p></td></tr></table>"""


def test_enter_ends_the_word_of_an_input_method_and_not_the_edit(visit):
    sheet = visit(GridServer())
    sheet.go(0, 0)
    sheet.keys("F2")
    session = sheet.page.context.new_cdp_session(sheet.page)
    session.send("Input.imeSetComposition", {"text": "пять", "selectionStart": 4, "selectionEnd": 4})
    sheet.editor.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    sheet.editor.dispatch_event("keydown", {"key": "Enter", "keyCode": 229})
    expect(sheet.editor).to_be_visible()
    assert sheet.server.requests == []

    session.send("Input.insertText", {"text": "пять"})
    sheet.keys("Enter")
    sheet.saved()
    sheet.at(1, 0)
    assert sheet.server.text(0, 0) == "пять"


def test_a_table_that_is_on_the_clipboard_as_html_alone(visit):
    sheet = visit(GridServer())
    sheet.go(0, 0)
    sheet.page.locator(":focus").evaluate(PASTE_HTML, TABLE)
    sheet.saved()
    assert sheet.texts(0, 0, 2, 1) == [["7", "8,5"], ["", "с 1\nпо 3"], ["н/д", ""]]


def test_a_question_after_saving_is_read_out_with_its_cell(visit):
    sheet = visit(GridServer())
    sheet.write(0, 1, "100")
    sheet.saved()
    told = sheet.page.get_by_role("status").filter(has_text="Выше обычного")
    expect(told).to_have_text(
        "МБОУ СОШ № 1 · Средний балл ЕГЭ по профильной математике: Обратите внимание: Выше обычного: до 90"
    )


def test_an_opened_page_gives_its_keys_to_the_table_and_the_focus_stays_free_before(visit):
    sheet = visit(GridServer())
    assert sheet.page.evaluate("document.activeElement === document.body")
    sheet.keys("ArrowDown")
    sheet.at(1, 0)
    sheet.page.evaluate("document.activeElement.blur()")
    sheet.page.keyboard.type("5")
    sheet.keys("Enter")
    sheet.saved()
    assert sheet.server.text(1, 0) == "5"


def test_what_is_computed_from_a_colleague_s_value_follows(visit):
    sheet = visit(GridServer(changes=[]))
    whole = {"cell": "1::2026:fact", "computed": "schools", "text": "44", "version": 0, "notes": []}
    sheet.server.changes = [whole]
    expect(sheet.page.locator("tr[data-computed] td:not(.grid-info)").first).to_have_text("44", timeout=8000)


def test_rows_of_a_list_of_questions_are_rows_for_a_screen_reader(visit):
    sheet = visit(GridServer(), viewport={"width": 360, "height": 740})
    sheet.page.route("**/grid-*/", lambda route: route.fulfill(
        body=sheet.server.page().replace('<div class="grid-frame"', '<div class="grid-whole"><div class="grid-frame"'),
        content_type="text/html",
    ))  # fmt: skip
    sheet.reload()
    expect(sheet.page.get_by_role("row", name="МБОУ СОШ № 1").get_by_role("gridcell").first).to_be_visible()
    expect(sheet.page.get_by_role("rowheader", name="МБОУ СОШ № 1")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_forced_colours_states_are_told_apart_without_their_colours(scheme, visit):
    server = GridServer()
    server.put(0, 0, "100", attributes='data-state="warning" data-note="Выше обычного"')
    server.put(0, 1, "", attributes="data-unasked")
    sheet = visit(server, forced_colors="active", color_scheme=scheme)
    sheet.go(1, 0)
    looks = sheet.page.evaluate("""() => {
      const sign = getComputedStyle(document.querySelector("td[data-state=warning]"), "::after");
      const here = getComputedStyle(document.querySelector("td[tabindex='0']"));
      const unasked = getComputedStyle(document.querySelector("td[data-unasked]"));
      return { sign: sign.content, colour: sign.color, ground: getComputedStyle(document.body).backgroundColor,
        outline: here.outlineWidth, hatch: unasked.backgroundImage };
    }""")
    assert "▲" in looks["sign"]
    assert looks["colour"] != looks["ground"]
    assert looks["outline"] == "3px"
    assert "gradient" in looks["hatch"]


def test_under_a_finger_every_target_is_44_pixels(visit):
    server = GridServer()
    server.put(0, 0, "да", attributes='data-state="warning" data-note="«да» — не число."')
    sheet = visit(server, viewport={"width": 768, "height": 900}, has_touch=True, is_mobile=True)
    sheet.cell(0, 0).tap()
    small = sheet.page.evaluate(SMALL_TARGETS)
    assert small == [], json.dumps(small, ensure_ascii=False)


def test_twenty_values_on_a_slow_phone_are_one_tap_and_twenty_times_next(visit):
    sheet = visit(
        GridServer(rows=20, columns=1), viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    session = sheet.page.context.new_cdp_session(sheet.page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    sheet.cell(0, 0).tap()
    for number in range(20):
        sheet.page.keyboard.type(str(number))
        sheet.keys("Enter")
    sheet.page.wait_for_function(
        "() => document.querySelector('.grid-line').textContent.includes('Все изменения сохранены')", timeout=30_000
    )
    assert [sheet.server.text(row, 0) for row in range(20)] == [str(number) for number in range(20)]
