"""Facts as they are written: what counts people, and what tells a small number of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.open_pages.hiding.facts import BASELINE, WrittenFact, hidden_facts
from reports.open_pages.hiding.people import is_of_people, tells_small_count
from reports.open_pages.hiding.small_counts import HiddenCount

SMALL, BESIDE, UNSAID = HiddenCount.SMALL, HiddenCount.BESIDE_SMALL, HiddenCount.UNSAID


@pytest.mark.parametrize(
    ("name", "unit", "of_people"),
    [
        ("Доля девятиклассников, не получивших аттестат, %", "%", True),
        ("Численность учителей, работающих по маршрутам", "чел.", True),
        ("Доля учителей ШНОР, прошедших обучение", "%", True),
        ("Прошли ГИА", "", True),
        ("Успеваемость", "%", True),
        ("Средний тестовый балл выпускников", "балл", False),
        ("Средняя отметка выпускников", "", False),
        ("Количество школ, включённых в перечень ШНОР", "ед.", False),
        ("Доля ШНОР, выполняющих план вместе со школой-наставником", "%", False),
        ("Доля уроков, которые ведут учителя с профильным образованием", "%", False),
        ("Проведено мероприятий для педагогов", "ед.", False),
    ],
)
def test_what_counts_people(name, unit, of_people):
    assert is_of_people(name, unit) is of_people


@pytest.mark.parametrize(
    ("text", "unit", "tells"),
    [
        *((text, "чел.", True) for text in ["3", "4 чел.", "трое", "2–3", "менее 3", "15 (3 в 2024)", "по списку"]),
        *((text, "чел.", False) for text in ["0", "5", "12 чел.", "1 200", "-", "не менее 15", "н/д"]),
        *((text, "%", True) for text in ["1 (9%)", "2 из 40", "38 из 40", "9 % (3 чел.)"]),
        *((text, "%", False) for text in ["3%", "4,2", "21 (7%)", "100", "12 из 40"]),
    ],
)
def test_what_tells_a_small_number_of_people(text, unit, tells):
    assert tells_small_count(text, unit) is tells


def fact(what, text, unit="чел.", period="2025", **more) -> WrittenFact:
    return WrittenFact(what, period, text, "Выпускники", unit, **more)


def hidden(*facts) -> dict:
    return {what if period == "2025" else (what, period): how for (what, period), how in hidden_facts(facts).items()}


def test_a_small_count_and_its_share():
    assert hidden(fact("failed", "3"), fact("share", "2,5", "%"), fact("all", "120")) == {
        "failed": SMALL,
        "share": UNSAID,
    }


def test_a_share_of_a_shown_count_tells_a_small_one_that_stands_nowhere():
    assert hidden(fact("share", "2,5", "%"), fact("all", "120")) == {"share": UNSAID}
    assert hidden(fact("passed", "97,5", "%"), fact("all", "120")) == {"passed": UNSAID}
    assert hidden(fact("share", "2,5", "%"), fact("all", "1200")) == {}
    assert hidden(fact("share", "0", "%"), fact("passed", "100", "%"), fact("all", "120")) == {}


def test_parts_and_whole():
    parts = fact("passed", "117", whole="all"), fact("failed", "3", whole="all")

    assert hidden(fact("all", "120"), *parts) == {"failed": SMALL, "passed": BESIDE}


def test_a_part_that_nobody_entered_is_not_told_by_the_others():
    assert hidden(fact("all", "120"), fact("passed", "117", whole="all")) == {"passed": BESIDE}


def test_a_share_does_not_tell_what_is_hidden_beside():
    """60 of 120 are half of them, so that «50 %» would tell the 60 that is hidden."""
    parts = fact("passed", "60", whole="all"), fact("failed", "3", whole="all"), fact("left", "57", whole="all")
    found = hidden(fact("all", "120"), *parts, fact("share", "47,5", "%"), fact("other", "10", "%"))

    assert found == {"failed": SMALL, "left": BESIDE, "share": UNSAID}


def test_parts_that_come_to_more_than_their_whole_are_all_hidden():
    parts = fact("passed", "119", whole="all"), fact("failed", "3", whole="all")

    assert hidden(fact("all", "120"), *parts) == dict.fromkeys(["all", "passed", "failed"], UNSAID)


def test_a_mean_of_a_few_people_is_hidden():
    mean = WrittenFact("mean", "2025", "3,7", "Средняя отметка", "балл", weight="took part")

    assert hidden(mean, fact("took part", "3")) == {"mean": UNSAID, "took part": SMALL}
    assert hidden(mean, fact("took part", "30")) == {}


def test_a_baseline_does_not_tell_what_is_hidden_of_a_year():
    parts = fact("passed", "117", whole="all"), fact("failed", "3", whole="all")
    found = hidden(
        fact("all", "120"), *parts, fact("passed", "117", period=BASELINE), fact("all", "110", period=BASELINE)
    )

    assert found == {"failed": SMALL, "passed": BESIDE, ("passed", BASELINE): UNSAID}


def test_a_value_does_not_tell_the_hidden_one_of_the_year_before():
    parts = fact("passed", "117", whole="all"), fact("failed", "3", whole="all")
    found = hidden(fact("all", "120"), *parts, fact("passed", "90 (в 2025 – 117)", period="2026"))

    assert found["passed", "2026"] is UNSAID


def test_schools_are_counted_as_they_are():
    listed = WrittenFact("listed", "2025", "4", "Количество школ в перечне ШНОР", "ед.")

    assert hidden(listed) == {}


@given(st.integers(5, 400), st.integers(1, 4), st.integers(0, 2))
def test_a_rounded_share_never_tells_a_few_people(total, few, digits):
    """Neither of those who failed nor of those who passed."""
    shares = {"failed": few, "passed": total - few}
    facts = [
        fact(what, f"{round(Decimal(100 * number) / total, digits):f}".replace(".", ","), "%")
        for what, number in shares.items()
    ]
    assert set(hidden(fact("all", str(total)), *facts)) == {"failed", "passed"}
