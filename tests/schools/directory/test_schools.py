import pytest
from django.urls import reverse

from indicators.workbooks.known_names import catalogue_for
from portal.history.models import Change
from portal.refusals import Refusal
from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import import_programme
from roadmap.intake.school_matching import match_school_names
from schools.directory.actions import change_school, create_school
from schools.directory.models import School
from tests.factories import document, make_school

pytestmark = pytest.mark.django_db


def field_values(response) -> dict:
    form = response.context["form"]
    return {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}


def test_a_renamed_school_is_known_by_its_old_name(district):
    change_school(school=district.school, facts={"name": "Гимназия № 5"}, by=district.coordinator)

    district.school.refresh_from_db()
    assert district.school.name_key == "гимназия 000005"
    assert [former.name for former in district.school.former_names.all()] == ["Берёзовская СОШ"]
    assert Change.objects.about(district.school).get(action="школа изменена").before == {"name": "Берёзовская СОШ"}


def test_two_schools_are_not_called_alike(district):
    with pytest.raises(Refusal, match="уже есть"):
        create_school(municipality=district.municipality, facts={"name": "«Березовская» СОШ"}, by=district.coordinator)
    with pytest.raises(Refusal, match="уже есть"):
        change_school(school=district.school, facts={"name": "Сосновская ООШ"}, by=district.coordinator)


def test_a_school_is_added_changed_and_closed_on_pages(browse, district):
    client = browse("coordinator")
    client.post(reverse("school-new", args=[district.municipality.pk]), {"name": "Гимназия № 3", "pupils": "410"})
    school = School.objects.get(name="Гимназия № 3")
    assert (school.pupils, school.kind) == (410, "secondary")

    address = reverse("school-edit", args=[school.pk])
    data = field_values(client.get(address)) | {"address": "ул. Лесная, 1"}
    data.pop("is_active")
    assert client.post(address, data).status_code == 302
    school.refresh_from_db()
    assert (school.address, school.is_active) == ("ул. Лесная, 1", False)
    assert "закрыта" in client.get(reverse("school-list", args=[district.municipality.pk])).content.decode()


def test_what_another_person_changed_meanwhile_stays(browse, district):
    address = reverse("school-edit", args=[district.school.pk])
    data = field_values(browse("coordinator").get(address))
    change_school(school=district.school, facts={"pupils": 99, "address": "Их адрес"}, by=district.administrator)

    refused = browse("coordinator").post(address, data | {"address": "Мой адрес"})
    district.school.refresh_from_db()
    assert refused.status_code == 422
    assert "Их адрес" in refused.content.decode()
    assert "Мой адрес" in refused.content.decode()
    assert (district.school.pupils, district.school.address) == (99, "Их адрес")

    again = field_values(refused)
    assert browse("coordinator").post(address, again).status_code == 302
    district.school.refresh_from_db()
    assert (district.school.pupils, district.school.address) == (99, "Мой адрес")


@pytest.mark.parametrize("more", [0, 3])
def test_the_list_takes_a_fixed_number_of_queries(more, browse, district, django_assert_num_queries):
    for _ in range(more):
        make_school(district.municipality)
    client = browse("coordinator")
    with django_assert_num_queries(7):
        client.get(reverse("school-list", args=[district.municipality.pk]))


def test_files_that_say_the_old_name_mean_the_school(district):
    change_school(school=district.school, facts={"name": "Гимназия № 5"}, by=district.coordinator)

    names = catalogue_for(district.coordinator, district.municipality).schools
    assert names.find("Берёзовская СОШ") == district.school.pk
    assert match_school_names(["Берёзовская СОШ"], district.municipality)[0].school == district.school
    shape = document(district.municipality.name) | {"schools": [{"name": "Берёзовская СОШ"}]}
    import_programme(ProgrammeDocument.model_validate(shape), by=None)
    assert district.municipality.schools.count() == 2


def test_a_file_that_says_both_names_means_two_schools(district):
    change_school(school=district.school, facts={"name": "Гимназия № 5"}, by=district.coordinator)
    shape = document(district.municipality.name) | {"schools": [{"name": "Берёзовская СОШ"}, {"name": "Гимназия № 5"}]}
    imported = import_programme(ProgrammeDocument.model_validate(shape), by=None)
    assert imported.new_schools == ("Берёзовская СОШ",)
    school = district.municipality.schools.get(name="Берёзовская СОШ")
    assert Change.objects.about(school).get(action="школа заведена").through == "import"


def test_the_administration_keeps_the_old_name_too(browse, district):
    address = reverse("admin:schools_school_change", args=[district.school.pk])
    form = browse("administrator").get(address).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields} | {"name": "Гимназия № 5"}

    assert browse("administrator").post(address, data).status_code == 302
    assert district.school.former_names.get().name == "Берёзовская СОШ"


def test_whoever_acts_for_a_director_is_listed_so(browse, district):
    district.school.director_name = "и.о. Петрова Анна Ивановна"
    district.school.save()

    listed = browse("coordinator").get(reverse("school-list", args=[district.municipality.pk])).content.decode()
    assert "и.о. директора: Петрова Анна Ивановна" in listed
