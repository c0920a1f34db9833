"""What scripts write into fields, and numbers that requests say."""

import pytest

from portal.forms import sent_json, sent_number


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 50_000, "", "{", "9" * 10_000, "NaN ["])
def test_what_is_no_json_is_one_fault(text):
    with pytest.raises(ValueError, match=r".*"):
        sent_json(text)


def test_json_is_what_it_says():
    assert sent_json('{"a": [1, "б"]}') == {"a": [1, "б"]}


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("007", 7), (str(2**63 - 1), 2**63 - 1), ("0", 0), (str(2**63), None), ("9" * 5_000, None), ("-7", None),
     ("7.0", None), ("²", None), ("", None), (None, None)],
)  # fmt: skip
def test_a_number_is_what_the_databases_hold(text, number):
    assert sent_number(text) == number


def test_a_number_may_be_bounded():
    assert [sent_number(text, most=200) for text in ("200", "201", "1000")] == [200, None, None]
