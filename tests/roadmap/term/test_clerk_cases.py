"""The reading of a careful clerk, where the folder of cases is."""

import pytest

from tests.roadmap.term.clerk_cases import CASES, Outcome, outcome_of


@pytest.mark.skipif(not CASES, reason="the folder of cases is not here")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_term_is_read_as_the_clerk_reads_it(case):
    assert outcome_of(case) is Outcome.AS_CLERK


@pytest.mark.parametrize(
    ("expect", "outcome"),
    [
        ({"ends": ["2024-05-15"], "open": False, "doubt": False}, Outcome.AS_CLERK),
        ({"ends_any": [["2024-05-16"], ["2024-05-15"]]}, Outcome.AS_CLERK),
        ({"ends": ["2024-05-16"]}, Outcome.SILENT),
        ({"doubt": True}, Outcome.SILENT),
    ],
)
def test_a_reading_is_measured(expect, outcome):
    period = {"start": "2024-01-01", "end": "2024-12-31"}

    assert outcome_of({"text": "до 15 мая", "period": period, "year": None, "expect": expect}) is outcome


def test_a_wrong_reading_in_doubt_is_not_silent():
    period = {"start": "2024-01-01", "end": "2025-12-31"}
    case = {"text": "до 15 мая", "period": period, "year": None, "expect": {"ends": ["2024-05-15"]}}

    assert outcome_of(case) is Outcome.IN_DOUBT
