"""Acts that a document only names, the programme that an act amends, and titles over several lines."""

import pytest

from portal.text.phrases import phrase_in_nominative
from roadmap.recognition.named_acts import approved_programme
from roadmap.recognition.placed import PlacedText
from roadmap.recognition.regions import find_region, without_capitals_of_region
from roadmap.recognition.years import years_in
from tests.roadmap.recognition.papers.paper import LEFT_OF
from tests.roadmap.recognition.strangers.paper import StrangePaper
from tests.roadmap.recognition.test_plans_in_lines import read

HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]
ROW = ["1", "Курсы учителей", "март 2025", "Центр развития"]
PASSPORT = [["Цель", "Помочь школам"], ["Сроки", "2025–2026 годы"], ["Исполнители", "Школы"]]


@pytest.mark.parametrize(
    ("lines", "number", "date"),
    [
        (("УТВЕРЖДАЮ", "Директор МБОУ «СОШ № 3»", "______ П.П. Ильин", "Приказ № 7 от 02.09.2024"), "7", "2024-09-02"),
        (("УТВЕРЖДАЮ", "Глава района", "______ П.П. Ильин", "постановление", "от «3» марта 2025 г. № 15-п"), "15-п",
         "2025-03-03"),
        (("УТВЕРЖДАЮ", "Директор МБОУ «СОШ № 3»", "______ П.П. Ильин", "«2» мая 2024 г."), "", ""),
    ],
)  # fmt: skip
def test_an_order_in_a_stamp(lines, number, date):
    document = read(StrangePaper().right(*lines).heading("План на 2025 год").table(HEAD, ROW)).document
    (order,) = document.get("orders") or [{}]
    assert (order.get("number", ""), order.get("date", "")) == (number, date)
    assert document["programme"]["approval_stamp"]["name"] == "П.П. Ильин"


def test_a_stamp_beside_the_approval_is_told():
    recognition = read(
        StrangePaper()
        .table(["ПРИНЯТО\nна совете школы\nпротокол № 4 от 01.09.2024", "УТВЕРЖДАЮ\nДиректор\n____ П.П. Ильин"])
        .heading("План на 2025 год")
        .table(HEAD, ROW)
    )
    (doubt,) = [each for each in recognition.doubts if "Гриф рядом" in each.reason]
    assert "протокол № 4" in doubt.text


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Программа утверждена приказом отдела образования от 12.01.2025 № 8.", "8"),
        (
            "План «Вместе» утверждён постановлением администрации Окинского района от 3 февраля 2025 года № 41-п.",
            "41-п",
        ),
        ("План мероприятий («дорожная карта») утверждён приказом отдела от 21.01.2025 № 18. В нём две школы.", "18"),
        ("План работы утверждён приказом № 18.", ""),
        ("Работа велась по приказу министерства от 12.01.2025 № 8.", ""),
        ("В рамках программы, утверждённой приказом министерства от 12.01.2025 № 8, обучены учителя.", ""),
    ],
)
def test_an_order_that_the_text_names(words, number):
    document = read(
        StrangePaper().heading("Отчёт о выполнении программы за 2025 год").text(words).table(HEAD, ROW)
    ).document
    (order,) = document.get("orders") or [{}]
    assert order.get("number", "") == number
    assert document["programme"].get("approved_by", {}).get("order", "") == number


def amending(title: str, *clauses: str) -> StrangePaper:
    return (
        StrangePaper()
        .center("АДМИНИСТРАЦИЯ КАРСУНСКОГО РАЙОНА")
        .heading("ПОСТАНОВЛЕНИЕ")
        .left("от 14.02.2025\t№ 96")
        .center(title)
        .text("В связи с уточнением показателей администрация ПОСТАНОВЛЯЕТ:", *clauses)
    )


def test_a_row_of_the_passport_that_a_clause_rewords():
    recognition = read(
        amending("О внесении изменений в муниципальную программу «Ровесник» на 2024–2026 годы",
                 "1. Внести в муниципальную программу «Ровесник» на 2024–2026 годы, утверждённую постановлением от "
                 "01.02.2024 № 10, следующие изменения:",
                 "1.1. Строку паспорта «Исполнители» изложить в следующей редакции:")
        .table(["Исполнители", "Отдел образования, школы района"])
        .text("».", "1.2. Приложение 1 изложить в новой редакции.", "2. Опубликовать постановление.")
        .left("Глава района\t\t\tВ.В. Сомов")
        .right("Приложение 1", "к постановлению администрации", "от 14.02.2025 № 96")
        .heading("Показатели программы", "на 2024–2026 годы")
        .table(["Показатель", "2024", "2025", "2026"], ["Доля «2», %", "15", "10", "5"])
    )  # fmt: skip
    document = recognition.document
    programme = document["programme"]
    assert programme["title"] == "Муниципальная программа «Ровесник» на 2024–2026 годы"
    assert [(row["label"], row["text"]) for row in programme["passport"]] == [
        ("Исполнители", "Отдел образования, школы района")
    ]
    (order,) = document["orders"]
    assert (len(order["clauses"]), order["signatory"]["name"]) == (2, "В.В. Сомов")
    assert programme["indicators"]["title"] == "Показатели программы на 2024–2026 годы"
    assert any("изменяет программу" in each.reason for each in recognition.doubts)


def test_a_whole_programme_below_an_amending_act_keeps_its_own_title():
    programme = read(
        amending("О внесении изменений в постановление от 01.02.2024 № 10 «Об утверждении муниципальной программы "
                 "«Ровесник»", "1. Изложить программу в новой редакции.", "2. Опубликовать постановление.")
        .left("Глава района\t\t\tВ.В. Сомов")
        .right("Приложение", "к постановлению администрации", "от 14.02.2025 № 96")
        .heading("Муниципальная программа «Ровесник» на 2024–2027 годы")
        .table(*PASSPORT)
        .table(HEAD, ROW)
    ).document["programme"]  # fmt: skip
    assert programme["title"] == "Муниципальная программа «Ровесник» на 2024–2027 годы"


@pytest.mark.parametrize(
    ("words", "nominative"),
    [
        ("муниципальную программу", ["муниципальная", "программа"]),
        ("целевой программы", ["целевая", "программа"]),
        ("городского плана", ["городской", "план"]),
        ("плана-графика", ["план-график"]),
        ("срочно утвердить", None),
    ],
)
def test_a_phrase_in_the_nominative(words, nominative):
    assert phrase_in_nominative(words.split()) == nominative


@pytest.mark.parametrize(
    "lines",
    [
        ("ПЛАН РАБОТЫ", "МКУ «Центр сопровождения»", "со школами района", "на 2025–2026 учебный год"),
        ("Программа развития", "МБОУ «Ключевская СОШ» Тюльганского района", "Оренбургской области", "на 2025–2027 гг."),
        ("Дорожная карта", "ШНОР Тюльганского района на 2025 год"),
    ],
)
def test_a_title_goes_on_to_its_years(lines):
    programme = read(StrangePaper().heading(*lines).table(HEAD, ROW)).document["programme"]
    assert programme["title"] == " ".join(lines)


@pytest.mark.parametrize("below", ["Показатели на 2025 год", "Перечень школ на 2025 год", "1. Мероприятия на 2025 год"])
def test_a_heading_of_its_own_below_a_title_is_no_part_of_it(below):
    paper = StrangePaper().heading("Программа «Рост»", below).table(HEAD, ROW)
    assert read(paper).document["programme"]["title"] == "Программа «Рост»"


def test_the_plan_of_several_annexes_is_the_programme():
    document = read(
        StrangePaper()
        .right("Приложение 1", "к приказу отдела образования", "от 14.02.2025 № 96")
        .heading("Состав рабочей группы")
        .text("1. Сомов В.В., начальник отдела.", "2. Кит Р.Р., методист.")
        .right("Приложение 2", "к приказу отдела образования", "от 14.02.2025 № 96")
        .heading("План помощи школам на 2025 год")
        .table(HEAD, ROW)
    ).document
    assert document["programme"]["title"] == "План помощи школам на 2025 год"
    assert [each["title"] for each in document["annexes"]] == ["Состав рабочей группы"]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("школ Горного улуса Республики Саха (Якутия) на 2025 год", "Республика Саха (Якутия)"),
        ("школ Ардонского района Республики Северная Осетия – Алания", "Республика Северная Осетия – Алания"),
        ("школ района Республики Марий Эл", "Республика Марий Эл"),
        ("школ района Ханты-Мансийского автономного округа – Югры", "Ханты-Мансийский автономный округ – Югра"),
        ("школ района Ханты-Мансийского автономного округа – Югра", "Ханты-Мансийский автономный округ – Югра"),
        ("школ района Чувашской Республики – Чувашии", "Чувашская Республика – Чувашия"),
        ("школ Билибинского района Чукотского автономного округа", "Чукотский автономный округ"),
        ("школ Октябрьского района Еврейской автономной области", "Еврейская автономная область"),
        ("школ ПРОМЫШЛЕННОВСКОГО РАЙОНА КЕМЕРОВСКОЙ ОБЛАСТИ – КУЗБАССА", "Кемеровская область – Кузбасс"),
        ("школ района Карачаево-Черкесской Республики", "Карачаево-Черкесская Республика"),
        ("школ района Республики Тыва на 2025 год", "Республика Тыва"),
        ("школ района Камчатского края", "Камчатский край"),
        ("школ нашей республики и области", ""),
    ],
)  # fmt: skip
def test_regions_in_any_case(text, region):
    assert find_region(text) == region


@pytest.mark.parametrize(
    ("written", "region"),
    [
        ("РЕСПУБЛИКА САХА (ЯКУТИЯ)", "Республика Саха (Якутия)"),
        ("ЧУВАШСКАЯ РЕСПУБЛИКА", "Чувашская Республика"),
        ("ЯМАЛО-НЕНЕЦКИЙ АВТОНОМНЫЙ ОКРУГ", "Ямало-Ненецкий автономный округ"),
        ("Пермский край", "Пермский край"),
    ],
)
def test_a_region_in_capitals(written, region):
    assert without_capitals_of_region(written) == region


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Программа школ городского округа Мытищи Московской области на 2025 год", "городской округ Мытищи"),
        ("План школ муниципального округа Люберцы на 2025 год", "муниципальный округ Люберцы"),
        ("План школ городского округа город Бор на 2025 год", "городской округ город Бор"),
        ("План школ городского округа Московской области на 2025 год", ""),
    ],
)
def test_a_territory_that_is_named_after_its_kind(title, name):
    assert read(StrangePaper().heading(title).table(HEAD, ROW)).document["municipality"]["name"] == name


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("09.01.2025 г.- 31.12.2026 г", (2025, 2026)),
        ("с 1 сентября 2024 года по 31 мая 2027 года", (2024, 2027)),
        ("01.09.2024–30.06.2025", (2024, 2025)),
        ("2025-26 годы", (2025, 2026)),
    ],
)
def test_days_of_a_span_are_no_years(text, years):
    assert years_in(text) == years


@pytest.mark.parametrize(
    ("other", "is_told"),
    [("Лесновского", True), ("Озёрского муниципального округа и Лесновского", True), ("Озёрского", False)],
)
def test_a_municipality_that_is_written_in_two_ways_is_asked_about(other, is_told):
    recognition = read(
        StrangePaper()
        .heading("АДМИНИСТРАЦИЯ ЛЕСНОСКОГО МУНИЦИПАЛЬНОГО ОКРУГА", "ПРИКАЗ")
        .left("от 01.02.2025 № 5")
        .heading(f"Об утверждении плана помощи школам {other} муниципального округа")
        .text("1. Утвердить план.")
        .right("Приложение", "к приказу от 01.02.2025 № 5")
        .heading("План помощи школам на 2025 год")
        .table(HEAD, ROW)
    )
    told = [each.reason for each in recognition.doubts if "Муниципалитет назван" in each.reason]
    assert bool(told) is is_told


def test_a_label_of_a_passport_may_end_with_a_name():
    passport = read(
        StrangePaper()
        .heading("Программа «Рост» на 2025–2026 годы")
        .heading("Паспорт программы")
        .left(
            "Заказчик\tАдминистрация района", "Цель\tПомощь школам", "Координатор\tСомов В.В.", "Сроки\t2025–2026 годы"
        )
        .heading("Мероприятия")
        .table(HEAD, ["Кадры", *[LEFT_OF] * 3], ROW)
    ).document["programme"]["passport"]
    assert [row["text"] for row in passport] == [
        "Администрация района",
        "Помощь школам",
        "Сомов В.В.",
        "2025–2026 годы",
    ]


@pytest.mark.parametrize(
    ("order", "title"),
    [
        ("Об утверждении плана работы со школами на 2025/2026 учебный год",
         "План работы со школами на 2025/2026 учебный год"),
        ("Об утверждении муниципальной программы «Шаг вперёд» на 2025 год",
         "Муниципальная программа «Шаг вперёд» на 2025 год"),
        ("Об утверждении дорожной карты поддержки школ", "Дорожная карта поддержки школ"),
        ("О мерах поддержки школ", None),
        ("Об утверждении перечня школ", None),
    ],
)  # fmt: skip
def test_what_an_order_approves_has_a_name_of_its_own(order, title):
    assert approved_programme({"title": PlacedText(order)}) == title


def signed_and(paper: StrangePaper) -> StrangePaper:
    return (
        paper.heading("ПРИКАЗ")
        .left("от 12.02.2024 № 83")
        .text("Об итогах", "На основании плана ПРИКАЗЫВАЮ:", "1. Принять к сведению.", "2. Подвести итоги.")
        .left("Начальник отдела\t\tР.А. Лейтан")
    )


def test_who_wrote_an_order_and_the_telephone_are_no_text_of_it():
    document = read(signed_and(StrangePaper()).left("Бураго Е.К.", "8 (42375) 2-01-44")).document
    assert "Бураго" not in str(document)
    assert document["orders"][0]["signatory"]["name"] == "Р.А. Лейтан"


def test_a_table_or_years_below_a_signature_are_not_taken_for_a_telephone():
    paper = signed_and(StrangePaper()).table(["Школа", "Куратор"], ["Сомская СОШ", "Мултанова Г.Р."])
    assert "Сомская СОШ" in str(read(paper.left("8 (42375) 2-01-44")).document)
    assert "2024-2026" in str(read(signed_and(StrangePaper()).left("2024-2026").text("Итоги года.")).document)
