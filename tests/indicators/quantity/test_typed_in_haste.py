"""Values as they are typed in haste: letters for figures, broken words, points and names before a number of people."""

import pytest

from benchmarks.readings_values import compared
from indicators.quantity import PlainText, read_quantity

LIKE_FIGURES = ["З", "О", "O", "ЗО", "б", "l", "I"]
UNITS = {"чел.": "чел.", "%": "%", "учеников": "чел.", "школы": "школ", "": "%"}
LATIN = str.maketrans("асеоркху", "aceopkxy")


def read(text: str, unit: str) -> dict:
    return {key: value for key, value in read_quantity(text, unit).as_json().items() if value is not None}


@pytest.mark.parametrize("before", ["", "не менее ", "охват – "])
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("letters", LIKE_FIGURES)
def test_letters_for_a_figure_are_asked_about(letters, unit, before):
    assert read_quantity(f"{before}{letters} {unit}".strip(), UNITS[unit]).doubts


@pytest.mark.parametrize("text", ["ОО района", "О развитии школ", "Положение о школах", "приказ об учителях"])
def test_words_of_few_letters_are_no_figures(text):
    assert read_quantity(text, "чел.") == PlainText(text)


@pytest.mark.parametrize("text", ["не менее 45 %", "более 20 %", "охват – 70 %", "с 30 до 20 %", "12 чел. из 40"])
def test_latin_letters_that_look_alike_are_read_as_russian(text):
    assert read(text.translate(LATIN), "%") == read(text, "%")


@pytest.mark.parametrize("word", ["менее", "более", "меньше"])
def test_a_word_broken_over_two_lines_is_one(word):
    assert all(
        read(f"не {word[:at]}-\n{word[at:]} 55 %", "%") == read(f"не {word} 55 %", "%")
        for at in range(2, len(word) - 1)
    )


@pytest.mark.parametrize(
    ("text", "unit", "expect"),
    [
        ("набрали 70 и более баллов 15 чел.", "чел.", {"kind": "number", "number": "15"}),
        ("набрали менее 36 баллов – 2 чел.", "чел.", {"kind": "number", "number": "2"}),
        ("от 81 до 100 баллов – 7 чел.", "чел.", {"kind": "number", "number": "7"}),
        ("81–100 б. – 12 %", "%", {"kind": "number", "number": "12"}),
        ("90+ баллов – 4 чел.", "чел.", {"kind": "number", "number": "4"}),
        ("100-балльников – 2 чел.", "чел.", {"kind": "number", "number": "2"}),
        ("средний балл 70 баллов", "балл", {"number": "70", "unit": "балл"}),
        ("58 баллов по 100-балльной шкале", "балл", {"kind": "number", "number": "58"}),
        ("Прошли курсы (36 часов) 17 педагогов", "чел.", {"kind": "number", "number": "17"}),
        ("за 3 года обучено 85 педагогов", "чел.", {"kind": "number", "number": "85"}),
        ("Успеваемость по итогам 2-й четверти 95,5 %", "%", {"kind": "number", "number": "95.5"}),
        ("В проекте «500+» участвуют 4 ОО", "ед.", {"kind": "number", "number": "4"}),
        ("более 45 % участников ОГЭ-2027", "%", {"kind": "bound", "number": "45", "comparison": ">"}),
        ("менее 15 % «2» по математике", "%", {"kind": "bound", "number": "15", "comparison": "<"}),
        ("не мен. 40 %", "%", {"kind": "bound", "comparison": ">=", "doubt": False}),
        ("не бол. 7 чел.", "чел.", {"kind": "bound", "comparison": "<=", "doubt": False}),
        ("строго более 25 %", "%", {"kind": "bound", "comparison": ">", "doubt": False}),
        ("25,5 °/о", "%", {"kind": "number", "number": "25.5", "unit": "%"}),
        ("по сост. на 01.10.2026 – 233 чел.", "чел.", {"number": "233"}),
        ("4 кв. 2026 – 9 семинаров", "ед.", {"number": "9", "doubt": True}),
        ("ни одного выпускника", "чел.", {"number": "0", "doubt": True}),
        ("45 % при пороге 40 %", "%", {"number": "45", "previous": None, "doubt": True}),
        ("было – 45 %, стало – 48 %", "%", {"number": "48", "previous": {"number": "45"}, "doubt": False}),
        ("было 12 школ; стало 15", "школ", {"number": "15", "previous": {"number": "12"}}),
        ("с 6 % снизится до 3 %", "%", {"number": "3", "previous": {"number": "6"}}),
        ("13 (из 52) – 25 %", "%", {"number": "25", "count": "13", "total": "52", "doubt": False}),
        ("13 (из 52) – 30 %", "%", {"number": "25", "doubt": True}),
        ("42 чел. (84 % от 50)", "%", {"number": "84", "count": "42", "total": "50", "doubt": False}),
        ("42 чел. (84 % от 60)", "%", {"number": "70", "doubt": True}),
        ("42 чел. (84 % от плана)", "%", {"doubt": True}),
        ("3 школы – 30 % (из 10)", "%", {"number": "30", "count": "3", "total": "10"}),
        ("12 МБДОУ", "ед.", {"kind": "number", "number": "12", "unit": "школ"}),
        ("не менее 3 КОУ", "школ", {"kind": "bound", "number": "3"}),
        ("2 340 (две тысячи триста сорок) чел.", "чел.", {"number": "2340", "unit": "чел.", "doubt": False}),
        ("1000 (тысяча) руб.", "руб.", {"number": "1000", "unit": "руб.", "doubt": False}),
        ("5 000 (пять тысяч)", "чел.", {"number": "5000", "doubt": False}),
        ("2 340 (две тысячи триста)", "чел.", {"doubt": True}),
        ("5 (пять тысяч)", "чел.", {"number": "5", "doubt": True}),
        ("58. 4 балла", "балл", {"number": "58.4", "unit": "балл", "doubt": True}),
        ("12. 5 %", "%", {"number": "12.5", "doubt": True}),
        ("< или = 7 %", "%", {"kind": "bound", "comparison": "<=", "number": "7", "doubt": False}),
        ("> или равно 4,1", "балл", {"kind": "bound", "comparison": ">=", "number": "4.1", "doubt": False}),
        ("по меньшей мере 15 %", "%", {"kind": "bound", "comparison": ">=", "number": "15", "doubt": False}),
        ("как максимум 4 чел.", "чел.", {"kind": "bound", "comparison": "<=", "number": "4", "doubt": False}),
        ("самое большее 3 школы", "школ", {"kind": "bound", "comparison": "<=", "number": "3"}),
        ("максимально: 9 %", "%", {"kind": "bound", "comparison": "<=", "number": "9"}),
        ("до 12 - ти школ", "школ", {"kind": "bound", "comparison": "<=", "number": "12"}),
        ("30- ти чел.", "чел.", {"kind": "number", "number": "30"}),
        ("не боле 5 %", "%", {"kind": "bound", "comparison": "<=", "number": "5", "doubt": True}),
        ("не менне 5 %", "%", {"kind": "bound", "comparison": ">=", "number": "5", "doubt": True}),
        ("18 баллов из 21 возможного", "балл", {"kind": "number", "number": "18", "unit": "балл", "doubt": False}),
        ("средний балл – 4,1 из 5", "балл", {"kind": "number", "number": "4.1", "unit": "балл", "doubt": False}),
        ("более 60 баллов из 100 баллов", "балл", {"kind": "bound", "number": "60", "comparison": ">"}),
        ("3,8 по 5-балльной системе", "балл", {"kind": "number", "number": "3.8", "doubt": False}),
        ("по 100-балльной шкале: 64", "балл", {"kind": "number", "number": "64", "unit": "балл"}),
        ("стобалльники (100) – 2 чел.", "чел.", {"kind": "number", "number": "2", "doubt": True}),
        ("высокобалльники (от 81 до 100) – 12 %", "%", {"kind": "number", "number": "12", "doubt": True}),
        ("5 выпускников с суммой 220 баллов и более", "чел.", {"kind": "number", "number": "5", "doubt": True}),
        ("7 уч. набрали 90 б. и больше", "чел.", {"kind": "number", "number": "7", "doubt": True}),
        ("не набрали 36 баллов – 4 чел.", "чел.", {"kind": "number", "number": "4", "doubt": True}),
        ("не сдали экзамен по 2 и более предметам 6 чел.", "чел.", {"kind": "number", "number": "6", "doubt": True}),
        ("число кружков для 5-7 кл. – не менее 4", "ед.", {"kind": "bound", "number": "4", "doubt": True}),
        ("средний показатель держится на отметке 4,2", "балл", {"number": "4.2"}),
        ("II п/г 2026 г. – 14 чел.", "чел.", {"number": "14", "doubt": True}),
        ("за 6 мес. 2026 г. – 52 %", "%", {"number": "52", "doubt": True}),
        ("25-26 уч. год – 61 %", "%", {"number": "61", "doubt": False}),
        ("61 % в 25/26 уч. году", "%", {"number": "61"}),
        ("48 % (в 24/25 уч. г. – 45 %)", "%", {"number": "48", "previous": {"period": "2024-2025", "number": "45"}}),
        ("в 2026-м – 7 школ", "школ", {"number": "7"}),
        ("7 чел. (в 2024-м – 9 чел.)", "чел.", {"number": "7", "previous": {"period": "2024", "number": "9"}}),
        ("12 %, для сравнения: 2024 год – 15 %", "%", {"number": "12", "previous": {"period": "2024", "number": "15"}}),
        ("12 % (справочно: в 2024 г. 15 %)", "%", {"number": "12", "previous": {"period": "2024", "number": "15"}}),
        (
            "83 % (по состоянию на 01.09.2025 – 80 %)",
            "%",
            {"number": "83", "previous": {"period": "2025", "number": "80"}},
        ),
        ("11 чел. (к 01.01.2028 – 14 чел.)", "чел.", {"number": "11", "previous": None, "doubt": True}),
        ("2025 г. – 11 чел. (2026 г. – 14 чел.)", "чел.", {"number": "11", "previous": None, "doubt": True}),
        ("на 01.01.2025 – 11 чел. (на 01.01.2026 – 14 чел.)", "чел.", {"previous": None, "doubt": True}),
        (
            "48 % при средних показателях по сельским школам 39 %",
            "%",
            {"number": "48", "previous": None, "doubt": True},
        ),
        ("85 % школ, перечисленных в таблице № 3", "%", {"number": "85", "doubt": True}),
        ("(70–75) баллов", "балл", {"kind": "range", "number": "70", "upper": "75", "unit": "балл", "doubt": True}),
        ("(не менее 12) чел.", "чел.", {"kind": "bound", "number": "12", "unit": "чел.", "doubt": True}),
        ("6 из 24 (25 %) школ", "%", {"number": "25", "count": "6", "total": "24", "doubt": False}),
        ("6 педагогов из 24 (25 %) школ", "%", {"doubt": True}),
        (
            "75 % (9 школ / 12 школ)",
            "%",
            {"kind": "share", "number": "75", "count": "9", "total": "12", "doubt": False},
        ),
        ("70 % (9 школ / 12 школ)", "%", {"kind": "number", "number": "70", "doubt": True}),
        ("обучены 4 учителя физики из 5 – 80 %", "%", {"number": "80", "count": "4", "total": "5", "doubt": True}),
        ("Обновлены программы в 80 % школ", "%", {"kind": "number", "number": "80", "doubt": True}),
        ("Открыты 2 «Кванториума»", "ед.", {"kind": "number", "number": "2", "doubt": True}),
        ("действуют 4 «Точки роста»", "ед.", {"kind": "number", "number": "4", "doubt": True}),
        ("средний балл: 3,4 → 3,6", "балл", {"number": "3.6", "previous": {"number": "3.4"}}),
        ("45 -> 50 %", "%", {"number": "50", "unit": "%", "previous": {"number": "45"}}),
        ("с базовых 40 % до 45 %", "%", {"number": "45", "previous": {"number": "40"}, "doubt": False}),
        ("от нынешнего уровня 4 школы до 6 школ", "школ", {"number": "6", "previous": {"number": "4"}}),
        ("↓ до 3 %", "%", {"number": "3", "doubt": False}),
        ("три-четыре школы", "ед.", {"kind": "range", "number": "3", "upper": "4"}),
        ("двадцать-тридцать чел.", "чел.", {"kind": "range", "number": "20", "upper": "30"}),
        ("СОК-61 %", "%", {"number": "61"}),
        ("больше или = 45 %", "%", {"kind": "bound", "comparison": ">=", "number": "45", "doubt": False}),
        ("за I пг 2026 – 12 %", "%", {"number": "12", "doubt": True}),
    ],
)
def test_a_value_is_read_as_a_clerk_reads_it(text, unit, expect):
    assert compared({"text": text, "unit_hint": unit, "expect": expect}).wrong_keys == []


@pytest.mark.parametrize(
    "text",
    [
        "80-100 б. – 5 чел., 60-79 б. – 10 чел.",
        "15 чел. набрали 70 и более баллов",
        "90 баллов 5 чел., 100 баллов 3 чел.",
        "было 45 чел., стало 48 %",
        "с 6 % вырастет на 3 %",
        "15 % «2», 20 % «3»",
        "15 участников победителей-3",
        "при плане 50 % достигнуто 45 %",
    ],
)
def test_two_values_are_asked_about(text):
    assert read_quantity(text, "%").doubts
    assert read_quantity(text, "чел.").doubts


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("3. 2 балла", "балл"),
        ("12. 25 %", "%"),
        ("12. 3 школы", "школ"),
        ("12 . 3 %", "%"),
        ("25 - и %", "%"),
        ("не вше 5 %", "%"),
        ("5 НОО", "%"),
        ("61 балл из 40", "балл"),
        ("5 баллов из 9", "балл"),
        ("61 балл из 100 школ", "балл"),
        ("не прошли 3 школы – 4 чел.", "чел."),
        ("не прошли порог по 2 предметам 3 чел.", "чел."),
        ("12 мероприятий 45 баллов", "ед."),
        ("12 чел. – 45 баллов", "чел."),
        ("5-9 кл.", "чел."),
        ("26-27 уч. – 73 %", "%"),
        ("26/28 уч. г. – 73 %", "%"),
        ("5 п.п. 70", "п.п."),
        ("45 % школ, 3", "%"),
        ("30 % школ по разделу 45 %", "%"),
        ("30 % школ в таблице 4,5", "%"),
        ("(2025) чел.", "чел."),
        ("(2025/26) %", "%"),
        ("(40-45) % школ (5)", "%"),
        ("3,3 → 3,5 → 3,7", "балл"),
        ("2024 → 45 %", "%"),
        ("2024 → 2025", "%"),
        ("45 % → 12 чел.", "%"),
        ("5 - > 3", "%"),
        ("↑ на 5 %", "%"),
        ("↑ 5 %", "%"),
        ("от показателя 2025 до 45 %", "%"),
        ("двадцать-два чел.", "чел."),
        ("ФООП-2023", "ед."),
        ("по форме ОО-2", "ед."),
        ("детский сад 3 «Росток»", "ед."),
        ("5 «А»", "ед."),
        ("9 учителей математики из 12 школ", "%"),
        ("9 учителей кроме физики из 12", "%"),
        ("Обновлены программы в 80 % случаев", "%"),
        ("СанПиН-2020", "ед."),
    ],
)
def test_what_may_be_meant_otherwise_stays_text(text, unit):
    quantity = read_quantity(text, unit)

    assert isinstance(quantity, PlainText)
    assert quantity.doubts
