"""A page that is laid out by WeasyPrint's public functions alone."""

from collections.abc import Callable

from weasyprint import CSS, HTML, Document

# Undoes what a browser's style sheet, which WeasyPrint always adds, says of the elements in documents' pages.
_BROWSER_RESET = """
body, ul, p { margin: 0; padding: 0 }
ul { break-before: auto }
a { text-decoration: none }
table { box-sizing: content-box }
th { font-weight: inherit }
svg { overflow: visible }
"""


class PlainPage(HTML):
    def __init__(self, markup: str, url_fetcher: Callable):
        super().__init__(string=markup, url_fetcher=url_fetcher)

    def render(self, *, stylesheets: list[CSS], **options) -> Document:
        own = CSS(string=_BROWSER_RESET, url_fetcher=self.url_fetcher)
        return super().render(stylesheets=[own, *stylesheets], **options)
