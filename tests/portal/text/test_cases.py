"""Words in the cases of sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text.cases import Case, genitive_number, year_in_case
from portal.text.phrases import phrase_in_case


def test_numbers_are_words_up_to_ten():
    assert [genitive_number(number) for number in (0, 2, 10, 11)] == ["ноля", "двух", "десяти", "11"]


@pytest.mark.parametrize(
    ("case", "calendar", "school"),
    [
        (Case.NOMINATIVE, "2026 год", "2026–2027 учебный год"),
        (Case.GENITIVE, "2026 года", "2026–2027 учебного года"),
        (Case.INSTRUMENTAL, "2026 годом", "2026–2027 учебным годом"),
        (Case.PREPOSITIONAL, "2026 году", "2026–2027 учебном году"),
    ],
)
def test_a_year_is_a_calendar_year_or_a_school_year(case, calendar, school):
    assert (year_in_case("2026", case), year_in_case("2026-2027", case)) == (calendar, school)


@pytest.mark.parametrize(
    ("nominative", "genitive", "accusative"),
    [
        ("Муниципальная программа", "муниципальной программы", "муниципальную программу"),
        ("Рабочая программа", "рабочей программы", "рабочую программу"),
        ("Действующая дорожная карта", "действующей дорожной карты", "действующую дорожную карту"),
        ("Своя модель", "своей модели", "свою модель"),
        ("Третья подпрограмма", "третьей подпрограммы", "третью подпрограмму"),
        ("Общий план", "общего плана", "общий план"),
        ("Эффективный план", "эффективного плана", "эффективный план"),
        ("Лучший проект", "лучшего проекта", "лучший проект"),
        ("Утверждённый перечень", "утверждённого перечня", "утверждённый перечень"),
        ("Организационно-методический комплекс", "организационно-методического комплекса",
         "организационно-методический комплекс"),
        ("хаки план", "хаки плана", "хаки план"),
        ("план-график", "плана-графика", "план-график"),
        ("Общее положение", "общего положения", "общее положение"),
        ("Неотложные меры", "неотложных мер", "неотложные меры"),
    ],
)  # fmt: skip
def test_a_noun_is_declined_with_its_adjectives(nominative, genitive, accusative):
    words = nominative.split()

    assert phrase_in_case(words, Case.NOMINATIVE) == nominative.lower().split()
    assert phrase_in_case(words, Case.GENITIVE) == genitive.split()
    assert phrase_in_case(words, Case.ACCUSATIVE) == accusative.split()


def test_yo_stays_as_it_is_typed():
    assert phrase_in_case(["Трехлетняя", "программа"], Case.GENITIVE) == ["трехлетней", "программы"]
    assert phrase_in_case(["Трёхлетняя", "программа"], Case.GENITIVE) == ["трёхлетней", "программы"]


@pytest.mark.parametrize("words", ["школьное план", "Новой программа", "И план", "муниципальная, программа", "вместе"])
def test_words_that_do_not_agree_are_no_phrase(words):
    assert phrase_in_case(words.split(), Case.GENITIVE) is None


@given(st.lists(st.text("абвгдеёийлнорстыья-№.1«» "), max_size=3), st.sampled_from(Case))
def test_no_words_break_it(words, case):
    found = phrase_in_case([*words, "программа"], case)

    assert found is None or len(found) == len(words) + 1
