"""Programmes of real departments: every string of a part stands in its PDF. The files are not part of the code."""

import logging

import pytest

from reports.blocks.missing import MissingPart
from reports.layout.pdf import render_pdf
from roadmap.exchange.document_file import read_document
from roadmap.exchange.importer import import_programme
from tests.reports.made_documents import KINDS_OF_FILES, as_printed, content_of, parts, pdf_words, squeezed
from tests.roadmap.exchange.real_programmes import FILES, needs_programmes

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, needs_programmes]


def stands_in(piece: str, text: str) -> bool:
    """In one piece, or parted by the end of a page, where the page's number and the table's header come between."""
    if piece in text:
        return True
    fits = [size for size in range(1, len(piece)) if piece[:size] in text]
    head = max(fits, default=0)
    return head > 5 and stands_in_rest(piece[head:], text)


# A title that is quoted has inner quotation marks inside.
QUOTES = str.maketrans("„“", "«»")


def stands_in_rest(rest: str, text: str) -> bool:
    return len(rest) > 1 and rest in text


@pytest.mark.parametrize("kind", KINDS_OF_FILES)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_string_of_the_part_is_printed(path, kind, caplog):
    document = read_document(path.read_bytes())
    made = import_programme(document, by=None).programme
    expected = parts(document.as_json())[kind]
    try:
        content = content_of(made, kind)
    except MissingPart:
        assert not expected
        return
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        text = pdf_words(render_pdf(content)).translate(QUOTES)
    pieces = {squeezed(line).translate(QUOTES) for words in expected for line in words.split("\n")}
    assert [piece for piece in sorted(pieces) if not any(stands_in(each, text) for each in as_printed(piece))] == []
    assert not caplog.records
