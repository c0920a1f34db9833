"""A department's first year, walked in a real browser: from its own programme in Word to what everybody sees of it."""

import re

import pypdfium2
import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, Page, expect

from indicators.catalogue.actions import create_wanted
from indicators.catalogue.facts import IndicatorFacts
from indicators.identification.models import LowResultList
from portal.accounts.roles import Role
from roadmap.programmes.models import Programme
from schools.access.actions import create_administrator
from schools.directory.actions import create_school
from schools.people.actions import PersonFacts, take_in_people
from schools.setup.actions import save_municipality, stated
from tests.browser import needs_browser
from tests.first_programme import ACTIVITY, EVENT, programme_file
from tests.indicators.workbooks.excel_books import make_value
from tests.roadmap.execution.pictures import picture_bytes

EMAIL, PASSWORD = "ivanova@zarechny.example", "слоны-не-летают-7"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LOW, OTHER = "Луговская СОШ", "Каменская СОШ"
SHARES = ("ВПР, доля участников с отметкой «2»", "ОГЭ, доля участников с отметкой «2»",
          "ЕГЭ, доля участников ниже минимального балла")  # fmt: skip

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.each_database, needs_browser]


@pytest.fixture
def district():
    """As the first day leaves it: a department, two schools with their directors, a year's results."""
    administrator = create_administrator(email=EMAIL, full_name="Иванова Мария Петровна", password=PASSWORD)
    words = {"municipality": "Заречный район", "name": "Отдел образования", "head_position": "Начальник отдела",
             "full_name": "Отдел образования администрации Заречного района", "head_name": "М. П. Иванова"}  # fmt: skip
    municipality = save_municipality(municipality=None, words=stated(None) | words, by=administrator)
    schools = [
        create_school(municipality=municipality, facts={"name": name}, by=administrator) for name in (LOW, OTHER)
    ]
    people = [PersonFacts(EMAIL, "Иванова Мария Петровна", "", Role.COORDINATOR)]
    people += [PersonFacts(f"director{each.pk}@zarechny.example", f"Директорова {each.pk}", "", Role.DIRECTOR, each)
               for each in schools]  # fmt: skip
    take_in_people(municipality=municipality, people=people, by=administrator)
    wanted = [IndicatorFacts(name, heading, "%") for heading in SHARES for name in ("Русский язык", "Математика")]
    for indicator in create_wanted(municipality=municipality, wanted=wanted, by=administrator):
        for school in schools:
            make_value(indicator, school, "45" if school.name == LOW else "5", period=str(localdate().year))
    return municipality


def test_a_first_year(chromium: Browser, live_server, district):
    page = chromium.new_context(locale="ru-RU", accept_downloads=True).new_page()
    page.goto(live_server.url)
    page.get_by_label("Адрес электронной почты").fill(EMAIL)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()

    take_in_programme(page, f"{live_server.url}/municipalities/{district.pk}/setup/")
    code = director_code(page, f"{live_server.url}/municipalities/{district.pk}/people/")
    director_reports(chromium, live_server.url, code)
    page.goto(f"{live_server.url}/assignments/review/")
    expect(page.get_by_text(f"{ACTIVITY}. {EVENT}")).to_be_visible()
    page.get_by_role("main").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Подтвердить").click()
    expect(page.get_by_role("status").first).to_contain_text("Подтверждено: 1")

    list_is_confirmed(page, live_server.url)
    look_at_documents(page, live_server.url)
    everybody_sees(chromium, page, live_server.url, district.pk)


def take_in_programme(page: Page, setup: str) -> None:
    page.goto(setup)
    page.get_by_role("link", name="Внести из файла").click()
    file = {"name": "Шаг вперёд.docx", "mimeType": WORD, "buffer": programme_file(localdate())}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Загрузить и посмотреть").click()
    page.get_by_role("button", name="Внести программу").click()
    expect(page.get_by_text("Программа внесена из файла.")).to_be_visible()
    page.get_by_role("link", name="Отметить утверждённой").click()
    expect(page.get_by_text(f"{ACTIVITY}. {EVENT}")).to_be_visible()
    doubts = page.get_by_label(re.compile("Сомнения просмотрены"))
    if doubts.count():
        doubts.check()
    page.get_by_role("button", name="Отметить утверждённой").click()
    expect(page.get_by_text("Программа отмечена утверждённой.")).to_be_visible()


def director_code(page: Page, people: str) -> str:
    """Off the sheet that is printed where nobody gets letters."""
    page.goto(people)
    page.get_by_role("button", name="Лист с кодами для печати").click()
    sheet = page.get_by_role("main").inner_text()
    return re.search(rf"{LOW}.*?Введите код: (\S+)", sheet, re.S)[1]


def director_reports(chromium: Browser, url: str, code: str) -> None:
    """On a phone, from the code to the report on the control event with a photo."""
    page = chromium.new_context(locale="ru-RU", viewport={"width": 360, "height": 740}).new_page()
    page.goto(url)
    page.get_by_role("link", name="Вхожу по коду").click()
    page.get_by_label("Код с листа или из письма").fill(code.lower())
    page.get_by_label("Придумайте пароль").fill("синий-трактор-едет-2")
    page.get_by_label("Пароль ещё раз").fill("синий-трактор-едет-2")
    page.get_by_role("button", name="Сохранить пароль и войти").click()
    expect(page.get_by_role("heading", name="Что ждут от школы")).to_be_visible()
    page.get_by_role("link", name=EVENT).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(EVENT)
    page.get_by_role("main").get_by_text("выполнено", exact=True).click()
    page.get_by_label("Что сделано").fill("Начаты с первого числа.")
    photo = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes(size=(1200, 800))}
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_role("button", name="Отправить отчёт").click()
    expect(page.get_by_role("status").first).to_contain_text("Отчёт отправлен")


def list_is_confirmed(page: Page, url: str) -> None:
    """By the federal method, and by an order that is typed where the list is."""
    page.goto(f"{url}/runs/")
    page.get_by_role("link", name="Определить").first.click()
    page.get_by_role("button", name="Показать").click()
    page.get_by_role("button", name="Сохранить с протоколами").click()
    page.get_by_role("button", name="Утвердить список").click()
    page.get_by_role("link", name="Список, критерии и приказ").click()
    page.get_by_text("Каким приказом утверждён").click()
    page.get_by_label("Номер").fill("112-о")
    page.get_by_label("Дата", exact=True).fill(localdate().isoformat())
    page.get_by_role("button", name="Записать приказ").click()
    expect(page.get_by_text("Приказ записан: он встанет в гриф списка.")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(LOW)
    expect(page.get_by_role("main")).not_to_contain_text(OTHER)


def look_at_documents(page: Page, url: str) -> None:
    programme, listed = Programme.objects.get().pk, LowResultList.objects.get().pk
    about = {"passport": f"programme={programme}", "roadmap": f"programme={programme}",
             "execution": f"programme={programme}", "low-result-schools": f"low_result_list={listed}"}  # fmt: skip
    texts = {kind: pdf_text(page, f"{url}/documents/new/{kind}/pdf/?{query}") for kind, query in about.items()}
    assert "Поднять результаты школ" in texts["passport"]
    assert "77-о" in texts["passport"]
    assert EVENT in texts["roadmap"]
    of_event = texts["execution"].partition(EVENT)[2]
    assert f"{LOW}: выполнено. Начаты с первого числа" in of_event
    assert "№ 112-о" in texts["low-result-schools"]
    assert LOW in texts["low-result-schools"]


def pdf_text(page: Page, address: str) -> str:
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    with pypdfium2.PdfDocument(answer.body()) as pdf:
        return " ".join(" ".join(each.get_textpage().get_text_range() for each in pdf).split())


def everybody_sees(chromium: Browser, page: Page, url: str, pk: int) -> None:
    page.goto(f"{url}/municipalities/{pk}/setup/")
    page.get_by_role("link", name="Открытые страницы").click()
    page.get_by_label("паспорт", exact=True).check()
    page.get_by_label("план мероприятий с выполнением", exact=True).check()
    page.get_by_label("Показывать всем без входа").check()
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_text("Открыто: отмеченное теперь видят все без входа.")).to_be_visible()
    anybody = chromium.new_context(locale="ru-RU").new_page()
    anybody.goto(f"{url}/login/")
    anybody.get_by_role("link", name="Открытые программы").click()
    anybody.get_by_role("link", name="Заречный район").click()
    anybody.get_by_role("link", name=re.compile("Шаг вперёд")).first.click()
    expect(anybody.get_by_role("main")).to_contain_text("Поднять результаты школ")
    anybody.get_by_role("link", name="План мероприятий и что выполнено").click()
    expect(anybody.get_by_role("main")).to_contain_text(EVENT)
    expect(anybody.get_by_role("main")).not_to_contain_text("Начаты с первого числа")
