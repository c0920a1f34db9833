"""Pages as a browser shows them, without a server: Django answers in the test's transaction, the browser lays out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route

HOST = "http://portal.example"
_AXE = Axe()
# Of axe's rules those whose answer another width may change: what is hidden, overlaid, or scrolls.
OF_LAYOUT = [
    "aria-hidden-focus", "button-name", "color-contrast", "label", "link-name", "nested-interactive",
    "scrollable-region-focusable", "select-name", "summary-name",
]  # fmt: skip
_FOCUS = """() => {
  const found = [];
  const candidates = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
  for (const element of candidates) {
    if (element.disabled || element.type === "hidden" || !element.checkVisibility({visibilityProperty: true})) continue;
    element.focus({focusVisible: true, preventScroll: true});
    if (document.activeElement !== element) continue;
    const style = getComputedStyle(element);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    if (!outlined && style.boxShadow === "none") found.push(element.outerHTML.slice(0, 200));
  }
  document.activeElement?.blur();
  return found;
}"""
_SIDEWAYS = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > room + 1);
  return wide.slice(0, 5).map((each) => each.outerHTML.slice(0, 160));
}"""


@dataclass
class PageSheet:
    """A browser's page, on which what Django has answered is laid out."""

    page: Page
    html: str = ""

    def show(self, html: str, url: str, width: int) -> None:
        self.html = html
        self.resize(width)
        self.page.goto(HOST + url, wait_until="load")

    def resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})

    def barriers(self, rules: list[str] | None = None) -> list[str]:
        """What axe calls serious or critical: the rule, and where. Of all rules, or of those named."""
        options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
        found = _AXE.run(self.page, options=options).response["violations"]
        return [
            f"{each['id']}: {node['html'][:200]} — {node['failureSummary'][:300]}"
            for each in found
            if each["impact"] in ("serious", "critical")
            for node in each["nodes"][:3]
        ]

    def too_wide(self) -> list[str]:
        """Elements by which the page scrolls sideways."""
        return self.page.evaluate(_SIDEWAYS)

    def without_focus(self) -> list[str]:
        """Elements on which a keyboard's focus can't be seen."""
        return self.page.evaluate(_FOCUS)

    def answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.is_navigation_request() and route.request.frame == self.page.main_frame:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
        elif path.startswith(settings.STATIC_URL):
            route.fulfill(path=Path(finders.find(path.removeprefix(settings.STATIC_URL))))
        elif route.request.is_navigation_request():  # a frame within the page
            route.fulfill(body="<!DOCTYPE html><html lang='ru'><title>Документ</title>", content_type="text/html")
        else:
            route.fulfill(status=204)


@pytest.fixture(scope="session")
def page_sheet(browser) -> Iterator[PageSheet]:
    context = browser.new_context(locale="ru-RU", reduced_motion="reduce")
    sheet = PageSheet(context.new_page())
    sheet.page.route("**/*", sheet.answer)
    yield sheet
    context.close()
