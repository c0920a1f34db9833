"""A time or a frequency that the words tell twice and differently is asked about; told twice alike it is not."""

from datetime import date

import pytest

from roadmap.term import DateSpan, Term, TermSetting, read_term

TIMES = {
    "май 2028 г.": "2028-05-01:2028-05-31",
    "II квартал 2028 г.": "2028-04-01:2028-06-30",
    "2027 год": "2027-01-01:2027-12-31",
    "с 1 по 15 октября 2027 г.": "2027-10-01:2027-10-15",
    "до 1 мая 2028 г.": "2027-01-01:2028-05-01",
    "не позднее 15 апреля 2028 г.": "2027-01-01:2028-04-15",
    "12.03.2028": "2028-03-12:2028-03-12",
    "весь период реализации": "2027-01-01:2029-12-31",
}
OFTEN = ["ежемесячно", "1 раз в квартал", "раз в полугодие", "по четвертям", "еженедельно", "1 раз в год"]


def read(text: str) -> Term:
    return read_term(text, TermSetting(DateSpan(date(2027, 1, 1), date(2029, 12, 31)), None))


def days(term: Term) -> list[str]:
    return [f"{span.start}:{span.end}" for span in term.spans]


@pytest.mark.parametrize("brackets", ["()", "[]"])
@pytest.mark.parametrize("inner", TIMES)
@pytest.mark.parametrize("outer", TIMES)
def test_another_time_in_brackets_is_asked_about(outer, inner, brackets):
    term = read(f"{outer} {brackets[0]}{inner}{brackets[1]}")

    assert days(term) == sorted({TIMES[outer], TIMES[inner]})
    assert bool(term.doubts) == (outer != inner)


@pytest.mark.parametrize("other", OFTEN)
@pytest.mark.parametrize("one", OFTEN)
def test_another_frequency_is_asked_about(one, other):
    assert read(f"{one}, {other}").doubts or one == other


@pytest.mark.parametrize(
    "words",
    ["с 2027 по 2028 г. ежегодно, с 2029 г. – ежеквартально", "2027 г. – ежемесячно, 2028-2029 гг. – ежегодно"],
)
def test_how_often_differently_in_each_year_is_asked_about(words):
    assert read(words).doubts


@pytest.mark.parametrize("words", ["ежегодно, 1 раз в квартал", "постоянно, 1 раз в месяц", "ежегодно, каждый квартал"])
def test_how_often_within_each_year_is_one_frequency(words):
    assert read(words).doubts == ()


@pytest.mark.parametrize(
    "words",
    ["Срок", "Сроки", "Сроки реализации", "Срок исполнения", "Сроки проведения мероприятий", "Сроки (месяц, год)"],
)
def test_the_heading_of_the_column_is_no_time(words):
    assert (days(read(words)), read(words).doubts) == ([], ("Срок не указан.",))


@pytest.mark.parametrize("words", ["см. п. 2.1", "п. 3.2 плана", "пункт 1.5", "раздел 2.1", "по п. 3.2 протокола"])
def test_the_number_of_a_point_is_no_day(words):
    assert read(words).is_open
