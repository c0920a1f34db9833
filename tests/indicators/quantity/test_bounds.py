"""No value is read for longer than its length explains, and none that is too long is read."""

import pytest

from indicators.quantity import LONGEST_VALUE, PlainText, read_quantity
from tests.growth import growth

REPEATED = [
    *("я", "9", "1 ", "(", "[", "5 (", "-", "1-", ",", "1,", ".", "%", "+", "*", '"', "1e9", "не ", "не более "),
    *(
        "прцента ",
        "№ 7 – ",
        "кл. - ",
        "9 кл. – ",
        "5 % (",
        "сто ",
        "рост ",
        "2020 г. ",
        ": ",
        "доля 5 – ",
        "между 4 и ",
    ),
]
MOST = 12  # of 16 that a quadratic reading takes, 4 a linear one


@pytest.mark.parametrize("repeated", REPEATED)
def test_reading_grows_with_the_length(repeated):
    assert growth(lambda text: read_quantity(text, "%"), repeated, LONGEST_VALUE) < MOST


@pytest.mark.parametrize("text", ["я" * 20_000, "9" * 100_000, "1e999 " * 20_000, "(" * 100_000, "- , и " * 20_000])
def test_what_is_too_long_is_not_read(text):
    read = read_quantity(text, "%")

    assert isinstance(read, PlainText)
    assert read.doubts
