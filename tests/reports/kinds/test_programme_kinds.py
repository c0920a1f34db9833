"""What holds of every document of a programme's own words."""

import pytest

from reports.blocks.missing import MissingPart
from roadmap.plan.models import Activity
from tests.reports.made_documents import (
    ABOUT_PROGRAMMES,
    content_of,
    make_reported,
    programme,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", [kind for kind in ABOUT_PROGRAMMES if kind != "programme"])
def test_a_missing_part_is_named(kind):
    with pytest.raises(MissingPart, match="нет"):
        content_of(programme(), kind)


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
        ("execution", 11),
        ("low-result-schools", 3),
        ("programme", 16),
    ],
)
def test_the_number_of_queries_does_not_grow(django_assert_num_queries, kind, queries, count):
    made = everything(count)
    made.refresh_from_db()
    with django_assert_num_queries(queries):
        content_of(made, kind)
