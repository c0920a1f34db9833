"""Photos as they are kept: whole, upright, without the place and the device that a phone writes into them."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from PIL import Image, ImageFile, ImageOps, JpegImagePlugin, TiffImagePlugin
from pillow_heif import register_heif_opener

from roadmap.execution.evidence.file_kinds import NotTaken, check_file

# Opened, a pixel takes three bytes or four; phones sell 50 million pixels and mostly write 12.
MOST_PIXELS = 64_000_000

# Scans of several pages are rewritten page by page, each within MOST_PIXELS.
MOST_FRAMES = 100

_READ = ("JPEG", "PNG", "GIF", "WEBP", "HEIF", "TIFF")
_SUFFIXES = (".jpg", ".jpeg", ".jfif", ".png", ".gif", ".webp", ".heic", ".heif", ".tif", ".tiff")
# What TIFF 6.0 needs to draw a page, which side is up, its density, number and colours; no words, device, place.
_TIFF_TAGS = {
    254, 255, 256, 257, 258, 259, 262, 263, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 292, 293, 296, 297,
    317, 318, 319, 320, 322, 323, 324, 325, 338, 339, 347, 512, 513, 514, 519, 520, 521, 529, 530, 531, 532, 34675,
}  # fmt: skip
_TIFF_PACKED = {"group3", "group4", "tiff_lzw", "tiff_adobe_deflate", "packbits"}
# Of colours and density only; whatever else is written beside a picture may say where and by whom it was taken.
_KEPT_INFO = {"icc_profile", "transparency", "gamma", "dpi"}
_PLAIN_JPEG = {"APP0", "APP2", "APP14"}  # the format's own mark, colours, colours
_QUALITY = 90
_FAULTS = (OSError, SyntaxError, ValueError, EOFError, RuntimeError, LookupError, ArithmeticError, TypeError)
_BROKEN = "картинка оборвана или повреждена. Откройте её, проверьте, видна ли она целиком, и выберите ещё раз."
_whole = threading.Lock()

register_heif_opener(thumbnails=False)


def taken_file(file: File) -> File:
    """As it is kept: under a safe name, a picture without what the phone wrote into it. NotTaken says why it isn't."""
    file.name = check_file(file, file.name, file.size)
    return cleaned_picture(file)


def cleaned_picture(file: File) -> File:
    """The same file where nothing is to be taken out, or where it is no photo; NotTaken: it isn't whole or too large.

    HEIC becomes JPEG. A JPEG is written with its own tables of quantization, PNG and TIFF lose nothing at all.
    """
    if PurePath(file.name).suffix.lower() not in _SUFFIXES:
        return file
    picture = opened_picture(file)
    if _is_clean(picture):
        file.seek(0)
        return file
    content = _written(picture)
    name = str(PurePath(file.name).with_suffix(".jpg")) if picture.format == "HEIF" else file.name
    return ContentFile(content, name=name)


def opened_picture(file: File) -> Image.Image:
    """Decoded to its last row."""
    file.seek(0)
    try:
        picture = Image.open(file, formats=_READ)
        if picture.width * picture.height > MOST_PIXELS:
            raise NotTaken(_too_large(picture.width, picture.height))
        getattr(picture, "n_frames", 1)  # counted while the file is at hand, and kept
        with _whole_only():
            picture.load()
    except Image.DecompressionBombError:
        raise NotTaken("слишком много точек. Уменьшите картинку и выберите её ещё раз.") from None
    except _FAULTS:
        raise NotTaken(_BROKEN) from None
    return picture


def as_jpeg(picture: Image.Image, **options) -> bytes:
    """On white where it is transparent."""
    if picture.has_transparency_data:
        under = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(under, picture.convert("RGBA"))
    content = io.BytesIO()
    profile = picture.info.get("icc_profile")
    picture.convert("RGB").save(content, "JPEG", icc_profile=profile, **{"quality": _QUALITY} | options)
    return content.getvalue()


@contextmanager
def _whole_only() -> Iterator[None]:
    """Pillow refuses what is cut off, unless the typesetter of documents has told it, for the whole process, not to."""
    with _whole:
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _is_clean(picture: Image.Image) -> bool:
    match picture.format:
        case "JPEG":
            return {name for name, _ in picture.applist} <= _PLAIN_JPEG
        case "PNG":
            return not picture.text and "exif" not in picture.info
        case "WEBP":
            return not {"exif", "xmp"} & set(picture.info)
        case "GIF":
            return True
        case "TIFF":
            return all(set(frame.tag_v2) <= _TIFF_TAGS for frame in _frames(picture))
    return False


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    """Pages of a TIFF, each decoded to its last row. NotTaken: too many, too large, or not whole."""
    try:
        count = picture.n_frames
    except _FAULTS:
        raise NotTaken(_BROKEN) from None
    if count > MOST_FRAMES:
        raise NotTaken(f"в файле {count} страниц, а можно до {MOST_FRAMES}. Сохраните скан как PDF.")
    for number in range(count):
        try:
            if count > 1:  # of one page the file is let go once that is decoded
                picture.seek(number)
            if picture.width * picture.height > MOST_PIXELS:
                raise NotTaken(_too_large(picture.width, picture.height))
            with _whole_only():
                picture.load()
        except _FAULTS:
            raise NotTaken(_BROKEN) from None
        yield picture


def _written_scan(picture: Image.Image) -> bytes:
    """Page by page without loss, with nothing beside the pages but colours and density."""
    content = io.BytesIO()
    with TiffImagePlugin.AppendingTiffWriter(content, new=True) as pages:
        for frame in _frames(picture):
            packed = frame.info.get("compression")
            upright = ImageOps.exif_transpose(frame).copy()
            upright.info = {name: value for name, value in frame.info.items() if name in ("icc_profile", "dpi")}
            packed = packed if packed in _TIFF_PACKED else "tiff_adobe_deflate"
            upright.save(pages, "TIFF", compression=packed, **upright.info)
            pages.newFrame()
    return content.getvalue()


def _written(picture: Image.Image) -> bytes:
    if picture.format == "TIFF":
        return _written_scan(picture)
    upright = ImageOps.exif_transpose(picture)
    upright.info = {name: value for name, value in picture.info.items() if name in _KEPT_INFO}
    content = io.BytesIO()
    match picture.format:
        case "JPEG" | "MPO":
            sampling = JpegImagePlugin.get_sampling(picture)
            upright.save(content, "JPEG", qtables=picture.quantization, subsampling=sampling, **upright.info)
        case "PNG":
            upright.save(content, "PNG", **upright.info)
        case "WEBP":
            upright.save(content, "WEBP", quality=_QUALITY, icc_profile=upright.info.get("icc_profile"))
        case _:
            return as_jpeg(upright)
    return content.getvalue()


def _too_large(width: int, height: int) -> str:
    return (
        f"{width} × {height} точек, а можно до {MOST_PIXELS // 10**6} миллионов. Уменьшите картинку или снимите её "
        "с меньшим разрешением."
    )
