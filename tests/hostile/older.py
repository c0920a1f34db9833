"""Files of Excel 97–2003 and PDF that unfold into very much, made byte by byte."""

import struct
import zlib
from collections.abc import Callable


def older_workbooks() -> dict[str, Callable[[], bytes]]:
    """Return workbooks of Excel 97–2003 (BIFF8 in a compound file) by what they have."""
    last = 65_535
    return {
        "the corners of a sheet": lambda: older_workbook([(0, 0), (last, 255)]),
        "the corners of a sheet that can't be": lambda: older_workbook([(0, 0), (last, 16_383)]),
        "the corners of twenty sheets": lambda: older_workbook([(0, 0), (last, 255)], sheets=20),
        "many cells": lambda: older_workbook([(row, column) for row in range(2_500) for column in range(20)]),
        "rows far apart": lambda: older_workbook([(row * 6, column) for row in range(10_000) for column in (0, 255)]),
    }


def older_workbook(cells: list[tuple[int, int]], sheets: int = 1) -> bytes:
    def record(number: int, content: bytes) -> bytes:
        return struct.pack("<HH", number, len(content)) + content

    start, end = struct.pack("<HHHHLL", 0x600, 0x5, 0x1CE9, 1997, 0, 6), record(0xA, b"")
    body = record(0x809, struct.pack("<HHHHLL", 0x600, 0x10, 0x1CE9, 1997, 0, 6))
    body += record(0x200, struct.pack("<LLHHH", 0, max(r for r, _ in cells) + 1, 0, max(c for _, c in cells) + 1, 0))
    body += b"".join(record(0x203, struct.pack("<HHHd", row, column, 0, 1.0)) for row, column in cells) + end
    names = [f"s{number}".encode() for number in range(sheets)]
    head = record(0x809, start)
    length = len(head) + sum(4 + 8 + len(name) for name in names) + len(end)
    for number, name in enumerate(names):
        head += record(0x85, struct.pack("<LHBB", length + number * len(body), 0, len(name), 0) + name)
    return compound_file("Workbook", head + end + body * sheets)


def compound_file(name: str, stream: bytes) -> bytes:
    """Make a compound file ([MS-CFB]) with one stream and sectors of 512 bytes."""
    stream = stream.ljust(4096, b"\0")
    stream += b"\0" * (-len(stream) % 512)
    count = len(stream) // 512
    tables = 1
    while tables * 128 < count + 1 + tables:
        tables += 1
    links = [*range(1, count), 0xFFFFFFFE, 0xFFFFFFFE, *[0xFFFFFFFD] * tables]
    links += [0xFFFFFFFF] * (tables * 128 - len(links))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<LLLLLLLLL", 0, tables, count, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += b"".join(struct.pack("<L", count + 1 + number) if number < tables else b"\xff" * 4 for number in range(109))

    def entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
        written = name.encode("utf-16-le") + b"\0\0" if name else b""
        places = struct.pack("<HBBLLL", len(written), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return written.ljust(64, b"\0") + places + bytes(36) + struct.pack("<LQ", first, size)

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(name, 2, 0xFFFFFFFF, 0, len(stream))
    directory += entry("", 0, 0xFFFFFFFF, 0, 0) * 2
    return head + stream + directory + b"".join(struct.pack("<L", link) for link in links)


def portable_documents() -> dict[str, Callable[[], bytes]]:
    def made(objects: list[bytes]) -> bytes:
        body, places = b"%PDF-1.4\n", []
        for number, content in enumerate(objects, 1):
            places.append(len(body))
            body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        size = len(objects) + 1
        return (
            body
            + b"xref\n0 %d\n0000000000 65535 f \n" % size
            + table
            + (b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(body)))
        )

    def one(content: bytes, pages: int = 1, packed: bool = True) -> bytes:
        stream = zlib.compress(content, 9) if packed else content
        filters = b"/Filter/FlateDecode" if packed else b""
        kids = b" ".join([b"3 0 R"] * pages)
        return made(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                b"<</Length %d%s>>stream\n" % (len(stream), filters) + stream + b"\nendstream",
                b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            ]
        )

    letters = b"BT /F 9 Tf " + b"1 0 0 1 %d %d Tm (word) Tj "
    return {
        "lines drawn": lambda: one(
            b"".join(b"%d %d m %d %d l S " % (n % 595, n % 842, n % 300, n % 400) for n in range(60_000))
        ),
        "a grid drawn": lambda: one(
            b"".join(b"0 %d m 595 %d l S %d 0 m %d 842 l S " % (n, n, n, n) for n in range(1, 590))
        ),
        "letters": lambda: one(b"BT /F 9 Tf " + b"(" + b"a" * 900_000 + b") Tj ET"),
        "words": lambda: one(b"".join(letters % (n % 500, n % 800) for n in range(30_000)) + b"ET"),
        "a hundred pages of words": lambda: one(
            b"".join(letters % (n % 500, n % 800) for n in range(500)) + b"ET", pages=100
        ),
        "ten thousand pages": lambda: one(b"", pages=10_000),
        "saved states": lambda: one(b"q " * 2_000_000),
        "a bomb": lambda: one(b"q Q " * 50_000_000),
        "open dictionaries": lambda: b"%PDF-1.7\n" + b"<<" * 500_000,
        "open arrays": lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 1_000_000,
        "no end": lambda: b"%PDF-1.7\n" + b"1 0 obj<</Type/Page>>endobj " * 38_000,
    }
