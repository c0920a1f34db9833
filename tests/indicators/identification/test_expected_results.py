"""What is expected of a listed school, and its own programme that aims at it."""

import pytest
from django.urls import reverse

from indicators.identification.lists.expected_results import expected_lines
from indicators.identification.methods.actions import create_method
from indicators.values.models import Value
from portal.history.models import Change
from roadmap.programmes.models import Programme
from roadmap.targets.models import IndicatorRow
from tests.factories import make_confirmed_run, make_indicator, make_period, make_programme
from tests.indicators.identification.cases import method
from tests.indicators.identification.test_command import enter

HEADING = "ОГЭ, доля участников с отметкой «2»"


@pytest.fixture
def listed(district):
    """Берёзовская has «2» in both subjects of ОГЭ."""
    for name, text in {"Русский язык": "35%", "Математика": "более 40"}.items():
        indicator = make_indicator(district.municipality, name, heading=HEADING, unit="%")
        for label in ("2025", "2026"):
            enter(indicator, district.school, label, text)
    return make_confirmed_run(district.municipality, by=district.coordinator).low_result_list.listed_schools.get()


def this_year(listed):
    return [line for line in expected_lines(listed) if line.is_of_this_year and line.heading == HEADING]


def test_the_nearest_result_without_the_sign_is_proposed_or_what_was_planned(listed, district):
    planned = make_indicator(district.municipality, "Не этот", heading=HEADING, unit="%")
    Value.objects.create(
        indicator=planned.municipality.indicators.get(name="Математика"), school=district.school,
        period=make_period("2027"), kind=Value.Kind.PLAN, text="не более 20",
    )  # fmt: skip

    assert [(line.name, line.proposal) for line in this_year(listed)] == [
        ("Русский язык", "менее 30 %"), ("Математика", "не более 20"),
    ]  # fmt: skip


def test_of_a_sign_that_keeps_schools_off_the_list_nothing_is_proposed(district):
    """Berёзовская is listed by «ни одно из» of a good result: it has the other sign, which gives it points."""
    indicator = make_indicator(district.municipality, "Математика", heading=HEADING, unit="%")
    enter(indicator, district.school, "2026", "5")
    good = {
        "kind": "sign", "name": "мало двоек", "compare": "<", "threshold": "10", "weight": "3",
        "measure": {"kind": "indicator", "indicator": {"heading": HEADING, "name": "Математика", "unit": "%"}},
    }  # fmt: skip
    shape = method({"kind": "points", "threshold": "5", "compare": "<", "of": [good]})
    record = create_method(municipality=district.municipality, shape=shape, by=district.coordinator)
    run = make_confirmed_run(district.municipality, by=district.coordinator, method=record.name)
    listed = run.low_result_list.listed_schools.get(school=district.school)

    (line,) = [line for line in expected_lines(listed) if line.heading == HEADING]
    assert (line.proposal, line.is_low) == ("", False)


def write(listed, browse, texts: list[str]):
    lines = this_year(listed)
    data = {f"e{line.criterion.pk}": text for line, text in zip(lines, texts, strict=True)}
    return browse("coordinator").post(reverse("listed-school", args=[listed.pk]), data, follow=True)


def test_they_are_written_understood_and_asked_about(listed, browse):
    page = write(listed, browse, ["не более 30 %", "подтянуть"]).content.decode()

    first, _ = this_year(listed)
    assert (first.criterion.expected, first.understood) == ("не более 30 %", "не больше 30 %")
    assert "с таким результатом признак останется" in page
    assert "число не понято" in page
    assert "ожидается не более 30 %" in page
    told = Change.objects.about(listed).get()
    assert told.action == "ожидаемые результаты записаны"
    assert [each.partition(",")[0] for each in told.after] == ["Ожидаемый результат"] * 2


def test_however_short_they_are_the_journal_says_whose_they_are(listed, browse):
    """Two criteria may have one name: an entry that goes by names alone would lose the first."""
    listed.criteria.update(name="Доля «2»")
    write(listed, browse, ["5", "6"])
    assert list(Change.objects.about(listed).get().after.values()) == ["5", "6"]


def test_a_listed_school_gets_its_own_programme_by_one_click(listed, district, browse):
    write(listed, browse, ["менее 25 %", ""])
    client, url = browse("coordinator"), reverse("list-programmes", args=[listed.low_result_list_id])
    assert "Берёзовская СОШ" in client.get(url).content.decode()
    data = {"source": district.programme.pk, "start_year": 2027, "listed": listed.pk}

    page = client.post(url, data, follow=True).content.decode()
    again = client.post(url, data)

    made = Programme.objects.get(school=district.school)
    assert (made.origin, made.years, made.status) == (district.programme, "2027–2029", "draft")
    assert "Берёзовская СОШ, 2027–2029" in page
    row = IndicatorRow.objects.get(group__table__programme=made, group__title="Ожидаемые результаты школы")
    assert (row.name, row.heading, row.baseline, row.target) == ("Русский язык", HEADING, "35%", "менее 25 %")
    assert row.indicator.name == "Русский язык"
    assert again.status_code == 422
    assert "уже есть программа" in again.content.decode()


def test_a_list_is_attached_to_a_draft(listed, district, browse):
    client, url = browse("coordinator"), reverse("list-attach", args=[listed.low_result_list_id])

    page = client.post(url, {"programme": district.programme.pk}, follow=True).content.decode()
    again = client.post(url, {"programme": district.programme.pk}, follow=True).content.decode()

    assert district.programme.low_result_lists.get() == listed.low_result_list
    assert "Список прикреплён" in page
    assert "Выберите проект программы" in again


@pytest.mark.parametrize("programmes", [1, 3])
def test_the_number_of_queries(programmes, listed, district, browse, django_assert_num_queries):
    for _ in range(programmes):
        make_programme(district.municipality)
    client = browse("coordinator")
    url = reverse("list-programmes", args=[listed.low_result_list_id])
    client.get(url)

    with django_assert_num_queries(15):
        client.get(url)
