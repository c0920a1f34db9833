"""A strange department's first day in a real browser: the same way as tests/test_first_day.py, with lists less tidy."""

import pytest
from playwright.sync_api import Page, expect

from indicators.catalogue.models import Indicator
from indicators.collections.models import Collection
from portal.accounts.models import User
from schools.access.actions import create_administrator
from schools.directory.models import School
from tests.browser import needs_browser
from tests.schools.rosters.strangers import city, rural
from tests.test_first_day import EMAIL, PASSWORD, Hands

pytestmark = [pytest.mark.django_db(transaction=True), needs_browser]

# What is still asked, by the beginning of the question's name, or by what it is asked about: the option that is right.
ANSWERS = {"role-": "наблюдатель", "school-": "МБОУ СОШ № 2 г. Заозёрск", "new-": "нет, он часть своей школы"}


def take_in(hands: Hands, content: bytes, name: str) -> None:
    hands.choose_file(content, name)
    hands.press("Посмотреть, что понято")
    answer_all(hands)
    hands.press("Принять")
    expect(hands.page.get_by_role("status").first).to_contain_text("Заведено")


def answer_all(hands: Hands) -> None:
    """One by one: an answer may settle those that are alike."""
    hands.page.wait_for_load_state()
    open_ones = hands.page.locator(".roster-question select:has(option[value='']:checked)")
    for _ in range(open_ones.count()):
        if not open_ones.count():
            break
        question = open_ones.first
        right = next(label for begins, label in ANSWERS.items() if question.get_attribute("name").startswith(begins))
        hands.actions += 1
        question.select_option(label=right)
    expect(open_ones).to_have_count(0)


def ready_for_collection(hands: Hands, page: Page, department, url: str) -> None:
    page.goto(url)
    hands.fill("Адрес электронной почты", EMAIL)
    hands.fill("Пароль", PASSWORD)
    hands.click(page.get_by_role("button", name="Войти", exact=True))
    hands.follow("Назвать муниципалитет и отдел")
    hands.fill("Муниципалитет", department.municipality)
    hands.fill("Краткое название отдела", department.body)
    hands.fill("Полное название отдела", f"{department.body} администрации")
    hands.fill("Место издания приказов", "с. Заречное")
    hands.fill("Должность руководителя", "Начальник")
    hands.fill("Руководитель", "М. П. Иванова")
    hands.press("Сохранить")
    hands.follow("Внести списком")
    take_in(hands, department.books["schools"], "Школы.xlsx")
    hands.follow("люди списком")
    take_in(hands, department.books["people"], "Люди.xlsx")
    hands.follow("показатели списком")
    take_in(hands, department.books["indicators"], "Показатели.xlsx")
    hands.follow("Откройте сбор показателей")
    hands.press("Открыть сбор")
    expect(page.get_by_role("status")).to_contain_text("Сбор открыт")


@pytest.mark.parametrize(
    ("module", "answers", "counts"), [(city, 2, (12, 15, 11)), (rural, 1, (14, 16, 12))], ids=["city", "rural"]
)
def test_a_strange_department_is_ready_but_for_what_has_to_be_asked(module, answers, counts, chromium, live_server):
    create_administrator(email=EMAIL, full_name="Иванова Мария Петровна", password=PASSWORD)
    page = chromium.new_context(locale="ru-RU").new_page()
    page.set_default_timeout(15_000)
    hands = Hands(page)
    ready_for_collection(hands, page, module.DEPARTMENT, live_server.url)

    assert hands.counted() <= 25 + answers
    assert (School.objects.count(), User.objects.count(), Indicator.objects.count()) == counts
    assert Collection.objects.get().indicators.count() == counts[2]
