"""What is better and the unit are asked for where an indicator is typed into a programme; known names are told so."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from indicators.catalogue.models import Indicator
from indicators.values.models import Value
from indicators.workbooks.models import NameChoice
from portal.history.models import Change
from roadmap.editions.copying import keep_as_template
from roadmap.targets.models import IndicatorRow, IndicatorTable
from tests.factories import document, make_period, make_programme
from tests.roadmap.editor.test_editor import all_fields

pytestmark = pytest.mark.django_db


class Table:
    """The page with the programme's table of indicators, as a browser sends it."""

    def __init__(self, client, programme):
        self.client, self.url = client, reverse("programme-targets-edit", args=[programme.pk])

    def with_new_row(self, **words) -> dict:
        """A third row with those words."""
        data = all_fields(self.client.get(self.url).context["form"])
        added = self.client.post(self.url, data | {"do": "row"})
        return all_fields(added.context["form"]) | {f"rows-2-{key}": value for key, value in words.items()}

    def send(self, data: dict):
        return self.client.post(self.url, data)


@pytest.fixture
def table(browse, district) -> Table:
    return Table(browse("coordinator"), district.programme)


def test_a_new_indicator_needs_a_direction_and_a_unit_and_nothing_typed_is_lost(table):
    data = table.with_new_row(name="Число победителей олимпиады", target="12")
    asked = table.send(data)
    page = asked.content.decode()
    again = all_fields(asked.context["form"])

    assert asked.status_code == 422
    assert "Показатель новый: скажите, больше или меньше — лучше." in page
    assert "Показатель новый: напишите единицу; если её нет, напишите «нет»." in page
    assert (again["rows-2-name"], again["rows-2-target"]) == ("Число победителей олимпиады", "12")
    assert not IndicatorRow.objects.filter(name="Число победителей олимпиады").exists()
    assert table.send(again | {"rows-2-direction": "more", "rows-2-unit": "чел."}).status_code == 302
    indicator = IndicatorRow.objects.get(name="Число победителей олимпиады").indicator
    assert (indicator.direction, indicator.unit) == ("more", "чел.")


def test_without_a_unit_is_said_too(table):
    table.send(table.with_new_row(name="Индекс Херфиндаля", direction="neither", unit="нет"))

    indicator = Indicator.objects.get(name="Индекс Херфиндаля")
    assert (indicator.direction, indicator.unit) == ("neither", "")


def test_a_known_name_is_the_catalogues(table):
    known = Indicator.objects.create(
        municipality=Indicator.objects.first().municipality, name="Число медалистов", unit="чел.", direction="more"
    )
    answer = table.send(table.with_new_row(name="число  Медалистов", direction="less", unit="%"))
    known.refresh_from_db()

    assert answer.status_code == 302
    assert IndicatorRow.objects.get(name="число  Медалистов").indicator == known
    assert (known.direction, known.unit) == ("more", "чел.")


def test_a_near_name_is_offered_never_taken_and_what_was_said_is_remembered(table, district):
    name = "Доля сдавших экзамен, %"
    near = Indicator.objects.get(name="Доля сдавших, %")
    asked = table.send(table.with_new_row(name=name, direction="more"))
    page = asked.content.decode()
    again = all_fields(asked.context["form"])

    assert asked.status_code == 422
    assert "Это один из показателей каталога или новый? Выберите." in page
    assert "тот же: Доля сдавших, %" in page
    assert table.send(again | {"rows-2-means": str(near.pk)}).status_code == 302
    assert IndicatorRow.objects.get(name=name).indicator == near
    assert NameChoice.objects.get().meant == str(near)
    keep_as_template(district.programme, by=district.coordinator)
    assert [row.indicator for row in IndicatorRow.objects.filter(name=name)] == [near, near]


def test_a_near_name_may_be_a_new_indicator(table):
    name = "Доля сдавших экзамен, %"
    asked = table.send(table.with_new_row(name=name, direction="more"))
    table.send(all_fields(asked.context["form"]) | {"rows-2-means": "new"})

    assert IndicatorRow.objects.get(name=name).indicator.name == name


def test_what_the_catalogue_does_not_say_is_said_in_the_table(table):
    indicator = Indicator.objects.get(name="Доля сдавших, %")
    assert indicator.direction == ""
    data = all_fields(table.client.get(table.url).context["form"])
    place = next(key for key, value in data.items() if value == indicator.name).removesuffix("-name")
    table.send(data | {f"{place}-direction": "more"})
    indicator.refresh_from_db()

    assert indicator.direction == "more"


def test_a_plan_against_the_direction_is_asked_about_once_it_is_saved(table):
    Indicator.objects.update(direction="more")
    data = all_fields(table.client.get(table.url).context["form"])
    place = next(key for key, value in data.items() if value == "Доля сдавших, %").removesuffix("-name")
    page = table.client.post(table.url, data | {f"{place}-plan-2025": "до 60 %"}, follow=True).content.decode()

    assert "Вопросов к показателям: 1." in page


def test_a_period_that_nobody_has_named_before_and_has_no_plan_yet(table):
    data = all_fields(table.client.get(table.url).context["form"])
    answer = table.client.post(table.url, data | {"periods": "2025, 2035"}, follow=True)
    page = table.client.get(reverse("programme-indicators", args=[IndicatorTable.objects.get().programme_id]))

    assert answer.status_code == 200
    assert "2035 год" in page.content.decode()


def test_a_renamed_row_is_asked_about(table):
    data = all_fields(table.client.get(table.url).context["form"])
    asked = table.send(data | {"rows-0-name": "Совсем другое число учеников"})

    assert asked.status_code == 422
    assert "скажите, больше или меньше — лучше" in asked.content.decode()


INDICATORS = {
    "periods": ["2025"],
    "groups": [{"rows": [
        {"name": "Доля охвата, %", "values": {"2025": {"plan": "до 75 %"}}},
        {"name": "Средний балл, балл", "values": {"2025": {"plan": "40"}}},
        {"name": "План создан", "values": {"2025": {"plan": "создан"}}},
    ]}],
}  # fmt: skip


class TestQuestions:
    def test_whoever_takes_in_a_file_is_told_how_many_there_are(self, browse, district):
        file = SimpleUploadedFile("p.json", json.dumps(document(indicators=INDICATORS)).encode())
        answer = browse("coordinator").post(reverse("programme-import"), {"file": file}, follow=True)

        assert "Вопросов к показателям: 2." in answer.content.decode()

    @pytest.fixture
    def programme(self, district):
        Indicator.objects.filter(name="Средний балл, балл").update(direction="more")
        return make_programme(district.municipality, indicators=INDICATORS)

    def test_of_a_programme_that_came_by_file_they_are_listed_in_one_place(self, programme, browse):
        client, url = browse("coordinator"), reverse("programme-questions", args=[programme.pk])
        listed = client.get(url)
        table = client.get(reverse("programme-indicators", args=[programme.pk])).content.decode()
        open_ones = [str(each.indicator) for each in listed.context["form"].questions if each.is_open]

        assert open_ones == ["Доля охвата, %"]
        assert "Вопросов к показателям: 1." in table
        assert url in table

    def test_answers_are_the_catalogues_with_history(self, programme, browse, district):
        indicator = Indicator.objects.get(name="Доля охвата, %")
        url = reverse("programme-questions", args=[programme.pk])
        data = {f"direction-{indicator.pk}": "more", f"plan_words-{indicator.pk}": "goal"}
        answer = browse("coordinator").post(url, data, follow=True)
        indicator.refresh_from_db()
        change, made = Change.objects.about(indicator)
        assert made.action == "показатель заведён"

        assert (indicator.direction, indicator.plan_words) == ("more", "goal")
        assert change.before == {"direction": "не указано", "plan_words": "не сказано"}
        assert change.after == {"direction": "больше — лучше", "plan_words": "цель, которой надо достичь"}
        assert "Вопросов к показателям" not in answer.content.decode()

    def test_two_people_in_one_place_are_told_and_decide(self, programme, browse):
        client, indicator = browse("coordinator"), Indicator.objects.get(name="Доля охвата, %")
        url, key = reverse("programme-questions", args=[programme.pk]), f"direction-{indicator.pk}"
        client.post(url, {key: "more"})
        answer = client.post(url, {key: "less"})
        indicator.refresh_from_db()

        assert answer.status_code == 409
        assert "За это время здесь ответил другой человек" in answer.content.decode()
        assert indicator.direction == "more"
        client.post(url, {key: "less", f"initial-{key}": "more"})
        indicator.refresh_from_db()
        assert indicator.direction == "less"

    def test_a_unit_that_would_change_what_values_mean_is_not_written(self, programme, browse):
        indicator = Indicator.objects.create(
            municipality=programme.municipality, name="Посещаемость", direction="more"
        )  # fmt: skip
        IndicatorRow.objects.filter(name="План создан").update(indicator=indicator)
        client, url = browse("coordinator"), reverse("programme-questions", args=[programme.pk])
        client.post(url, {f"unit-{indicator.pk}": "чел."})
        indicator.refresh_from_db()
        assert indicator.unit == "чел."
        Value.objects.create(indicator=indicator, period=make_period("2025"), text="5")
        refused = client.post(url, {f"unit-{indicator.pk}": "%", f"initial-unit-{indicator.pk}": "чел."})
        indicator.refresh_from_db()

        assert refused.status_code == 422
        assert "Единицу «%» показателя «Посещаемость» здесь уже не записать" in refused.content.decode()
        assert indicator.unit == "чел."

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_number_of_queries(self, rows, district, browse, django_assert_num_queries):
        groups = [{"rows": [{"name": f"Показатель {n}, %", "values": {"2025": {"plan": "5"}}} for n in range(rows)]}]
        programme = make_programme(district.municipality, indicators={"periods": ["2025"], "groups": groups})
        client, url = browse("coordinator"), reverse("programme-questions", args=[programme.pk])
        client.get(url)
        with django_assert_num_queries(12):
            client.get(url)
