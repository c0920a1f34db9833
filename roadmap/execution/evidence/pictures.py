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

# A small file that unfolds into very many points is no photo: bytes that its pictures may take for each of the file's,
# and for the least file; how many one point takes while it is read and written again.
_BYTES_OF_EACH, _LEAST_FILE = 170, 2**20
_BYTES_OF_A_POINT, _OF_A_PLAIN_POINT, _OF_WEBP = 12, 3, 32
_PAGES_AT_ONCE = 8  # of a scan its pages follow each other, and only their time adds up
_MOST_SCANS = 600_000_000  # points of a JPEG, counted once for each of its scans; one has about ten
_SCAN = b"\xff\xda"

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


def taken_file(file: File, *, longest_side: int | None = None) -> File:
    """As it is kept: under a safe name, a picture without what the phone wrote into it. NotTaken says why it isn't."""
    file.name = check_file(file, file.name, file.size)
    return cleaned_picture(file, longest_side=longest_side)


def cleaned_picture(file: File, *, longest_side: int | None = None) -> File:
    """The same file where nothing is to be taken out, or where it is no photo; NotTaken: it isn't whole or too large.

    HEIC becomes JPEG, no larger than `longest_side` in pixels, since browsers but Safari can't make it smaller.
    A JPEG is written with its own tables of quantization, PNG and TIFF lose nothing at all.
    """
    if PurePath(file.name).suffix.lower() not in _SUFFIXES:
        return file
    picture = opened_picture(file)
    size = file.seek(0, io.SEEK_END)
    if _is_clean(picture, size):
        file.seek(0)
        return file
    if picture.format == "HEIF" and longest_side:
        picture.thumbnail((longest_side, longest_side))
    content = _written(picture, size)
    name = str(PurePath(file.name).with_suffix(".jpg")) if picture.format == "HEIF" else file.name
    return ContentFile(content, name=name)


def opened_picture(file: File) -> Image.Image:
    """Decoded to its last row."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    try:
        picture = Image.open(file, formats=_READ)
        _check_points(picture, size)
        getattr(picture, "n_frames", 1)  # counted while the file is at hand, and kept
        with _whole_only():
            picture.load()
    except Image.DecompressionBombError:
        raise NotTaken("слишком много точек. Уменьшите картинку и выберите её ещё раз.") from None
    except _FAULTS:
        raise NotTaken(_BROKEN) from None
    return picture


def _check_points(picture: Image.Image, size: int) -> None:
    """NotTaken: more than is taken of a file of so many bytes."""
    points = picture.width * picture.height
    most = min(MOST_PIXELS, _BYTES_OF_EACH * max(size, _LEAST_FILE) // _bytes_of_a_point(picture))
    if points > most:
        raise NotTaken(_too_large(picture.width, picture.height, most))
    if picture.format in ("JPEG", "MPO"):
        place = picture.fp.tell()
        picture.fp.seek(0)
        if picture.fp.read().count(_SCAN) * points > _MOST_SCANS:
            raise NotTaken(_BROKEN)
        picture.fp.seek(place)


def _bytes_of_a_point(picture: Image.Image) -> int:
    if picture.format == "WEBP":
        return _OF_WEBP
    return _OF_A_PLAIN_POINT if picture.mode in ("1", "L", "P") else _BYTES_OF_A_POINT


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


def _is_clean(picture: Image.Image, size: int) -> bool:
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
            return all(set(frame.tag_v2) <= _TIFF_TAGS for frame in _frames(picture, size))
    return False


def _frames(picture: Image.Image, size: int) -> Iterator[Image.Image]:
    """Pages of a TIFF, each decoded to its last row. NotTaken: too many, too large, or not whole."""
    try:
        count = picture.n_frames
    except _FAULTS:
        raise NotTaken(_BROKEN) from None
    if count > MOST_FRAMES:
        raise NotTaken(f"в файле {count} страниц, а можно до {MOST_FRAMES}. Сохраните скан как PDF.")
    left = _PAGES_AT_ONCE * _BYTES_OF_EACH * max(size, _LEAST_FILE)
    for number in range(count):
        try:
            if count > 1:  # of one page the file is let go once that is decoded
                picture.seek(number)
            _check_points(picture, size)
            left -= picture.width * picture.height * _bytes_of_a_point(picture)
            if left < 0:
                raise NotTaken("в файле слишком много больших страниц. Сохраните скан как PDF.")
            with _whole_only():
                picture.load()
        except _FAULTS:
            raise NotTaken(_BROKEN) from None
        yield picture


def _written_scan(picture: Image.Image, size: int) -> bytes:
    """Page by page without loss, with nothing beside the pages but colours and density."""
    content = io.BytesIO()
    with TiffImagePlugin.AppendingTiffWriter(content, new=True) as pages:
        for frame in _frames(picture, size):
            packed = frame.info.get("compression")
            upright = ImageOps.exif_transpose(frame).copy()
            upright.info = {name: value for name, value in frame.info.items() if name in ("icc_profile", "dpi")}
            packed = packed if packed in _TIFF_PACKED else "tiff_adobe_deflate"
            upright.save(pages, "TIFF", compression=packed, **upright.info)
            pages.newFrame()
    return content.getvalue()


def _written(picture: Image.Image, size: int) -> bytes:
    if picture.format == "TIFF":
        return _written_scan(picture, size)
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


def _too_large(width: int, height: int, most: int) -> str:
    of_such = "" if most == MOST_PIXELS else " в таком небольшом файле"
    return (
        f"{width} × {height} точек, а можно до {most // 10**6} миллионов{of_such}. Уменьшите картинку или снимите её "
        "с меньшим разрешением."
    )
