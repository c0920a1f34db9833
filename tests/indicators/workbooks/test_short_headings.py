"""Headings that are short for an indicator: taken where one only fits, proposed where a word is open, else asked."""

import pytest

from indicators.catalogue.models import Indicator
from indicators.workbooks.short_headings import ShortHeadings

NAMES = [
    ("Успеваемость", "%"), ("Качество знаний", "%"), ("Качество выполнения ВПР, математика, 5 класс", "%"),
    ("Средняя отметка ОГЭ по математике", "балл"), ("Средняя отметка ОГЭ по русскому языку", "балл"),
    ("Средний балл ЕГЭ по математике (профильный уровень)", "балл"), ("Число участников ЕГЭ по химии", "чел."),
    ("Доля выпускников, получивших «2» на ОГЭ по математике", "%"), ("Численность детей из многодетных семей", "чел."),
    ("Доля учителей с высшей квалификационной категорией", "%"), ("Число неуспевающих", "чел."),
    ("Число призёров муниципального этапа ВсОШ", "чел."), ("Число призёров регионального этапа ВсОШ", "чел."),
]  # fmt: skip
TAKEN = [
    ("успев., %", "", 0), ("кач-во", "", 1), ("матем. % кач.", "ВПР, 5 класс", 2), ("ОГЭ матем., ср. отм.", "", 3),
    ("Ср. отм.", "ОГЭ, русский язык", 4), ("Матем. (П): ср/балл", "ЕГЭ", 5), ("Кол-во уч-ков", "ЕГЭ, химия", 6),
    ("% «2»", "ОГЭ, математика", 7), ("Многодетные: детей", "", 8), ("Учителя ВКК, %", "", 9), ("Неуспев.", "", 10),
    ("мун. этап олимпиад, призёры", "", 11),
]  # fmt: skip
PROPOSED = [("Химия", "ЕГЭ", 6), ("Многодетные семьи", "", 8), ("Учителя ВКК", "", 9)]
UNKNOWN = [
    ("% успев.", "ОГЭ, математика"), ("% кач.", "ОГЭ, математика"), ("Ср. отм.", "ОГЭ"),
    ("Ср. перв. балл", "ОГЭ, математика"),
    ("«3»", "ОГЭ, математика"), ("Многодетные семьи (семей)", ""), ("Учителя ВКК, чел.", ""), ("призёры ВсОШ", ""),
    ("Успевают", ""), ("Учителя", ""), ("Директор", ""), ("Физика: ср. балл", "ЕГЭ"), ("Матем.: кол-во уч-ков", "ЕГЭ"),
]  # fmt: skip


@pytest.fixture(scope="module")
def headings() -> ShortHeadings:
    return ShortHeadings({n: Indicator(pk=n, name=name, unit=unit) for n, (name, unit) in enumerate(NAMES)})


@pytest.mark.parametrize(("heading", "context", "meant"), TAKEN)
def test_one_that_fits_alone_is_taken(heading, context, meant, headings):
    assert headings.find(heading, context) == (meant, False)


@pytest.mark.parametrize(("heading", "context", "meant"), PROPOSED)
def test_one_of_which_a_word_is_open_is_proposed(heading, context, meant, headings):
    assert headings.find(heading, context) == (meant, True)


@pytest.mark.parametrize(("heading", "context"), UNKNOWN)
def test_another_exam_unit_or_number_and_what_fits_two_is_none(heading, context, headings):
    assert headings.find(heading, context) is None
