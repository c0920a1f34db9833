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

# One heading of the page as a whole, and below it no level that skips another.
_HEADINGS = """() => {
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((each) => each.checkVisibility());
  const firsts = headings.filter((each) => each.tagName === "H1").length;
  const found = firsts === 1 ? [] : [`${firsts} times h1`];
  let level = 0;
  for (const each of headings) {
    if (+each.tagName[1] > level + 1) found.push(`${each.tagName} after H${level}: ${each.textContent.trim()}`);
    level = +each.tagName[1];
  }
  return found;
}"""
# What is pressed takes 44 px each way, itself or the words of its label; links within a sentence are left out.
_SMALL = """() => {
  if (!matchMedia("(pointer: coarse)").matches) return ["the pointer is not a finger"];
  const BLOCKS = "p, li, dd, td, th, div, label, span, summary, h1, h2, h3, figcaption";
  const words = (node) => node.textContent.replace(/[\\s\\p{P}\\p{S}]+/gu, "").length;
  const isInSentence = (link) => {
    if (!["inline", "inline-block"].includes(getComputedStyle(link).display)) return false;
    const block = link.parentElement.closest(BLOCKS) ?? link.parentElement;
    return words(block) > [...block.querySelectorAll("a")].reduce((sum, each) => sum + words(each), 0);
  };
  const found = [];
  for (const each of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
    if (each.disabled || each.type === "hidden" || !each.checkVisibility({visibilityProperty: true})) continue;
    const own = each.getBoundingClientRect();
    if (own.width <= 1 || own.height <= 1 || (each.matches("a") && isInSentence(each))) continue;
    const labels = each.matches("[type=checkbox], [type=radio]") ? [...each.labels] : [];
    const places = [own, ...labels.map((label) => label.getBoundingClientRect())];
    if (!places.some(({width, height}) => width > 43.5 && height > 43.5))
      found.push(`${Math.round(own.width)}×${Math.round(own.height)}: ${each.outerHTML.slice(0, 160)}`);
  }
  return found;
}"""
# Words that can't be told from what is behind them, as the browser computes both; axe knows nothing of forced colours.
_FAINT = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = numbers(colour).map((c) => linear(c / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if ((numbers(colour)[3] ?? 1) === 1) return colour;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? "rgb(0, 0, 0)" : "rgb(255, 255, 255)";
  };
  const found = [];
  for (const each of document.querySelectorAll("body *")) {
    const hasWords = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!hasWords || each.disabled || !each.checkVisibility({visibilityProperty: true})) continue;
    const {color, fill} = getComputedStyle(each);
    const [one, other] = [light(each instanceof SVGElement ? fill : color), light(behind(each))].sort((a, b) => b - a);
    if ((one + 0.05) / (other + 0.05) < 4.5) found.push(each.outerHTML.slice(0, 160));
  }
  return found;
}"""
_MOVING = """() => {
  const all = (style) => `${style.transitionDuration}, ${style.animationDuration}`.split(", ");
  const lasts = (style) => Math.max(...all(style).map(parseFloat));
  const found = [...document.querySelectorAll("body *")].filter((each) => lasts(getComputedStyle(each)) > 0.001);
  if (getComputedStyle(document.documentElement).scrollBehavior === "smooth") found.push(document.documentElement);
  return found.map((each) => each.outerHTML.slice(0, 160));
}"""


@dataclass
class PageSheet:
    """A browser's page, on which what Django has answered is laid out."""

    page: Page
    html: str = ""

    def show(self, html: str, url: str, width: int) -> None:
        self.html = html
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.goto(HOST + url, wait_until="load")

    def resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})
        self._settle()

    def _settle(self) -> None:
        """What the sheets say of the new width or pointer is laid out."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def barriers(self, rules: list[str] | None = None) -> list[str]:
        """What axe calls serious or critical: the rule, and where. Of all rules, or of those named."""
        options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(_AXE.axe_script)
        found = self.page.evaluate("(options) => axe.run(options)", options)["violations"]
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

    def out_of_order(self) -> list[str]:
        """Headings that skip a level, or more or fewer than one of the whole page."""
        return self.page.evaluate(_HEADINGS)

    def moving(self) -> list[str]:
        """What moves though less motion is asked for."""
        return self.page.evaluate(_MOVING)

    def too_small(self) -> list[str]:
        """What a finger would miss."""
        browser = self.page.context.new_cdp_session(self.page)
        browser.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        self._settle()
        found = self.page.evaluate(_SMALL)
        browser.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
        browser.detach()
        return found

    def faint_in_forced_colours(self) -> list[str]:
        found = []
        for scheme in ("light", "dark"):
            self.page.emulate_media(forced_colors="active", color_scheme=scheme)
            found += [f"{scheme}: {each}" for each in self.page.evaluate(_FAINT)]
        self.page.emulate_media(forced_colors="none", color_scheme="light")
        return found

    def answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        is_page = route.request.is_navigation_request() and route.request.frame == self.page.main_frame
        if is_page or route.request.url == self.page.url:  # … or its script asks whether it is another one by now
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
