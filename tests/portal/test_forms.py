"""What scripts write into fields."""

import pytest

from portal.forms import sent_json


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 50_000, "", "{", "9" * 10_000, "NaN ["])
def test_what_is_no_json_is_one_fault(text):
    with pytest.raises(ValueError, match=r".*"):
        sent_json(text)


def test_json_is_what_it_says():
    assert sent_json('{"a": [1, "б"]}') == {"a": [1, "б"]}
