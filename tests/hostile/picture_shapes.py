"""Pictures of up to a megabyte that unfold into very much, or claim to."""

import io
import struct
import zlib
from collections.abc import Callable

from PIL import Image, PngImagePlugin


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(
    width: int, height: int, *, colours: int = 6, depth: int = 8, before: bytes = b"", rows: bytes | None = None
) -> bytes:
    """Make a PNG of one colour; `colours` is the colour type in its header: 0 grey, 2 RGB, 3 palette, 6 RGBA."""
    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colours]
    line = b"\0" * (1 + (width * samples * depth + 7) // 8)
    if rows is None:
        packer = zlib.compressobj(9)
        rows = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    palette = _chunk(b"PLTE", b"\0\0\0" * 256) if colours == 3 else b""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + before + palette + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def saved(picture: Image.Image, kind: str, **options) -> bytes:
    content = io.BytesIO()
    picture.save(content, kind, **options)
    return content.getvalue()


def _described(orientation: int = 6, words: str = "а") -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = orientation, words
    return exif


def _text(letters: int, chunks: int = 1) -> bytes:
    packed = zlib.compress(b"a" * letters, 9)
    return b"".join(_chunk(b"zTXt", b"Comment%d\0\0" % number + packed) for number in range(chunks))


def _frames(count: int, size: tuple[int, int], kind: str, **options) -> bytes:
    pages = [Image.new("1" if kind == "TIFF" else "P", size, number % 2) for number in range(count)]
    return saved(pages[0], kind, save_all=True, append_images=pages[1:], **options)


def _tiff(entries: list[tuple[int, int, int, int]], rest: bytes = b"") -> bytes:
    """Make a TIFF with one directory of entries, each of tag, type, count and value."""
    written = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + written + struct.pack("<I", 0) + rest


_PAGE = [
    (256, 4, 1, 9),
    (257, 4, 1, 9),
    (258, 3, 1, 8),
    (259, 3, 1, 1),
    (262, 3, 1, 1),
    (273, 4, 1, 8),
    (279, 4, 1, 81),
]


def pictures() -> dict[str, Callable[[], tuple[str, bytes]]]:
    """Return pictures by what they have, each as the ending of its name and its content."""
    described = _chunk(b"tEXt", b"Comment\0a")
    exif = _described()
    found: dict[str, Callable[[], tuple[str, bytes]]] = {
        "a picture of 60 million points": lambda: ("png", png(10_000, 6_000, before=described)),
        "a grey picture of 60 million points": lambda: ("png", png(10_000, 6_000, colours=0, before=described)),
        "a picture of a palette": lambda: ("png", png(8_000, 8_000, colours=3, before=described)),
        "a picture of 16 bits": lambda: ("png", png(8_000, 8_000, colours=0, depth=16, before=described)),
        "a plain picture of 60 million points": lambda: ("png", png(10_000, 6_000)),
        "a picture of black and white": lambda: ("png", png(8_000, 8_000, colours=0, depth=1, before=described)),
        "one point wide": lambda: ("png", png(1, 60_000, before=described)),
        "sixty thousand wide": lambda: ("png", png(60_000, 1_000, before=described)),
        "more points than there are": lambda: ("png", png(2**31 - 1, 2**31 - 1, rows=b"")),
        "rows that never end": lambda: ("png", png(100, 100, rows=zlib.compress(b"\0" * 400_000_000, 9))),
        "texts": lambda: ("png", png(9, 9, before=_text(1_000_000, 900))),
        "one text": lambda: ("png", png(9, 9, before=_text(500_000_000))),
        "a profile of colours": lambda: (
            "png",
            png(9, 9, before=_chunk(b"iCCP", b"a\0\0" + zlib.compress(b"a" * 500_000_000, 9)) + described),
        ),
        "chunks": lambda: ("png", png(9, 9, before=_chunk(b"abCd", b"") * 80_000 + described)),
        "a photo of 60 million points": lambda: (
            "jpg",
            saved(Image.new("RGB", (10_000, 6_000)), "JPEG", quality=1, exif=exif),
        ),
        "a turned photo of 30 million points": lambda: (
            "jpg",
            saved(Image.new("RGB", (6_000, 5_000), "red"), "JPEG", quality=5, exif=exif, progressive=True),
        ),
        "a photo of four colours": lambda: (
            "jpg",
            saved(Image.new("CMYK", (7_000, 7_000)), "JPEG", quality=1, exif=exif),
        ),
        "scans of a photo": lambda: ("jpg", _many_scans(5_000, 5_000)),
        "marks of a photo": lambda: (
            "jpg",
            b"\xff\xd8" + b"\xff\xe1\x00\x02" * 200_000 + saved(Image.new("RGB", (9, 9)), "JPEG")[2:],
        ),
        "a picture of WebP": lambda: ("webp", saved(Image.new("RGB", (8_000, 7_900)), "WEBP", exif=exif)),
        "a picture of WebP without loss": lambda: (
            "webp",
            saved(Image.new("RGBA", (8_000, 7_900)), "WEBP", lossless=True, exif=exif),
        ),
        "ten thousand pictures of WebP": lambda: ("webp", _frames(3_000, (9, 9), "WEBP", exif=exif)),
        "ten thousand pictures of GIF": lambda: ("gif", _frames(10_000, (9, 9), "GIF", duration=1)),
        "large pictures of GIF": lambda: ("gif", _frames(40, (8_000, 8_000), "GIF")),
        "a picture of HEIC": lambda: ("heic", saved(Image.new("RGB", (8_000, 7_900)), "HEIF", quality=1, exif=exif)),
        "pages of a scan": lambda: ("tif", _frames(90, (5_000, 7_000), "TIFF", compression="group4", description="а")),
        "four hundred pages": lambda: ("tif", _frames(400, (9, 9), "TIFF", compression="group4", description="а")),
        "a scan of 60 million points": lambda: (
            "tif",
            saved(Image.new("RGB", (10_000, 6_000)), "TIFF", compression="tiff_adobe_deflate", description="а"),
        ),
        "a directory of itself": lambda: ("tif", _tiff(_PAGE)[:-4] + struct.pack("<I", 8) + b"\0" * 90),
        "tags of two thousand million values": lambda: (
            "tif",
            _tiff([*_PAGE, (700, 1, 2_000_000_000, 8), (34_853, 4, 1, 8)], b"\0" * 900),
        ),
        "sixty thousand tags": lambda: (
            "tif",
            _tiff([*_PAGE, *((40_000 + number % 20_000, 3, 1, 1) for number in range(60_000))], b"\0" * 900),
        ),
        "words of a megabyte": lambda: (
            "jpg",
            saved(Image.new("RGB", (9, 9)), "JPEG", exif=_described(words="a" * 60_000)),
        ),
        "a direction of no photo": lambda: ("jpg", saved(Image.new("RGB", (9, 9)), "JPEG", exif=_described(99))),
        "a long comment": lambda: ("png", saved(Image.new("RGB", (9, 9)), "PNG", pnginfo=_info())),
    }
    for ending in ("png", "jpg", "gif", "webp", "heic", "tif"):
        found[f"no {ending}"] = lambda ending=ending: (ending, _START[ending] + b"\xff" * 900_000)
        found[f"zeros of {ending}"] = lambda ending=ending: (ending, _START[ending] + b"\0" * 900_000)
    return found


_START = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "gif": b"GIF89a",
    "webp": b"RIFF\xff\xff\x0f\x00WEBPVP8X",
    "heic": b"\x00\x00\x00\x18ftypheic",
    "tif": b"II*\0\x08\0\0\0",
}


def _info() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Comment", "а" * 900_000, zip=True)
    return info


def _many_scans(width: int, height: int) -> bytes:
    """Make a progressive JPEG whose last scan is repeated; each scan is decoded over the whole picture."""
    content = saved(Image.new("RGB", (width, height)), "JPEG", quality=1, progressive=True, exif=_described())
    last = content.rindex(b"\xff\xda")
    scan = content[last:-2]
    return content[:-2] + scan * max(0, (900_000 - len(content)) // len(scan)) + b"\xff\xd9"
