"""«Паспорт школы»: its own values beside the municipality's, its lists, its activities, and who reads it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.catalogue.models import Indicator
from indicators.identification.models import ListedSchool, LowResultList
from indicators.values.models import Value
from reports.blocks.content import Chart, Series, Table, text_of
from reports.issue.models import Document
from reports.issue.queries import build_content
from schools.directory.models import School
from tests.factories import make_indicator, make_period, make_school
from tests.reports.made_documents import pdf_words, squeezed

pytestmark = pytest.mark.django_db
Kind = Value.Kind


def enter(indicator, school, label, number, kind=Kind.FACT):
    return Value.objects.create(
        indicator=indicator, school=school, period=make_period(label), kind=kind, text=str(number), number=number
    )


def card(school, period=None):
    school = School.objects.select_related("municipality__department").get(pk=school.pk)
    return build_content(Document(kind="school-card", school=school, municipality=school.municipality, period=period))


def blocks(content, kind):
    return [block for part in content.parts for block in part.blocks if isinstance(block, kind)]


def words(content):
    return " ".join(text_of(block) for part in content.parts for block in part.blocks if hasattr(block, "spans"))


@pytest.fixture
def mean(district):
    rule, better = Indicator.Rule.MEAN, Indicator.Direction.MORE_IS_BETTER
    return make_indicator(district.municipality, "Средний балл", unit="балл", rule=rule, direction=better)


def test_values_stand_by_year_beside_the_municipalitys(district, mean):
    third = make_school(district.municipality)
    for label, numbers in {"2024": (40, 50, 60), "2025": (44, 50, 62)}.items():
        for school, number in zip((district.school, district.other_school, third), numbers, strict=True):
            enter(mean, school, label, Decimal(number))
    enter(mean, district.school, "2025", Decimal(45), Kind.PLAN)
    enter(mean, district.school, "2023", Decimal(39), Kind.BASELINE)
    enter(mean, district.school, "2027", Decimal(50), Kind.TARGET)
    content = card(district.school)
    table = blocks(content, Table)[1]

    assert [[cell.text for cell in row.cells] for row in (*table.header, *table.rows)] == [
        ["Показатель", "База", "2024 год", "2025 год", "Цель"],
        ["факт", "по муниципалитету", "план", "факт", "по муниципалитету"],
        ["Средний балл", "39", "40", "50", "45", "44", "52", "50"],
    ]
    assert blocks(content, Chart) == [
        Chart(
            "Средний балл", "lines", ("2024", "2025"),
            (
                Series("Берёзовская СОШ", (Decimal(40), Decimal(44))),
                Series("по муниципалитету", (Decimal(50), Decimal(52))),
            ),
            "балл",
        )
    ]  # fmt: skip


def test_a_mean_of_two_schools_would_tell_the_others_value(district, mean):
    enter(mean, district.school, "2025", Decimal(40))
    enter(mean, district.other_school, "2025", Decimal(60))

    assert "50" not in str(blocks(card(district.school), Table)[1])


def test_years_end_with_the_one_asked_for_and_are_five_at_most(district, mean):
    for year in range(2018, 2026):
        enter(mean, district.school, str(year), Decimal(40))
    years = lambda content: [cell.text for cell in blocks(content, Table)[1].header[0].cells[1:]]  # noqa: E731

    assert years(card(district.school)) == [f"{year} год" for year in range(2021, 2026)]
    assert years(card(district.school, make_period("2020"))) == ["2018 год", "2019 год", "2020 год"]


def test_only_years_with_values_of_the_school_are_offered(district, mean, browse):
    enter(mean, district.school, "2024", Decimal(40))
    enter(mean, district.school, "2020", Decimal(40), Kind.BASELINE)
    enter(mean, district.other_school, "2023", Decimal(40))
    asked = {"school": district.school.pk}
    page = browse("specialist").get("/documents/new/school-card/", asked)
    refused = browse("specialist").get("/documents/new/school-card/", asked | {"period": make_period("2023").pk})

    assert [str(each) for each in page.context["form"].fields["period"].queryset] == ["2024 год"]
    assert refused.status_code == 422
    assert "За этот год показать нечего" in refused.content.decode()


def test_what_is_not_judged_is_the_context(district):
    enter(make_indicator(district.municipality, "Учеников"), district.school, "2025", Decimal(400))

    assert "Контекстные показатели" in words(card(district.school))


def test_lists_and_activities_of_the_school(in_force):
    listed = LowResultList.objects.create(municipality=in_force.municipality, period=make_period("2025-2026"))
    ListedSchool.objects.create(low_result_list=listed, school=in_force.school, position=0, name="Берёзовская СОШ")
    content = card(in_force.school)

    assert "В списке, начиная со списка за 2025–2026 учебный год." in words(content)
    assert [row.cells[0].text for row in blocks(content, Table)[-1].rows] == ["1.2", "1.3"]


def test_a_school_without_anything_has_a_card(district):
    content = card(district.other_school)

    assert "Значений показателей школа ещё не вносила." in words(content)
    assert "Действующие программы школе ничего не поручают." in words(content)


@pytest.mark.parametrize(("persona", "status"), [("director", 200), ("other_director", 404), ("specialist", 200),
                                                 ("stranger", 404), ("observer", 200)])  # fmt: skip
def test_a_card_is_for_the_school_and_who_sees_all(persona, status, district, browse):
    answer = browse(persona).get("/documents/new/school-card/pdf/", {"school": district.school.pk})

    assert answer.status_code == status
    if status == 200:
        assert squeezed("Берёзовская СОШ") in pdf_words(answer.content)


@pytest.mark.parametrize("page", ["school-values", "school-history"])
def test_the_schools_pages_lead_to_it(page, district, browse):
    html = browse("director").get(reverse(page, args=[district.school.pk]), follow=True).content.decode()
    assert f"/documents/new/school-card/?school={district.school.pk}" in html


@pytest.mark.parametrize("count", [1, 60])
def test_the_number_of_queries_does_not_grow(django_assert_num_queries, in_force, mean, count):
    for number in range(count):
        enter(mean, make_school(in_force.municipality), "2025", Decimal(number))
        other = make_indicator(in_force.municipality, rule=Indicator.Rule.MEAN)
        enter(other, in_force.school, "2025", Decimal(1))
    enter(mean, in_force.school, "2025", Decimal(1))
    school = School.objects.select_related("municipality__department").get(pk=in_force.school.pk)
    document = Document(kind="school-card", school=school, municipality=school.municipality)
    with django_assert_num_queries(7):
        build_content(document)
