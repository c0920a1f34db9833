"""A director's phone, slow itself, on a slow line: a photo goes in few taps, goes on after cuts, outlives the page."""

import io
import time
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import CDPSession, Locator, Page, expect

from roadmap.execution.evidence.models import EvidenceFile, WaitingFile
from tests.browser import needs_browser
from tests.factories import PASSWORD
from tests.roadmap.execution.pictures import phone_data

pytestmark = [pytest.mark.each_database, needs_browser]
LINE = {"offline": False, "latency": 200, "downloadThroughput": 200_000, "uploadThroughput": 50_000}
SLOWER = 4  # a cheap phone beside the machine that the test runs on
PATIENCE = 120  # seconds for a part of a file: what a busy machine takes


@pytest.fixture(scope="module")
def large_photo(tmp_path_factory) -> Path:
    """Of 13 MB, lying on its side as the phone held it; grain over soft shapes, as a phone's sensor has it."""
    soft = Image.effect_noise((400, 300), 60).resize((4000, 3000), Image.Resampling.BICUBIC)
    grain = Image.effect_noise((4000, 3000), 30)
    picture = Image.merge("RGB", [Image.blend(soft, grain, part) for part in (0.5, 0.45, 0.4)])
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=100, exif=phone_data(orientation=6))
    assert 13e6 < content.tell() < 15e6
    path = tmp_path_factory.mktemp("photos") / "IMG_0412.jpeg"
    path.write_bytes(content.getvalue())
    return path


class Phone:
    """Counts the taps on the page; what is typed goes to the field that has the focus."""

    def __init__(self, page: Page, email: str):
        self.page, self.email, self.taps = page, email, 0
        self.session: CDPSession = page.context.new_cdp_session(page)

    def log_in(self) -> None:
        """All but the button."""
        self.page.keyboard.type(self.email)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(PASSWORD)

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1

    def choose(self, path: Path) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.tap(self.page.get_by_label("Фото или файлы"))
        chooser.value.set_files(path)

    def wait_for(self, share: float) -> None:
        """Until so much of the file has been sent."""
        bar = self.page.locator(".sent-files progress")
        deadline = time.monotonic() + PATIENCE
        while bar.evaluate("bar => bar.value") < share:
            assert time.monotonic() < deadline, "the file doesn't go on"
            time.sleep(0.02)

    def line(self, **changed) -> None:
        self.session.send("Network.emulateNetworkConditions", LINE | changed)

    def cut_at(self, share: float) -> None:
        """Off for half a second, in the middle of a piece."""
        self.wait_for(share)
        self.line(offline=True)
        expect(self.page.get_by_text("связи нет, продолжим с того же места").first).to_be_visible()
        time.sleep(0.5)
        self.line()


@pytest.fixture
def phone(chromium, live_server, in_force) -> Phone:
    page = chromium.new_context(locale="ru-RU", viewport={"width": 360, "height": 740}, has_touch=True).new_page()
    page.goto(live_server.url)
    phone = Phone(page, in_force.director.email)
    phone.log_in()
    return phone


def test_six_taps_and_two_cuts_on_a_slow_line(phone, large_photo):
    page = phone.page
    phone.session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    phone.tap(page.get_by_role("button", name="Войти", exact=True))
    phone.tap(page.locator("main a[href*='/assignments/']").first)
    phone.tap(page.get_by_label("выполнено", exact=True))
    phone.tap(page.get_by_label("Что сделано"))
    page.keyboard.type("Проведено.")
    phone.line()
    began = time.monotonic()
    phone.choose(large_photo)
    phone.wait_for(0.01)
    begun = time.monotonic() - began
    phone.cut_at(0.2)
    phone.cut_at(0.6)
    phone.tap(page.get_by_role("button", name="Отправить отчёт"))
    expect(page.get_by_text("Отчёт отправлен")).to_be_visible(timeout=30_000)
    took = time.monotonic() - began

    file = EvidenceFile.objects.get()
    told = f"{phone.taps} taps; {large_photo.stat().st_size} bytes: {begun:.1f} s until {file.size} began to go"
    print(f"{told}, {took:.1f} s until the report was there")  # noqa: T201
    assert phone.taps <= 6
    assert took < 20
    assert (file.name, file.evidence.kind) == ("IMG_0412.jpg", "photo")
    picture = Image.open(file.file)
    assert (picture.size, dict(picture.getexif())) == ((1500, 2000), {})
    assert not WaitingFile.objects.exists()


def test_what_was_on_its_way_outlives_the_page(phone, large_photo, tmp_path):
    """The original of 13 MB; the page is left half way, and the session is over by the time that it is opened again."""
    page = phone.page
    phone.tap(page.get_by_role("button", name="Войти", exact=True))
    phone.tap(page.locator("main a[href*='/assignments/']").first)
    page.get_by_label("выполнено", exact=True).check()
    page.get_by_label("Что сделано").fill("Проведено.")
    cut_off = tmp_path / "cut.jpg"
    cut_off.write_bytes(large_photo.read_bytes()[:7_000_000])
    phone.choose(cut_off)
    expect(page.get_by_role("status").filter(has_text="оборвана")).to_be_visible()
    page.get_by_role("button", name="Убрать: cut.jpg").click()

    page.get_by_label("Отправлять фото в полном размере").check()
    phone.line(latency=100, uploadThroughput=3_000_000)
    phone.choose(large_photo)
    phone.wait_for(0.2)
    page.on("dialog", lambda dialog: dialog.accept())
    page.context.clear_cookies()
    page.reload()
    received = WaitingFile.objects.get().received
    assert 0 < received < large_photo.stat().st_size
    phone.log_in()
    phone.tap(page.get_by_role("button", name="Войти", exact=True))

    expect(page.get_by_label("Что сделано")).to_have_value("Проведено.")
    page.get_by_role("button", name="Отправить отчёт").click()
    expect(page.get_by_text("Отчёт отправлен")).to_be_visible()
    picture = Image.open(EvidenceFile.objects.get().file)
    assert (picture.size, dict(picture.getexif())) == ((3000, 4000), {})
