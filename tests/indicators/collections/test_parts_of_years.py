"""Quarters, halves and months: asked for, typed, summed up and drawn as years are, and never mixed with them."""

import pytest
from django.urls import reverse

from indicators.catalogue.models import Indicator, Period
from indicators.catalogue.period_choices import grouped, in_order
from indicators.collections.models import Collection
from indicators.values.models import Value
from reports.blocks.content import Chart
from reports.kinds.document_kind import DocumentRequest
from reports.kinds.registry import kind_of
from tests.factories import make_indicator, make_period, make_school
from tests.indicators.collections.test_collections import TOMORROW
from tests.indicators.values.test_grid import save, sent, states

QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3")


@pytest.fixture
def participants(district) -> Indicator:
    return make_indicator(district.municipality, "Участники, чел.", unit="чел.", rule=Indicator.Rule.SUM)


def enter(indicator: Indicator, school, **texts: str) -> None:
    """«Q1="3"» of 2026, «year="12"» of it whole."""
    for part, text in texts.items():
        period = make_period("2026" if part == "year" else f"2026-{part}")
        Value.objects.create(indicator=indicator, school=school, period=period, text=text)


def test_a_quarter_is_asked_for_filled_in_and_offered_where_periods_are_chosen(browse, district, participants):
    url = reverse("collection-open", args=[district.municipality.pk])
    page = browse("coordinator").get(url).content.decode()
    assert '<optgroup label="Кварталы">' in page
    asked = {"title": "I квартал", "label": "2026-Q1", "due_on": TOMORROW, "indicators": [participants.pk]}
    browse("coordinator").post(url, asked | {"schools": [district.school.pk]})
    collection = Collection.objects.get()
    assert str(collection.period) == "I квартал 2026 года"

    director = browse("director")
    sheet = director.get(reverse("submission-detail", args=[collection.pk, district.school.pk])).content.decode()
    assert "I квартал 2025 года" in sheet
    assert set(states(save(director, sent(participants, district.school, "7", period="2026-Q1")))) == {"saved"}
    table = browse("specialist").get(reverse("value-grid", args=[district.municipality.pk, "2026-Q1"]))
    assert table.context["period"].label == "2026-Q1"
    assert "Участники" in table.content.decode()
    of_school = browse("director").get(reverse("school-values", args=[district.school.pk])).content.decode()
    assert "I квартал 2026 года" in of_school
    assert (
        "I квартал 2026 года"
        not in browse("other_director").get(reverse("school-values", args=[district.other_school.pk])).content.decode()
    )


def test_the_sum_of_a_year_takes_no_quarter_and_that_of_a_quarter_no_year(browse, district, participants):
    for school, year in ((district.school, "30"), (district.other_school, "12")):
        enter(participants, school, Q1="3", Q2="4", H1="7", year=year)
    client = browse("specialist")

    def by_schools(label: str) -> str:
        page = client.get(reverse("value-export", args=[district.municipality.pk, label]))
        assert page.status_code == 200
        table = client.get(reverse("value-form", args=[district.municipality.pk, label])).content.decode()
        return table.split("по школам")[1]

    assert ">42<" in by_schools("2026").replace(" ", "").replace("\n", "")
    assert ">6<" in by_schools("2026-Q1").replace(" ", "").replace("\n", "")
    assert ">14<" in by_schools("2026-H1").replace(" ", "").replace("\n", "")


def test_periods_stand_in_their_order_and_by_kinds():
    labels = ["2026-Q3", "2026", "2026-02", "2025-Q4", "2025-2026", "2026-H1", "2026-Q1"]
    periods = [Period.from_label(label) for label in labels]
    assert [each.label for each in in_order(periods)] == [
        "2025-2026", "2026", "2026-H1", "2025-Q4", "2026-Q1", "2026-Q3", "2026-02",
    ]  # fmt: skip
    assert [title for title, _ in grouped(periods)] == ["Годы", "Учебные годы", "Полугодия", "Кварталы", "Месяцы"]


def test_a_chart_has_quarters_in_order_and_no_year_among_them(district, participants):
    make_school(district.municipality)
    for label, text in zip(("2026-Q3", "2026-Q1", "2026-Q2", "2025", "2026"), "31245", strict=True):
        Value.objects.create(
            indicator=participants, school=district.school, period=make_period(label), text=text, number=text
        )
    Indicator.objects.filter(pk=participants.pk).update(direction="more")
    content = kind_of("school-card").build(DocumentRequest(kind_of("school-card"), school=district.school))
    charts = [block for part in content.parts for block in part.blocks if isinstance(block, Chart)]
    assert [chart.categories for chart in charts] == [
        ("2025", "2026"), ("I квартал 2026 года", "II квартал 2026 года", "III квартал 2026 года"),
    ]  # fmt: skip
    assert [int(number) for number in charts[1].series[0].values] == [1, 2, 3]
