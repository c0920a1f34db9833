"""When a person corrects a table, a column, a row or a line, the rest of the reading follows."""

from hypothesis import given
from hypothesis import strategies as st

from portal.sources.word import read_word
from roadmap.recognition.accounts import words_in
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.kinds import LineKind, RowKind, TableKind
from roadmap.recognition.reading import Recognition, recognise
from tests.roadmap.recognition.papers.paper import Paper

HEAD = ["№", "Мероприятие", "Срок", "Ответственные"]


def plan_paper() -> Paper:
    return (
        Paper()
        .heading("План мероприятий на 2025 год")
        .table(
            HEAD,
            ["", "Работа с кадрами", "", ""],
            ["1", "Курсы", "март", "Отдел образования"],
            ["2", "Конкурс", "май", "Отдел образования"],
            ["", "Работа с детьми", "", ""],
            ["3", "Олимпиада", "июнь", "Школы"],
        )
        .table(["4", "Лагерь", "июль", "Школы"], ["5", "Поход", "август", "Школы"])
    )


def read(paper: Paper, corrections: Corrections | None = None) -> Recognition:
    return recognise(read_word(paper.file()), corrections)


def titles(recognition: Recognition) -> list[tuple[str, list[str]]]:
    directions = recognition.document["programme"].get("roadmap", {}).get("directions", [])
    return [(each.get("title", ""), [one["name"] for one in each.get("activities", [])]) for each in directions]


def test_a_row_is_a_direction_an_activity_or_nothing():
    assert titles(read(plan_paper())) == [
        ("Работа с кадрами", ["Курсы", "Конкурс"]),
        ("Работа с детьми", ["Олимпиада", "Лагерь", "Поход"]),
    ]
    said = Corrections(rows={"таблица 1": {1: RowKind.ITEM, 3: RowKind.SECTION, 4: RowKind.ASIDE}})
    recognition = read(plan_paper(), said)
    assert titles(recognition) == [
        ("", ["Работа с кадрами", "Курсы"]),
        ("Конкурс май Отдел образования", ["Олимпиада", "Лагерь", "Поход"]),
    ]
    left_out = [place for place, kind in recognition.read_only.items() if kind == "не вносится"]
    assert [each.text for each in read_word(plan_paper().file()).paragraphs if each.place in left_out] == [
        "", "Работа с детьми", "", "",
    ]  # fmt: skip
    assert not recognition.balance.leftovers


def test_a_row_goes_on_with_the_activity_above_or_is_its_event():
    said = Corrections(rows={"таблица 1": {3: RowKind.EVENT}})
    courses = read(plan_paper(), said).document["programme"]["roadmap"]["directions"][0]["activities"][0]
    assert courses["stages"] == [{"name": "Конкурс", "term": "май", "responsible": "Отдел образования"}]
    said = Corrections(rows={"таблица 1": {3: RowKind.GOES_ON}})
    courses = read(plan_paper(), said).document["programme"]["roadmap"]["directions"][0]["activities"][0]
    assert (courses["name"], [stage["term"] for stage in courses["stages"]]) == ("Курсы Конкурс", ["март", "май"])


def test_an_activity_moves_to_another_direction():
    recognition = read(plan_paper())
    first = recognition.document["programme"]["roadmap"]["directions"][0]["title"]
    moved = read(plan_paper(), Corrections().with_move("таблица 1", 5, first.places[0]))
    assert titles(moved) == [
        ("Работа с кадрами", ["Курсы", "Конкурс", "Олимпиада"]),
        ("Работа с детьми", ["Лагерь", "Поход"]),
    ]


def test_neighbouring_tables_are_joined_or_parted():
    parted = read(plan_paper(), Corrections(joins={"таблица 2": False}))
    assert [(table.place, table.goes_on) for table in parted.tables] == [("таблица 1", False), ("таблица 2", False)]
    paper = Paper().heading("План мероприятий на 2025 год").table(HEAD, ["1", "Курсы", "март", "Школы"])
    paper.text("Мероприятия летнего периода указаны отдельно.").table(
        ["2", "Лагерь", "июль", "Школы"], ["3", "Поход", "август", "Школы"]
    )
    doubted = read(paper)
    assert doubted.tables[1].goes_on
    assert any("понята как продолжение" in doubt.reason for doubt in doubted.doubts)
    headed = Paper().heading("План мероприятий на 2025 год").table(HEAD, ["1", "Курсы", "март", "Школы"])
    headed.text("Летом.").table(["№", "Дела", "Когда", "Кто отвечает"], ["2", "Лагерь", "июль", "Школы"])
    assert not read(headed).tables[1].goes_on
    joined = read(headed, Corrections(joins={"таблица 2": True}))
    assert joined.tables[1].goes_on
    assert titles(joined) == [("", ["Курсы", "Лагерь"])]
    assert not joined.balance.leftovers
    as_rows = read(headed, Corrections(joins={"таблица 2": True}, rows={"таблица 2": {0: RowKind.ITEM}}))
    assert titles(as_rows) == [("", ["Курсы", "Дела", "Лагерь"])]


LIST_HEAD = ["№", "Критерий", "Результат на сегодня", "Цель"]


def list_paper() -> Paper:
    return (
        Paper()
        .heading("Перечень школ")
        .bold("МБОУ «Лесная СОШ»")
        .table(["№", "Критерий", "Текущий результат", "Ожидаемый результат"], ["1", "ЕГЭ", "52", "60"])
        .table(["2", "ОГЭ", "3,4", "3,6"], ["3", "ВПР", "40", "45"])
    )


def schools_of(recognition: Recognition) -> list[dict]:
    return [school for each in recognition.document.get("low_result_schools", []) for school in each["schools"]]


def test_columns_of_a_list_of_schools_are_said_one_by_one():
    paper = Paper().heading("Перечень школ").table(
        ["ОУ района", "Что плохо", "Было", "Станет", "Куратор"],
        ["Лесная СОШ", "ЕГЭ", "52", "60", "Иванова И.И."],
        ["", "ОГЭ", "3,4", "3,6", "Иванова И.И."],
        ["Речная ООШ", "ВПР", "40", "45", "Петров П.П."],
    )  # fmt: skip
    columns = {0: "school", 1: "name", 2: "current", 3: "expected", 4: "aside"}
    said = Corrections(kinds={"таблица 1": TableKind.CRITERIA}, columns={"таблица 1": columns})
    recognition = read(paper, said)
    assert schools_of(recognition) == [
        {
            "school": "Лесная СОШ",
            "criteria": [
                {"name": "ЕГЭ", "current": "52", "expected": "60"},
                {"name": "ОГЭ", "current": "3,4", "expected": "3,6"},
            ],
        },
        {"school": "Речная ООШ", "criteria": [{"name": "ВПР", "current": "40", "expected": "45"}]},
    ]
    assert recognition.tables[0].keys == tuple(columns.values())
    assert recognition.document["low_result_schools"][0]["columns"] == ["Что плохо", "Было", "Станет"]
    assert not recognition.balance.leftovers
    by_heading = Corrections(
        kinds={"таблица 1": TableKind.CRITERIA},
        columns={"таблица 1": {0: "school", 1: "aside", 2: "criterion", 3: "aside", 4: "aside"}},
    )
    assert schools_of(read(paper, by_heading))[1] == {
        "school": "Речная ООШ",
        "criteria": [{"name": "Было", "current": "40"}],
    }


def test_rows_of_a_list_of_schools_are_schools_criteria_or_nothing():
    paper = Paper().heading("Перечень школ").table(
        ["№", "Критерий", "Текущий результат", "Ожидаемый результат"],
        ["МБОУ «Лесная СОШ»", ">", ">", ">"],
        ["1", "ЕГЭ", "52", "60"],
        ["", "Речная", "", ""],
        ["1", "ВПР", "40", "45"],
        ["", "Всего критериев: 2", "", ""],
    )  # fmt: skip
    said = Corrections(rows={"таблица 1": {3: RowKind.SECTION, 5: RowKind.ASIDE}})
    recognition = read(paper, said)
    assert [(each["school"], [one["name"] for one in each["criteria"]]) for each in schools_of(recognition)] == [
        ("МБОУ «Лесная СОШ»", ["ЕГЭ"]),
        ("Речная", ["ВПР"]),
    ]
    assert not recognition.balance.leftovers


def test_a_list_goes_on_in_the_next_table_or_is_parted_from_it():
    def names(recognition):
        return [(each["school"], [one["name"] for one in each["criteria"]]) for each in schools_of(recognition)]

    recognition = read(list_paper())
    assert names(recognition) == [("МБОУ «Лесная СОШ»", ["ЕГЭ", "ОГЭ", "ВПР"])]
    assert recognition.tables[1].goes_on
    parted = read(list_paper(), Corrections(joins={"таблица 2": False}))
    assert names(parted) == [("МБОУ «Лесная СОШ»", ["ЕГЭ"])]
    assert (parted.tables[1].kind, parted.tables[1].can_go_on) == (TableKind.GENERAL, True)
    other = list_paper().text("Речная ООШ").table(LIST_HEAD, ["1", "ЕГЭ", "41", "50"])
    assert names(read(other, Corrections(joins={"таблица 3": True}))) == [
        ("МБОУ «Лесная СОШ»", ["ЕГЭ", "ОГЭ", "ВПР"]),
        ("Речная ООШ", ["ЕГЭ"]),
    ]


def test_parts_of_indicators_are_joined_in_either_layout():
    paper = (
        Paper()
        .heading("Целевые показатели")
        .table(["Показатель", "2024", "2025"], ["Успеваемость, %", "95", "97"])
        .text("Далее.")
        .table(["Наименование показателя", "2024 г.", "2025 г."], ["Качество, %", "50", "52"])
    )
    rows = read(paper, Corrections(joins={"таблица 2": True})).document["programme"]["indicators"]["groups"]
    assert [row["name"] for group in rows for row in group["rows"]] == ["Успеваемость, %", "Качество, %"]
    by_years = (
        Paper()
        .heading("Целевые показатели")
        .table(["Год", "Успеваемость, %", "Качество, %"], ["2024", "95", "50"], ["2025", "97", "52"])
        .text("Далее.")
        .table(["2026", "98", "54"], ["2027", "99", "55"])
    )
    recognition = read(by_years, Corrections(joins={"таблица 2": True}))
    indicators = recognition.document["programme"]["indicators"]
    assert indicators["periods"] == ["2024", "2025", "2026", "2027"]
    assert [row["values"]["2027"] for row in indicators["groups"][0]["rows"]] == [{"plan": "99"}, {"plan": "55"}]
    assert not recognition.balance.leftovers


def test_parts_of_a_kept_table_and_of_money_are_joined_and_their_rows_left_out():
    paper = (
        Paper()
        .heading("Ресурсное обеспечение")
        .table(["Источник", "2024", "2025"], ["Районный бюджет", "10", "20"])
        .table(["Источник", "2024", "2025"], ["Краевой бюджет", "5", "6"], ["Справочно", "0", "0"])
    )
    said = Corrections(joins={"таблица 2": True}, rows={"таблица 2": {2: RowKind.ASIDE}})
    recognition = read(paper, said)
    assert recognition.document["programme"]["resources"]["table"]["rows"] == [
        ["Источник", "2024", "2025"], ["Районный бюджет", "10", "20"], ["Краевой бюджет", "5", "6"],
    ]  # fmt: skip
    assert not recognition.balance.leftovers
    apart = read(paper)
    assert apart.document["programme"]["resources"]["table"]["rows"][1] == ["Районный бюджет", "10", "20"]
    assert [table.kind for table in apart.tables] == [TableKind.MONEY, TableKind.GENERAL]
    assert any("уже есть" in doubt.reason for doubt in apart.doubts)
    assert not apart.balance.leftovers


def test_a_row_of_a_passport_is_left_out():
    paper = Paper().heading("Программа на 2024–2026 годы").heading("Паспорт программы").table(
        ["Наименование программы", "Поддержка школ"], ["Согласовано", "Петров П.П."], ["Цель", "Помочь школам"],
    )  # fmt: skip
    recognition = read(paper, Corrections(rows={"таблица 1": {1: RowKind.ASIDE}}))
    labels = [row["label"] for row in recognition.document["programme"]["passport"]]
    assert labels == ["Наименование программы", "Цель"]
    assert not recognition.balance.leftovers


def test_the_period_of_a_column_and_its_kind():
    paper = (
        Paper()
        .heading("Программа на 2024–2025 годы")
        .heading("Целевые показатели")
        .table(
            ["Показатель", "Сейчас", "2024", "К концу"],
            ["Успеваемость, %", "95", "97", "100"],
        )
    )
    said = Corrections(columns={"таблица 1": {0: "name", 1: "baseline", 2: "2024 fact", 3: "2025 plan"}})
    indicators = read(paper, said).document["programme"]["indicators"]
    assert indicators["groups"][0]["rows"] == [
        {"name": "Успеваемость, %", "baseline": "95", "values": {"2024": {"fact": "97"}, "2025": {"plan": "100"}}}
    ]


def test_lines_become_titles_headings_passports_and_abbreviations():
    paper = (
        Paper()
        .text("Комплекс шагов «Вместе» района", "Главное", "Цель: успех школ", "Срок: 2025 год", "Слова", "ЦРО – центр")
        .table(HEAD, ["1", "Курсы", "март", "Школы"])
    )
    said = Corrections(
        lines={
            "абзац 1": LineKind.TITLE,
            "абзац 2": LineKind.PASSPORT,
            "абзац 5": LineKind.ABBREVIATIONS,
        }
    )
    programme = read(paper, said).document["programme"]
    assert programme["title"] == "Комплекс шагов «Вместе» района"
    assert programme["passport"] == [{"label": "Цель", "text": "успех школ"}, {"label": "Срок", "text": "2025 год"}]
    assert programme["abbreviations"] == [{"short": "ЦРО", "long": "центр"}]
    aside = read(paper, Corrections(lines={"абзац 6": LineKind.ASIDE}))
    assert aside.read_only["абзац 6"] == "не вносится"


WRITTEN = read_word(plan_paper().file())
PLACES = st.sampled_from(["таблица 1", "таблица 2", "таблица 9"])
KEYS = st.sampled_from(
    ["number", "name", "term", "2024", "2024 plan", "2025-Q1", "further", "direction", "unit", "aside"]
)
LISTED = read_word(list_paper().file())


@given(
    st.builds(
        Corrections,
        kinds=st.dictionaries(PLACES, st.sampled_from(TableKind)),
        columns=st.dictionaries(PLACES, st.dictionaries(st.integers(0, 6), KEYS)),
        rows=st.dictionaries(PLACES, st.dictionaries(st.integers(0, 7), st.sampled_from(RowKind))),
        moves=st.dictionaries(PLACES, st.dictionaries(st.integers(0, 7), st.sampled_from(["абзац 1", "?"]))),
        joins=st.dictionaries(PLACES, st.booleans()),
        lines=st.dictionaries(st.sampled_from(["абзац 1", "абзац 2"]), st.sampled_from(LineKind)),
    )
)
def test_whatever_is_said_every_word_stays_accounted_for(said):
    for source in (WRITTEN, LISTED):
        balance = recognise(source, Corrections.of_json(said.as_json())).balance
        assert balance.understood + sum(words_in(each.text) for each in balance.leftovers) == balance.words


def test_a_row_below_names_of_schools_can_be_left_out():
    paper = Paper().heading("Программа поддержки школ на 2025 год")
    paper.table(
        ["Критерий", "МБОУ СОШ № 7", "МБОУ ООШ с. Ключи"],
        ["Доля «2» по ВПР, %", "14", "9,5"],
        ["Составил методист", "", ""],
    )
    listed = read(paper, Corrections(rows={"таблица 1": {2: RowKind.ASIDE}})).document["low_result_schools"][0]
    assert listed["schools"][0]["criteria"] == [{"name": "Доля «2» по ВПР, %", "current": "14"}]
