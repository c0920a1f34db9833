"""Charts and maps on pages: what each shows, says and leads to; read without colours; in a fixed number of queries."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.catalogue.models import Indicator
from indicators.identification.format.shape import names_of
from indicators.identification.judging.inquiry import choose_method
from indicators.values.models import Value
from indicators.values.understanding import understand
from reports.charts.distribution import distribution_charts
from reports.charts.maps import MapSign, completeness_map, heat_map
from reports.charts.plan_and_fact import plan_and_fact_charts
from reports.charts.school import charts_of_school
from roadmap.targets.queries.lines import table_lines, table_periods
from tests.factories import make_collection, make_indicator, make_period, make_run, make_school

Direction = Indicator.Direction


def enter(indicator: Indicator, school, text: str, label: str = "2026") -> Value:
    value = Value(indicator=indicator, period=make_period(label), school=school, text=text)
    understand(value, indicator)
    value.save()
    return value


class TestPlanAndFact:
    def test_beside_each_other_with_what_came_of_the_last_year(self, district):
        table = district.programme.indicator_table
        told = plan_and_fact_charts(table_lines(table, table_periods(table), None))

        assert [(each.chart.title, each.sentence) for each in told] == [
            ("Доля сдавших, %", "2025 год: план Более 70, факт 61,1 — не достигнут.")
        ]
        (chart,) = (each.chart for each in told)
        assert chart.categories == ("2025", "2026")
        assert [(each.name, each.values) for each in chart.series] == [
            ("план", (Decimal(70), None)), ("факт", (Decimal("61.1"), None)),
        ]  # fmt: skip

    def test_stands_on_the_page_of_indicators_with_its_table(self, district, browse):
        page = browse("observer").get(reverse("programme-indicators", args=[district.programme.pk])).content.decode()

        assert "План и факт по годам" in page
        assert re.search(r"<svg[^>]*>\s*<title>Диаграмма «Доля сдавших, %», %. план: 2025 — 70", page)
        assert "Те же данные таблицей" in page


class TestSchool:
    @pytest.fixture
    def indicator(self, district):
        return make_indicator(
            district.municipality, "Средний балл", direction=Direction.MORE_IS_BETTER, rule=Indicator.Rule.MEAN
        )

    @pytest.mark.parametrize(
        ("direction", "words"),
        [(Direction.MORE_IS_BETTER, "хуже"), (Direction.LESS_IS_BETTER, "лучше"), (Direction.NEITHER, None)],
    )
    def test_beside_the_municipality_as_its_direction_says(self, direction, words, indicator, district):
        indicator.direction = direction
        indicator.save()
        schools = [district.school, district.other_school, make_school(district.municipality)]
        for label in ("2025", "2026"):
            for school, text in zip(schools, ("3", "4", "5"), strict=True):
                enter(indicator, school, text, label)
        told = charts_of_school(district.school)

        if direction == Direction.NEITHER:
            assert told == []  # what isn't judged has no course
            return
        assert told[0].sentence == f"2026 год: у школы 3, по муниципалитету 4 — {words}, чем в среднем."

    def test_a_share_of_few_is_drawn_with_two_digits(self, indicator, district):
        for label, text in (("2025", "1 из 7"), ("2026", "2 из 6")):
            enter(indicator, district.school, text, label)
        (series, *_) = charts_of_school(district.school)[0].chart.series

        assert series.values == (Decimal("14.29"), Decimal("33.33"))

    def test_a_director_finds_it_on_the_page_of_their_school(self, indicator, district, browse):
        for label in ("2025", "2026"):
            enter(indicator, district.school, "3", label)
        director = browse("director")
        charts = reverse("school-values-charts", args=[district.school.pk])
        assert charts in director.get(reverse("school-values", args=[district.school.pk])).content.decode()
        page = director.get(charts).content.decode()

        assert "Школа рядом с муниципалитетом" in page
        assert "по муниципалитету сравнить не с чем" in page


class TestDistribution:
    def test_schools_on_both_sides_of_the_threshold(self, district):
        for name in names_of(choose_method("federal", district.municipality).shape):
            indicator = make_indicator(district.municipality, name.name, heading=name.heading, unit="%")
            enter(indicator, district.school, "40%")
            enter(indicator, district.other_school, "10%")
        told = distribution_charts(make_run(district.municipality, by=district.coordinator))

        assert told
        for each in told:
            assert each.chart.categories == ("Берёзовская СОШ", "Сосновская ООШ")
            assert each.chart.series[0].values == (Decimal(40), Decimal(10))
            assert each.chart.limit == 30
            assert each.sentence == "Признак есть у 1 школы (из них в списке 1), нет у 1."


class TestHeatMap:
    @pytest.fixture
    def schools(self, district):
        return [district.school, district.other_school, *(make_school(district.municipality) for _ in range(3))]

    @pytest.mark.parametrize(
        ("direction", "signs"),
        [
            (Direction.MORE_IS_BETTER, ["▼", "▼", "=", "▲", "▲"]),
            (Direction.LESS_IS_BETTER, ["▲", "▲", "=", "▼", "▼"]),
            (Direction.UNSAID, ["↓", "↓", "=", "↑", "↑"]),
        ],
    )
    def test_each_school_among_all_as_the_direction_says(self, direction, signs, schools, district):
        indicator = make_indicator(district.municipality, direction=direction)
        for school, text in zip(schools, ("10", "20", "30", "40", "50"), strict=True):
            enter(indicator, school, text)
        drawn = heat_map(district.municipality, make_period())
        by_school = dict(zip(drawn.schools, drawn.rows[0].cells, strict=True))

        assert [by_school[school].sign.mark for school in schools] == signs

    def test_what_is_no_number_and_what_is_not_there(self, schools, district):
        indicator = make_indicator(district.municipality, direction=Direction.MORE_IS_BETTER)
        enter(indicator, schools[0], "-")
        enter(indicator, schools[1], "7")
        drawn = heat_map(district.municipality, make_period())
        signs = dict(zip(drawn.schools, (cell.sign for cell in drawn.rows[0].cells), strict=True))

        assert signs == {
            schools[0]: MapSign.WORDS, schools[1]: MapSign.MIDDLE, **dict.fromkeys(schools[2:], MapSign.EMPTY)
        }  # fmt: skip

    def test_equal_values_are_neither_best_nor_worst(self, schools, district):
        indicator = make_indicator(district.municipality, direction=Direction.MORE_IS_BETTER)
        for school in schools:
            enter(indicator, school, "0")

        cells = heat_map(district.municipality, make_period()).rows[0].cells
        assert {cell.sign for cell in cells} == {MapSign.MIDDLE}

    def test_each_sign_has_words(self, schools, district, browse):
        enter(make_indicator(district.municipality, "Балл", direction=Direction.MORE_IS_BETTER), schools[0], "5")
        page = browse("observer").get(reverse("value-map", args=[district.municipality.pk, "2026"])).content.decode()

        assert re.search(r'aria-hidden="true">=</span>\s*<span class="visually-hidden">в середине</span>', page)
        assert len({sign.mark for sign in MapSign}) == len(MapSign)


class TestCompleteness:
    def test_what_is_filled_in_and_what_is_doubted(self, district):
        first, second = make_indicator(district.municipality), make_indicator(district.municipality)
        collection = make_collection(district.municipality, district.coordinator, indicators=[first, second])
        enter(first, district.school, "5")
        doubted = enter(second, district.school, "5")
        doubted.notes = ["Больше обычного"]
        doubted.save()
        drawn = completeness_map(collection)

        assert dict(zip(drawn.schools, drawn.counts, strict=True)) == {
            district.school: (2, 2),
            district.other_school: (0, 2),
        }
        of_school = [row.cells[drawn.schools.index(district.school)].sign for row in drawn.rows]
        assert of_school == [MapSign.FILLED, MapSign.DOUBTED]

    def test_what_a_school_is_not_asked_for_is_told_apart(self, district):
        district.other_school.kind = "primary"
        district.other_school.save()
        exam = make_indicator(district.municipality, "Средняя отметка ОГЭ")
        drawn = completeness_map(make_collection(district.municipality, district.coordinator, indicators=[exam]))

        [row] = drawn.rows
        assert {school: cell.sign for school, cell in zip(drawn.schools, row.cells, strict=True)} == {
            district.school: MapSign.EMPTY,
            district.other_school: MapSign.UNASKED,
        }
        assert dict(zip(drawn.schools, drawn.counts, strict=True))[district.other_school] == (0, 0)

    def test_the_collection_leads_there(self, district, browse):
        make_indicator(district.municipality)
        collection = make_collection(district.municipality, district.coordinator)
        page = browse("specialist").get(reverse("collection-detail", args=[collection.pk])).content.decode()

        assert reverse("collection-map", args=[collection.pk]) in page


@pytest.mark.parametrize("number", [2, 40])
def test_maps_ask_as_little_for_many_schools(number, district, browse, django_assert_num_queries):
    for _ in range(number - 2):
        make_school(district.municipality)
    for _ in range(number // 10 + 1):
        indicator = make_indicator(district.municipality)
        for school in district.municipality.schools.all():
            enter(indicator, school, "5")
    collection = make_collection(district.municipality, district.coordinator)
    client = browse("coordinator")
    for url in (
        reverse("value-map", args=[district.municipality.pk, "2026"]), reverse("collection-map", args=[collection.pk]),
    ):  # fmt: skip
        with django_assert_num_queries(8):
            assert client.get(url).status_code == 200
