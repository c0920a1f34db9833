"""Makes WeasyPrint and pydyf fast on long tables by replacing some of their inner functions with ours.

What is replaced:

* `well_formed_page` - a page of well-formed XML is read by the XML parser and without a browser's style sheet;
* `lines`    - a paragraph of plain text is broken into lines all at once;
* `borders`  - a table's lines are drawn from end to end;
* `writing`  - pydyf's page references, compressed streams and objects' bytes are made only once.

`page_rows` replaces nothing: it reads from the laid-out boxes which rows begin a page.

Inner functions change without notice, so all this is for exactly the versions in `MADE_FOR`, with which the tests lay
out the same documents both ways. With any other version nothing is replaced: documents are laid out by the public
functions alone, with the same pages, but two to three times as slowly (`make bench` measures it), and the log says so
once.

To upgrade either of them, change the bounds in `pyproject.toml`, run `make lock`, put the new versions into
`MADE_FOR`, and run the tests of documents, `tests/reports/layout/test_fast_weasyprint.py` first. Where a test says
that the two ways differ, compare the replaced functions with the new source, and mend or drop ours; until then the
old `MADE_FOR` is safe. `docs/patches` has what both projects could take over; whatever they took can be dropped here.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version

import pydyf
from weasyprint import HTML, Document

from reports.layout.fast_weasyprint.plain import PlainPage

MADE_FOR = {"weasyprint": "70.0", "pydyf": "0.13.0"}

# The replaced functions: owner, name and the original value.
_replaced: list[tuple[object, str, object]] = []


def is_in_place() -> bool:
    return bool(_replaced)


def _versions() -> dict[str, str]:
    return {name: version(name) for name in MADE_FOR}


def put_in_place() -> None:
    """Replace the functions, unless that is done already or the versions differ; `typesetting` does it on import."""
    if is_in_place():
        return
    found = _versions()
    if found != MADE_FOR:
        logging.getLogger(__name__).warning("Documents are made slowly: fast with %s, found %s", MADE_FOR, found)
        return
    # Imported here because with other versions the inner names that these modules import may not exist.
    from reports.layout.fast_weasyprint import borders, lines, writing  # noqa: PLC0415

    for owner, name, ours in (*lines.REPLACEMENTS, *borders.REPLACEMENTS, *writing.REPLACEMENTS):
        _replaced.append((owner, name, vars(owner)[name]))
        setattr(owner, name, ours)


@contextmanager
def stepped_aside() -> Iterator[None]:
    """Put the original functions back for a while, so that tests can compare both ways.

    Not to be used while other threads make documents.
    """
    was_in_place = is_in_place()
    while _replaced:
        setattr(*_replaced.pop())
    try:
        yield
    finally:
        if was_in_place:
            put_in_place()


def page(markup: str, url_fetcher: Callable) -> HTML:
    """Return a page of well-formed XML for WeasyPrint, to which only the style sheets given to `render` apply."""
    if not is_in_place():
        return PlainPage(markup, url_fetcher)
    from reports.layout.fast_weasyprint.well_formed_page import WellFormedPage  # noqa: PLC0415 - as above

    return WellFormedPage(markup, url_fetcher)


def rows_beginning_pages(document: Document) -> set[str]:
    """Return the keys of rows that begin a page; none with another version, so that no words are repeated there."""
    if _versions() != MADE_FOR:
        return set()
    from reports.layout.fast_weasyprint.page_rows import keys_of_first_rows  # noqa: PLC0415 - as above

    return keys_of_first_rows(document)


def make_bytes_once(pdf: pydyf.PDF) -> None:
    """Turn the file's objects into bytes. Call this last in a finisher: later changes of objects aren't written."""
    if is_in_place():
        from reports.layout.fast_weasyprint.writing import ObjectAsBytes  # noqa: PLC0415 - as above

        pdf.objects = [ObjectAsBytes(each) if each.free == "n" else each for each in pdf.objects]
