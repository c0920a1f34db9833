"""A document is looked through in a browser: tied both ways, and a choice made by pointer follows at once."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import needs_browser
from tests.factories import PASSWORD
from tests.roadmap.intake.held import paper
from tests.roadmap.recognition.papers.paper import Paper

pytestmark = [pytest.mark.django_db(transaction=True), needs_browser]


@pytest.fixture
def page(chromium, live_server, district) -> Page:
    page = chromium.new_context(locale="ru-RU").new_page()
    page.goto(f"{live_server.url}/programmes/import/")
    page.get_by_label("Адрес электронной почты").fill(district.coordinator.email)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()
    more = [["1.3", "Подведение итогов", "май 2026", "Отдел образования"]]
    upload(page, paper(term="31 сентября 2025", more=more))
    return page


def upload(page: Page, written: Paper) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "программа.docx", "mimeType": "application/octet-stream", "buffer": written.file()}
    )
    page.get_by_role("button", name="Загрузить и посмотреть").click()
    expect(page.get_by_role("heading", name="Что понято")).to_be_visible()


def test_words_and_what_they_became_show_each_other(page):
    document, understood = page.locator(".intake-pane").nth(0), page.locator(".intake-pane").nth(1)
    document.get_by_text("Конкурс уроков").click()
    expect(understood.get_by_text("Конкурс уроков")).to_have_class(re.compile("intake-here"))
    understood.get_by_text("Подведение итогов").click()
    expect(document.get_by_text("Подведение итогов")).to_have_class(re.compile("intake-here"))
    page.get_by_role("button", name="«31 сентября 2025»").click()
    expect(document.get_by_text("31 сентября 2025")).to_have_class(re.compile("intake-here"))


def test_a_choice_is_read_anew_at_once_and_shown_where_it_was_made(page):
    document, understood = page.locator(".intake-pane").nth(0), page.locator(".intake-pane").nth(1)
    document.get_by_text("Подведение итогов").click()
    page.get_by_label("Эта строка").last.select_option(label="контрольное событие мероприятия выше")
    expect(understood.locator(".intake-stage")).to_contain_text("Подведение итогов")
    document.get_by_text("Подведение итогов").click()
    expect(page.get_by_label("Эта строка").last).to_have_value("event")
    table = document.locator("details").filter(has=page.locator("summary", has_text=re.compile(r"^\s*План")))
    table.locator("summary").click()
    table.get_by_label("«Срок»").select_option(label="результат")
    expect(page.get_by_text("такого дня нет")).to_have_count(0)
    expect(table).to_have_attribute("open", "")


def test_a_table_is_joined_to_the_one_before_and_parted_from_it(page):
    more = paper().text("Летом.").table(["№", "Дела", "Когда", "Кто"], ["1.3", "Лагерь", "июль 2025", "Школы"])
    more.heading("Перечень школ").bold("Лесная СОШ")
    more.table(["№", "Критерий", "Текущий результат", "Ожидаемый результат"], ["1", "ЕГЭ", "52", "60"])
    more.table(["2", "ОГЭ", "3,4", "3,6"], ["3", "ВПР", "40", "45"])
    page.get_by_role("link", name="Внести из файла").click()
    upload(page, more)
    tables, understood = page.locator("details.intake-kind"), page.locator(".intake-pane").nth(1)

    def join(table, choice: str) -> None:
        if table.get_attribute("open") is None:
            table.locator("summary").click()
        with page.expect_navigation():
            table.get_by_label("Продолжает предыдущую").select_option(label=choice)

    summer, of_list = tables.nth(3), tables.nth(5)
    expect(summer.locator("summary")).to_have_text("План мероприятий")
    join(summer, "да")
    expect(summer.locator("summary")).to_have_text("Продолжение предыдущей таблицы")
    expect(page.get_by_text("Графа названа иначе")).to_have_count(0)
    expect(of_list.locator("summary")).to_have_text("Продолжение предыдущей таблицы")
    join(of_list, "нет")
    expect(of_list.locator("summary")).to_have_text("Таблица в тексте")
    join(of_list, "да")
    listed = understood.locator("section").filter(has=page.get_by_role("heading", name="Список школ"))
    expect(listed).to_contain_text("ВПР")


def test_what_was_typed_below_stays_while_something_is_corrected_or_the_check_is_left(page):
    title = page.get_by_role("textbox", name="Название программы")
    title.fill("Программа, названная по-своему")
    document = page.locator(".intake-pane").nth(0)
    document.get_by_text("Подведение итогов").click()
    with page.expect_navigation():
        page.get_by_label("Эта строка").last.select_option(label="не вносить")
    expect(title).to_have_value("Программа, названная по-своему")
    expect(page.get_by_label("По год")).to_have_value("2026")
    page.get_by_role("link", name="Внести из файла").click()
    page.get_by_role("link", name="программа.docx").click()
    expect(title).to_have_value("Программа, названная по-своему")
    page.get_by_role("button", name="Внести программу").click()
    expect(page.get_by_role("heading", name="Программа, названная по-своему")).to_be_visible()


def test_a_row_is_offered_what_it_may_be_in_its_table(page):
    document = page.locator(".intake-pane").nth(0)
    choices = page.get_by_label("Эта строка").last.locator("option:not([hidden])")
    document.get_by_text("Помочь школам.").click()
    expect(choices).to_have_text(["как понято", "не вносить"])
    expect(page.get_by_label("Мероприятие относится к направлению")).to_be_hidden()
    document.get_by_text("Конкурс уроков").click()
    expect(choices).to_have_count(7)
    expect(page.get_by_label("Мероприятие относится к направлению")).to_be_visible()
