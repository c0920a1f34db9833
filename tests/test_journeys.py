"""The three people's way through the portal, in a real browser, as they would go it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pypdfium2
import pytest
from django.core.management import call_command
from django.utils.timezone import localdate
from playwright.sync_api import Browser, Locator, Page, Request, expect

from indicators.values.models import Value
from portal.accounts.demonstration import PASSWORD
from roadmap.execution.evidence.models import Evidence
from tests.browser import needs_browser

# The README's picture is taken anew where this names a folder; else the test only shows that it can be.
PICTURES = os.environ.get("PICTURES")

FAULTS: list[str] = []

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.each_database, needs_browser]


@pytest.fixture
def demonstration(live_server) -> Iterator[str]:
    """The address of the demonstration, whose pages must load all that they ask for and make no errors."""
    FAULTS.clear()
    call_command("load_demonstration")
    yield live_server.url
    assert [fault for fault in FAULTS if "net::ERR_ABORTED" not in fault] == []  # aborted: the person went on


def tell_not_loaded(request: Request) -> None:
    FAULTS.append(f"Not loaded: {request.url}, {request.failure}")


def tell_no_page_loaded(request: Request) -> None:
    """Where scripts are turned off, the browser refuses to load those that a page names ahead."""
    if not request.url.endswith(".js"):
        tell_not_loaded(request)


def log_in(chromium: Browser, url: str, person: str, **options) -> Page:
    page = chromium.new_context(locale="ru-RU", **options).new_page()
    page.on("pageerror", lambda error: FAULTS.append(f"An error in the page: {error}"))
    page.on("requestfailed", tell_not_loaded if options.get("java_script_enabled", True) else tell_no_page_loaded)
    page.goto(url)
    page.get_by_label("Адрес электронной почты").fill(f"{person}@zarechny.example")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()
    return page


def text_of_pdf(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    return " ".join(text.split())


def test_three_people_at_work(chromium, demonstration, tmp_path):
    specialist_enters_facts(log_in(chromium, demonstration, "specialist"))
    director_reports(log_in(chromium, demonstration, "director", viewport={"width": 360, "height": 740}))
    coordinator_takes_documents(log_in(chromium, demonstration, "coordinator", accept_downloads=True), tmp_path)


def in_menu(page: Page, name: str) -> Locator:
    """Its number may follow the name."""
    return page.get_by_role("navigation", name="Разделы").get_by_role("link", name=name)


def specialist_enters_facts(page: Page) -> None:
    in_menu(page, "Программы").click()
    page.get_by_role("link", name="Ступени роста").click()
    page.get_by_role("link", name="Показатели", exact=True).click()
    page.get_by_role("link", name="2026", exact=True).click()
    facts = page.get_by_role("textbox", name="факт")
    written = ["62,5", "3,8 – 4,0", "более 70", "-"]
    for place, text in zip((2, 3, 5, 6), written, strict=True):
        facts.nth(place).fill(text)
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("status").first).to_contain_text("Сохранено")
    for place, text in zip((2, 3, 5, 6), written, strict=True):
        expect(facts.nth(place)).to_have_value(text)
    page.get_by_label("Чьи значения").select_option(label="Школа № 10")
    page.get_by_role("button", name="Показать").click()
    facts.nth(0).fill("0 (0%)")
    facts.nth(0).press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Сохранено. Изменено значений: 1.")


def director_reports(page: Page) -> None:
    """From the log-in to the saved report in three screens, on a phone: the list, one activity, the list again."""
    expect(page.get_by_role("heading", name="Что ждут от школы")).to_be_visible()
    expect(page.get_by_text("Начните с этого")).to_be_visible()
    fits(page)
    picture(page, "tasks.png", (360, 740))
    page.get_by_role("link", name="3.1.2 Составление").click()
    fits(page)
    page.get_by_label("выполнено", exact=True).check()
    page.get_by_label("Что сделано").fill("Составлены пять маршрутов.")
    page.get_by_label("Номер").fill("87-о")
    page.get_by_label("Дата", exact=True).fill("2026-10-05")
    page.get_by_label("Что сделано").scroll_into_view_if_needed()
    picture(page, "report.png", (360, 740))
    page.get_by_role("button", name="Отправить отчёт").click()
    expect(page.get_by_role("status")).to_contain_text("Отчёт отправлен: 3.1.2. Дальше:")
    fits(page)
    assert Evidence.objects.filter(number="87-о", assignment__school__name="Липовская СОШ").exists()


def fits(page: Page) -> None:
    """Nothing scrolls sideways."""
    page.wait_for_load_state()
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def coordinator_takes_documents(page: Page, folder: Path) -> None:
    page.get_by_role("link", name="Ступени роста").click()
    page.get_by_role("link", name="План мероприятий", exact=True).click()
    expect(page.get_by_role("row", name="3.1.2 Составление")).to_contain_text("ждёт подтверждения")
    picture(page, "plan.png")
    page.get_by_role("link", name="Программа", exact=True).click()
    page.get_by_text("Отмечено по ошибке?").click()
    page.get_by_role("button", name="Снять отметку").click()
    page.get_by_role("link", name="Показатели", exact=True).click()
    expect(page.get_by_role("row", name="Средний тестовый балл ЕГЭ по профильной математике")).to_contain_text("62,5")
    page.get_by_role("link", name="План мероприятий", exact=True).click()
    expect(page.get_by_role("row", name="1.4 Собеседования")).to_be_visible()
    page.get_by_role("link", name="Программа", exact=True).click()
    page.get_by_role("link", name="Отметить утверждённой").click()
    page.get_by_label("Приказ или другой акт").select_option("")
    page.get_by_label("Номер", exact=True).fill("300-о")
    page.get_by_label("Дата", exact=True).fill("2026-11-20")
    page.get_by_role("button", name="Отметить утверждённой").click()
    expect(page.get_by_role("alert")).to_contain_text("посмотрите список ниже")
    expect(page.get_by_label("Номер", exact=True)).to_have_value("300-о")
    page.get_by_role("checkbox", name="Сомнения просмотрены").check()
    page.get_by_role("button", name="Отметить утверждённой").click()
    expect(page.get_by_role("status")).to_contain_text("Программа отмечена утверждённой. Приказ № 300-о от 20.11.2026.")
    passport = text_of_pdf(download(page, "Паспорт программы: PDF", folder))
    assert "№ 300-о" in passport
    report = text_of_pdf(download(page, "Отчёт об исполнении плана мероприятий: PDF", folder))
    assert "Липовская СОШ: выполнено. Составлены пять маршрутов. Приказ" in report
    assert "Приказ № 87-о от 05.10.2026" in report


def download(page: Page, name: str, folder: Path) -> Path:
    """What the link leads to, which a browser with a viewer would show."""
    address = page.get_by_role("link", name=name).get_attribute("href")
    path = folder / "document.pdf"
    path.write_bytes(page.request.get(urljoin(page.url, address)).body())
    return path


PHOTO = bytes.fromhex(  # one white point
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415478da63f8ffff3f0005fe02fe33129514"
    "0000000049454e44ae426082"
)


PHOTO_FILE = {"name": "IMG_0412.png", "mimeType": "image/png", "buffer": PHOTO}


def test_a_report_goes_to_and_fro(chromium, demonstration):
    """A director sends a photo from a phone, the coordinator returns it, the director sends again, it is confirmed."""
    director = log_in(chromium, demonstration, "director", viewport={"width": 360, "height": 740})
    coordinator = log_in(chromium, demonstration, "coordinator")
    director_sends_a_photo(director)
    coordinator_returns_it(coordinator)
    director_sends_again(director)
    coordinator.reload()
    coordinator.get_by_role("listitem").filter(has_text="Снято ближе.").get_by_role("link", name="Открыть").click()
    coordinator.get_by_role("link", name="IMG_0412.png").first.click()
    address = coordinator.get_by_role("link", name="Открыть сам файл").get_attribute("href")
    assert coordinator.request.get(f"{demonstration}{address}").body() == PHOTO
    coordinator.get_by_role("button", name="Подтвердить").click()
    expect(coordinator.get_by_role("status")).to_contain_text("Подтверждено: 1.")
    director.reload()
    director.get_by_text("Закрыто:").click()
    director.get_by_role("link", name="3.1.2 Составление").click()
    expect(director.get_by_text("попросите отдел его вернуть")).to_be_visible()
    expect(director.get_by_role("button", name="Отправить отчёт")).to_be_hidden()


def open_report(page: Page) -> None:
    """Its scripts listen before anything is typed: a person is never as quick as a test on a busy machine."""
    page.get_by_role("link", name="3.1.2 Составление").click()
    expect(page.get_by_label("Что сделано")).to_be_visible()
    page.wait_for_load_state()


def director_sends_a_photo(page: Page) -> None:
    """At first without the words: the photo needn't be chosen again."""
    open_report(page)
    expect(page.get_by_text("Отдел вернул с замечанием")).to_be_visible()
    page.get_by_label("Что сделано").fill("")
    page.get_by_label("Вид документа").select_option(label="фотография")
    page.get_by_label("Номер").fill("")
    page.get_by_label("Фото или файлы").set_input_files([PHOTO_FILE])
    page.get_by_role("button", name="Отправить отчёт").click()
    expect(page.get_by_text("выбирать их снова не нужно").first).to_be_visible()
    fits(page)
    page.get_by_label("Что сделано").fill("Стенд с маршрутами, см. фото.")
    page.get_by_role("button", name="Отправить отчёт").click()
    expect(page.get_by_role("status").filter(has_text="Отчёт отправлен: 3.1.2.")).to_be_visible()


def coordinator_returns_it(page: Page) -> None:
    in_menu(page, "Отчёты школ").click()
    picture(page, "reviews.png")
    page.get_by_role("listitem").filter(has_text="Стенд с маршрутами").get_by_role("checkbox").check()
    page.get_by_label("Замечание школе").fill("На фото не видно фамилий")
    page.get_by_role("button", name="Вернуть с замечанием").click()
    expect(page.get_by_role("status")).to_contain_text("Возвращено с замечанием: 1.")


def director_sends_again(page: Page) -> None:
    """What was sent before is no draft; what is typed and not sent outlives the page."""
    draft = page.get_by_text("Восстановлено то, что вы набрали")
    page.reload()
    expect(page.get_by_role("link", name="3.1.2 Составление")).to_contain_text("На фото не видно фамилий")
    open_report(page)
    expect(draft).to_be_hidden()
    page.get_by_label("Что сделано").fill("Снято ближе.")
    page.get_by_label("Фото или файлы").set_input_files([PHOTO_FILE])
    page.reload()
    expect(draft).to_be_visible()
    expect(page.get_by_label("Что сделано")).to_have_value("Снято ближе.")
    page.get_by_label("Фото или файлы").set_input_files([PHOTO_FILE | {"buffer": PHOTO + b"closer"}])
    page.get_by_role("button", name="Отправить отчёт").click()
    expect(page.get_by_role("status").filter(has_text="Отчёт отправлен")).to_be_visible()


def picture(page: Page, name: str, size: tuple[int, int] = (1440, 900)) -> None:
    """For the README and the manual."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    taken = page.screenshot(path=Path(PICTURES) / name if PICTURES else None)
    assert taken.startswith(b"\x89PNG")


def test_every_demonstration_log_in_works_by_one_click(chromium, demonstration):
    names = ["Лаптева И. С.", "Ершова А. П.", "Сухарев П. Н.", "Мальцева О. В.", "Гордеев О. Ю.", "Тихонов И. А."]
    for name in names:
        page = chromium.new_context(locale="ru-RU").new_page()
        page.goto(demonstration)
        page.get_by_role("button", name=f"Войти как {name}").click()
        expect(page.locator("summary", has_text=name)).to_be_visible()
        page.locator("summary", has_text=name).click()
        page.get_by_role("button", name="Выйти").click()
        expect(page.get_by_role("heading", name="Вход")).to_be_visible()


def test_a_specialist_types_into_the_table_as_into_excel(chromium, demonstration):
    """Typing saves by itself, a doubtful value is marked, a block goes in by one paste."""
    page = log_in(chromium, demonstration, "specialist")
    in_menu(page, "Показатели школ").click()
    expect(page.get_by_text("Обозначения и клавиши")).to_be_visible()
    first = page.locator("[data-portal-grid] tbody td:not(.grid-info)").first
    first.click()
    page.keyboard.type("2 из 40")
    page.keyboard.press("Tab")
    page.keyboard.type("1.500")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Все изменения сохранены").first).to_be_visible()
    expect(page.locator("td[data-state=warning]").first).to_have_text("1.500")
    first.click()
    page.get_by_role("button", name="Подробности").click()
    expect(page.locator("[data-portal-panel]")).to_contain_text("5 %, это 2 из 40")
    page.get_by_role("button", name="Закрыть").click()
    page.get_by_label("Период").select_option("2025")
    page.get_by_role("button", name="Показать", exact=True).click()
    expect(page.get_by_text("Обозначения и клавиши")).to_be_visible()
    page.locator("[data-portal-grid] tbody td:not(.grid-info)").nth(38).click()
    picture(page, "values.png")
    values = {(value.text, value.version) for value in Value.objects.filter(period__label=str(localdate().year))}
    assert {("2 из 40", 1), ("1.500", 1)} <= values


def test_what_follows_from_a_typed_value_is_shown_at_once(chromium, demonstration):
    """Whether parts add up, what the district's value comes to by its schools, and how the entered one differs."""
    page = log_in(chromium, demonstration, "specialist")
    expect(in_menu(page, "Показатели школ")).to_be_visible()
    address = in_menu(page, "Показатели школ").get_attribute("href")
    municipality = Value.objects.filter(school=None).first().indicator.municipality_id
    page.goto(f"{demonstration}{address}{municipality}/2025/?group=Выпуск 9 классов")
    expect(page.get_by_text("Обозначения и клавиши")).to_be_visible()
    cells = page.get_by_role("row", name="Озёрская СОШ").locator("td:not(.grid-info)")
    expect(cells.nth(0)).to_have_attribute("title", re.compile("Части в сумме дают 13, а здесь 14"))

    entered = page.get_by_role("row", name="внесено").locator("td:not(.grid-info)")
    computed = page.get_by_role("row", name="по школам").locator("td:not(.grid-info)")
    difference = page.get_by_role("row", name="Разница").locator("td:not(.grid-info)")
    assert [each.nth(1).inner_text() for each in (entered, computed, difference)] == ["280", "279", "1"]

    cells.nth(1).click()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(computed.nth(1)).to_have_text("280")
    expect(difference.nth(1)).to_have_text("")
    expect(cells.nth(0)).not_to_have_attribute("data-state", "warning")
    cells.nth(2).click()
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(cells.nth(0)).to_have_attribute("title", re.compile("Части в сумме дают 15, а здесь 14"))
    expect(cells.nth(0)).to_have_attribute("data-state", "warning")
    expect(computed.nth(2)).to_have_text("18")
    entered.nth(2).click()
    page.keyboard.type("20")
    page.keyboard.press("Enter")
    expect(difference.nth(2)).to_have_text("2")


def test_a_director_fills_a_collections_sheet_on_a_phone(chromium, demonstration):
    """The page scrolls where the table is touched, never sideways, down to the button that sends it."""
    page = log_in(chromium, demonstration, "director", viewport={"width": 360, "height": 740})
    in_menu(page, "Сборы").click()
    page.get_by_role("link", name="Результаты учащихся").click()
    expect(page.get_by_text("Обозначения и клавиши")).to_be_visible()
    last = page.locator("[data-portal-grid] tbody td:not(.grid-info)").last
    last.click()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(last).to_have_attribute("data-state", "saved")
    page.evaluate("scrollTo(0, 0)")
    page.locator("[data-portal-grid] tbody td").first.hover()
    page.mouse.wheel(0, 5_000)
    send = page.get_by_role("button", name="Отправить в отдел")
    expect(send).to_be_in_viewport()
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    send.click()
    expect(page.get_by_role("heading", name="Не заполнено 2 из 8")).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.get_by_role("button", name="Отправить всё равно").click()
    expect(page.get_by_role("status").first).to_contain_text("Отправлено")


def test_low_results_from_a_trial_to_an_order(chromium, demonstration, tmp_path):
    """The coordinator tries, keeps, overrules, confirms and names the order; the director sees their own protocol."""
    coordinator = log_in(chromium, demonstration, "coordinator", accept_downloads=True)
    coordinator_tries_and_keeps(coordinator)
    coordinator_decides_and_confirms(coordinator)
    coordinator_names_the_order(coordinator, tmp_path)
    director = log_in(chromium, demonstration, "director", viewport={"width": 360, "height": 740})
    director.get_by_role("link", name="ШНОР", exact=True).click()
    expect(director.get_by_role("link", name="Луговская СОШ")).to_be_hidden()
    director.get_by_role("link", name="Липовская СОШ: ШНОР 2026: Федеральный подход").click()
    expect(director.get_by_text("школа отнесена к школам с низкими результатами")).to_be_visible()
    expect(director.get_by_text("«6 из 18», понято как ≈ 33,33 %; признак — не меньше 30 %").first).to_be_visible()
    fits(director)


def coordinator_tries_and_keeps(page: Page) -> None:
    page.get_by_role("link", name="ШНОР", exact=True).click()
    page.get_by_role("link", name="Определить").click()
    page.get_by_label("Метод").select_option("federal")
    page.get_by_label("За какой год").select_option("2026")
    page.get_by_role("button", name="Показать").click()
    expect(page.get_by_text("в списке: 5", exact=True)).to_be_visible()
    page.get_by_label("Доля участников с «2» или ниже минимума").fill("28")
    page.get_by_role("button", name="Показать").click()
    expect(page.get_by_text("при других порогах решение изменилось:")).to_be_visible()
    page.get_by_label("Доля участников с «2» или ниже минимума").fill("")
    page.get_by_role("button", name="Показать").click()
    page.get_by_role("button", name="Сохранить с протоколами").click()
    expect(page.get_by_role("status")).to_contain_text("Сохранено")


def coordinator_decides_and_confirms(page: Page) -> None:
    for school in ("Луговская СОШ", "Боровская ООШ"):
        page.get_by_role("link", name=school).click()
        page.get_by_label("не в списке").check()
        page.get_by_role("button", name="Записать решение").click()
        expect(page.get_by_text("Напишите, почему решение отдела другое")).to_be_visible()
        page.get_by_label("Почему").fill("Результаты аннулированы приказом")
        page.get_by_role("button", name="Записать решение").click()
        page.get_by_role("link", name="ШНОР 2026: Федеральный подход").click()
    page.get_by_role("button", name="Утвердить список").click()
    expect(page.get_by_role("status")).to_contain_text("Список утверждён")


def coordinator_names_the_order(page: Page, folder: Path) -> None:
    page.get_by_role("link", name="Список, критерии и приказ").click()
    page.get_by_text("Каким приказом утверждён").click()
    page.get_by_label("Номер", exact=True).fill("305-о")
    page.get_by_label("Дата", exact=True).fill("2026-11-20")
    page.get_by_label("О чём", exact=True).fill("Об утверждении списка школ")
    page.get_by_role("button", name="Записать приказ").click()
    expect(page.get_by_role("status")).to_contain_text("Приказ записан")
    page.get_by_role("listitem").filter(has_text="Озёрская СОШ").get_by_role("link", name="Ожидаемые").click()
    page.get_by_label("доля «2» по ОГЭ (математика), 2026").fill("менее 25 %")
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_role("link", name="Список как документ").click()
    printed = text_of_pdf(download(page, "PDF", folder))
    assert "№ 305-о" in printed
    assert "Озёрская СОШ" in printed
    assert "менее 25 %" in printed
    assert "Луговская СОШ" not in printed


def test_a_method_is_built_without_programming_and_without_scripts(chromium, demonstration):
    page = log_in(chromium, demonstration, "coordinator", java_script_enabled=False)
    page.get_by_role("link", name="ШНОР", exact=True).click()
    page.get_by_role("link", name="Определить").click()
    page.get_by_role("link", name="Собрать свой метод").click()
    page.get_by_label("Название метода").fill("Две математики")
    page.get_by_label("Показатель", exact=True).fill("ОГЭ, доля участников с отметкой «2»: Математика")
    page.get_by_label("Порог", exact=True).fill("много")
    page.get_by_role("button", name="+ Признак", exact=True).click()
    expect(page.get_by_text("Новый признак")).to_be_visible()
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_text("Нужно число: «30» или «0,5»")).to_be_visible()
    expect(page.get_by_text("Выберите показатель.")).to_be_visible()
    page.get_by_label("Порог", exact=True).first.fill("30")
    page.get_by_label("Показатель", exact=True).nth(1).fill("ВПР, доля участников с отметкой «2»: Математика")
    page.get_by_label("Признак есть, если значение").nth(1).select_option(label="среди самых высоких: столько школ")
    page.get_by_label("Порог", exact=True).nth(1).fill("2")
    page.get_by_label("Решает").select_option(label="каждое из")
    page.get_by_role("button", name="Проверить").last.click()
    expect(page.get_by_text("Ошибок нет, метод ещё не записан.")).to_be_visible()
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("status")).to_contain_text("Метод записан.")
    expect(page.get_by_text("в числе 2 школ муниципалитета с самым высоким значением")).to_be_visible()
