"""No term is read for longer than its length explains, and none that is too long is read."""

import pytest

from roadmap.term import LONGEST_TERM, read_term
from tests.growth import growth
from tests.roadmap.term import wordings

REPEATED = [
    *(
        "я",
        "9",
        "(",
        "«",
        "-",
        " – ",
        ",",
        " и ",
        "\n",
        ".",
        "№ ",
        "1.",
        "01.01.2024 ",
        "до ",
        "до 1 мая, ",
        "май-",
        "<a",
    ),
    *(
        "ежегодно ",
        "каждый ",
        "последний ",
        "по итогам ",
        "месяца, следующего за ",
        "2024-",
        "I",
        "1 раз в ",
        "с 1 по ",
    ),
    *("кроме июля, ", "кроме ", "квартал 1, ", "IX-", "IX 2", "с даты до ", "п/", "посл. ", "учебный год: "),
]
MOST = 12  # of 16 that a quadratic reading takes, 4 a linear one


def read(text: str):
    return read_term(text, wordings.THREE_YEARS)


@pytest.mark.parametrize("repeated", REPEATED)
def test_reading_grows_with_the_length(repeated):
    assert growth(read, repeated, LONGEST_TERM) < MOST


@pytest.mark.parametrize("text", ["я" * 20_000, "9" * 100_000, "1e999 " * 20_000, "(" * 100_000, "- , и " * 20_000])
def test_what_is_too_long_is_not_read(text):
    assert "Напишите короче" in read(text).doubts[0]
