"""Kept runs looked at together."""

import pytest
from django.urls import reverse

from indicators.identification.models import Method
from indicators.identification.runs.side_by_side import context_matrix, runs_beside
from tests.factories import make_indicator, make_run, make_school
from tests.indicators.identification.cases import method, sign
from tests.indicators.identification.test_command import enter

SHAPE = method({"kind": "any", "of": [sign(of="А"), sign(of="Б", threshold="50")]}, context=sign(of="В"))


@pytest.fixture
def two_years(district):
    """Берёзовская left, Сосновская entered, a third school has nothing."""
    make_school(district.municipality, "Дубовая СОШ")
    Method.objects.create(municipality=district.municipality, name="Метод", body=SHAPE.as_json())
    found = {"А": {"2025": ["40", "10"], "2026": ["20", "35"]}, "Б": {"2025": ["1", "1"], "2026": ["1", "1"]}}
    for name, years in (found | {"В": {"2026": ["50", "-"]}}).items():
        indicator = make_indicator(district.municipality, name, unit="%")
        for label, texts in years.items():
            for school, text in zip([district.school, district.other_school], texts, strict=True):
                enter(indicator, school, label, text)
    return [make_run(district.municipality, district.coordinator, "Метод", label) for label in ("2025", "2026")]


def test_who_entered_who_left_and_which_sign_changed(two_years, django_assert_num_queries):
    with django_assert_num_queries(2):
        beside = runs_beside(*two_years)

    assert [(each.name, [sign.sentence for sign in each.signs]) for each in beside.entered] == [
        ("Сосновская ООШ", ["А: 2025 — 10 (нет) → 2026 — 35 (есть)"])
    ]
    assert [each.name for each in beside.left] == ["Берёзовская СОШ"]
    assert (beside.stayed, beside.other, beside.same) == ([], [], 1)


def test_the_department_s_decision_goes_before_the_method_s(two_years, district):
    first, second = two_years
    first.schools.filter(school=district.school).update(
        decision="out", reason="Решила комиссия", decided_by=district.coordinator, decided_at=first.made_at
    )

    beside = runs_beside(first, second)

    assert beside.left == []
    (other,) = beside.other
    assert other.reasons == ["Решила комиссия"]


def test_a_school_that_only_one_run_knows(two_years, district):
    first, second = two_years
    first.schools.filter(school=district.other_school).delete()
    second.schools.filter(school=district.school).delete()

    beside = runs_beside(first, second)

    assert [each.name for each in beside.entered] == ["Сосновская ООШ"]
    assert beside.entered[0].signs[0].sentence.startswith("А: такого признака нет → 2026 — 35")
    assert [each.name for each in beside.left] == ["Берёзовская СОШ"]


def test_on_the_page(two_years, district, browse):
    first, second = two_years
    url = reverse("run-compare", args=[district.municipality.pk])
    page = " ".join(browse("observer").get(url, {"first": first.pk, "second": second.pk}).content.decode().split())
    same = browse("observer").get(url, {"first": first.pk, "second": first.pk}).content.decode()

    only_one = browse("observer").get(url, {"second": second.pk}).content.decode()

    assert "Обязательное поле" not in only_one
    assert f'<option value="{second.pk}" selected' in only_one
    assert "Вошли: 1" in page
    assert "А: 2025 — 40 (есть) → 2026 — 20 (нет)" in page
    assert "сравнивать её с ней самой нечего" in same


def test_results_by_conditions(two_years, district, browse, django_assert_num_queries):
    _, run = two_years
    with django_assert_num_queries(1):
        listed, unknown, out = context_matrix(run)

    assert [[each.name for each in cell] for cell in listed.cells] == [[], ["Сосновская ООШ"], []]
    assert [[each.name for each in cell] for cell in unknown.cells] == [[], [], ["Дубовая СОШ"]]
    assert [[each.name for each in cell] for cell in out.cells] == [["Берёзовская СОШ"], [], []]
    page = browse("observer").get(reverse("run-matrix", args=[run.pk])).content.decode()
    assert reverse("run-school", args=[run.schools.get(school=district.school).pk]) in page
    plain = make_run(district.municipality, district.coordinator, "federal")
    assert browse("observer").get(reverse("run-matrix", args=[plain.pk])).status_code == 404
