"""Wordings of terms from other regions, as a careful clerk read them beforehand."""

import pytest

from roadmap.term import read_term
from tests.roadmap.term import wordings

ALL = [wording for batch in ("FIRST", "SECOND", "THIRD", "FOURTH") for wording in getattr(wordings, batch)]
# Read otherwise, and asked about: a person sees the doubt beside the words.
ASKED = {"по итогам полугодия", "постоянно по запросу школ", "апрель, май (с 1 апреля по 31 мая)"}


@pytest.mark.parametrize("wording", ALL, ids=lambda wording: wording.text)
def test_a_wording_is_read_as_the_clerk_reads_it(wording):
    term = read_term(wording.text, wording.setting)

    assert wordings.agrees(wording, term) != (wording.text in ASKED)
    assert term.doubts or wording.text not in ASKED


def test_no_length_costs_more_than_a_moment():
    """What is longer than any term is not read, and said so."""
    assert "Напишите короче" in read_term("до 1 мая, " * 2_000, wordings.THREE_YEARS).doubts[0]
