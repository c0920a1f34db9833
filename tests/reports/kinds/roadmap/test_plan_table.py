"""What stands in which cell of the plan, for the oddities of real documents."""

import pytest

from reports.blocks.content import Table
from reports.layout.pdf import render_pdf
from roadmap.plan.models import Stage
from tests.reports.made_documents import (
    PLAN,
    blocks,
    cells,
    content_of,
    pdf_pages,
    programme,
    table_of,
)

pytestmark = pytest.mark.django_db


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
    assert table_of("roadmap", roadmap=plan) == [
        ["№", "Что", "Срок", "Ответственные"],
        ["1", "Внешнее", None, None],
        ["Внутреннее", None, None, None],
        ["1.1", "Дело", "Май", ""],
        [None, None, "", "Отдел"],
    ]


def test_of_stages_of_which_some_have_names_each_stands_in_a_row():
    activity = {"number": "1.1", "name": "Дело", "stages": [{"term": "Май"}, {"term": "Июнь"}]}
    columns = [{"key": key} for key in ("number", "name", "term")]
    directions = [{"number": "1", "title": "Работа", "activities": [activity]}]
    made = programme(roadmap={"columns": columns, "directions": directions})
    Stage.objects.filter(term="Июнь").update(name="Конкурс объявлен")
    assert cells(blocks(content_of(made, "roadmap"), Table)[0])[2:] == [
        ["1.1", "Дело", ""],
        ["", "", "Май"],
        ["", "Конкурс объявлен", "Июнь"],
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
    assert table_of("roadmap", roadmap=plan)[1:] == [
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
    assert table_of("roadmap", roadmap=plan)[1:] == [
        ["1.1", "1. Первое", "А"],
        ["1.2", None, "Б"],
        ["1.3.1", "1.3 Глубже", "В"],
    ]


def test_the_plans_period_stands_below_a_title_that_does_not_say_it():
    made = programme(roadmap=PLAN | {"period": "2025/26 учебный год"})
    assert "2025/26 учебный год" in str(content_of(made, "roadmap"))


@pytest.mark.parametrize("before", range(0, 9, 2))
def test_an_activity_that_goes_over_a_page_says_there_again_which_it_is(before):
    stages = [{"term": f"Этап {number}", "result": "Проведены семинары для учителей " * 4} for number in range(1, 50)]
    activities = [{"number": f"1.{number}", "name": "Короткое", "term": "Май"} for number in range(1, before + 1)]
    activities.append({"number": "7.77", "name": "Сопровождение школ кураторами", "stages": stages})
    made = programme(roadmap={"title": "План", "directions": [{"title": "Работа", "activities": activities}]})
    content = content_of(made, "roadmap")
    pages = pdf_pages(render_pdf(content))

    with_stages = [page for page in pages if "Этап" in page]
    assert len(with_stages) > 2
    for page in with_stages:
        assert (page.count("7.77"), " ".join(page.split()).count("Сопровождение")) == (1, 1)
    assert render_pdf(content) == render_pdf(content)
    assert sum("7.77" in cell.text for row in blocks(content, Table)[0].rows for cell in row.cells) == 1
