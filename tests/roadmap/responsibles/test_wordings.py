"""Wordings of responsibles from other regions, as a careful clerk read them beforehand."""

import time

import pytest

from roadmap.responsibles.read_responsible import Responsible, read_responsible
from tests.roadmap.responsibles import wordings

DISTRICTS = ("VYAZOVSKY", "UST_KEMSKY", "ZAOZERSKY", "SOSNOVSKY", "ILOVSKY", "TALNIKOVSKY", "VERKHNY")
ALL = [(district, wording) for district in DISTRICTS for wording in getattr(wordings, f"OF_{district}")]
FLAGS = {"d": "department", "a": "all_schools", "l": "low_result_schools", "o": "others"}


def read(district: str, text: str) -> Responsible:
    return read_responsible(text, getattr(wordings, district), getattr(wordings, f"{district}_DEPARTMENT"))


@pytest.mark.parametrize(("district", "wording"), ALL, ids=lambda each: getattr(each, "text", each))
def test_a_wording_is_read_as_the_clerk_reads_it(district, wording):
    meant = read(district, wording.text)

    said = {flag for flag, name in FLAGS.items() if getattr(meant, name)} - wording.unchecked
    assert (said, meant.schools) == (wording.meant - wording.unchecked, wording.schools)
    assert meant.doubts or not wording.is_doubted


@pytest.mark.parametrize(
    "words", ["1-1-", "а ", "СОШ № 3, ", "Иванов И. И. ", "Борисовской СОШ и Петровской ", "зам. ", "(«"]
)
def test_no_text_costs_more_than_a_moment(words):
    """The longest that is read, however it is made."""
    started = time.process_time()
    meant = read("ZAOZERSKY", (words * 6_000)[:6_000])

    assert time.process_time() - started < 2
    assert "вручную" not in "".join(meant.doubts)
    assert "вручную" in read("ZAOZERSKY", words * 6_000).doubts[0]
