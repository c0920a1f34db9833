"""WeasyPrint as documents need it: nothing is fetched, and a long document takes no longer than its length demands.

WeasyPrint's own reader of HTML and its own style sheet are for any page of the web and take as long as the layout.
What is laid out here is made here: well-formed, and styled by one sheet that says all.
"""

import gc
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree

import pydyf
from cssselect2 import ElementWrapper
from weasyprint import HTML

from reports.layout import borders, lines  # noqa: F401 - what WeasyPrint does otherwise for us

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NothingIsFetched(ValueError):
    """A document consists of its own words: whatever address stands in them is text."""


def refuse(url: str, *args, **kwargs):
    raise NothingIsFetched(url)


class WellFormed(HTML):
    """A page read by the XML parser, with no style sheet but those that it is rendered with."""

    def __init__(self, markup: str):
        self.base_url = None
        self.url_fetcher = refuse
        self.media_type = "print"
        # The markup is our own, every word in it escaped, and it declares no entities.
        self.etree_element = ElementTree.fromstring(_NOT_XML.sub("", markup))  # noqa: S314
        self.wrapper_element = ElementWrapper.from_html_root(self.etree_element, content_language=None)

    def _ua_stylesheets(self, forms=False) -> list:
        return []


class _Pages(pydyf.PDF):
    """pydyf makes the references of all pages anew for each tag, in the square of a document's length."""

    @property
    def page_references(self) -> tuple[bytes, ...]:
        known = self.__dict__.setdefault("_known_references", ())
        if len(known) != self.pages["Count"]:
            known = self.__dict__["_known_references"] = super().page_references
        return known


pydyf.PDF = _Pages


class Written(pydyf.Object):
    """An object as bytes: pydyf asks for them twice, once for the file's identifier, and makes them each time."""

    def __init__(self, made: pydyf.Object):
        super().__init__()
        self.number = made.number
        self.generation = made.generation
        self._data, self._is_compressible = _data(made), made.compressible

    @property
    def data(self) -> bytes:
        return self._data

    @property
    def compressible(self) -> bool:
        return self._is_compressible


def _data(made: pydyf.Object) -> bytes:
    """Streams compressed by zlib's ordinary level: its highest takes three times as long for two per cent."""
    if not isinstance(made, pydyf.Stream) or not made.compress:
        return made.data
    made.compress = False
    plain = made.data.split(b"\nstream\n", 1)[1].removesuffix(b"\nendstream")
    return pydyf.Stream([zlib.compress(plain)], {**made.extra, "Filter": "/FlateDecode"}).data


@contextmanager
def without_collections() -> Iterator[None]:
    """A layout makes millions of objects that live to its end: to look for rubbish among them takes a third of it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
