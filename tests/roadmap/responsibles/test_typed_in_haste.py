"""Responsibles as they are typed in haste: Latin letters, broken words, numbers left blank, words of other columns."""

import pytest

from roadmap.responsibles.read_responsible import Responsible, read_responsible

OWN = ("Комитет по образованию администрации Туранского района", "КО АТР")
SCHOOLS = {1: "СОШ № 1", 2: "СОШ № 3", 3: "Гимназия № 5", 4: "Улан-Булакская ООШ", 5: "Харгинская СОШ"}
LATIN = str.maketrans("АВСЕНКМОРТХасеорху", "ABCEHKMOPTXaceopxy")


def read(text: str) -> Responsible:
    return read_responsible(text, SCHOOLS, OWN, "Туранский район")


@pytest.mark.parametrize(
    "text",
    [
        "Комитет по образованию",
        "ОО",
        "КО АТР, ОО",
        "СОШ № 1",
        "общеобразовательные организации",
        "Харгинская СОШ",
        "ШНОР",
    ],
)
def test_latin_letters_that_look_alike_are_read_as_russian(text):
    assert read(text.translate(LATIN)) == read(text)
    assert read(text).others == ()


@pytest.mark.parametrize(
    "text",
    [
        "Комитет по образо\nванию",
        "Комитет по обра\nзованию, школы",
        "Общеобразова\nтельные организации",
        "директора обще\nобразовательных организаций",
        "методи\nсты Комитета",
    ],
)
def test_a_word_broken_over_two_lines_is_one(text):
    assert read(text.replace("\n", "-\n")) == read(text.replace("\n", ""))


@pytest.mark.parametrize("text", ["учителя-\nпредметники", "школы-\nучастницы проекта", "Улан-\nБулакская ООШ"])
def test_two_words_with_a_hyphen_stay_two(text):
    assert read(text) == read(text.replace("\n", ""))
    assert read(text).others == ()


@pytest.mark.parametrize("number", ["№ __", "№", "№ …", "№ ?", "№ l", "№ З", "№ по списку"])
@pytest.mark.parametrize("school", ["СОШ", "школа", "директор СОШ", "Гимназия", "МБОУ СОШ"])
def test_a_number_left_blank_means_no_school_and_is_asked_about(school, number):
    meant = read(f"{school} {number}")

    assert (meant.all_schools, meant.schools, meant.others) == (False, frozenset(), ())
    assert "номер школы не вписан" in meant.doubts[0]
    assert read(f"{school} {number}, СОШ № 3").schools == {2}
    assert "номер школы не вписан" in "".join(read(f"{school} {number}, СОШ № 3").doubts)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "до 15.10.2027",
            "с 01.09.2027 по 31.12.2027",
            "сентябрь 2027 г.",
            "I квартал",
            "В течение года",
            "ежеквартально",
        ),
        *("2027-2029 гг.", "весь период", "без финансирования", "местный бюджет", "за счет средств областного бюджета"),
        *("150 тыс. руб.", "справка", "отчёт", "Аналитическая справка", "выполнено", "исполнено", "приказ", "протокол"),
        *("не назначен", "не определён", "уточняется", "вакансия", "по согласованию", "не требуется", "нет", "х", "—"),
        *("ФИО, должность", "(подпись)", "Ответственные исполнители", "№ п/п", "Срок исполнения", "Примечание"),
        *(
            "см. п. 1.3",
            "п. 2.1",
            "пункт 3",
            "ВПР, ОГЭ, ЕГЭ",
            "ГИА",
            "ул. Лицейская, д. 3",
            "https://obr.example.ru/plan",
        ),
        *("school1@example.ru", "100 %", "____________"),
    ],
)
def test_words_of_other_columns_name_nobody_and_are_asked_about(text):
    meant = read(text)

    assert meant == Responsible(doubts=meant.doubts)
    assert meant.doubts
    beside = read(f"{text}; Харгинская СОШ")
    assert (beside.schools, beside.department, beside.all_schools, beside.others) == ({5}, False, False, ())


@pytest.mark.parametrize(
    "text", ["Май С.В.", "Рублёва А.А.", "Финансовое управление", "Годунов Б.И.", "Приказчиков Н.Н."]
)
def test_people_and_bodies_called_like_them_are_somebody(text):
    assert read(text).others


@pytest.mark.parametrize(
    ("text", "department", "all_schools"),
    [
        ("каждая школа", False, True),
        ("каждое ОО", False, True),
        ("ЗДУВР, ЗДВР", False, True),
        ("логопеды, дефектологи ОО", False, True),
        ("Мун. координатор ГИА-9, ГИА-11", True, False),
        ("Комитет (отчет), школы (проведение)", True, True),
        ("Комитет (свод и анализ)", True, False),
    ],
)
def test_whom_short_words_mean(text, department, all_schools):
    assert read(text) == Responsible(department=department, all_schools=all_schools)


@pytest.mark.parametrize("text", ["Школы с низк. обр. результатами", "ШН0Р"])
def test_schools_with_low_results_are_known_shortened(text):
    meant = read(text)

    assert meant == Responsible(low_result_schools=True, doubts=meant.doubts)


@pytest.mark.parametrize(
    "text",
    [
        *("Средние школы", "СОШ района", "Кураторы ШНОР", "специалисты", "муниципальный куратор"),
        "Централизованная бухгалтерия Комитета по образованию",
    ],
)
def test_who_may_be_several_is_asked_about(text):
    assert read(text).doubts
