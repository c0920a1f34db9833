"""Without a connection, a session or a page nothing that was typed is lost."""

import json
import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser import needs_browser
from tests.indicators.values.grid_sheet import ALL_SAVED, filled

pytestmark = needs_browser


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
