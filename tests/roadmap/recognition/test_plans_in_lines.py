"""Plans that are no tables: an activity's name, and below it lines that say when it is done and who answers."""

import time

import pytest

from portal.sources.source import IN_WORKER
from portal.sources.word import read_word
from roadmap.recognition.reading import Recognition, recognise
from tests.portal.sources.word_files import paragraph, word_file
from tests.roadmap.recognition.strangers.paper import StrangePaper


def read(paper: StrangePaper) -> Recognition:
    return recognise(read_word(paper.file()))


def rows_of(recognition: Recognition) -> list[tuple]:
    """Return direction, number, name, term, responsible and result of each activity."""
    found = []
    for direction in recognition.document["programme"].get("roadmap", {}).get("directions", []):
        for each in direction.get("activities", []):
            keys = ("number", "name", "term", "responsible", "result")
            found.append((direction.get("title", ""), *(" ".join(each.get(key, "").split()) for key in keys)))
    return found


def plan() -> StrangePaper:
    return StrangePaper().heading("План помощи школам Ельнинского района на 2025–2026 годы")


def test_numbered_lines_with_dashes():
    recognition = read(
        plan()
        .text("План составлен по итогам года.")
        .text(
            "1. Семинар «Читаем вместе»", "Исполнитель – методический кабинет", "Срок исполнения – до 1 декабря 2025 г."
        )
        .text("2. Выезд в школы", "Исполнитель – специалисты отдела", "Срок исполнения – март 2026 г.")
        .text("План размещён на сайте.")
    )
    assert rows_of(recognition) == [
        ("", "1.", "Семинар «Читаем вместе»", "до 1 декабря 2025 г.", "методический кабинет", ""),
        ("", "2.", "Выезд в школы", "март 2026 г.", "специалисты отдела", ""),
    ]
    assert recognition.balance.leftovers == ()
    assert "План размещён на сайте." in str(recognition.document["programme"]["sections"])


def test_names_in_bold_with_lists_of_results_below():
    recognition = read(
        plan()
        .heading("Раздел 1. Кадры")
        .bold("Школа молодого учителя")
        .labelled("Когда:", "ежемесячно")
        .labelled("Кто отвечает:", "Борисова Л.К.")
        .labelled("Результат:", "")
        .bullets("планы уроков;", "отчёты наставников.")
        .bold("Смотр кабинетов")
        .labelled("Когда:", "ноябрь 2025 г.")
        .labelled("Кто отвечает:", "директора школ")
        .heading("Раздел 2. Ученики")
        .bold("Летний лагерь")
        .labelled("Когда:", "июнь 2026 г.")
        .labelled("Кто отвечает:", "МБОУ «Ельнинская СОШ»")
        .labelled("Результат:", "охват 40 детей")
    )
    assert rows_of(recognition) == [
        ("Раздел 1. Кадры", "", "Школа молодого учителя", "ежемесячно", "Борисова Л.К.",
         "- планы уроков; - отчёты наставников."),
        ("Раздел 1. Кадры", "", "Смотр кабинетов", "ноябрь 2025 г.", "директора школ", ""),
        ("Раздел 2. Ученики", "", "Летний лагерь", "июнь 2026 г.", "МБОУ «Ельнинская СОШ»", "охват 40 детей"),
    ]  # fmt: skip
    assert recognition.balance.leftovers == ()


def test_names_behind_a_label_and_blank_lines():
    recognition = read(
        plan()
        .styled("Направление «Семья»", 2)
        .text("Мероприятие: Родительский клуб", "Сроки: раз в четверть", "Ответственный: социальный педагог", "")
        .text("Мероприятие: День открытых дверей", "Сроки: апрель 2026 г.", "Ответственный: директора школ")
    )
    assert rows_of(recognition) == [
        ("Направление «Семья»", "", "Родительский клуб", "раз в четверть", "социальный педагог", ""),
        ("Направление «Семья»", "", "День открытых дверей", "апрель 2026 г.", "директора школ", ""),
    ]
    assert recognition.balance.leftovers == ()


def test_two_labels_on_a_line_and_tabs():
    recognition = read(
        plan()
        .text("Перечень составлен отделом образования.")
        .text("1) Пробный экзамен", "Срок: до 15.02.2026. Ответственный: Отдел образования. Результат: сводная таблица")
        .text("2) Сборы учителей химии", "Срок:\tавгуст 2026 г.", "Ответственный:\tРМО учителей химии")
    )
    assert rows_of(recognition) == [
        ("", "1)", "Пробный экзамен", "до 15.02.2026.", "Отдел образования.", "сводная таблица"),
        ("", "2)", "Сборы учителей химии", "август 2026 г.", "РМО учителей химии", ""),
    ]
    assert recognition.balance.leftovers == ()


def test_lines_below_a_name_stay_with_it_and_are_told():
    recognition = read(
        plan()
        .styled("1. Методика", 1)
        .styled("1.1. Творческая мастерская", 2)
        .text("Учителя показывают уроки друг другу.")
        .text("Срок: весь период", "Ответственный: методист")
        .styled("1.2. Банк заданий", 2)
        .text("Срок: до 01.10.2025", "Ответственный: РМО")
    )
    first, second = rows_of(recognition)
    assert first[:3] == ("Методика", "1.1.", "Творческая мастерская Учителя показывают уроки друг другу.")
    assert second[:3] == ("Методика", "1.2.", "Банк заданий")
    assert any("внесены вместе с ним" in each.reason for each in recognition.doubts)


def test_a_label_that_no_rule_knows_keeps_its_own_column():
    recognition = read(
        plan()
        .bold("Олимпиада")
        .labelled("Где:", "лицей")
        .labelled("Срок:", "март 2026 г.")
        .labelled("Ответственный:", "методист")
        .bold("Поход")
        .labelled("Где:", "парк")
        .labelled("Срок:", "май 2026 г.")
        .labelled("Ответственный:", "директора")
    )
    columns = {each["key"]: each["title"] for each in recognition.document["programme"]["roadmap"]["columns"]}
    (direction,) = recognition.document["programme"]["roadmap"]["directions"]
    assert columns["column-1"] == "Где"
    assert [each["cells"]["column-1"] for each in direction["activities"]] == ["лицей", "парк"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Цель: помочь школам", "Сроки реализации: 2025–2026 годы", "Исполнители: школы района"),
        ("Подготовка к экзаменам", "Срок: до 1 мая", "Ответственный: директор"),
        ("Паспорт подпрограммы 1", "Срок: 2025 год", "Исполнитель: отдел",
         "Паспорт подпрограммы 2", "Срок: 2026 год", "Исполнитель: отдел"),
    ],
)  # fmt: skip
def test_labels_of_one_thing_are_no_plan(lines):
    assert "roadmap" not in read(plan().text("Вводные слова.").text(*lines)).document["programme"]


def test_clauses_of_an_order_are_no_plan():
    document = read(
        StrangePaper()
        .heading("ПРИКАЗ")
        .left("от 01.09.2025\t№ 17")
        .bold("О подготовке к экзаменам")
        .text(
            "В целях подготовки ПРИКАЗЫВАЮ:",
            "1. Провести пробный экзамен.",
            "Срок: до 1 марта.",
            "Ответственный: Ким А.Б.",
        )
        .text("2. Подвести итоги.", "Срок: до 1 апреля.", "Ответственный: Ким А.Б.")
        .left("Начальник отдела\t\tЮ.Ю. Петров")
    ).document
    assert len(document["orders"][0]["clauses"]) == 2
    assert "roadmap" not in document["programme"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Срок: до 1 мая"],
        ["Семинар", "Срок: до 1 мая", "Ответственный: отдел"],
        ["1.1. Семинар", "Срок: май", "слова", "- слова"],
        ["Срок " * 25],
        ["Ответственный: отдел. Срок: май. " * 5],
    ],
)
def test_very_many_labels_are_read_in_time(lines):
    repeated = (f"{each} {number}" for number in range(6_000 // len(lines)) for each in lines)
    content = word_file("".join(map(paragraph, repeated)))
    began = time.process_time()
    recognise(read_word(content, IN_WORKER))
    assert time.process_time() - began < 5


def test_sentences_may_end_with_their_results():
    recognition = read(
        plan().text(
            "1. Семинар. Срок: март 2026 г. Ответственный: ЦРО. Результат: сборник.",
            "2. Выезд. Ответственный: отдел. Срок: май 2026 г.",
        )
    )
    assert rows_of(recognition) == [
        ("", "1.", "Семинар", "март 2026 г.", "ЦРО", "сборник"),
        ("", "2.", "Выезд", "май 2026 г.", "отдел", ""),
    ]
    assert recognition.balance.leftovers == ()
