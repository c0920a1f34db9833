"""What stands in which cell of the table of indicators, for the oddities of real documents."""

import pytest

from indicators.catalogue.models import Period
from indicators.values.models import Value
from reports.blocks.content import Table
from roadmap.targets.models import IndicatorRow
from schools.directory.models import School
from tests.reports.made_documents import (
    blocks,
    cells,
    content_of,
    programme,
    table_of,
)

pytestmark = pytest.mark.django_db


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
    assert table_of("indicators", indicators=INDICATORS) == [
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
    entered = cells(blocks(content_of(made, "indicators"), Table)[0])
    approved = cells(blocks(content_of(made, "programme"), Table)[0])
    assert (entered[6][4], approved[6][4]) == ("46,5", "44")


def test_values_of_schools_stay_out_of_the_document():
    made = programme(indicators=INDICATORS)
    school = School.objects.create(municipality=made.municipality, name="Школа № 1")
    indicator = IndicatorRow.objects.get(number="1").indicator
    Value.objects.create(indicator=indicator, period=Period.objects.get(label="2025"), school=school, text="99")
    assert "99" not in str(cells(blocks(content_of(made, "indicators"), Table)[0]))


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
    assert table_of("indicators", indicators=table) == [
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
    document = content_of(programme(indicators=table), "indicators")
    first, second = (cells(each) for each in blocks(document, Table))
    assert first[0] == ["Период", "А", None, None, None, None, None]
    assert second[2] == ["2024 (план)", "6", "7", "8", "9", "10", "11"]
