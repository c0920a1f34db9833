"""Whom the «Ответственные» of an activity mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.responsible import Responsible, read_responsible

SCHOOLS = {
    1: "МКОУ Моховская СОШ",
    2: "МКОУ Еловская СОШ",
    3: "Среднеелинская СОШ",
    4: "МБОУ «Елинская СОШ №2»",
    5: "Елинская СОШ № 1",
    6: "Школа № 10",
    7: "Озёрная кадетская школа",
}
LISTED = [1, 7]


@pytest.mark.parametrize(
    ("text", "department", "all_schools", "schools"),
    [
        ("Отдел образования", True, False, set()),
        ("Отдел образование", True, False, set()),
        ("Управление образования, МБУ «ИМЦ»", True, False, set()),
        ("Методический кабинет УО, общеобразовательные организации ОО", True, True, set()),
        ("Отдел образования, руководители образовательных организаций.", True, True, set()),
        ("Отдел образования Образовательные организации", True, True, set()),
        ("Управление образования; общеобразовательные организации", True, True, set()),
        ("общеобразовательные учреждения", False, True, set()),
        ("Директора школ", False, True, set()),
        ("Муниципальная команда по сопровождению ШНРО, ОО", True, True, set()),
        ("Муниципальный координатор ШНРО", True, False, set()),
        ("МКОУ Моховская СОШ Муниципальный координатор", True, False, {1}),
        ("МКОУ Моховская, Еловская, Среднеелинская СОШ", False, False, {1, 2, 3}),
        ("МБОУ «Елинская СОШ №2», общеобразовательные организации", False, True, {4}),
        ("Елинская СОШ № 1, Елинская СОШ № 2", False, False, {4, 5}),
        ("Директор Моховской СОШ", False, False, {1}),
        ("Школа № 10", False, False, {6}),
        ("Озерная кадетская школа", False, False, {7}),
        ("ШНОР", False, False, {1, 7}),
        ("Руководители ШНОР", False, False, {1, 7}),
        ("Управление образования, руководители ШНОР", True, False, {1, 7}),
        ("Супервизор (Сосновская Л.Ю.)", True, False, set()),
        ("", True, False, set()),
    ],
)
def test_words_mean(text, department, all_schools, schools):
    understood = read_responsible(text, SCHOOLS, LISTED)

    assert understood == Responsible(department, all_schools, frozenset(schools))


def test_low_result_schools_mean_all_where_no_list_is_known():
    assert read_responsible("Руководители ШНОР", SCHOOLS).all_schools


@given(st.text())
def test_any_words_mean_somebody(text):
    understood = read_responsible(text, SCHOOLS, LISTED)

    assert understood.department or understood.all_schools or understood.schools
