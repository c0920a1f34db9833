"""Cells are saved by themselves, each with its state and what is asked about it; what stands beside the table waits."""

import re

from playwright.sync_api import expect

from tests.browser import needs_browser
from tests.indicators.values.grid_page import GridServer
from tests.indicators.values.grid_sheet import filled

pytestmark = needs_browser


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
