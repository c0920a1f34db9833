"""A person sets up codes and a key of their computer, and comes in by each, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import needs_browser
from tests.factories import PASSWORD, make_user
from tests.portal.accounts.test_second_factor import code_of

pytestmark = [pytest.mark.django_db(transaction=True), needs_browser]
COMPUTER = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def from_menu(page: Page, user, name: str, role: str = "link") -> None:
    page.get_by_text(user.short_name).first.click()
    page.get_by_role(role, name=name).first.click()


def type_password(page: Page, user) -> None:
    page.get_by_label("Адрес электронной почты").fill(user.email)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()


def test_codes_and_a_key(chromium, live_server):
    user = make_user()
    page = chromium.new_context(locale="ru-RU").new_page()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": COMPUTER})
    page.goto(live_server.url)
    type_password(page, user)

    from_menu(page, user, "Второй фактор")
    page.get_by_role("link", name="Подключить приложение").click()
    expect(page.get_by_alt_text(re.compile("QR-код"))).to_be_visible()
    page.get_by_text("набрать ключ руками").click()
    secret = page.locator("details code").inner_text()
    page.get_by_label("Код из приложения").fill(code_of(secret))
    page.get_by_role("button", name="Подключить").click()
    expect(page.locator(".spare-codes li")).to_have_count(10)
    page.get_by_role("link", name="Коды сохранены, дальше").click()

    page.get_by_role("link", name="Добавить ключ").click()
    page.get_by_label("Как назвать ключ").fill("Рабочий компьютер")
    page.get_by_label("Входить одним этим ключом").check()
    page.get_by_role("button", name="Сделать ключ").click()
    expect(page.get_by_text("Рабочий компьютер")).to_be_visible()

    from_menu(page, user, "Выйти", "button")
    page.get_by_role("button", name="Войти ключом доступа").click()
    from_menu(page, user, "Выйти", "button")
    type_password(page, user)
    page.get_by_role("button", name="Подтвердить ключом").click()
    from_menu(page, user, "Выйти", "button")
    type_password(page, user)
    page.get_by_label("Код").fill(code_of(secret, 1))
    page.get_by_role("button", name="Войти", exact=True).click()
    from_menu(page, user, "Мои входы")
    expect(page.get_by_text("этот браузер")).to_have_count(1)
