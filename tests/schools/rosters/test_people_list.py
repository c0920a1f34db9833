import pytest
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Role
from schools.access.models import Membership
from tests.factories import make_user

pytestmark = pytest.mark.django_db

HEAD = "ФИО\tДолжность\tШкола\tПочта\n"


@pytest.fixture
def address(district) -> str:
    return reverse("person-roster", args=[district.municipality.pk])


def accepted(client, address, looked, **answers):
    columns = {f"column-{number}": key for number, _, _, key in looked.context["columns"]}
    data = {"table": looked.context["sheet"].as_json(), "seen": looked.context["seen"], "accept": "yes"}
    return client.post(address, data | columns | {key.replace("_", "-"): value for key, value in answers.items()})


def test_roles_and_schools_are_read(browse, district, address):
    client = browse("coordinator")
    looked = client.post(
        address,
        {
            "pasted": HEAD
            + "Иванова Анна Ильинична\tДиректор\tБерёзовская СОШ\tA.Ivanova@les.example\n"
            + "Орлов Олег Олегович\tГлавный специалист\tОтдел образования\torlov@les.example"
        },
    )
    assert looked.context["plan"].counts["new"] == 2
    assert not User.objects.filter(email="orlov@les.example").exists()

    assert accepted(client, address, looked).status_code == 302
    director = User.objects.get(email="a.ivanova@les.example")
    assert not director.has_usable_password()
    assert director.memberships.get().school == district.school
    assert User.objects.get(email="orlov@les.example").memberships.get().role == Role.SPECIALIST


def test_a_deputy_and_a_near_school_are_asked_about(browse, district, address):
    client = browse("coordinator")
    pasted = HEAD + "Иванова Анна Ильинична\tЗаместитель директора\tБерёзовская школа\tivanova@les.example"
    looked = client.post(address, {"pasted": pasted})
    [row] = looked.context["plan"].rows
    assert [question.name for question in row.questions] == ["role-2"]

    asked = accepted(client, address, looked, role_2="director")
    assert asked.status_code == 422
    assert [question.name for question in asked.context["plan"].rows[0].questions] == ["role-2", "school-2"]
    accepted(client, address, asked, role_2="director", school_2=str(district.school.pk))
    assert User.objects.get(email="ivanova@les.example").memberships.get().school == district.school


def test_a_known_address_of_another_name_is_asked_about_and_keeps_its_name(browse, district, address):
    client, known = browse("coordinator"), district.specialist
    pasted = HEAD + f"Чужая Анна Ильинична\tДиректор\tБерёзовская СОШ\t{known.email.upper()}"
    looked = client.post(address, {"pasted": pasted})
    assert looked.context["plan"].counts["doubtful"] == 1

    accepted(client, address, looked, person_2="same")
    known.refresh_from_db()
    assert known.full_name == "Кузнецова Мария Олеговна"
    assert known.memberships.filter(role=Role.DIRECTOR, school=district.school).exists()


def test_of_a_person_elsewhere_nothing_is_told_but_that_the_address_is_known(browse, district, address):
    User.objects.filter(pk=district.stranger.pk).update(full_name="Тайнова Тайна Тайновна")
    pasted = HEAD + f"Иванова Анна Ильинична\tДиректор\tБерёзовская СОШ\t{district.stranger.email}"
    looked = browse("coordinator").post(address, {"pasted": pasted})

    assert looked.context["plan"].counts["doubtful"] == 1
    assert "Тайнова" not in looked.content.decode()


def test_one_address_for_two_people_is_not_taken(browse, address):
    pasted = HEAD + (
        "Иванова Анна Ильинична\tДиректор\tБерёзовская СОШ\tschool@les.example\n"
        "Сидоров Иван Ильич\tСпециалист\t\tschool@les.example\n"
        "Сидоров Пётр Ильич\tСпециалист\t\t"
    )
    looked = browse("coordinator").post(address, {"pasted": pasted})

    assert looked.context["plan"].counts == {"doubtful": 0, "new": 1, "changed": 0, "same": 0, "left": 2}


def test_a_coordinator_makes_no_administrator(browse, district, address):
    pasted = HEAD + "Иванова Анна Ильинична\tАдминистратор\t\tivanova@les.example"
    looked = browse("coordinator").post(address, {"pasted": pasted})
    accepted(browse("coordinator"), address, looked, role_2="administrator")
    assert not User.objects.filter(email="ivanova@les.example").exists()

    looked = browse("administrator").post(address, {"pasted": pasted})
    accepted(browse("administrator"), address, looked)
    assert Membership.objects.get(user__email="ivanova@les.example").municipality == district.municipality


def test_a_name_in_three_columns_is_one(browse, address):
    pasted = "Фамилия\tИмя\tОтчество\tДолжность\tE-mail\nИванова\tАнна\tИльинична\tМетодист\tivanova@les.example"
    looked = browse("coordinator").post(address, {"pasted": pasted})

    assert looked.context["plan"].rows[0].outcome.full_name == "Иванова Анна Ильинична"


def test_directors_are_told_by_the_heading_above_their_names(browse, district, address):
    pasted = (
        "Сайт школы\tНаименование ОО\tФИО директора\tЭл. почта\n"
        "les.example\tБерёзовская СОШ\tИванова Анна Ильинична\ta@les.example\n"
    )
    looked = browse("coordinator").post(address, {"pasted": pasted})

    assert looked.context["plan"].rows[0].outcome.role == Role.DIRECTOR
    assert looked.context["plan"].rows[0].outcome.school == district.school


def test_a_school_merged_over_its_people_is_the_school_of_each(browse, district, address):
    html = (
        "<table><tr><td>Школа</td><td>ФИО</td><td>Роль</td><td>Почта</td></tr>"
        "<tr><td rowspan=2>Берёзовская СОШ</td><td>Иванова Анна</td><td>директор</td><td>a@les.example</td></tr>"
        "<tr><td>Орлова Анна</td><td>наблюдатель</td><td>b@les.example</td></tr></table>"
    )
    looked = browse("coordinator").post(address, {"pasted": "слова", "pasted_html": html})

    assert [row.outcome.school for row in looked.context["plan"].rows] == [district.school] * 2


@pytest.mark.parametrize("more", [1, 3])
def test_a_list_takes_a_fixed_number_of_queries(more, browse, district, address, django_assert_num_queries):
    make_user(Role.DIRECTOR, district.school)
    rows = [f"Иванова Анна\tДиректор\tБерёзовская СОШ\ta{number}@les.example" for number in range(more)]
    client = browse("coordinator")
    with django_assert_num_queries(12):
        client.post(address, {"pasted": HEAD + "\n".join(rows)})
