"""A director's phone on a slow line: the photo is made smaller before it is sent."""

import io
import time

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from roadmap.execution.evidence.models import EvidenceFile
from tests.browser import needs_browser
from tests.factories import PASSWORD
from tests.roadmap.execution.pictures import phone_data

pytestmark = needs_browser
LINE = {"offline": False, "latency": 200, "downloadThroughput": 200_000, "uploadThroughput": 50_000}


def large_photo() -> bytes:
    """4,000 × 3,000 points, lying on its side as the phone held it."""
    picture = Image.effect_noise((800, 600), 20).resize((4000, 3000)).convert("RGB")
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=98, exif=phone_data(orientation=6))
    return content.getvalue()


@pytest.fixture
def phone(chromium, live_server, in_force) -> Page:
    assignment = in_force.activities["1.3"].assignments.get()
    page = chromium.new_context(locale="ru-RU", viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{live_server.url}/assignments/{assignment.pk}/")
    page.get_by_label("Адрес электронной почты").fill(in_force.director.email)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()
    page.get_by_label("выполнено", exact=True).check()
    page.get_by_label("Что сделано").fill("Проведено.")
    return page


def choose(page: Page) -> int:
    photo = large_photo()
    page.get_by_label("Фото или файлы").set_input_files(
        [{"name": "IMG_0412.jpeg", "mimeType": "image/jpeg", "buffer": photo}]
    )
    expect(page.get_by_text("Уменьшено с")).to_be_visible()
    return len(photo)


def test_a_large_photo_is_sent_over_a_slow_line(phone):
    size = choose(phone)
    phone.context.new_cdp_session(phone).send("Network.emulateNetworkConditions", LINE)
    began = time.monotonic()
    phone.get_by_role("button", name="Отправить отчёт").click()
    expect(phone.get_by_text("Отчёт отправлен")).to_be_visible(timeout=20_000)

    file = EvidenceFile.objects.get()
    assert (file.name, file.evidence.kind) == ("IMG_0412.jpg", "photo")
    assert size > 3 * 2**20
    assert file.size < size / 6
    assert time.monotonic() - began < 20
    picture = Image.open(file.file)
    assert (picture.size, dict(picture.getexif())) == ((1500, 2000), {})


def test_the_original_goes_on_request(phone):
    choose(phone)
    phone.get_by_label("Отправить фото в полном размере").check()
    phone.get_by_role("button", name="Отправить отчёт").click()
    expect(phone.get_by_text("Отчёт отправлен")).to_be_visible(timeout=20_000)

    picture = Image.open(EvidenceFile.objects.get().file)
    assert (picture.size, dict(picture.getexif())) == ((3000, 4000), {})
