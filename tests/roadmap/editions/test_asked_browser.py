"""Approving in the middle of the year in a browser: correct what is doubtful, type the order, see the list, approve."""

from playwright.sync_api import expect

from tests.test_journeys import demonstration, fits, log_in, pytestmark  # noqa: F401 - fixtures


def test_approving_in_the_middle_of_the_year(chromium, demonstration):  # noqa: F811
    page = log_in(chromium, demonstration, "coordinator", viewport={"width": 360, "height": 740})
    page.get_by_role("link", name="Программы", exact=True).click()
    page.get_by_role("link", name="Ступени роста").click()
    page.get_by_text("Отмечено по ошибке?").click()
    page.get_by_role("button", name="Снять отметку").click()
    page.get_by_role("link", name="Отметить утверждённой").click()
    expect(page.get_by_role("heading", name="Кому что будет поручено")).to_be_visible()
    expect(page.get_by_role("heading", name="Проверьте, как понято")).to_be_visible()
    fits(page)

    page.get_by_label("Приказ или другой акт").select_option("")
    page.get_by_label("Номер", exact=True).fill("300-о")
    page.get_by_label("Дата", exact=True).fill("2026-11-20")
    page.get_by_role("button", name="Показать список, не утверждая").click()
    page.get_by_role("radio", name="с даты приказа (20.11.2026)").check()  # long ago, it would be today
    page.get_by_role("button", name="Показать список, не утверждая").click()
    expect(page.get_by_role("heading", name="Закончилось до 20.11.2026")).to_be_visible()
    expect(page.get_by_label("Номер", exact=True)).to_have_value("300-о")
    fits(page)
    page.get_by_role("checkbox", name="Спросить: 2.1").check()
    page.get_by_role("checkbox", name="Сомнения просмотрены").check()
    page.get_by_role("button", name="Отметить утверждённой").click()
    expect(page.get_by_role("status")).to_contain_text("Программа отмечена утверждённой. Приказ № 300-о от 20.11.2026.")

    page.get_by_role("navigation", name="Разделы").get_by_role("link", name="Отчёты школ").click()
    page.get_by_role("link", name="Что не требуется").click()
    expect(page.locator(".record").first).to_contain_text("срок закончился до утверждения программы (20.11.2026)")
    fits(page)
