"""Values from documents of many regions, read as a careful clerk reads them."""

import json

import pytest

from benchmarks.readings_table import Outcome
from benchmarks.readings_values import CASES, compared, listed_cases

CASES_OF_CLERK = json.loads(CASES.read_text("utf-8"))["cases"] if CASES.exists() else []


@pytest.mark.skipif(not CASES_OF_CLERK, reason="the folder of cases is not here")
@pytest.mark.parametrize("case", CASES_OF_CLERK, ids=lambda case: f"{case['class']}: {case['text']}")
def test_value_is_read_as_by_a_clerk(case):
    assert compared(case).wrong_keys == []


@pytest.mark.parametrize("case", listed_cases(), ids=lambda case: f"{case['class']}: {case['text']}")
def test_value_of_the_lists_is_read_as_written_down(case):
    assert compared(case).wrong_keys == []


def test_a_wrong_number_without_a_doubt_is_silent_and_one_with_a_doubt_is_not():
    silent = {"text": "12 %", "unit_hint": "%", "expect": {"number": "13"}}
    asked = {"text": "около 12 %", "unit_hint": "%", "expect": {"number": "13"}}
    right = {"text": "12,50 %", "unit_hint": "%", "expect": {"kind": "number", "number": "12.5", "doubt": False}}

    assert [compared(case).outcome for case in (silent, asked, right)] == [
        Outcome.SILENT,
        Outcome.IN_DOUBT,
        Outcome.AS_CLERK,
    ]
