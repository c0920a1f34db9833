import pytest
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Role
from schools.access.models import Membership
from tests.factories import make_school, make_user

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
    pasted = HEAD + "Иванова Анна Ильинична\tЗаместитель директора\tБерёзовская гимназия\tivanova@les.example"
    looked = client.post(address, {"pasted": pasted})
    [row] = looked.context["plan"].rows
    assert [question.name for question in row.questions] == ["role-2", "school-2"]

    assert accepted(client, address, looked, role_2="director").status_code == 422
    accepted(client, address, looked, role_2="director", school_2=str(district.school.pk))
    assert User.objects.get(email="ivanova@les.example").memberships.get().school == district.school


def test_rows_that_ask_alike_share_an_answer_and_the_roles_are_explained(browse, district, address):
    client = browse("coordinator")
    rows = [
        ("Иванова Анна", "Зам. директора по УВР"),
        ("Петрова Ада", "заместитель директора"),
        ("Котов Ян", "Секретарь"),
    ]
    written = "".join(f"{name}\t{post}\tБерёзовская СОШ\tp{at}@les.example\n" for at, (name, post) in enumerate(rows))
    looked = client.post(address, {"pasted": HEAD + written})
    first, second, other = (row.questions[0].alike for row in looked.context["plan"].rows)
    assert first == second != other
    assert "Видит свою школу, вносит её значения" in looked.text


def test_a_schools_own_specialist_is_asked_about(browse, district, address):
    """A role over all schools is never given by a position that a school's row states."""
    client = browse("coordinator")
    pasted = HEAD + "Яшин Денис Сергеевич\tСпециалист по кадрам\tБерёзовская СОШ\tyashin@les.example, 2-15-33"
    looked = client.post(address, {"pasted": pasted})
    [question] = looked.context["plan"].rows[0].questions
    assert dict(question.choices)["specialist"] == "специалист: на весь муниципалитет"
    assert accepted(client, address, looked).status_code == 422
    accepted(client, address, looked, role_2="observer")
    assert User.objects.get(email="yashin@les.example").memberships.get().school == district.school


def test_rows_that_were_not_taken_in_are_named(browse, district, address):
    client = browse("coordinator")
    pasted = HEAD + "Иванова Анна\tДиректор\tБерёзовская СОШ\ta@les.example\nЗимина Т. П.\tДиректор\tЕловская ООШ\t"
    accepted(client, address, client.post(address, {"pasted": pasted}))
    assert "Не внесены: Зимина Т. П. (строка 3)" in client.get(address).content.decode()


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


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("СОШ с.Октябрьское", ("МКОУ «ООШ с. Октябрьское»", "МКОУ «СОШ с. Октябрьское»")),
        ("Чабанмахинская ООШ", ("МКОУ «Новочабанмахинская ООШ»", "МКОУ «Чабанмахинская ООШ»")),
        ("Озёрная школа-интернат", ("МБОУ «Озёрская СОШ»", "ГКОУ РД «Озёрная школа-интернат»")),
    ],
)
def test_but_for_the_legal_form_it_is_that_school_whatever_is_near(browse, district, address, written, names):
    """In a village with two schools nobody is asked which is meant."""
    meant = [make_school(district.municipality, name) for name in names][-1]
    row = f"Рашидов Рашид Камилович\tДиректор\t{written}\trashidov@les.example"
    looked = browse("coordinator").post(address, {"pasted": HEAD + row})
    [row] = looked.context["plan"].rows
    assert (row.verdict, row.questions, row.outcome.school) == ("new", [], meant)


@pytest.mark.parametrize(
    ("written", "choices"),
    [
        ("gasanova@les.example; uvr@les.example", ["gasanova@les.example", "uvr@les.example"]),
        ("Tagirov@les,example", ["tagirov@les.example"]),
    ],
)
def test_which_address_is_right_is_asked_and_nothing_is_typed_twice(browse, district, address, written, choices):
    client = browse("coordinator")
    looked = client.post(
        address, {"pasted": HEAD + f"Тагирова Умукусум Гасановна\tДиректор\tБерёзовская СОШ\t{written}"}
    )
    [row] = looked.context["plan"].rows
    assert row.verdict == "doubtful"
    assert [value for value, _ in row.questions[0].choices] == [*choices, "skip"]
    assert not row.questions[0].chosen

    accepted(client, address, looked, email_2=choices[-1])
    assert User.objects.get(email=choices[-1]).memberships.get().school == district.school


def test_what_may_mean_no_address_is_left_as_before(browse, district, address):
    row = "Тагирова Умукусум Гасановна\tДиректор\tБерёзовская СОШ\tнет почты"
    [row] = browse("coordinator").post(address, {"pasted": HEAD + row}).context["plan"].rows
    assert (row.verdict, row.questions) == ("left", [])


def test_an_open_address_is_asked_together_with_the_role(browse, district, address):
    row = "Тагирова Умукусум Гасановна\tзавуч\tБерёзовская СОШ\ttagirova@les,example"
    [row] = browse("coordinator").post(address, {"pasted": HEAD + row}).context["plan"].rows
    assert [question.name for question in row.questions] == ["email-2", "role-2"]


def test_who_acts_for_a_director_is_entered_by_name_and_the_post_says_so(browse, district, address):
    client = browse("coordinator")
    looked = client.post(
        address, {"pasted": HEAD + "и.о. Иванова Анна Ильинична\tДиректор\tБерёзовская СОШ\tivanova@les.example"}
    )
    accepted(client, address, looked, role_2="director")

    director = User.objects.get(email="ivanova@les.example")
    assert (director.full_name, director.position) == ("Иванова Анна Ильинична", "Директор (и.о.)")
    assert director.memberships.get().role == Role.DIRECTOR
