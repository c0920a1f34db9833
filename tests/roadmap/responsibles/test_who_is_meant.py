"""Responsibles of an ulus: several schools of a place, groups of nobody, levels, lists, other territories, no party."""

import pytest

from roadmap.responsibles.read_responsible import Responsible, read_responsible

OWN = ("Управление образования администрации Ергинского улуса", "УОЕУ")
SCHOOLS = {
    1: "Ергинская СОШ № 1",
    2: "Ергинская СОШ № 2",
    3: "Баганская СОШ",
    4: "Хатынская ООШ",
    5: "Ергинская гимназия",
    6: "Ергинская вечерняя (сменная) школа",
    7: "Мастахская школа-интернат",
    8: "Мастахская коррекционная школа-интернат",
}
ALL, LOW, DEPARTMENT = "all_schools", "low_result_schools", "department"


def read(text: str) -> Responsible:
    return read_responsible(text, SCHOOLS, OWN, "Ергинский улус")


def said(meant: Responsible) -> set[str]:
    return {name for name in (DEPARTMENT, ALL, LOW, "others") if getattr(meant, name)}


@pytest.mark.parametrize(
    "text",
    ["Баганские школы", "Баганским школам", "школы Баганские", "Баганские СОШ", "Баганские и Хатынские школы"],
)
def test_several_schools_of_a_place_are_not_the_one_that_is_listed(text):
    meant = read(text)

    assert (said(meant), meant.schools) == (set(), frozenset())
    assert "сказано о нескольких школах" in meant.doubts[0]


@pytest.mark.parametrize("text", ["Баганская и Хатынская школы", "школы: Баганская, Хатынская"])
def test_schools_named_one_by_one_are_meant(text):
    assert read(text).schools == {3, 4}


@pytest.mark.parametrize(
    "text",
    [
        "рабочая группа",
        "члены рабочей группы",
        "творческие группы",
        "пилотные школы",
        "пилотные школы улуса",
        "опорные школы района",
    ],
)
def test_nobodys_groups_and_some_schools_are_asked_about(text):
    meant = read(text)

    assert meant.doubts
    assert not said(meant) & {ALL, LOW}
    assert not meant.schools


@pytest.mark.parametrize("text", ["рабочая группа УОЕУ", "рабочие группы школ", "опорные школы"])
def test_a_group_of_somebody_is_in_no_doubt(text):
    assert read(text).doubts == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ведущий специалист по общему и дошкольному образованию УОЕУ", {DEPARTMENT}),
        ("методист УОЕУ по дошкольному образованию", {DEPARTMENT}),
        ("специалист УОЕУ по работе со школами", {DEPARTMENT}),
        ("главный специалист управления образования по дошкольному образованию", {DEPARTMENT}),
        ("методисты УОЕУ, предметники", {DEPARTMENT, ALL}),
        ("муниципальные и школьные координаторы ГИА", {DEPARTMENT, ALL}),
        ("школьные и муниципальные координаторы", {DEPARTMENT, ALL}),
        ("муниципальный, школьные кураторы ВПР", {DEPARTMENT, ALL}),
        ("кураторы: районный, школьные", {DEPARTMENT, ALL}),
        ("муниципальный и республиканский координаторы", {DEPARTMENT, "others"}),
        ("федеральный куратор проекта", {"others"}),
        ("все 8 школ улуса", {ALL}),
        ("ОО улуса (все 8)", {ALL}),
        ("рук. обр. учр.", {ALL}),
        ("директорский корпус", {ALL}),
        ("классруки 9-х классов", {ALL}),
        ("ШНОРы", {LOW}),
        ("руководители ШНОРов", {LOW}),
        ("школы-менторы", {"others"}),
        ("пожарная часть", {"others"}),
        ("военкомат улуса", {"others"}),
    ],
)
def test_people_and_bodies_are_told_apart(text, expected):
    meant = read(text)

    assert (said(meant), meant.schools) == (expected, frozenset())
    assert meant.doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        "все 5 школ улуса",
        "ОО улуса (все 7)",
        "доп. обр. учр.",
        "методист по школам",
        "педагогический корпус № 2",
        "школьные",
        "муниципальные, УОЕУ",
    ],
)
def test_what_is_said_otherwise_is_asked_about(text):
    assert read(text).doubts


@pytest.mark.parametrize("text", ["руководителиобщеобразовательныхорганизаций", "директорашкол"])
def test_words_typed_as_one_are_parted_and_told(text):
    meant = read(text)

    assert said(meant) == {ALL}
    assert "прочитано как" in meant.doubts[0]


@pytest.mark.parametrize(
    ("text", "expected", "schools"),
    [
        ("1) Баганская СОШ 2) Хатынская ООШ", set(), {3, 4}),
        ("1) Ергинская гимназия 2) УОЕУ 3) родители", {DEPARTMENT, "others"}, {5}),
        ("1. УОЕУ 2. Баганская СОШ", {DEPARTMENT}, {3}),
        ("1. Баганская СОШ 2. УОЕУ 3. Родители", {DEPARTMENT, "others"}, {3}),
    ],
)
def test_a_list_in_one_line_is_parted(text, expected, schools):
    meant = read(text)

    assert (said(meant), meant.schools, meant.doubts) == (expected, schools, ())


@pytest.mark.parametrize("text", ["1. СОШ 2. Гимназия", "1. СОШ № 2. Гимназия", "1) УОЕУ 3) СОШ № 2"])
def test_a_number_that_may_be_a_schools_is_asked_about(text):
    assert read(text).doubts


@pytest.mark.parametrize(
    ("text", "schools"),
    [
        ("Ергинская В(С)ОШ", {6}),
        ("Ергинская вечерняя школа", {6}),
        ("вечерняя школа", {6}),
        ("Баганская вечерняя школа", set()),
        ("Мастахская коррекционная школа-интернат", {8}),
    ],
)
def test_a_special_school_is_known_by_a_part_of_its_name(text, schools):
    meant = read(text)

    assert meant.schools == schools
    assert bool(meant.doubts) == (not schools)


@pytest.mark.parametrize("words", ["ресурсная школа", "базовая школа", "Опорная школа"])
def test_what_a_named_school_is_doesnt_hide_it(words):
    meant = read(f"{words} – Баганская СОШ")

    assert (said(meant), meant.schools) == (set(), {3})
    assert "описание школы" in meant.doubts[0]


@pytest.mark.parametrize("text", ["УО Намского улуса", "Баганская СОШ Намского улуса", "ШНОР Тандынского кожууна"])
def test_another_ulus_is_another_territory_and_asked_about(text):
    meant = read(text)

    assert (said(meant), meant.schools) == ({"others"}, frozenset())
    assert "другой территории" in meant.doubts[0]


@pytest.mark.parametrize("text", ["школы Ергинского улуса", "УОЕУ Ергинского улуса"])
def test_its_own_ulus_is_not(text):
    assert "others" not in said(read(text))
    assert read(text).doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        *("н/п", "н/д", "не менее 75 %", "не более 2 раз", "вебинар", "совещание", "Наименование мероприятия"),
        *("Ф.И.О.", "ф. и. о.", "ЕГЭ по русскому языку", "г. Ерга, ул. Лесная, 7", "с. Баган, ул. Мира, д. 1"),
        *("будет определён позже", "дистанционно", "Задачи: развитие качества обучения", "читательская грамотность"),
    ],
)
def test_words_of_other_columns_name_nobody_and_are_asked_about(text):
    meant = read(text)

    assert meant == Responsible(doubts=meant.doubts)
    assert "не сказано, кто отвечает" in meant.doubts[0]


@pytest.mark.parametrize(
    "text", ["совещание директоров", "мониторинг УОЕУ", "не менее 3 учителей", "г. Ерга", "Показателев А.А."]
)
def test_beside_somebody_they_do_not_hide_him(text):
    assert said(read(text))
