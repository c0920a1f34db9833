"""What an outside clerk wrote and the reader took for something else without a word: now right, or asked about."""

import pytest

from roadmap.responsibles.read_responsible import read_responsible

SCHOOLS = {1: "СОШ № 1", 2: "Гимназия № 1", 3: "МБОУ СОШ № 3 им. А.С. Пушкина", 4: "Берёзовская ООШ"}


@pytest.mark.parametrize(
    ("words", "school"),
    [
        ("МБОУ «Средняя общеобразовательная школа № 3 им. А.С. Пушкина»", 3),
        ("Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 1»", 1),
        ("МБОУ «Берёзовская основная общеобразовательная школа»", 4),
        ("МБОУ Средняя общеобразовательная школа № 1", 1),
    ],
)
def test_a_school_s_full_name_is_one_school(words, school):
    meant = read_responsible(words, SCHOOLS)
    assert (meant.all_schools, meant.schools) == (False, {school})


def test_a_municipal_institution_is_no_unknown_abbreviation():
    meant = read_responsible("МУ «УО»", SCHOOLS, ("Управление образования", "УО"))
    assert (meant.department, meant.doubts) == (True, ())


@pytest.mark.parametrize(
    "words",
    [
        "все ОО, кроме Берёзовской ООШ",
        "школы (кроме ШНОР)",
        "ОО, не вошедшие в список ШНОР",
        "Опорная школа – Гимназия № 1",
        "Школа (гимназия) № 1",
        "школы соседнего района",
        "школы региона",
        "специалисты школ",
        "координатор СОШ № 3",
        "ОО, участвующие в проекте «500+»",
        "Малокомплектные школы",
        "ОО с 9, 11 кл.",
        "школы с 11 классами",
    ],
)
def test_what_says_less_or_other_is_asked_about(words):
    assert read_responsible(words, SCHOOLS).doubts


@pytest.mark.parametrize(
    ("words", "department", "asks"),
    [
        ("ОО", "Отдел образования администрации Залесского района", True),
        ("ОО, МБОУ «СОШ № 1»", "Отдел образования администрации Залесского района", True),
        ("Отдел образования, ОО", "Отдел образования администрации Залесского района", False),
        ("ОО", "Управление образования администрации Залесского района", False),
    ],
)
def test_the_same_letters_may_be_the_department_or_its_schools(words, department, asks):
    meant = read_responsible(words, SCHOOLS, (department,))

    assert meant.all_schools
    assert any("отдел образования" in doubt for doubt in meant.doubts) == asks


@pytest.mark.parametrize(
    ("text", "named", "is_asked"),
    [
        ("Зареченский филиал Большесельской СОШ", {2}, False),
        ("Зареченский филиал", {2}, False),
        ("Большесельская СОШ и её Зареченский филиал", set(), True),
        ("заведующий филиалом", set(), True),
        ("Большесельская СОШ", {1}, False),
    ],
)
def test_a_branch_is_not_the_school_that_it_belongs_to(text, named, is_asked):
    schools = {1: "Большесельская СОШ", 2: "Зареченский филиал Большесельской СОШ"}

    meant = read_responsible(text, schools)

    assert set(meant.schools) == named
    assert bool(meant.doubts) == is_asked


def test_gymnasiums_alone_are_all_schools_only_in_doubt():
    schools = {1: "Гимназия № 4", 2: "Лицей № 1", 3: "СОШ № 2"}

    assert read_responsible("директора гимназии и лицея", schools).doubts
    assert not read_responsible("школы, гимназии, лицеи", schools).doubts
