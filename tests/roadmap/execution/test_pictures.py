"""Photos of reports: without place and device, upright, whole, and of a size that a server can open."""

import io

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from roadmap.execution.evidence import pictures
from roadmap.execution.evidence.file_kinds import NotTaken
from roadmap.execution.evidence.pictures import cleaned_picture
from tests.roadmap.execution.pictures import phone_data, picture_bytes


def cleaned(content: bytes, name: str) -> tuple[Image.Image, bytes, str]:
    file = cleaned_picture(ContentFile(content, name=name))
    content = file.read()
    return Image.open(io.BytesIO(content)), content, file.name


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_photo_keeps_neither_place_nor_device(file_format):
    sent = picture_bytes(file_format, exif=phone_data())
    assert b"Made-up phone" in sent
    picture, content, _ = cleaned(sent, f"a.{file_format.lower()}".replace(".jpeg", ".jpg").replace(".heif", ".heic"))

    assert b"Made-up phone" not in content
    assert not picture.getexif()
    assert picture.size == (80, 40)
    assert picture.convert("RGB").getpixel((5, 5))[0] > 200


def test_a_photo_is_upright():
    picture, _, _ = cleaned(picture_bytes(exif=phone_data(orientation=6)), "a.jpg")

    assert picture.size == (40, 80)
    assert picture.getpixel((20, 5))[0] > 200


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize(("mode", "compression"), [("1", "group4"), ("RGB", "tiff_lzw"), ("L", None)])
def test_each_page_of_a_scan_is_kept_and_nothing_beside_it(mode, compression):
    pages, content = [Image.effect_noise((200, 100), noise).convert(mode) for noise in (40, 60)], io.BytesIO()
    tags = {271: "Made-up phone", 315: "Made-up author"}
    pages[0].save(content, "TIFF", save_all=True, append_images=pages[1:], compression=compression, tiffinfo=tags)
    picture, kept, _ = cleaned(content.getvalue(), "a.tif")

    assert b"Made-up" not in kept
    assert picture.n_frames == 2
    for number, page in enumerate(pages):
        picture.seek(number)
        assert picture.tobytes() == page.tobytes()
    assert cleaned(kept, "a.tif")[1] == kept
    with pytest.raises(NotTaken, match="оборвана"):
        cleaned(kept[: len(kept) * 3 // 5], "a.tif")


def test_a_jpeg_is_written_with_its_own_tables():
    sent = picture_bytes(quality=37, exif=phone_data())
    picture, _, _ = cleaned(sent, "a.jpg")

    assert picture.quantization == Image.open(io.BytesIO(sent)).quantization


def test_a_photo_of_an_iphone_becomes_jpeg():
    picture, _, name = cleaned(picture_bytes("HEIF"), "IMG_0412.HEIC")

    assert (picture.format, name) == ("JPEG", "IMG_0412.jpg")


@pytest.mark.parametrize(("file_format", "name"), [("JPEG", "a.jpeg"), ("PNG", "a.png"), ("GIF", "a.gif")])
def test_what_tells_nothing_stays_as_it_is(file_format, name):
    sent = picture_bytes(file_format)

    assert cleaned(sent, name)[1:] == (sent, name)


@pytest.mark.parametrize(("file_format", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("HEIF", "a.heic")])
@pytest.mark.parametrize("others_take_it", [True, False])
def test_a_picture_that_is_cut_off_is_told(file_format, name, others_take_it, monkeypatch):
    """Whatever a library has told Pillow for the whole process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", others_take_it)
    sent = picture_bytes(file_format, size=(400, 300))

    with pytest.raises(NotTaken, match="оборвана"):
        cleaned_picture(ContentFile(sent[: len(sent) * 3 // 5], name=name))
    assert others_take_it == ImageFile.LOAD_TRUNCATED_IMAGES


def test_too_many_pixels_are_told_before_they_are_opened(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)

    with pytest.raises(NotTaken, match="80 × 40 точек"):
        cleaned_picture(ContentFile(picture_bytes("PNG"), name="a.png"))


def test_a_phone_s_photo_of_a_blank_wall_is_taken():
    sent = io.BytesIO()
    Image.new("RGB", (4_000, 3_000), "grey").save(sent, "JPEG", quality=60, exif=phone_data())
    assert len(sent.getvalue()) < 2**20

    assert cleaned(sent.getvalue(), "a.jpg")[0].size == (4_000, 3_000)


def test_a_page_in_black_and_white_is_taken_at_600_points_an_inch():
    sent = io.BytesIO()
    Image.new("1", (4_960, 7_016), 1).save(sent, "TIFF", compression="group4", description="scan")

    assert cleaned(sent.getvalue(), "a.tif")[0].size == (4_960, 7_016)


def test_a_small_file_of_very_many_points_is_told():
    sent = io.BytesIO()
    Image.new("RGB", (6_000, 6_000)).save(sent, "WEBP")

    with pytest.raises(NotTaken, match="до 5 миллионов в таком небольшом файле"):
        cleaned(sent.getvalue(), "a.webp")


@given(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "HEIF"]), st.integers(0, 400), st.binary(max_size=20))
def test_whatever_is_spoilt_is_taken_or_refused(file_format, at, spoilt):
    sent = picture_bytes(file_format)
    at %= len(sent)
    suffix = {"JPEG": "jpg", "HEIF": "heic"}.get(file_format, file_format.lower())
    try:
        kept = cleaned_picture(ContentFile(sent[:at] + spoilt + sent[at + len(spoilt) :], name=f"a.{suffix}"))
    except NotTaken:
        return
    assert kept.size
