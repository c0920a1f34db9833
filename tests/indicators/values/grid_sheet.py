"""What a person does with the grid of a page in a real browser, and the fixtures that open one."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.indicators.values.grid_page import GridServer, site

ALL_SAVED = "Все изменения сохранены"

PASTE = """(target, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
COPY = """(target, kind) => {
  const clipboardData = new DataTransfer();
  target.dispatchEvent(new ClipboardEvent(kind, { clipboardData, bubbles: true, cancelable: true }));
  return clipboardData.getData("text/plain");
}"""
TYPE = """(target, text) => {
  for (const key of text) target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}"""


class Sheet:
    """What a person does with the grid of a page."""

    def __init__(self, page: Page, server: GridServer):
        self.page, self.server, self.user = page, server, server.user

    def cell(self, row: int, column: int):
        return self.page.locator(f"tr[data-cell=':{row + 1}::'] td:not(.grid-info)").nth(column)

    def at(self, row: int, column: int, *, text: str | None = None) -> None:
        """The active cell is there, and has the focus."""
        expect(self.cell(row, column)).to_be_focused()
        if text is not None:
            expect(self.cell(row, column)).to_have_text(text)

    def go(self, row: int, column: int) -> None:
        self.cell(row, column).click()

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, row: int, column: int, text: str) -> None:
        self.go(row, column)
        self.page.keyboard.type(text)
        self.keys("Enter")

    def select(self, top: int, left: int, bottom: int, right: int) -> None:
        self.cell(top, left).click()
        self.cell(bottom, right).click(modifiers=["Shift"])

    def selected(self) -> list[tuple[int, int]]:
        found = self.page.evaluate("""[...document.querySelectorAll("td[aria-selected]")].map((td) => [
          Number(td.parentElement.dataset.cell?.split(":")[1]) - 1,
          [...td.parentElement.querySelectorAll("td:not(.grid-info)")].indexOf(td)])""")
        return [tuple(each) for each in found]

    def paste(self, text: str) -> None:
        self.page.locator(":focus").evaluate(PASTE, text)

    @property
    def preview(self):
        return self.page.get_by_role("dialog", name="Что изменит вставка")

    def agree(self) -> None:
        expect(self.preview.get_by_role("button", name="Вставить")).to_be_focused()
        self.keys("Enter")
        expect(self.preview).to_have_count(0)

    def copy(self, kind: str = "copy") -> str:
        return self.page.locator(":focus").evaluate(COPY, kind)

    def texts(self, top: int, left: int, bottom: int, right: int) -> list[list[str]]:
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        return [[self.cell(row, column).text_content() for column in columns] for row in rows]

    @property
    def line(self):
        return self.page.locator(".grid-line")

    @property
    def said(self):
        return self.page.locator(".grid-said")

    @property
    def editor(self):
        return self.page.get_by_role("textbox", name=re.compile("^Значение"))

    def tells(self, text: str) -> None:
        """Waits at the browser's own pace: Playwright's `expect` looks more and more rarely."""
        told = "(text) => document.querySelector('.grid-line')?.textContent.includes(text)"
        self.page.wait_for_function(told, arg=text)

    def saved(self) -> None:
        self.tells(ALL_SAVED)

    def stored(self) -> dict[str, str]:
        kept = self.page.evaluate("({ ...localStorage })")
        return {name: value for name, value in kept.items() if name.startswith(f"grid:{self.user}/2|")}

    def reload(self) -> None:
        self.page.reload()
        expect(self.line).to_be_visible()


PERSON = {"locale": "ru-RU", "timezone_id": "Europe/Moscow"}


@pytest.fixture(scope="session")
def browser_of_one(browser):
    with browser.new_context(**PERSON) as context:
        yield context


@pytest.fixture(scope="session")
def add_to_site():
    with site() as add:
        yield add


@pytest.fixture
def visit(chromium, browser_of_one, add_to_site):
    """Opens a page with a grid; once more as the same person where the server has been visited before."""
    opened = []

    def open_page(server: GridServer, **options) -> Sheet:
        if not server.url:
            add_to_site(server)
        context = chromium.new_context(**PERSON, **options) if options else browser_of_one
        page = context.new_page()
        opened.append(context if options else page)
        page.on("pageerror", lambda error: pytest.fail(f"An error in the page: {error}"))
        page.on("dialog", lambda dialog: dialog.accept())
        page.set_default_timeout(20_000)  # as `expect`: a busy machine opens a page of forty files slowly
        page.goto(server.url)
        sheet = Sheet(page, server)
        expect(sheet.line).to_be_visible()
        return sheet

    yield open_page
    for each in opened:
        each.close()


@pytest.fixture
def sheet(visit) -> Sheet:
    return visit(GridServer())


def filled(rows: int = 6, columns: int = 5) -> GridServer:
    server = GridServer(rows=rows, columns=columns)
    for row in range(rows):
        for column in range(columns):
            server.put(row, column, f"{row},{column}")
    return server
