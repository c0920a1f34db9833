"""Nothing is passed over in silence: what is put into words that are read without a doubt makes one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.responsibles.read_responsible import Responsible, read_responsible
from tests.roadmap.responsibles.test_cases_of_clerk import OWN, SCHOOLS

PLAIN = [
    "Отдел образования администрации Ручьевского муниципального района",
    "начальник отдела образования",
    "методисты ИМЦ",
    "муниципальный координатор",
    "общеобразовательные организации района",
    "директора школ",
    "заместители директоров по УВР",
    "классные руководители 9 классов",
    "школы с низкими образовательными результатами",
    "руководители ШНОР",
    "МБОУ «СОШ № 3»",
    "директор Боровской ООШ",
    "Ручьевская и Еланская СОШ",
    "учителя Гимназии № 3",
]
FOREIGN = [
    *("кроме", "за исключением", "не", "без", "вместо", "бывшая", "соседнего", "частная", "некоторые", "часть", "или"),
    *("Заречного", "Усманского района", "№ 77", "нижеперечисленные", "другие", "три", "кроме № 3"),
]


def read(text: str) -> Responsible:
    return read_responsible(text, SCHOOLS, OWN, "Ручьевский муниципальный район")


@pytest.mark.parametrize("text", PLAIN)
def test_ordinary_words_are_in_no_doubt(text):
    assert read(text).doubts == ()


@given(st.sampled_from(PLAIN), st.sampled_from(FOREIGN), st.data())
def test_a_word_that_may_change_who_is_meant_makes_a_doubt(text, foreign, data):
    words = text.split()
    at = data.draw(st.integers(0, len(words)))

    assert read(" ".join([*words[:at], foreign, *words[at:]])).doubts


@given(st.sampled_from(PLAIN), st.sampled_from(PLAIN), st.sampled_from([", ", "; ", "\n", " и ", " совместно с "]))
def test_two_parties_are_both_meant_or_asked_about(one, other, between):
    first, second, both = read(one), read(other), read(f"{one}{between}{other}")

    names = ("department", "all_schools", "low_result_schools")
    meant = {name for name in names if getattr(first, name) or getattr(second, name)}
    schools = first.schools | second.schools
    is_right = {name for name in names if getattr(both, name)} == meant and both.schools == schools
    # «Директора школ и руководители ШНОР»: general words beside particular ones go with them.
    is_particular = not both.all_schools and bool(schools or "low_result_schools" in meant)
    assert is_right or both.doubts or (is_particular and both.schools == schools)


@pytest.mark.parametrize(
    "text",
    [
        "отдел образования – центральная районная больница",
        "Управление финансов (отдел образования)",
        "МБОУ СОШ № 3 и классные руководители",
        "директора 5 школ",
        "СОШ № 3 имени Пушкина",
        "школы Дальнего района",
        "отдел закупок",
        "список: СОШ № 3",
    ],
)
def test_words_that_no_rule_accounts_for_are_asked_about(text):
    assert read(text).doubts


def test_the_municipality_s_own_territory_is_no_doubt():
    assert read_responsible("школы Ручьевского района", SCHOOLS, ("Отдел образования",)).doubts
    assert not read_responsible("школы Ручьевского района", SCHOOLS, ("Отдел образования",), "Ручьевский район").doubts


@pytest.mark.parametrize(
    ("text", "department", "schools", "others"),
    [
        ("Отдел образования Дальнего района", False, set(), True),
        ("Лицей № 8 г. Дальнегорска", False, set(), True),
        ("комитет по оброзованию", True, set(), False),
        ("все школы, кроме Гимназии № 3", False, {0, 1, 3, 4, 5, 6}, False),
        ("руководители ОО (за исключением лицеев)", False, {0, 1, 2, 3, 5, 6}, False),
        ("начальник отдела образования ИМЦ ШНОР", True, set(), False),
    ],
)
def test_what_is_read_with_a_guess_is_right_and_asked_about(text, department, schools, others):
    meant = read(text)

    assert (meant.department, meant.schools, bool(meant.others)) == (department, schools, others)
    assert meant.doubts
