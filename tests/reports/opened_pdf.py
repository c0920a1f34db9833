"""What can be seen in a PDF's own objects."""

import re
import zlib

ARCHIVE_MARKS = (
    "/GTS_PDFA1", "/StructTreeRoot", "/MarkInfo <</Marked true>>", "/DisplayDocTitle true", "/Lang (ru)", "/ID [",
    'pdfaid:part="2"', 'pdfaid:conformance="A"', 'pdfuaid:part="1"',
)  # fmt: skip


def unpacked(pdf: bytes) -> str:
    """The file with its compressed objects."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    inflated = []
    for stream in streams:
        try:
            inflated.append(zlib.decompress(stream))
        except zlib.error:
            inflated.append(stream)
    return b"\n".join([pdf, *inflated]).decode("latin-1")


def assert_archival(pdf: bytes) -> None:
    """For keeping and for assistive programs: PDF/A-2a and PDF/UA-1, with every font in the file."""
    file = unpacked(pdf)
    for needed in ARCHIVE_MARKS:
        assert needed in file, needed
    assert len(re.findall(r"/OutputIntent\b", file)) == 1
    fonts = len(re.findall(r"/Type /FontDescriptor", file))
    assert fonts == len(re.findall(r"/FontFile2 ", file)) > 0
