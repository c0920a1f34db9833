"""The roadmap's editor in a real browser: by mouse, by keys, and without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from roadmap.plan.models import Activity
from tests.browser import needs_browser
from tests.factories import PASSWORD, approve

pytestmark = [pytest.mark.django_db(transaction=True), needs_browser]


@pytest.fixture
def open_editor(chromium: Browser, live_server, district):
    pages = []

    def opened(**options) -> Page:
        page = chromium.new_context(locale="ru-RU", **options).new_page()
        page.on("pageerror", lambda error: pages.append(error))
        page.goto(f"{live_server.url}/programmes/{district.programme.pk}/roadmap/edit/")
        page.get_by_label("Адрес электронной почты").fill(district.coordinator.email)
        page.get_by_label("Пароль").fill(PASSWORD)
        page.get_by_role("button", name="Войти", exact=True).click()
        expect(page.locator(".plan-row")).to_have_count(5)
        return page

    yield opened
    assert pages == []


def names() -> list[str]:
    return [name.removeprefix("Мероприятие ") for name in Activity.objects.values_list("name", flat=True)]


def row(page: Page, words: str):
    return page.locator(".plan-row", has_text=words)


def link(page: Page, words: str):
    return row(page, words).locator(".plan-name")


def test_by_keys(open_editor):
    """Moved, taken back, walked, opened; the focus stays with the row and a live region tells where it is."""
    page = open_editor()
    link(page, "Мероприятие 1.1").focus()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("[data-portal-live]")).to_contain_text("«1.3 Мероприятие 1.1» — 3-е из 4")
    expect(link(page, "Мероприятие 1.1")).to_be_focused()
    assert names() == ["1.2", "1.3", "1.1", "1.4"]

    page.keyboard.press("Control+z")
    expect(page.locator("[data-portal-live]")).to_have_text("Отменено.")
    assert names() == ["1.2", "1.1", "1.3", "1.4"]

    link(page, "Мероприятие 1.2").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-portal-live]")).to_have_text("Выше некуда.")
    page.keyboard.press("ArrowDown")
    expect(link(page, "Мероприятие 1.1")).to_be_focused()
    page.keyboard.press(" ")
    expect(page.get_by_text("Отмечено: 1")).to_be_visible()
    page.keyboard.press("Delete")
    expect(page.get_by_role("heading", name="Удалить из плана?")).to_be_visible()
    page.get_by_role("link", name="Не удалять").click()
    link(page, "Мероприятие 1.1").press("Enter")
    expect(page.get_by_role("heading", name="1.2 Мероприятие 1.1")).to_be_visible()


def test_by_dragging(open_editor, district):
    page = open_editor()
    drag(page, row(page, "Мероприятие 1.4"), row(page, "Мероприятие 1.2"), above=True)
    expect(page.locator("[data-portal-live]")).to_contain_text("2-е из 4")
    assert names() == ["1.1", "1.4", "1.2", "1.3"]

    for name in ("Мероприятие 1.1", "Мероприятие 1.4"):
        row(page, name).get_by_role("checkbox").check()
    drag(page, row(page, "Мероприятие 1.1"), row(page, "Мероприятие 1.3"), above=False)
    expect(page.locator("[data-portal-live]")).to_contain_text("Перенесено строк: 2.")
    assert names() == ["1.2", "1.3", "1.1", "1.4"]

    drag(page, row(page, "Мероприятие 1.2"), row(page, "Анализ результатов"), above=True)
    page.wait_for_timeout(200)
    assert names() == ["1.2", "1.3", "1.1", "1.4"]  # an activity has to stand in a direction


def drag(page: Page, source, target, *, above: bool) -> None:
    page.set_viewport_size({"width": 1280, "height": 1600})  # both rows in sight: a mouse does not scroll
    source.locator(".plan-handle").wait_for()
    handle, box = source.locator(".plan-handle").bounding_box(), target.bounding_box()
    x = handle["x"] + handle["width"] / 2
    page.mouse.move(x, handle["y"] + handle["height"] / 2)
    page.mouse.down()
    y = box["y"] + (2 if above else box["height"] - 2)
    page.mouse.move(x, y, steps=5)
    page.mouse.up()


def test_with_buttons_of_a_menu_and_of_several(open_editor):
    page = open_editor()
    menu = row(page, "Мероприятие 1.1").locator(".plan-menu")
    menu.locator("summary").click()
    menu.get_by_role("button", name="Скопировать").click()
    expect(page.locator(".plan-row")).to_have_count(6)
    page.get_by_role("button", name="Отменить: строка скопирована").click()
    expect(page.locator(".plan-row")).to_have_count(5)


def test_what_is_typed_is_understood_at_once(open_editor):
    page = open_editor()
    link(page, "Мероприятие 1.1").click()
    page.get_by_label("Срок").fill("Октябрь 2026 г.")
    expect(page.locator("[data-portal-understood=term]")).to_contain_text("октябрь 2026 г.")
    page.get_by_label("Срок").fill("По плану РМО")
    expect(page.locator("[data-portal-understood=term]")).to_contain_text("без точного срока")
    page.get_by_label("Ответственные").fill("Сосновская ООШ")
    expect(page.locator("[data-portal-understood=responsible]")).to_contain_text("Сосновская ООШ")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_text("Сохранено.")).to_be_visible()
    assert Activity.objects.get(name="Мероприятие 1.1").executors.schools.get().name == "Сосновская ООШ"


def test_a_draft_that_was_saved_is_not_restored_and_one_that_was_not_overwrites_nobody(open_editor):
    page = open_editor()
    link(page, "Мероприятие 1.1").click()
    page.get_by_label("Ожидаемый результат").fill("Первый")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_text("Сохранено.")).to_be_visible()
    Activity.objects.filter(name="Мероприятие 1.1").update(result="Чужой")
    link(page, "Мероприятие 1.1").click()
    expect(page.get_by_label("Ожидаемый результат")).to_have_value("Чужой")

    page.get_by_label("Ожидаемый результат").fill("Второй")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="Вернуться без изменений").click()
    expect(page.locator(".plan-row").first).to_be_visible()
    Activity.objects.filter(name="Мероприятие 1.1").update(result="Ещё один")
    link(page, "Мероприятие 1.1").click()
    expect(page.get_by_text("Восстановлено то, что вы набрали")).to_be_visible()
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_text("«Ещё один»")).to_be_visible()
    assert Activity.objects.filter(name="Мероприятие 1.1", result="Ещё один").exists()


def test_without_scripts(open_editor, district):
    page = open_editor(java_script_enabled=False)
    menu = row(page, "Мероприятие 1.1").locator(".plan-menu")
    menu.locator("summary").click()
    menu.get_by_role("button", name="Ниже").click()
    expect(page.get_by_text("«1.2 Мероприятие 1.1» — 2-е из 4")).to_be_visible()
    assert names()[:2] == ["1.2", "1.1"]

    page.get_by_role("link", name="+ Направление", exact=True).click()
    page.get_by_label("Название направления").fill("Второе направление")
    page.get_by_role("button", name="Сохранить", exact=True).click()
    for name in ("Мероприятие 1.3", "Мероприятие 1.4"):
        row(page, name).get_by_role("checkbox").check()
    page.get_by_label("Куда перенести отмеченные").select_option(label="в «2 Второе направление»")
    page.get_by_role("button", name="Перенести").click()
    expect(page.get_by_text("Перенесено строк: 2. Теперь в направлении «2 Второе направление».")).to_be_visible()
    expect(row(page, "2.2 Мероприятие 1.4")).to_be_visible()

    row(page, "Мероприятие 1.4").get_by_role("checkbox").check()
    page.locator(".plan-bulk").get_by_role("button", name="Удалить…").click()
    page.get_by_role("button", name="Удалить", exact=True).click()
    expect(page.get_by_text("Вернуть можно кнопкой «Отменить».")).to_be_visible()
    assert names() == ["1.2", "1.1", "1.3"]


def test_an_approval_meanwhile_is_told(open_editor, district):
    page = open_editor()
    approve(district.programme, by=district.coordinator)
    link(page, "Мероприятие 1.1").press("Alt+ArrowDown")

    expect(page.get_by_text("Её изменяют приказом")).to_be_visible()
