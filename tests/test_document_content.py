"""What stands in which cell, for the oddities of real documents."""

import pytest
from django.utils.timezone import now

from indicators.models import Period, Value
from portal.prose import Heading
from reports.content.blocks import Caption, SignatureLine, Table, grid, text_of
from reports.content.missing import MissingPart
from reports.kinds import DocumentKind
from roadmap.models import Activity, Assignment, IndicatorRow
from schools.models import School
from tests.documents_cases import ABOUT_PROGRAMMES, content_of, programme

pytestmark = pytest.mark.django_db


def blocks(document, kind):
    return [block for part in document.parts for block in part.blocks if isinstance(block, kind)]


def headings(document):
    return [text_of(block) for block in blocks(document, Heading)]


def cells(table: Table):
    """Words by row and column, header and rows; what a merged cell covers is None."""
    width = len(table.columns)
    rows = [*grid(table.header, width), *grid(table.rows, width)]
    return [[cell and cell.text for cell in row] for row in rows]


def table_of(kind, **keys):
    return cells(blocks(content_of(programme(**keys), kind), Table)[0])


@pytest.mark.parametrize("kind", [kind for kind in ABOUT_PROGRAMMES if kind != DocumentKind.PROGRAMME])
def test_a_missing_part_is_named(kind):
    with pytest.raises(MissingPart, match="нет"):
        content_of(programme(), kind)


INDICATORS = {
    "title": "Показатели",
    "periods": ["2024", "2025"],
    "groups": [
        {
            "title": "Результаты",
            "rows": [
                {"number": "1", "name": "Средний балл", "heading": "Экзамены", "baseline": "40", "target": "60",
                 "values": {"2024": {"plan": "45", "fact": "44"}, "2025": {"plan": "50"}}},
                {"number": "2", "name": "Доля, %", "values": {"2025": {"plan": ""}}},
            ],
        }
    ],
}  # fmt: skip


def test_a_period_with_facts_has_plan_and_fact():
    assert table_of(DocumentKind.INDICATORS, indicators=INDICATORS) == [
        ["№ п/п", "Наименование показателя", "Базовое значение", "Значения показателя по годам", None, None,
         "Целевое значение"],
        [None, None, None, "2024 год", None, "2025 год", None],
        [None, None, None, "план", "факт", None, None],
        ["1", "2", "3", "4", "5", "6", "7"],
        ["Результаты", None, None, None, None, None, None],
        ["Экзамены", None, None, None, None, None, None],
        ["1", "Средний балл", "40", "45", "44", "50", "60"],
        ["2", "Доля, %", "", "", "", "", ""],
    ]  # fmt: skip


def test_a_fact_entered_in_the_portal_replaces_the_documents():
    made = programme(indicators=INDICATORS)
    indicator = IndicatorRow.objects.get(number="1").indicator
    Value.objects.create(indicator=indicator, period=Period.objects.get(label="2024"), text="46,5")
    entered = cells(blocks(content_of(made, DocumentKind.INDICATORS), Table)[0])
    approved = cells(blocks(content_of(made, DocumentKind.PROGRAMME), Table)[0])
    assert (entered[6][4], approved[6][4]) == ("46,5", "44")


def test_values_of_schools_stay_out_of_the_document():
    made = programme(indicators=INDICATORS)
    school = School.objects.create(municipality=made.municipality, name="Школа № 1")
    indicator = IndicatorRow.objects.get(number="1").indicator
    Value.objects.create(indicator=indicator, period=Period.objects.get(label="2025"), school=school, text="99")
    assert "99" not in str(cells(blocks(content_of(made, DocumentKind.INDICATORS), Table)[0]))


def test_periods_in_rows_stand_in_lines():
    table = {
        "layout": "periods-in-rows",
        "periods": ["2024-2025", "2025-2026"],
        "columns": [{"key": "period", "title": "Учебный год"}],
        "groups": [
            {"rows": [
                {"name": "Русский", "heading": "Экзамен", "values": {"2024-2025": {"fact": "60"}}},
                {"name": "Химия", "heading": "Экзамен", "values": {"2024-2025": {"plan": "50", "fact": "51"}}},
                {"name": "Без аттестата", "target": "0", "values": {"2025-2026": {"plan": "1 чел."}}},
            ]}
        ],
    }  # fmt: skip
    assert table_of(DocumentKind.INDICATORS, indicators=table) == [
        ["Учебный год", "Экзамен", None, "Без аттестата"],
        [None, "Русский", "Химия", None],
        ["2024-2025 (план)", "", "50", ""],
        ["2024-2025 (факт)", "60", "51", ""],
        ["2025-2026 (план)", "", "", "1 чел."],
        ["Целевое значение", "", "", "0"],
    ]


def test_groups_are_a_level_of_the_header_and_many_columns_several_tables():
    rows = [{"name": f"П{n}", "values": {"2024": {"plan": str(n)}}} for n in range(12)]
    table = {"layout": "periods-in-rows", "periods": ["2024"],
             "groups": [{"title": "А", "rows": rows[:6]}, {"title": "Б", "rows": rows[6:]}]}  # fmt: skip
    document = content_of(programme(indicators=table), DocumentKind.INDICATORS)
    first, second = (cells(each) for each in blocks(document, Table))
    assert first[0] == ["Период", "А", None, None, None, None, None]
    assert second[2] == ["2024 (план)", "6", "7", "8", "9", "10", "11"]


def test_directions_span_the_table_and_stages_share_number_and_name():
    plan = {
        "columns": [{"key": "number", "title": "№"}, {"key": "name", "title": "Что"}, {"key": "term", "title": "Срок"}],
        "directions": [
            {"number": "1", "title": "Внешнее", "directions": [
                {"title": "Внутреннее", "activities": [
                    {"number": "1.1", "name": "Дело",
                     "stages": [{"term": "Май"}, {"term": "", "responsible": "Отдел"}]},
                ]},
            ]},
        ],
    }  # fmt: skip
    assert table_of(DocumentKind.ROADMAP, roadmap=plan) == [
        ["№", "Что", "Срок", "Ответственные"],
        ["1", "Внешнее", None, None],
        ["Внутреннее", None, None, None],
        ["1.1", "Дело", "Май", ""],
        [None, None, "", "Отдел"],
    ]


def test_a_direction_column_is_merged_over_its_activities():
    columns = [{"key": key} for key in ("number", "direction", "name", "term")]
    plan = {
        "columns": columns,
        "directions": [
            {"number": "1", "title": "Первое", "activities": [{"name": "А", "term": "Май"}, {"name": "Б"}]},
            {"number": "", "title": "Пустое"},
        ],
    }
    assert table_of(DocumentKind.ROADMAP, roadmap=plan)[1:] == [
        ["1", "Первое", "А", "Май"],
        [None, None, "Б", ""],
        ["", "Пустое", "", ""],
    ]


def test_numbers_of_activities_keep_their_column_beside_a_direction_column():
    columns = [{"key": key} for key in ("number", "direction", "name")]
    plan = {"columns": columns, "directions": [
        {"number": "1.", "title": "Первое",
         "activities": [{"number": "1.1", "name": "А"}, {"number": "1.2", "name": "Б"}],
         "directions": [{"number": "1.3", "title": "Глубже", "activities": [{"number": "1.3.1", "name": "В"}]}]},
    ]}  # fmt: skip
    assert table_of(DocumentKind.ROADMAP, roadmap=plan)[1:] == [
        ["1.1", "1. Первое", "А"],
        ["1.2", None, "Б"],
        ["1.3.1", "1.3 Глубже", "В"],
    ]


def make_reported(activity: Activity, school: School | None, status: str) -> None:
    Assignment.objects.create(activity=activity, school=school, status=status, version=1, reported_at=now())


PLAN = {"title": "План", "directions": [{"title": "Дела", "activities": [{"name": "Семинар", "report": "Начато."}]}]}


def test_the_report_names_the_department_first_then_schools_in_their_order():
    made = programme(roadmap=PLAN)
    activity = Activity.objects.get()
    for name in ("Школа № 10", "Школа № 2"):
        school = School.objects.create(municipality=made.municipality, name=name)
        make_reported(activity, school, "done")
    make_reported(activity, None, "in_progress")
    document = content_of(made, DocumentKind.EXECUTION)
    *_, mark = cells(blocks(document, Table)[0])[-1]
    assert mark == "Начато.\nВ работе\nШкола № 2: выполнено\nШкола № 10: выполнено"
    assert headings(document) == ["Отчёт об исполнении плана мероприятий", "«План»"]


def test_a_report_is_not_called_a_report_twice():
    made = programme(title="Отчет об исполнении плана", roadmap={"directions": PLAN["directions"]})
    assert headings(content_of(made, DocumentKind.EXECUTION)) == ["Отчет об исполнении плана"]


def test_the_plans_period_stands_below_a_title_that_does_not_say_it():
    made = programme(roadmap=PLAN | {"period": "2025/26 учебный год"})
    assert "2025/26 учебный год" in str(content_of(made, DocumentKind.ROADMAP))


def test_an_order_prints_clauses_with_numbers_and_the_approving_one_comes_first():
    orders = [
        {"id": "1", "number": "7", "issuer": "Отдел"},
        {"id": "2", "number": "44", "date": "2025-01-20", "preamble": "В целях, п р и к а з ы в а ю:",
         "clauses": ["Утвердить.", "Контроль оставляю за собой."],
         "signatory": {"position": "Начальник", "name": "И. Петров"}},
    ]  # fmt: skip
    document = content_of(programme(orders=orders, approved_by={"order": "2"}), DocumentKind.ORDER)
    first = document.parts[0].blocks
    assert first[1].date == "20 января 2025 г."
    assert [text_of(block) for block in first if block.block == "list_item"] == [
        "1. Утвердить.",
        "2. Контроль оставляю за собой.",
    ]
    assert first[-1] == SignatureLine("Начальник", "И. Петров")
    assert document.parts[1].starts_page


@pytest.mark.parametrize(
    ("approved_by", "lines"),
    [
        ({"order": "2", "annex": "1", "caption": "Приложение\nк приказу"}, ("Приложение", "к приказу")),
        ({"order": "2", "annex": "1"}, ("Приложение № 1", "к приказу от 20.01.2025 № 44")),
        ({"order": "2"}, None),
        ({"order": "2", "annex": "1", "caption": ""}, None),
    ],
)
def test_a_caption_is_as_typed_or_made_of_the_order(approved_by, lines):
    order = {"id": "2", "number": "44", "date": "2025-01-20"}
    passport = [{"label": "Цель", "text": "Помочь"}]
    document = content_of(programme(orders=[order], approved_by=approved_by, passport=passport), DocumentKind.PASSPORT)
    assert [caption.lines for caption in blocks(document, Caption)] == ([lines] if lines else [])


def test_schools_with_criteria_have_tables_of_their_own():
    lists = [
        {"title": "Список", "year": "2024-2025", "columns": ["№", "Критерий", "Есть", "Будет"], "schools": [
            {"school": "Школа № 1",
             "criteria": [{"number": "1", "name": "Доля", "current": "1 (9%)", "expected": "-"}]},
            {"school": "Школа № 2"},
        ]},
        {"schools": [{"school": "Школа № 1"}, {"school": "Школа № 2"}]},
    ]  # fmt: skip
    document = content_of(programme(low_result_schools=lists), DocumentKind.LOW_RESULT_SCHOOLS)
    first, second = blocks(document, Table)
    assert headings(document)[:3] == ["Список", "Школа № 1", "Школа № 2"]
    assert "2024-2025 учебный год" in str(document)
    assert cells(first) == [["№", "Критерий", "Есть", "Будет"], ["1", "Доля", "1 (9%)", "-"]]
    assert cells(second) == [["№ п/п", "Наименование школы"], ["1", "Школа № 1"], ["2", "Школа № 2"]]


def test_the_whole_programme_follows_its_sections_and_is_signed_at_the_end():
    made = programme(
        head={"position": "Начальник", "name": "И. Петров"},
        passport=[{"label": "Цель", "text": "Помочь"}],
        sections=[{"number": "1", "title": "Введение", "text": "Слова"}, {"number": "2", "title": "Паспорт"}],
        roadmap=PLAN,
        annexes=[{"title": "Модель", "text": "Текст"}],
        low_result_schools=[{"title": "Список", "schools": [{"school": "Школа № 1"}]}],
    )
    document = content_of(made, DocumentKind.PROGRAMME)
    assert headings(document) == [
        "Программа помощи школам", "1. Введение", "2. Паспорт", "План", "Модель", "Список",
    ]  # fmt: skip
    assert document.parts[-1].blocks[-1] == SignatureLine("Начальник", "И. Петров")
    assert all(part.blocks for part in document.parts)


def everything(count: int):
    numbers = range(1, count + 1)
    made = programme(
        orders=[{"id": str(n), "number": str(n), "title": "О плане", "preamble": "Приказываю:"} for n in numbers],
        approved_by={"order": "1", "annex": "1"},
        passport=[{"label": f"Цель {n}", "text": "Помочь"} for n in numbers],
        abbreviations=[{"short": f"С{n}", "long": "слово"} for n in numbers],
        sections=[{"title": f"Раздел {n}", "text": "Слова"} for n in numbers],
        indicators={"periods": ["2024"], "groups": [
            {"title": f"Г{n}", "rows": [{"name": f"П{n}", "values": {"2024": {"plan": "1"}}}]} for n in numbers]},
        roadmap={"directions": [
            {"title": f"Н{n}", "activities": [{"name": "Дело", "stages": [{"term": "Май"}]}]} for n in numbers]},
        annexes=[{"title": f"Модель {n}", "text": "Текст", "order": "1"} for n in numbers],
        low_result_schools=[{"year": f"{2020 + n}", "order": "1", "annex": "2", "schools": [
            {"school": f"Школа {n}", "criteria": [{"name": "Доля"}]}]} for n in numbers],
    )  # fmt: skip
    for activity in Activity.objects.filter(direction__roadmap__programme=made):
        for school in made.municipality.schools.all():
            make_reported(activity, school, "done")
    return made


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("kind", "queries"),
    [
        ("order", 1),
        ("passport", 3),
        ("indicators", 7),
        ("roadmap", 5),
        ("execution", 10),
        ("low-result-schools", 3),
        ("programme", 16),
    ],
)
def test_the_number_of_queries_does_not_grow(django_assert_num_queries, kind, queries, count):
    made = everything(count)
    made.refresh_from_db()
    with django_assert_num_queries(queries):
        content_of(made, DocumentKind(kind))
