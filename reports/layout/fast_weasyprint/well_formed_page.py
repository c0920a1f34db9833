"""A page read without what WeasyPrint does for pages of the web, which would take as long as the layout."""

from collections.abc import Callable
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import HTML


class WellFormedPage(HTML):
    """Is read by the XML parser and has no style sheets but those that it is rendered with."""

    def __init__(self, markup: str, url_fetcher: Callable):
        self.base_url = None
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        # The markup is our own, every word in it escaped, and it declares no entities.
        self.etree_element = ElementTree.fromstring(markup)  # noqa: S314
        self.wrapper_element = ElementWrapper.from_html_root(self.etree_element, content_language=None)

    def _ua_stylesheets(self, forms=False) -> list:
        return []
