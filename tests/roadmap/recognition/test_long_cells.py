"""Cells and lines of thousands of signs are recognised in a time that grows with their length alone."""

import pytest

from portal.sources.source import IN_WORKER
from portal.sources.word import read_word
from roadmap.recognition.reading import recognise
from tests.hostile import documents
from tests.hostile.cost import cost_of

LETTERS = 10_000


@pytest.mark.parametrize("sign", ["-", " ", "а", "1.", "а, ", "№", "г. "])
@pytest.mark.parametrize("before", ["", "1. Совещание ", "Приложение ", "УТВЕРЖДЕНО "])
def test_signs_without_an_end(before, sign):
    words = (before + sign * LETTERS)[:LETTERS]
    text = f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    row = f"<w:tr>{f'<w:tc>{text}</w:tc>' * 4}</w:tr>"
    table = f"<w:tbl>{row * 5}</w:tbl>"
    source = read_word(documents.word(text + table), IN_WORKER)

    found = cost_of(lambda: recognise(source))

    assert (found.is_fault, found.is_too_much) == (False, False), found
