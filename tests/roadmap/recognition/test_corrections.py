"""What a person says of a table, a column, a row or a line is followed by the rest of the reading."""

from hypothesis import given
from hypothesis import strategies as st

from portal.sources.word import read_word
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
    assert "Работа с детьми" in [each.text for each in recognition.balance.leftovers]


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
    joined = read(headed, Corrections(joins={"таблица 2": True}, rows={"таблица 2": {0: RowKind.ASIDE}}))
    assert joined.tables[1].goes_on
    assert titles(joined) == [("", ["Курсы", "Лагерь"])]


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
KEYS = st.sampled_from(["number", "name", "term", "2024", "2024 plan", "2025-Q1", "further", "direction", "unit"])


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
    recognition = recognise(WRITTEN, Corrections.of_json(said.as_json()))
    balance = recognition.balance
    assert balance.understood + sum(len(each.text.split()) for each in balance.leftovers) == balance.words
