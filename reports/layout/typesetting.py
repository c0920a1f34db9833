"""WeasyPrint as documents need it: nothing is fetched, and a long document takes no longer than its length demands.

What is laid out here is made here: well-formed, and styled by one sheet that says all.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager

from weasyprint import HTML

from portal.text.line_breaks import with_line_breaks
from reports.layout import fast_weasyprint

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

fast_weasyprint.put_in_place()


class NothingIsFetched(ValueError):
    """A document consists of its own words: whatever address stands in them is text."""


def refuse(url: str, *args, **kwargs):
    raise NothingIsFetched(url)


def page(markup: str) -> HTML:
    return fast_weasyprint.page(_NOT_XML.sub("", with_line_breaks(markup)), refuse)


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
