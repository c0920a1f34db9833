"""Whom the «Ответственные» of an activity mean."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.responsibles.read_responsible import Responsible, read_responsible

SCHOOLS = {
    1: "МКОУ Моховская СОШ",
    2: "МКОУ Еловская СОШ",
    3: "Среднеелинская СОШ",
    4: "МБОУ «Елинская СОШ №2»",
    5: "Елинская СОШ № 1",
    6: "Школа № 10",
    7: "Озёрная кадетская школа",
}


@pytest.mark.parametrize(
    ("text", "department", "all_schools", "low_result", "schools"),
    [
        ("Отдел образования", True, False, False, set()),
        ("Отдел образование", True, False, False, set()),
        ("Управление образования, МБУ «ИМЦ»", True, False, False, set()),
        ("Методический кабинет УО, общеобразовательные организации ОО", True, True, False, set()),
        ("Отдел образования, руководители образовательных организаций.", True, True, False, set()),
        ("Отдел образования Образовательные организации", True, True, False, set()),
        ("Управление образования; общеобразовательные организации", True, True, False, set()),
        ("общеобразовательные учреждения", False, True, False, set()),
        ("Директора школ", False, True, False, set()),
        ("Муниципальная команда по сопровождению ШНРО, ОО", True, True, False, set()),
        ("Муниципальный координатор ШНРО", True, False, False, set()),
        ("МКОУ Моховская СОШ Муниципальный координатор", True, False, False, {1}),
        ("МКОУ Моховская, Еловская, Среднеелинская СОШ", False, False, False, {1, 2, 3}),
        ("МБОУ «Елинская СОШ №2», общеобразовательные организации", False, True, False, {4}),
        ("Елинская СОШ № 1, Елинская СОШ № 2", False, False, False, {4, 5}),
        ("Директор Моховской СОШ", False, False, False, {1}),
        ("Школа № 10", False, False, False, {6}),
        ("Озерная кадетская школа", False, False, False, {7}),
        ("ШНОР", False, False, True, set()),
        ("Руководители ШНОР", False, False, True, set()),
        ("Управление образования, руководители ШНОР", True, False, True, set()),
        ("Заместители директоров по УВР, классные руководители", False, True, False, set()),
        ("Руководители ШНОР, кураторы школ", True, False, True, set()),
        ("Школы с низкими образовательными результатами", False, False, True, set()),
        ("МОУО, ОО", True, True, False, set()),
        ("", False, False, False, set()),
    ],
)
def test_words_mean(text, department, all_schools, low_result, schools):
    understood = read_responsible(text, SCHOOLS)

    assert replace(understood, doubts=()) == Responsible(department, all_schools, low_result, frozenset(schools))


@pytest.mark.parametrize(
    ("text", "others", "department"),
    [
        ("Супервизор (Сосновская Л.Ю.)", ["Супервизор (Сосновская Л.Ю.)"], True),
        ("Главный специалист Петрова А. С.", [], True),
        ("Иванова И.И., методист", [], True),
        ("ОО, БУ ДПО РК «КРИПКРО»", ["БУ ДПО РК «КРИПКРО»"], False),
        ("Школы-наставники, ШНОР", ["Школы-наставники"], False),
        ("ПМПК, КДН и ЗП", ["ПМПК", "КДН и ЗП"], True),
        ("Центр «Точка роста»", ["Центр «Точка роста»"], True),
        ("Зам. директора Моховской СОШ, психологи", ["психологи"], False),
        ("МКОУ Моховская, Еловская СОШ", [], False),
        ("Школы № 10, № 2", [], False),
    ],
)
def test_outside_bodies_people_and_unnamed_schools_are_told_apart(text, others, department):
    understood = read_responsible(text, SCHOOLS)

    assert (list(understood.others), understood.answered_by_department) == (others, department)


@given(st.text())
def test_any_words_mean_somebody(text):
    understood = read_responsible(text, SCHOOLS)

    assert (
        understood.answered_by_department
        or understood.all_schools
        or understood.low_result_schools
        or understood.schools
    )
