"""One real browser for all tests that need one; what a test opened in it is closed with the test."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.prepared import undo_prepared

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="the system has no Chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Last, since the browser stays, and with it an event loop in which Django would refuse its database.

    Each once more where it failed: a busy machine delays a page beyond what any wait allows; a fault fails twice.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1))
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def browser(request) -> Iterator[Browser]:
    undo_prepared(request.config)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        expect.set_options(timeout=20_000)  # what a busy machine takes; nothing waits longer than it must
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            yield browser
            browser.close()
            undo_prepared(request.config)


@pytest.fixture
def chromium(browser, monkeypatch) -> Iterator[Browser]:
    """What the portal's policy forbids on its own pages is a fault of theirs."""
    before, forbidden = set(browser.contexts), []

    def watched_context(**options) -> BrowserContext:
        context = open_context(**options)
        context.on("console", lambda said: "Content Security Policy" in said.text and forbidden.append(said.text))
        return context

    open_context = browser.new_context
    monkeypatch.setattr(browser, "new_context", watched_context)
    yield browser
    for context in set(browser.contexts) - before:
        context.close()
    assert not forbidden
