"""An empty district: schools and people out of a department's own tables, in a real browser, in ten actions."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from portal.accounts.models import User
from portal.accounts.roles import Role
from schools.access.models import Membership
from schools.directory.models import School
from tests.browser import needs_browser
from tests.factories import PASSWORD, make_municipality, make_user
from tests.schools.rosters.tables import people_rows, schools_rows

pytestmark = [pytest.mark.django_db(transaction=True), needs_browser]


def as_html(rows: list[list[str]]) -> str:
    """As Excel puts it on the clipboard; a school stands once, joined over its people."""
    lines, above = [], None
    for number, row in enumerate(rows):
        same = above is not None and row[0] and row[0] == above
        cells = row[1:] if same else row
        joined = not same and number + 1 < len(rows) and rows[number + 1][0] == row[0] and row[0]
        first = f"<td rowspan=2>{cells[0]}</td>" if joined else f"<td>{cells[0]}</td>"
        lines.append("<tr>" + first + "".join(f"<td>{cell}</td>" for cell in cells[1:]) + "</tr>")
        above = None if same else row[0]
    return f"<html><body><table>{''.join(lines)}</table></body></html>"


def paste(page: Page, rows: list[list[str]]) -> None:
    """By the browser's own clipboard, as Excel fills it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """([text, html]) => navigator.clipboard.write([new ClipboardItem({
            "text/plain": new Blob([text], {type: "text/plain"}),
            "text/html": new Blob([html], {type: "text/html"}),
        })])""",
        ["\n".join("\t".join(row) for row in rows), as_html(rows)],
    )
    page.get_by_label("Вставьте таблицу").press("Control+V")
    expect(page.locator("[name=pasted_html]")).to_have_value(re.compile("<table"))


def logged_in(chromium, url: str, person: User) -> Page:
    page = chromium.new_context(locale="ru-RU").new_page()
    page.goto(url)
    page.get_by_label("Адрес электронной почты").fill(person.email)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()
    return page


def test_twelve_schools_and_25_people_in_ten_actions(chromium, live_server):
    page = logged_in(chromium, live_server.url, make_user(Role.COORDINATOR, make_municipality("Заречный район")))
    actions = []

    def act(step) -> None:
        actions.append(step)
        step()

    act(lambda: page.get_by_role("link", name="Школы", exact=True).click())
    act(lambda: page.get_by_role("link", name="Внести списком").click())
    act(lambda: paste(page, schools_rows()))
    act(lambda: page.get_by_role("button", name="Посмотреть, что понято").click())
    expect(page.get_by_role("status")).to_contain_text("Новых: 12, изменится: 0, под вопросом: 0")
    assert School.objects.count() == 0
    act(lambda: page.get_by_role("button", name="Принять").click())
    expect(page.get_by_role("status")).to_contain_text("Заведено: 12 школ")
    act(lambda: page.get_by_role("link", name="люди списком").click())
    act(lambda: paste(page, people_rows()))
    act(lambda: page.get_by_role("button", name="Посмотреть, что понято").click())
    expect(page.get_by_role("status")).to_contain_text("Новых: 25, изменится: 0, под вопросом: 0")
    act(lambda: page.get_by_role("button", name="Принять").click())
    expect(page.get_by_role("status")).to_contain_text("Заведено: 25 человек")
    act(lambda: page.get_by_role("button", name="Лист с кодами для печати").click())
    expect(page.locator(".slip-code")).to_have_count(25)

    assert len(actions) == 10
    assert School.objects.count() == 12
    assert User.objects.count() == 26
    first_log_in(chromium, live_server.url, page.locator(".slips > li").filter(has_text="director1@"))


def first_log_in(chromium, url: str, slip) -> None:
    code = slip.locator(".slip-code").inner_text()
    page = chromium.new_context(locale="ru-RU").new_page()
    page.goto(f"{url}/invitation/")
    page.get_by_label("Код с листа").fill(code.lower())
    page.get_by_label("Придумайте пароль").fill("журавли-летят-8")
    page.get_by_label("Пароль ещё раз").fill("журавли-летят-8")
    page.get_by_role("button", name="Сохранить пароль и войти").click()
    expect(page.get_by_role("status")).to_contain_text("director1@zarechny.example")


def test_one_answer_is_given_to_all_rows_that_ask_alike(chromium, live_server):
    municipality = make_municipality("Лесной район")
    School.objects.create(municipality=municipality, name="Ельниковская СОШ")
    coordinator = make_user(Role.COORDINATOR, municipality)
    page = logged_in(chromium, live_server.url, coordinator)
    page.goto(f"{live_server.url}{reverse('person-roster', args=[municipality.pk])}")
    posts = ["Зам. директора по УВР", "Заместитель директора", "заместитель директора по ВР"]
    rows = [["ФИО", "Должность", "Школа", "Почта"]]
    rows += [[f"Иванова Анна {post}", post, "Ельниковская СОШ", f"z{at}@les.example"] for at, post in enumerate(posts)]
    page.get_by_label("Вставьте таблицу").fill("\n".join("\t".join(row) for row in rows))
    page.get_by_role("button", name="Посмотреть, что понято").click()
    page.wait_for_load_state()  # the script that gives answers on is there
    roles = page.get_by_label("Какая роль?")
    roles.nth(2).select_option("observer")
    expect(page.get_by_text("Так же отвечено в строках: 2, 3.")).to_be_visible()
    roles.nth(1).select_option("director")
    page.get_by_text("Что может каждая роль").click()
    expect(page.get_by_text("Видит свою школу, вносит её значения")).to_be_visible()
    page.get_by_role("button", name="Принять").click()
    expect(page.get_by_role("status")).to_contain_text("Заведено: 3 человека")
    given = Membership.objects.filter(school__isnull=False).order_by("user__email").values_list("role", flat=True)
    assert list(given) == ["observer", "director", "observer"]
