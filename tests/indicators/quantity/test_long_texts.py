"""Reading takes milliseconds, whatever is written, and what is absurdly long or large is text that is asked about."""

import time

import pytest

from indicators.quantity import LONGEST_VALUE, PlainText, read_quantity
from portal.spreadsheets.number_formats import shown

REPEATED = [
    *("9", "1 ", "1-", "5(", "5 (5) ", "(", "()", "1 000 ", "1.", ",", "%", "-", "+", "*", '"', "1e9"),
    *("два ", "сто ", "двадцать один ", "более ", "не ", "1 из ", "доля ", "рост ", "5/", "красных ", "2020 г. "),
    *("5 чел., из них ", "5 % в 2020 году, ", "5 (в 2017 – 5) ", "5 в школе ", "дети от 5 до 9, ", ", из них "),
    *("5 → ", "две-три ", "а-", "5 баллов из 100 ", "балл (81+) ", "по 2 и более школам ", "26/27 уч. г. ", "5 «"),
    *("9 учителей физики из ", "5 «а ", "в приложении 2 ", "↑ до ", "10-балльной ", "от исходных ", "не мнее "),
    *("(на 01.01.2025 – 5) ", "тысяча "),
]


@pytest.mark.parametrize("unit", ["", "%", "чел."])
@pytest.mark.parametrize("repeated", REPEATED)
@pytest.mark.parametrize("before", ["", "5 %, при ", "школ сто "])
def test_the_longest_text_takes_milliseconds(before, repeated, unit):
    text = (before + repeated * LONGEST_VALUE)[:LONGEST_VALUE]

    assert min(seconds_of(text, unit) for _ in range(3)) < 0.6  # of a slow machine, on which others work


def seconds_of(text: str, unit: str) -> float:
    start = time.process_time()
    read_quantity(text, unit)
    return time.process_time() - start


def test_a_longer_text_is_not_looked_at_but_asked_about():
    start = time.process_time()
    quantity = read_quantity("сто " * 2_000_000)

    assert isinstance(quantity, PlainText)
    assert quantity.doubts
    assert time.process_time() - start < 0.1


@pytest.mark.parametrize("text", ["1e999", "1e" + "9" * 1_900, "1E+05", "-1e9999999 %", "5*10^3", "9" * 400])
def test_a_number_with_an_exponent_is_text_with_a_doubt(text):
    quantity = read_quantity(text, "%")

    assert isinstance(quantity, PlainText)
    assert quantity.doubts


@pytest.mark.parametrize("number", ["1e500", "1e9999999", "1e" + "9" * 30_000])
def test_a_number_that_excel_cannot_hold_is_none(number):
    with pytest.raises(ValueError, match="1e"):
        shown(number, "0.00")
