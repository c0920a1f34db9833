"""Of which schools an indicator is asked: proposed by its words, said by the coordinator, heeded where it is asked."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from indicators.catalogue.asked_of import AskedOf, asked_of_school, is_asked, proposed_asked_of
from indicators.collections.forms import CollectionForm
from indicators.collections.models import Submission
from indicators.collections.queries.filled import with_filled
from indicators.collections.queries.progress import collection_progress
from schools.directory.kinds import SchoolKind
from schools.directory.models import School
from tests.factories import make_collection, make_indicator
from tests.indicators.workbooks.excel_books import book_of, make_value

ALL, PRIMARY, BASIC, SECONDARY, MUNICIPALITY = AskedOf


@pytest.mark.parametrize(
    ("title", "asked_of"),
    [
        ("Средняя отметка ОГЭ: Русский язык", BASIC),
        ("ЕГЭ, число участников: Химия", SECONDARY),
        ("ОГЭ и ЕГЭ, доля сдавших", BASIC),
        ("ВПР, 4 класс, число участников", PRIMARY),
        ("ВПР, 10 класс, доля участников с отметкой «2»", SECONDARY),
        ("Доля участников ВПР в 5–8 классах, не достигших базового уровня", BASIC),
        ("Охват обучающихся 1-11 классов", ALL),
        ("Выпускники 9-х классов, получившие аттестат с отличием", BASIC),
        ("Доля девятиклассников, оставшихся без аттестата", BASIC),
        ("Аттестаты о среднем общем образовании с отличием", SECONDARY),
        ("Количество школ, включённых в перечень ШНОР", MUNICIPALITY),
        ("Доля общеобразовательных организаций с капитальным ремонтом", MUNICIPALITY),
        ("Доля школьников, занятых в кружках", ALL),
        ("Классов-комплектов: 12 классов", ALL),
        ("Охват горячим питанием", ALL),
    ],
)
def test_the_words_of_a_new_indicator_propose_it(title, asked_of):
    assert proposed_asked_of(title, by_hand=True) == asked_of


def test_what_is_counted_from_schools_is_asked_of_them():
    assert proposed_asked_of("Доля школ с цифровой средой", by_hand=False) == ALL


def test_a_school_of_no_known_kind_and_a_special_one_are_asked_for_all():
    for kind in ("", SchoolKind.SPECIAL):
        assert {each for each in AskedOf if is_asked(each, School(kind=kind))} == set(AskedOf) - {MUNICIPALITY}
    assert asked_of_school(School(kind=SchoolKind.PRIMARY)) == ["", ALL, PRIMARY]
    assert asked_of_school(School(kind=SchoolKind.BASIC)) == ["", ALL, PRIMARY, BASIC]


def test_a_schools_own_classes_say_more_than_its_kind():
    """A primary school that teaches on to the 9th class, a secondary one without the 10th and 11th this year."""
    assert asked_of_school(School(kind=SchoolKind.PRIMARY, classes="1–4, 5–9")) == ["", ALL, PRIMARY, BASIC]
    assert asked_of_school(School(kind=SchoolKind.SECONDARY, classes="1–4, 5–9")) == ["", ALL, PRIMARY, BASIC]
    assert asked_of_school(School(kind="", classes="10–11")) == ["", ALL, SECONDARY]


@pytest.fixture
def collected(district):
    """A basic school and a primary one; ЕГЭ and ОГЭ are asked, and what everybody has."""
    district.school.kind, district.other_school.kind = SchoolKind.BASIC, SchoolKind.PRIMARY
    district.school.save()
    district.other_school.save()
    names = ("Охват питанием", "Средняя отметка ОГЭ", "Средний балл ЕГЭ")
    indicators = [make_indicator(district.municipality, name) for name in names]
    district.collection = make_collection(district.municipality, district.coordinator, indicators=indicators)
    return district


def asked_in_sheet(client, collection, school) -> list[str]:
    page = client.get(reverse("submission-detail", args=[collection.pk, school.pk])).content.decode()
    names = ("Охват питанием", "Средняя отметка ОГЭ", "Средний балл ЕГЭ")
    return [name for name in names if f'<th scope="row">{name}' in page]


class TestACollection:
    def test_a_sheet_and_its_template_ask_what_the_school_teaches(self, browse, collected):
        client, collection = browse("specialist"), collected.collection
        assert asked_in_sheet(client, collection, collected.school) == ["Охват питанием", "Средняя отметка ОГЭ"]
        assert asked_in_sheet(client, collection, collected.other_school) == ["Охват питанием"]

        url = reverse("submission-template", args=[collection.pk, collected.other_school.pk])
        names = {str(cell.value) for cell in book_of(client.get(url).content).worksheets[0]["B"]}
        assert "Охват питанием" in names
        assert not {"Средняя отметка ОГЭ", "Средний балл ЕГЭ"} & names

    def test_a_schools_own_classes_are_heeded_wherever_it_is_asked(self, browse, collected):
        School.objects.filter(pk=collected.other_school.pk).update(classes="1–4, 5–9")
        collected.other_school.refresh_from_db()
        asked = asked_in_sheet(browse("specialist"), collected.collection, collected.other_school)
        assert asked == ["Охват питанием", "Средняя отметка ОГЭ"]
        progress = collection_progress(collected.collection, localdate())
        assert {each.submission.school: each.asked for each in progress}[collected.other_school] == 2
        counted = with_filled(Submission.objects.filter(collection=collected.collection))
        assert {each.school: each.asked for each in counted}[collected.other_school] == 2

    def test_the_classes_are_said_on_the_schools_page(self, browse, collected):
        client, school = browse("coordinator"), collected.other_school
        address = reverse("school-edit", args=[school.pk])
        page = client.get(address)
        stated = {name: value for name, value in page.context["form"].initial.items() if value is not None}
        seen = page.context["form"]["seen"].value()
        client.post(address, {**stated, "seen": seen, "classes": ["5–9", "1–4"], "is_active": "on"})
        school.refresh_from_db()
        assert school.classes == "1–4, 5–9"
        assert "checked" in client.get(address).content.decode().split("id_classes_1")[0].split("id_classes_0")[1]

    def test_what_is_entered_already_stays_in_sight_and_counts(self, browse, collected):
        ege = collected.municipality.indicators.get(name="Средний балл ЕГЭ")
        make_value(ege, collected.other_school, "61")
        assert "Средний балл ЕГЭ" in asked_in_sheet(browse("specialist"), collected.collection, collected.other_school)

        progress = collection_progress(collected.collection, localdate())
        told = {each.submission.school: (each.entered, each.asked) for each in progress}
        assert told == {collected.school: (0, 2), collected.other_school: (1, 2)}
        counted = with_filled(Submission.objects.filter(collection=collected.collection))
        assert {each.school: (each.entered, each.asked) for each in counted} == told

    def test_the_table_of_all_schools_marks_it_and_its_workbook_hatches_it(self, browse, collected):
        client = browse("specialist")
        page = client.get(reverse("value-grid", args=[collected.municipality.pk, "2026"])).content.decode()
        assert page.count("<td data-unasked>") == 3

        url = reverse("collection-template", args=[collected.collection.pk])
        cells = [cell for row in book_of(client.get(url).content).worksheets[0].iter_rows() for cell in row]
        hatched = [cell for cell in cells if cell.style == "Портал: не спрашивается"]
        assert len(hatched) == 3
        assert not any(cell.protection.locked for cell in hatched)

    def test_what_the_municipality_alone_has_is_not_offered(self, collected):
        own = make_indicator(collected.municipality, "Количество школ в перечне ШНОР", unit="ед.")
        assert own.asked_of == MUNICIPALITY
        assert own not in CollectionForm(municipality=collected.municipality).fields["indicators"].queryset


def test_the_coordinator_says_it_and_the_next_sheet_heeds_it(browse, collected):
    ege = collected.municipality.indicators.get(name="Средний балл ЕГЭ")
    client, url = browse("coordinator"), reverse("indicator-edit", args=[ege.pk])
    form = client.get(url).context["form"]
    assert form["asked_of"].value() == SECONDARY
    data = {name: value for name in form.fields if (value := form[name].value()) is not None}
    assert client.post(url, data | {"asked_of": "all"}).status_code == 302

    assert "Средний балл ЕГЭ" in asked_in_sheet(browse("specialist"), collected.collection, collected.other_school)


@pytest.mark.parametrize(("text", "asks"), [("1,9", True), ("2", False), ("1 – 3", True), ("-", False), ("н/д", False)])
def test_less_than_is_possible_is_asked_about(text, asks, browse, district):
    mark = make_indicator(district.municipality, "Средняя отметка", unit="балл", possible_min=2, possible_max=5)
    cell = f"{mark.pk}:{district.school.pk}:2026:fact"
    client = browse("specialist")
    answer = client.post(
        reverse("cell-save"), {"cells": [{"cell": cell, "text": text, "version": 0}]}, content_type="application/json"
    )
    [saved] = answer.json()["cells"]
    assert any("не бывает меньше 2" in note for note in saved["notes"]) is asks
