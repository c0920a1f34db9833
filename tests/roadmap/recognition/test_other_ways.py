"""Ways of writing that documents of further regions showed, each tested by itself."""

import pytest

from portal.sources.source import Source, SourceParagraph, StyledText
from portal.sources.word import read_word
from roadmap.recognition.identity import municipality_of
from roadmap.recognition.placed import PlacedText
from roadmap.recognition.reading import Recognition, recognise
from tests.roadmap.recognition.papers.paper import BELOW, LEFT_OF, Paper
from tests.roadmap.recognition.strangers.paper import StrangePaper

TITLE = "Программа поддержки школ на 2024–2026 годы"


def read(paper: Paper) -> Recognition:
    return recognise(read_word(paper.file()))


def told(recognition: Recognition) -> list[str]:
    return [each.reason for each in recognition.doubts]


def indicators(*rows: list[str]) -> dict:
    return read(Paper().heading(TITLE).bold("Целевые показатели").table(*rows)).document["programme"]["indicators"]


def test_a_part_of_a_year_is_of_the_year_above_it_not_of_the_base_year():
    table = indicators(
        ["Показатель", "Базовый год (2024)", "2025 год", *[LEFT_OF] * 3],
        [BELOW, BELOW, "I полугодие", LEFT_OF, "II полугодие", LEFT_OF],
        [BELOW, BELOW, "план", "факт", "план", "факт"],
        ["Качество знаний, %", "38", "39", "39,4", "40", "41"],
    )
    row = table["groups"][0]["rows"][0]
    assert row["baseline"] == "38"
    assert row["values"] == {"2025-H1": {"plan": "39", "fact": "39,4"}, "2025-H2": {"plan": "40", "fact": "41"}}


def test_a_part_of_a_year_without_one_is_no_year_of_the_base():
    recognition = read(
        Paper()
        .heading(TITLE)
        .bold("Целевые показатели")
        .table(
            ["Показатель", "Базовое значение (2023)", "I полугодие", "II полугодие"],
            ["Качество знаний, %", "38", "39", "40"],
            ["Доля аттестатов, %", "90", "91", "92"],
        )
    )
    row = recognition.document["programme"]["indicators"]["groups"][0]["rows"][0]
    assert row.get("values", {}) == {}
    assert sum("за какой они период" in each for each in told(recognition)) == 2


def test_a_day_over_values_is_its_month_and_told():
    recognition = read(
        Paper()
        .heading(TITLE)
        .bold("Целевые показатели")
        .table(
            ["Период", "Доля участников ВПР с отметкой «2», %", "Средний балл ОГЭ"],
            ["на 01.09.2024", "17", "3,2"],
            ["на 01.09.2025", "12", "3,4"],
            ["на 31.12.2026", "8", "3,6"],
        )
    )
    table = recognition.document["programme"]["indicators"]
    assert table["periods"] == ["2024-09", "2025-09", "2026"]
    assert sum("Дата понята как период" in each for each in told(recognition)) == 3


def test_labels_in_bold_within_their_lines_are_a_passport_and_told():
    paper = StrangePaper().heading(TITLE).heading("Общие сведения")
    paper.labelled("Цель", "рост результатов.").labelled("Задачи:", "найти дефициты; обучить.")
    paper.labelled("Сроки:", "2024–2026 годы.").labelled("Исполнители", "школы района.")
    recognition = read(paper.heading("Анализ").text("В районе 9 школ."))
    passport = recognition.document["programme"]["passport"]
    assert [(row["label"], row["text"]) for row in passport] == [
        ("Цель", "рост результатов."),
        ("Задачи", "найти дефициты; обучить."),
        ("Сроки", "2024–2026 годы."),
        ("Исполнители", "школы района."),
    ]
    assert any("поняты как паспорт" in each for each in told(recognition))


def test_text_with_a_few_labels_is_no_passport():
    paper = Paper().heading(TITLE).heading("Общие сведения").text("Цель: рост.", "Задачи: учить.", "В районе 9 школ.")
    assert "passport" not in read(paper).document["programme"]


def test_a_passport_whose_words_stand_behind_a_dash():
    paper = Paper().heading(TITLE).heading("ПАСПОРТ ПРОГРАММЫ")
    paper.text("Заказчик Программы - администрация района", "Цель Программы - рост результатов",
               "Объёмы финансирования - 310 тыс. рублей, в том числе: 2024 год - 150")  # fmt: skip
    passport = read(paper).document["programme"]["passport"]
    assert [row["label"] for row in passport] == ["Заказчик Программы", "Цель Программы", "Объёмы финансирования"]


def test_which_acts_changed_a_document_is_no_title_and_told():
    recognition = read(
        Paper()
        .right("Утверждена", "постановлением администрации района", "от 01.02.2024 № 7")
        .center("(в ред. постановлений", "от 30.05.2025 № 64)")
        .heading("ПРОГРАММА", "«Качество»")
        .heading("ПАСПОРТ ПРОГРАММЫ")
        .table(["Цель", "Рост результатов"], ["Сроки", "2024–2026 годы"], ["Исполнители", "Школы"])
    )
    programme = recognition.document["programme"]
    assert programme["title"] == "ПРОГРАММА «Качество»"
    assert programme["period"] == {"start": 2024, "end": 2026}
    assert any("та ли это редакция" in each for each in told(recognition))


def test_a_list_of_schools_before_the_plan_gives_the_programme_no_title():
    document = read(
        Paper()
        .right("Приложение 1", "к приказу от 01.02.2024 № 7")
        .heading("Перечень школ с низкими результатами")
        .table(["№", "Школа", "Директор"], ["1", "МБОУ СОШ № 2", "Иванова И.И."], ["2", "МБОУ СОШ № 3", "Котова А.А."])
        .right("Приложение 2", "к приказу от 01.02.2024 № 7")
        .heading("План работы со школами на 2024 год")
        .table(["№", "Мероприятие", "Срок", "Ответственный"], ["1", "Семинар", "май", "Отдел образования"])
    ).document
    assert document["programme"]["title"] == "План работы со школами на 2024 год"


def test_directions_in_rows_stay_below_the_direction_above_their_table():
    heading = ["Мероприятие", "Срок", "Ответственный"]
    row = ["Семинар", "май", "Отдел образования"]
    roadmap = read(
        Paper()
        .heading("План поддержки школ на 2024 год")
        .bold("Таблица 1. Направление «Анализ»")
        .table(heading, row)
        .bold("Таблица 2. Направление «Кадры»")
        .table(heading, ["Обучение", LEFT_OF, LEFT_OF], row, ["Наставничество", LEFT_OF, LEFT_OF], row)
    ).document["programme"]["roadmap"]
    assert "title" not in roadmap
    first, second = roadmap["directions"]
    assert (first["title"], second["title"]) == ("Направление «Анализ»", "Направление «Кадры»")
    assert [each["title"] for each in second["directions"]] == ["Обучение", "Наставничество"]


def test_when_it_was_done_stands_beside_when_it_was_due():
    recognition = read(
        Paper()
        .heading("Отчёт о выполнении плана за 2025 год")
        .table(
            ["Мероприятие", "Срок исполнения", LEFT_OF, "Исполнитель", "Сведения об исполнении"],
            [BELOW, "по плану", "фактически", BELOW, BELOW],
            ["Семинар", "май 2025", "20.05.2025", "Отдел образования", "Проведён, 12 школ"],
            ["Выезды", "до 01.09.2025", "28.08.2025", "Методисты", "Выполнено"],
        )
    )
    (activity, _second) = recognition.document["programme"]["roadmap"]["directions"][0]["activities"]
    assert (activity["term"], activity["report"]) == ("май 2025", "Проведён, 12 школ")
    assert activity["cells"] == {"column-1": "20.05.2025"}


def test_signs_of_schools_in_columns_with_their_curators():
    lists = read(
        Paper()
        .heading("Список школ с низкими результатами на 2024 год")
        .table(
            ["Наименование ОО", "Низкие результаты ВПР", "Дефицит кадров", "Куратор"],
            ["МБОУ СОШ № 2", "+", "", "Смирнова О.Л."],
            ["МБОУ СОШ № 3", "", "+", "Пак Е.И."],
        )
    ).document["low_result_schools"]
    assert [each["school"] for each in lists[0]["schools"]] == ["МБОУ СОШ № 2", "МБОУ СОШ № 3"]
    assert [each["current"] for each in lists[0]["schools"][1]["criteria"]] == ["", "+", "Пак Е.И."]


def test_money_by_sources_without_years():
    programme = read(
        Paper()
        .heading(TITLE)
        .bold("Использование средств")
        .table(
            ["Источник", "План, тыс. руб.", "Исполнено, тыс. руб."],
            ["Всего, в том числе:", "310,0", "295,4"],
            ["местный бюджет", "250,0", "245,4"],
            ["внебюджетные средства", "60,0", "50,0"],
        )
    ).document["programme"]
    assert programme["resources"]["table"]["rows"][1] == ["Всего, в том числе:", "310,0", "295,4"]


def test_other_years_in_the_passport_are_told():
    recognition = read(
        Paper()
        .heading("Программа поддержки школ на 2024–2025 годы")
        .heading("ПАСПОРТ ПРОГРАММЫ")
        .table(["Цель", "Рост результатов"], ["Сроки реализации", "2024–2026 годы"], ["Исполнители", "Школы"])
    )
    assert any("Здесь годы 2024–2026" in each for each in told(recognition))


def test_an_activity_that_is_called_by_a_value_is_told():
    recognition = read(
        Paper()
        .heading("План работы на 2024 год")
        .table(["Мероприятие", "Срок", "Ответственный"], ["3,2", "май", "Отдел"], ["Семинар", "июнь", "Отдел"])
    )
    assert any("Вместо названия мероприятия" in each for each in told(recognition))


@pytest.mark.parametrize(
    ("title", "name", "region"),
    [
        ("План Чагодощенского муниципального округа Вологодской области", "Чагодощенский муниципальный округ",
         "Вологодская область"),
        ("ПРОГРАММА МУНИЦИПАЛЬНОГО РАЙОНА «УСТЬ-КУЛОМСКИЙ» РЕСПУБЛИКИ КОМИ", "муниципальный район «Усть-Куломский»",
         "Республика Коми"),
        ("Меры в Вавожском районе Удмуртской Республики", "Вавожский район", "Удмуртская Республика"),
        ("План школ города Яровое Алтайского края", "", "Алтайский край"),
        ("Программа Шарлджинского районного муниципального образования Республики Калмыкия",
         "Шарлджинское районное муниципальное образование", "Республика Калмыкия"),
        ("Ангарское городское муниципальное образование", "Ангарское городское муниципальное образование", ""),
    ],
)  # fmt: skip
def test_whose_document_it_is(title, name, region):
    read = municipality_of([], {"title": PlacedText(title)}, PlacedText(""), None, [])
    assert (read["name"], read.get("region", "")) == (name, region)


def test_an_act_of_a_law_system():
    (order,) = read(
        Paper()
        .center("СОВЕТ ДЕПУТАТОВ КАЛГАНСКОГО РАЙОНА", "РЕШЕНИЕ", "от 25 декабря 2012 г. N 48", "О мерах поддержки школ")
        .text("Руководствуясь Уставом района, Совет депутатов решил:", "1. Утвердить меры.", "2. Опубликовать решение.")
        .right("И.о. главы района", "Г.И.БАРАНОВА")
    ).document["orders"]
    assert (order["number"], order["date"]) == ("48", "2012-12-25")
    assert order["signatory"] == {"position": "И.о. главы района", "name": "Г.И.БАРАНОВА"}


def test_a_plan_of_sentences():
    recognition = read(
        Paper()
        .heading("План работы со школами на 2023/24 учебный год")
        .bold("1. Анализ")
        .text("1.1. Анализ ВПР. Срок: до 15 октября 2023 г. Ответственный: Пегушина Л.В.",
              "1.2. Посещение уроков; ответственные: ЦРО; срок исполнения – ноябрь 2023 г.")
        .bold("2. Кадры")
        .text("2.1. Семинар «Оценивание». Срок: 24.01.2024. Ответственный: ЦРО.", "Итоги подводятся в июне.")
    )  # fmt: skip
    first, second = recognition.document["programme"]["roadmap"]["directions"]
    assert [(each["number"], each["name"], each["term"], each["responsible"]) for each in first["activities"]] == [
        ("1.1.", "Анализ ВПР", "до 15 октября 2023 г.", "Пегушина Л.В."),
        ("1.2.", "Посещение уроков", "ноябрь 2023 г.", "ЦРО"),
    ]
    assert (second["title"], second["activities"][0]["responsible"]) == ("Кадры", "ЦРО")
    assert recognition.balance.leftovers == ()
    assert sum("записаны предложениями" in each for each in told(recognition)) == 2


def test_one_sentence_with_a_term_is_text():
    paper = Paper().heading(TITLE).heading("Контроль").text("Сдать отчёт. Срок: до 1 мая. Ответственный: методист.")
    assert "roadmap" not in read(paper).document["programme"]


def test_stages_of_a_passport_make_the_years_of_the_programme():
    programme = read(
        Paper()
        .heading("Программа «Школа для всех»")
        .heading("ПАСПОРТ ПРОГРАММЫ")
        .table(["Цель", "Рост"], ["Период реализации", "Этап I: 2025; этап II: 2026–2028 годы"], ["Риски", "Кадры"])
    ).document["programme"]
    assert programme["period"] == {"start": 2025, "end": 2028}


def test_targets_of_schools_are_no_indicators_of_the_programme():
    recognition = read(
        Paper()
        .heading(TITLE)
        .bold("Целевые показатели по школам")
        .table(
            ["ОО", "Доля неуспевающих, %", LEFT_OF],
            [BELOW, "2024 факт", "2025 план"],
            ["Лесная СОШ", "6,1", "5,0"],
            ["Горная СОШ", "7,8", "5,5"],
        )
    )
    assert "indicators" not in recognition.document["programme"]
    assert any("В таблице названы школы" in each for each in told(recognition))


def test_a_column_joined_down_before_the_names_is_of_directions_and_told():
    recognition = read(
        Paper()
        .heading("План поддержки школ на 2024 год")
        .table(
            ["Уровень", "Шаги", "Кто отвечает", "Сроки"],
            ["Район", "Семинар", "Отдел образования", "май"],
            [BELOW, "Выезды", "Методисты", "июнь"],
            ["Школа", "Консультации", "Завучи", "май"],
            [BELOW, "Маршруты", "Завучи", "июнь"],
        )
    )
    directions = recognition.document["programme"]["roadmap"]["directions"]
    assert [(each["title"], len(each["activities"])) for each in directions] == [("Район", 2), ("Школа", 2)]
    assert any("понята как «направления»" in each for each in told(recognition))


def test_the_sum_of_a_measure_over_its_sources_counts_once():
    recognition = read(
        Paper()
        .heading("План на 2024 год")
        .table(
            ["№", "Мероприятие", "Срок", "Ответственный", "Источник", "Сумма, тыс. руб."],
            ["1", "Оборудование", "2024", "Отдел", "Всего", "600"],
            [BELOW, BELOW, BELOW, BELOW, "МБ", "450"],
            [BELOW, BELOW, BELOW, BELOW, "ОБ", "150"],
            ["2", "Подписка", "2024", "Отдел", "МБ", "90"],
            ["Итого", LEFT_OF, LEFT_OF, LEFT_OF, "Всего", "690"],
        )
    )
    assert any("Итоги сходятся" in each for each in told(recognition))


def test_two_lists_of_schools_below_headings_of_their_own():
    lists = read(
        Paper()
        .heading("Списки школ – участниц проекта")
        .bold("1. Школы с низкими результатами")
        .table(["Школа", "Доля «2», %"], ["МБОУ СОШ № 2", "24"], ["МБОУ СОШ № 3", "27"])
        .bold("2. Школы в сложных условиях")
        .table(["Школа", "Удалённость, км"], ["МБОУ СОШ № 5", "64"])
    ).document["low_result_schools"]
    assert [each["title"].rpartition(". ")[2] for each in lists] == [
        "Школы с низкими результатами",
        "Школы в сложных условиях",
    ]
    assert [[each["school"] for each in listed["schools"]] for listed in lists] == [
        ["МБОУ СОШ № 2", "МБОУ СОШ № 3"],
        ["МБОУ СОШ № 5"],
    ]


def test_further_columns_of_a_second_table_of_indicators_are_not_those_of_the_first():
    recognition = read(
        Paper()
        .heading(TITLE)
        .heading("Целевые показатели")
        .bold("Цель 1. Качество")
        .table(["Показатель", "Направленность", "2024", "2025"], ["Успеваемость, %", "рост", "97", "98"])
        .bold("Цель 2. Кадры")
        .table(["Показатель", "Источник", "Ед. изм.", "2024", "2025"],
               ["Педагоги с курсами", "форма ОО-1", "%", "40", "50"],
               ["Наставники", "приказы", "чел.", "4", "5"])
    )  # fmt: skip
    table = recognition.document["programme"]["indicators"]
    assert [(each["key"], each.get("title")) for each in table["columns"]] == [
        ("name", "Показатель"),
        ("column-1", "Направленность"),
        ("values", None),
        ("column-2", "Источник"),
        ("unit", "Ед. изм."),
    ]
    first, second = table["groups"]
    assert (first["title"], second["title"]) == ("Цель 1. Качество", "Цель 2. Кадры")
    assert first["rows"][0]["cells"] == {"column-1": "рост"}
    assert (second["rows"][0]["cells"], second["rows"][0]["unit"]) == ({"column-2": "форма ОО-1"}, "%")
    assert recognition.balance.leftovers == ()


def test_numbers_of_indicators_beside_an_activity_are_no_result():
    recognition = read(
        Paper()
        .heading("План на 2024 год")
        .table(
            ["Мероприятие", "Срок", "Ответственный", "Целевой показатель"],
            ["Семинар", "май", "Отдел", "1.1, 1.2"],
            ["Выезды", "июнь", "Методисты", "2.1"],
        )
    )
    first = recognition.document["programme"]["roadmap"]["directions"][0]["activities"][0]
    assert (first.get("result"), first["cells"]) == (None, {"column-1": "1.1, 1.2"})


def test_the_passport_of_a_subprogramme_is_not_the_programmes():
    recognition = read(
        Paper()
        .heading(TITLE)
        .heading("ПАСПОРТ", "муниципальной программы")
        .table(["Цель", "Рост результатов"], ["Исполнители", "Школы"], ["Сроки", "2024–2026 годы"])
        .heading("ПАСПОРТ", "подпрограммы 1 «Кадры»")
        .table(["Цель подпрограммы", "Нет вакансий"], ["Исполнители", "Отдел"], ["Сроки", "2024 год"])
    )
    programme = recognition.document["programme"]
    assert [row["text"] for row in programme["passport"]] == ["Рост результатов", "Школы", "2024–2026 годы"]
    assert [each["title"] for each in programme["sections"]] == [
        "ПАСПОРТ муниципальной программы",
        "ПАСПОРТ подпрограммы 1 «Кадры»",
    ]
    assert programme["sections"][1]["tables"][0]["rows"][0] == ["Цель подпрограммы", "Нет вакансий"]
    assert any("Ещё один паспорт" in each for each in told(recognition))


def test_a_passport_that_a_page_parted_goes_on():
    recognition = read(
        Paper()
        .heading(TITLE)
        .heading("ПАСПОРТ ПРОГРАММЫ")
        .table(["Цель", "Рост результатов"], ["Исполнители", "Школы"], ["Сроки", "2024–2026 годы"])
        .text("")
        .table(["Ожидаемые результаты", "Школы вышли из списка"], ["Риски", "Кадры"], ["Контроль", "Отдел"])
    )
    assert len(recognition.document["programme"]["passport"]) == 6


def test_a_mere_number_of_a_table_is_no_text():
    programme = read(
        Paper()
        .heading(TITLE)
        .right("Таблица 1")
        .heading("Целевые показатели")
        .table(["Показатель", "2024", "2025"], ["Успеваемость, %", "97", "98"])
    ).document["programme"]
    assert programme["indicators"]["title"] == "Целевые показатели"
    assert not any(each.get("text") for each in programme.get("sections", []))


def test_clauses_of_an_order_with_terms_stay_its_clauses():
    document = read(
        Paper()
        .heading("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", "ПРИКАЗ")
        .left("12.09.2023 № 201", "О работе со школами")
        .text("В целях поддержки школ ПРИКАЗЫВАЮ:", "1. Провести анализ ВПР. Срок: до 1 мая. Ответственный: ЦРО.",
              "2. Провести семинар. Срок: 24.01.2024. Ответственный: ЦРО.")
        .left("Начальник управления\t\tА.В. Иванова")
        .heading("План работы на 2024 год")
        .table(["Мероприятие", "Срок", "Ответственный"], ["Семинар", "май", "Отдел"])
    ).document  # fmt: skip
    (order,) = document["orders"]
    assert len(order["clauses"]) == 2
    assert order["clauses"][0] == "Провести анализ ВПР. Срок: до 1 мая. Ответственный: ЦРО."
    directions = document["programme"]["roadmap"]["directions"]
    assert [each["name"] for each in directions[0]["activities"]] == ["Семинар"]


def test_more_sentences_than_any_plan_has_stay_text_and_are_told():
    line = "1. А б. Срок: май. Ответственный: отдел."
    recognition = recognise(Source(tuple(SourceParagraph(f"абзац {at}", (StyledText(line),)) for at in range(1_001))))
    assert "roadmap" not in recognition.document["programme"]
    assert any("больше 1000" in each for each in told(recognition))
