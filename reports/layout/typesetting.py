"""WeasyPrint as documents need it: it fetches nothing, and pages are well-formed XML styled by their own sheet."""

import re

from weasyprint import HTML

from portal.text.line_breaks import with_line_breaks
from reports.layout import fast_weasyprint

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

fast_weasyprint.put_in_place()


class NothingIsFetched(ValueError):
    """Something tried to fetch an address. Documents consist of their own words, so an address in them is only text."""


def refuse(url: str, *args, **kwargs):
    raise NothingIsFetched(url)


def page(markup: str) -> HTML:
    return fast_weasyprint.page(_NOT_XML.sub("", with_line_breaks(markup)), refuse)
