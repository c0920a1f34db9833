"""What a term names and no day of it shows is asked about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.term import DateSpan, TermSetting, read_term

SETTING = TermSetting(DateSpan(date(2023, 1, 1), date(2024, 12, 31)), None)
PLAIN = ["до 15 мая 2023 года", "14.03.2023", "с 1 по 15 октября 2024 г.", "май 2023 г.", "в течение 2024 года"]
FOREIGN = ["кроме", "без", "ранее", "кроме июля", "соседний", "вместо", "или позже"]
DATES = ["12.12.2023", "31 января 2024", "июль 2024 г.", "7.11.2023"]


@given(st.sampled_from(PLAIN), st.sampled_from(FOREIGN), st.data())
def test_a_word_that_no_rule_knows_makes_a_doubt(text, foreign, data):
    words = text.split()
    at = data.draw(st.integers(0, len(words)))

    assert read_term(" ".join([*words[:at], foreign, *words[at:]]), SETTING).doubts


@given(st.sampled_from(PLAIN), st.sampled_from(DATES), st.sampled_from([", ", "; ", " ", " и ", "\n"]))
def test_another_date_is_read_or_asked_about(text, other, between):
    one, another, both = (read_term(words, SETTING) for words in (text, other, f"{text}{between}{other}"))

    assert both.doubts or {span.end for span in both.spans} == {span.end for span in (*one.spans, *another.spans)}


@pytest.mark.parametrize(
    "text",
    [
        "14.03.2023 (пн)",
        "после каждой четверти",
        "по итогам учебного года",
        "октябрь 2023 г.; апрель 2024 г.; далее ежегодно",
    ],
)
def test_what_disagrees_or_names_no_day_is_asked_about(text):
    assert read_term(text, SETTING).doubts


@pytest.mark.parametrize("text", ["14.03.2023 (вт)", "за 2 недели до мероприятия", "после 1 сентября 2023"])
def test_what_agrees_is_in_no_doubt(text):
    assert read_term(text, SETTING).doubts == ()


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("ежемес. к 10 числу", 24),
        ("каждое 20 число месяца", 24),
        ("с момента утверждения до 31.12.2024", 1),
    ],
)
def test_short_forms_have_their_days(text, ends):
    assert len(read_term(text, SETTING).spans) == ends
