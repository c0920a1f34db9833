"""Days that a term excepts are left out and told; an exception that fits no whole span is asked about."""

from datetime import date

import pytest

from roadmap.term import DateSpan, Term, TermSetting, read_own_year, read_term

PERIOD = DateSpan(date(2027, 1, 1), date(2029, 12, 31))
YEAR = TermSetting(PERIOD, read_own_year("2028"))
PROGRAMME = TermSetting(PERIOD, None)


def months(term: Term) -> list[int]:
    return [span.start.month for span in term.spans]


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("ежемесячно, кроме летних месяцев", {6, 7, 8}),
        ("ежемесячно (кроме июня и июля)", {6, 7}),
        ("каждый месяц, за исключением января, мая и августа", {1, 5, 8}),
        ("ежемесячно, за искл. июля-августа", {7, 8}),
        ("ежемесячно до 5 числа, кроме июля", {7}),
        ("кроме августа, ежемесячно", {8}),
        ("ежемесячно, исключая III квартал", {7, 8, 9}),
    ],
)
def test_excepted_months_are_left_out_and_told(text, left_out):
    term = read_term(text, YEAR)

    assert months(term) == sorted(set(range(1, 13)) - left_out)
    assert term.doubts[0].startswith("Прочитано без исключённого")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("ежегодно, кроме 2027 г.: май", [2028, 2029]),
        ("ежегодно в мае, за исключением 2028 года", [2027, 2029]),
        ("ежегодно до 1 мая, кроме 2029 года", [2027, 2028]),
        ("ежегодно, кроме 2027 и 2028 гг., май", [2029]),
    ],
)
def test_excepted_years_are_left_out_and_told(text, years):
    term = read_term(text, PROGRAMME)

    assert [span.end.year for span in term.spans] == years
    assert {span.end.month for span in term.spans} == {5}
    assert term.doubts[0].startswith("Прочитано без исключённого")


@pytest.mark.parametrize(
    "text",
    [
        "ежемесячно, кроме каникул",
        "ежемесячно, кроме июля и каникул",
        "ежемесячно, кроме 1 июля",
        "ежемесячно, кроме декабря-января",
        "ежеквартально, кроме июля",
        "весь год, кроме июля",
        "ежемесячно, кроме 2031 г.",
        "ежеквартально до 10 числа месяца, следующего за отчётным кварталом, кроме IV квартала",
        "кроме июля",
        "май 2028, кроме мая",
    ],
)
def test_an_exception_that_is_not_clear_is_asked_about(text):
    term = read_term(text, YEAR)

    assert term.doubts
    assert not any(doubt.startswith("Прочитано без исключённого") for doubt in term.doubts) or "каникул" in text
