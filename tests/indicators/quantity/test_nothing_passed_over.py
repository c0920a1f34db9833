"""What may turn a number into another is never passed over: it is read, or it makes a doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.quantity import PlainText, read_quantity

PLAIN = [
    *(
        "41 %",
        "не менее 70 %",
        "12 из 40",
        "12 чел. (30 %)",
        "с 71 % до 79 %",
        "2023 – 41 %",
        "31 % (по области – 27 %)",
    ),
    *("2 450 воспитанников", "412 выпускников 9-х классов", "88 человек, из них 61 учитель", "63 (в 2017 – 69)"),
]
FOREIGN = ["кроме", "без", "минус", "ориентировочно", "бывшая", "половина", "исключая", "некоторые"]


@given(st.sampled_from(PLAIN), st.sampled_from(FOREIGN), st.data())
def test_a_word_that_may_change_a_number_makes_a_doubt(text, foreign, data):
    words = text.split()
    at = data.draw(st.integers(0, len(words)))

    assert read_quantity(" ".join([*words[:at], foreign, *words[at:]]), "%").doubts


@pytest.mark.parametrize("text", ["____ %", "?? %", "ХХ %", "… чел.", "18 (пятнадцать процентов)"])
def test_what_is_not_filled_in_or_disagrees_is_asked_about(text):
    assert read_quantity(text, "%").doubts


@pytest.mark.parametrize("text", ["31.12.2023 – 96 без %", "на 01.09.2023 – 5 6"])
def test_no_words_behind_a_date_are_too_much(text):
    read_quantity(text, "%")


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("не мение 70 %", "%", 70),
        ("неменее 45%", "%", 45),
        ("38 балов", "балл", 38),
        ("62 прцента", "%", 62),
        ("min 40 баллов", "балл", 40),
        ("не должна превышать 6 %", "%", 6),
        ("не реже 3 раз в год", "раз", 3),
        ("между 40 и 45 %", "%", 40),
        ("9 кл. – 14 %", "%", 14),
        ("ВПР-5: 47 %", "%", 47),
        ("СОШ № 7 – 3 чел.", "чел.", 3),
        ("*35 %", "%", 35),
        ("41 % 1)", "%", 41),
    ],
)
def test_slips_names_and_marks_hide_no_number(text, unit, number):
    assert read_quantity(text, unit).number == number


def test_a_name_with_a_figure_that_denies_stays_text():
    assert isinstance(read_quantity("не прошли порог 9 кл. – 14 %", "%"), PlainText)
