"""WeasyPrint and pydyf made fast on long tables, by functions of ours in the place of inner functions of theirs.

What stands in for what:

* `well_formed_page` - a page that is well-formed XML is read by the XML parser and without a browser's style sheet;
* `lines`    - a paragraph of plain text is broken into lines at once;
* `borders`  - a table's lines are drawn from end to end;
* `writing`  - pydyf's references of pages, compression of streams, and bytes of objects are made once.

`page_rows` replaces nothing: it looks at the boxes of the pages for which rows begin one.

Inner functions change without notice, so all this is for exactly the versions of `MADE_FOR`, on which the tests have
laid the same documents out both ways. With any other version nothing is replaced: documents are laid out by the
public functions alone, on the same pages, in two to three times the time (`make bench` says how much), and the log
says so once.

Whoever upgrades either of them: change the bounds in `pyproject.toml`, `make lock`, put the new versions into
`MADE_FOR`, and run the tests of documents, `tests/reports/layout/test_fast_weasyprint.py` first. Where one says that
the two ways differ, compare the replaced functions with the new source and mend or drop ours; until then the
old `MADE_FOR` is safe. What both projects could take over is in `docs/patches`: whatever they have taken can be dropped
here.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version

import pydyf
from weasyprint import HTML, Document

from reports.layout.fast_weasyprint.plain import PlainPage

MADE_FOR = {"weasyprint": "70.0", "pydyf": "0.13.0"}

# What stood where ours stands now: the owner, the name and the value.
_replaced: list[tuple[object, str, object]] = []


def is_in_place() -> bool:
    return bool(_replaced)


def _versions() -> dict[str, str]:
    return {name: version(name) for name in MADE_FOR}


def put_in_place() -> None:
    """Replaces, unless that is done or the versions are others. Called where documents' pages are made, on import."""
    if is_in_place():
        return
    found = _versions()
    if found != MADE_FOR:
        logging.getLogger(__name__).warning("Documents are made slowly: fast with %s, found %s", MADE_FOR, found)
        return
    # Only now: with other versions the inner names that these modules import may not be there.
    from reports.layout.fast_weasyprint import borders, lines, writing  # noqa: PLC0415

    for owner, name, ours in (*lines.REPLACEMENTS, *borders.REPLACEMENTS, *writing.REPLACEMENTS):
        _replaced.append((owner, name, vars(owner)[name]))
        setattr(owner, name, ours)


@contextmanager
def stepped_aside() -> Iterator[None]:
    """As with another version, to compare both ways; not beside other threads that make documents."""
    was_in_place = is_in_place()
    while _replaced:
        setattr(*_replaced.pop())
    try:
        yield
    finally:
        if was_in_place:
            put_in_place()


def page(markup: str, url_fetcher: Callable) -> HTML:
    """A page of well-formed XML that is laid out with the style sheets that it is rendered with and no other."""
    if not is_in_place():
        return PlainPage(markup, url_fetcher)
    from reports.layout.fast_weasyprint.well_formed_page import WellFormedPage  # noqa: PLC0415 - as above

    return WellFormedPage(markup, url_fetcher)


def rows_beginning_pages(document: Document) -> set[str]:
    """Keys of rows that begin a page; with another version none is known, and no words are repeated there."""
    if _versions() != MADE_FOR:
        return set()
    from reports.layout.fast_weasyprint.page_rows import keys_of_first_rows  # noqa: PLC0415 - as above

    return keys_of_first_rows(document)


def make_bytes_once(pdf: pydyf.PDF) -> None:
    """At the end of a finisher: whatever is changed in the file's objects after it isn't written."""
    if is_in_place():
        from reports.layout.fast_weasyprint.writing import ObjectAsBytes  # noqa: PLC0415 - as above

        pdf.objects = [ObjectAsBytes(each) if each.free == "n" else each for each in pdf.objects]
