"""A new district's first day, walked in a real browser on an empty database, its actions counted.

An action is a click, a filled field, a chosen file. Nothing of it is done in Django's administration.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from indicators.catalogue.models import Indicator
from indicators.collections.models import Collection
from indicators.identification.models import Run, RunSchool
from portal.accounts.models import User
from schools.access.actions import create_administrator
from schools.directory.models import School
from tests import first_department
from tests.browser import needs_browser

EMAIL, PASSWORD = "ivanova@zarechny.example", "слоны-не-летают-7"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.each_database, needs_browser]


class Hands:
    """What a person does on the page, each time counted."""

    def __init__(self, page: Page):
        self.page, self.actions = page, 0

    def click(self, target: Locator) -> None:
        self.actions += 1
        target.click()

    def follow(self, name: str) -> None:
        self.click(self.page.get_by_role("link", name=name).first)

    def press(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name))

    def fill(self, label: str, text: str) -> None:
        self.actions += 1
        self.page.get_by_label(re.compile(rf"^\s*{label}\*?\s*$")).fill(text)

    def choose_file(self, content: bytes, name: str) -> None:
        self.actions += 1
        file = {"name": name, "mimeType": XLSX, "buffer": content}
        self.page.locator("input[type=file]").set_input_files(file)

    def counted(self) -> int:
        done, self.actions = self.actions, 0
        return done


def take_in(hands: Hands, content: bytes, name: str, found: str) -> None:
    """A list of the department's own: chosen, looked through, accepted."""
    hands.choose_file(content, name)
    hands.press("Посмотреть, что понято")
    expect(hands.page.get_by_role("status").first).to_contain_text(found)
    hands.press("Принять")


def test_a_new_district_is_ready_in_25_actions_and_has_its_list_in_10_more(chromium, live_server):
    create_administrator(email=EMAIL, full_name="Иванова Мария Петровна", password=PASSWORD)
    page = chromium.new_context(locale="ru-RU").new_page()
    page.set_default_timeout(15_000)
    visited = []
    page.on("framenavigated", lambda frame: visited.append(frame.url))
    hands = Hands(page)
    page.goto(live_server.url)
    hands.fill("Адрес электронной почты", EMAIL)
    hands.fill("Пароль", PASSWORD)
    hands.click(page.get_by_role("button", name="Войти", exact=True))

    hands.follow("Назвать муниципалитет и отдел")
    hands.fill("Муниципалитет", "Заречный район")
    hands.fill("Краткое название отдела", "Отдел образования")
    hands.fill("Полное название отдела", "Отдел образования администрации Заречного района")
    hands.fill("Место издания приказов", "с. Заречное")
    hands.fill("Должность руководителя", "Начальник отдела образования")
    hands.fill("Руководитель", "М. П. Иванова")
    hands.press("Сохранить")

    hands.follow("Внести списком")
    take_in(hands, first_department.schools_book(), "Школы.xlsx", "Новых: 12, изменится: 0, под вопросом: 0")
    hands.follow("люди списком")
    take_in(hands, first_department.people_book(), "Люди.xlsx", "Новых: 25, изменится: 0, под вопросом: 0")
    hands.follow("показатели списком")
    take_in(hands, first_department.indicators_book(), "Показатели.xlsx", "Новых: 20, изменится: 0, под вопросом: 0")

    hands.follow("Откройте сбор показателей")
    hands.press("Открыть сбор")
    expect(page.get_by_role("status")).to_contain_text("Сбор открыт, школ: 12")
    assert hands.counted() <= 25
    assert (School.objects.count(), User.objects.count(), Indicator.objects.count()) == (12, 26, 20)
    assert Collection.objects.get().indicators.count() == 20

    hands.follow("Показатели школ")
    hands.follow("Загрузить Excel")
    hands.choose_file(first_department.values_book(), "Результаты.xlsx")
    hands.press("Прочитать файл")
    hands.press("Записать изменения")
    hands.follow("ШНОР")
    hands.follow("Определить")
    hands.press("Показать")
    hands.press("Сохранить с протоколами")
    expect(page.get_by_role("heading", name="Федеральный подход")).to_be_visible()
    assert hands.counted() <= 10
    assert Run.objects.get().method_key == "federal"
    listed = RunSchool.objects.filter(verdict=RunSchool.Verdict.IN).order_by("pk")
    assert {school.name for school in listed} == set(first_department.LISTED)
    assert not RunSchool.objects.filter(verdict=RunSchool.Verdict.UNKNOWN).exists()
    assert not [url for url in visited if "/admin/" in url]
