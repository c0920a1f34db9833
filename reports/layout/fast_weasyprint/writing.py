"""Makes the bytes of a PDF file's objects without making any of them twice."""

import zlib

import pydyf

_all_page_references = pydyf.PDF.page_references.fget


def _page_references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    """Return the references of all pages, which are kept once made.

    pydyf makes them anew for each tag, so that its time grows with the square of a document's length.
    """
    known = pdf.__dict__.setdefault("_known_references", ())
    if len(known) != pdf.pages["Count"]:
        known = pdf.__dict__["_known_references"] = _all_page_references(pdf)
    return known


def _stream_data(stream: pydyf.Stream) -> bytes:
    """Return a stream's bytes as pydyf does, but compressed at zlib's default level.

    The highest level takes three times as long and saves two per cent.
    """
    content = b"\n".join(item if type(item) is bytes else pydyf._to_bytes(item) for item in stream.stream)
    extra = dict(stream.extra)
    if stream.compress:
        content = zlib.compress(content)
        extra["Filter"] = "/FlateDecode"
    extra["Length"] = len(content)
    return b"\n".join((pydyf.Dictionary(extra).data, b"stream", content, b"endstream"))


class ObjectAsBytes(pydyf.Object):
    """An object whose bytes are kept, since pydyf asks for them twice and makes them each time."""

    def __init__(self, made: pydyf.Object):
        super().__init__()
        self.number = made.number
        self.generation = made.generation
        self._data, self._is_compressible = made.data, made.compressible

    @property
    def data(self) -> bytes:
        return self._data

    @property
    def compressible(self) -> bool:
        return self._is_compressible


REPLACEMENTS = (
    (pydyf.PDF, "page_references", property(_page_references)),
    (pydyf.Stream, "data", property(_stream_data)),
)
