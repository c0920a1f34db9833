import datetime
import re

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.invitations import invite
from portal.accounts.models import Invitation, User
from portal.accounts.roles import Role
from portal.history.models import Change
from portal.letters.models import SECRET, Letter
from schools.access.models import Membership
from tests.factories import PASSWORD as KNOWN
from tests.factories import make_user
from tests.mail import run_tasks

pytestmark = pytest.mark.django_db

PASSWORD = "слоны-летают-низко-3"


@pytest.fixture
def newcomer(district) -> User:
    user = User.objects.create_user("new@les.example", None, full_name="Иванова Анна Ильинична")
    Membership.objects.create(user=user, role=Role.DIRECTOR, school=district.school)
    return user


def set_password(code: str, password: str = PASSWORD) -> tuple[Client, int]:
    client = Client()
    data = {"code": code, "password": password, "repeated": password}
    return client, client.post(reverse("invitation"), data).status_code


def sheet_for(client, district, *people) -> str:
    address = reverse("invitation-sheet", args=[district.municipality.pk])
    response = client.post(address, {"person": [person.pk for person in people]}, follow=True)
    return response.content.decode()


def codes_in(page: str) -> list[str]:
    return re.findall(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}\b", page)


def test_a_sheet_has_a_code_by_which_a_person_sets_a_password_once(browse, district, newcomer):
    [code] = codes_in(sheet_for(browse("coordinator"), district, newcomer))

    assert set_password(code.lower().replace("-", " "), "123")[1] == 422
    client, status = set_password(code)
    newcomer.refresh_from_db()
    assert status == 302
    assert newcomer.check_password(PASSWORD)
    assert client.get(reverse("programme-list")).status_code == 200
    assert set_password(code, "слоны-чужие-99")[1] == 422
    assert Change.objects.about(newcomer).filter(action="пароль задан по приглашению").count() == 1
    newcomer.refresh_from_db()
    assert newcomer.check_password(PASSWORD)


def test_a_code_is_kept_nowhere(browse, district, newcomer):
    [code] = codes_in(sheet_for(browse("coordinator"), district, newcomer))

    kept = str(list(Invitation.objects.values())) + str(list(Change.objects.values()))
    assert code not in kept
    assert code.replace("-", "") not in kept
    assert (
        code not in browse("coordinator").get(reverse("person-list", args=[district.municipality.pk])).content.decode()
    )


def test_a_new_sheet_ends_the_old_one_and_time_ends_both(browse, district, newcomer):
    [old] = codes_in(sheet_for(browse("coordinator"), district, newcomer))
    [new] = codes_in(sheet_for(browse("coordinator"), district, newcomer))
    assert set_password(old)[1] == 422

    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    assert set_password(new)[1] == 422


def test_nobody_gets_a_code_for_a_person_whom_they_do_not_rule(browse, district, newcomer):
    """Whose role is elsewhere too, who is an administrator, or who has a password already."""
    elsewhere = district.stranger.memberships.get().municipality
    User.objects.filter(pk=district.administrator.pk).update(password="!")
    Membership.objects.create(user=newcomer, role=Role.SPECIALIST, municipality=elsewhere)

    page = sheet_for(browse("coordinator"), district, newcomer, district.administrator, district.specialist)
    assert codes_in(page) == []
    assert not Invitation.objects.exists()


def test_a_letter_has_a_link_that_the_portal_forgets(browse, district, newcomer, mail_host):
    address = reverse("invitation-letters", args=[district.municipality.pk])
    browse("coordinator").post(address, {"person": [newcomer.pk]})

    letter = Letter.objects.get()
    assert letter.is_gone
    assert SECRET in letter.body
    assert letter.secret == ""
    [sent] = mail_host.letters
    path = re.search(r"/invitation/[\w-]+/", sent.get_content())[0]
    client = Client()
    page = client.get(path, follow=True)
    code = page.context["form"]["code"].value()
    assert page.redirect_chain == [(reverse("invitation"), 302)]
    assert set_password(code)[1] == 302


def test_without_a_mail_server_the_sheet_is_offered(browse, district, newcomer, no_mail_host):
    page = browse("coordinator").get(reverse("person-list", args=[district.municipality.pk])).content.decode()
    assert "Лист с кодами для печати" in page
    assert "Отправить приглашения" not in page
    address = reverse("invitation-letters", args=[district.municipality.pk])
    browse("coordinator").post(address, {"person": [newcomer.pk]})
    assert not Letter.objects.exists()
    assert not Invitation.objects.exists()


def test_one_who_was_dismissed_sets_no_password(district, newcomer):
    code = invite(newcomer)
    User.objects.filter(pk=newcomer.pk).update(is_active=False)

    assert set_password(code)[1] == 422


def code_for(client, district, person):
    return client.post(reverse("password-code", args=[district.municipality.pk, person.pk]), follow=True)


def test_a_coordinator_renews_a_forgotten_password_where_no_letters_go(browse, district, no_mail_host):
    director, there = district.director, browse("director")
    page = browse("coordinator").get(reverse("person-edit", args=[district.municipality.pk, director.pk]))
    assert "Забытый пароль" in page.content.decode()
    sheet = code_for(browse("coordinator"), district, director).content.decode()
    [code] = codes_in(sheet)
    assert "Код для нового пароля" in sheet

    assert there.get(reverse("task-list")).status_code == 200  # until another is set, the old one holds
    client, status = set_password(code)
    assert (status, client.get(reverse("task-list")).status_code) == (302, 200)
    assert there.get(reverse("task-list")).status_code == 302
    director.refresh_from_db()
    assert director.check_password(PASSWORD)
    assert set_password(code, "слоны-чужие-99")[1] == 422
    given, renewed = (
        Change.objects.about(director).get(action=action)
        for action in ("код для нового пароля выдан", "забытый пароль заменён по коду")
    )
    assert (given.changed_by, renewed.changed_by) == (district.coordinator, director)
    assert code not in str(list(Change.objects.values()))


def test_who_gets_such_a_code_is_told_where_letters_go(browse, district, mail_host):
    code_for(browse("coordinator"), district, district.director)
    run_tasks()
    [letter] = mail_host.letters
    assert district.coordinator.full_name in letter.get_content()
    assert not codes_in(letter.get_content())


def test_such_a_code_holds_three_days_and_no_longer_than_the_old_password(browse, district):
    director, coordinator = district.director, browse("coordinator")
    [code] = codes_in(code_for(coordinator, district, director).content.decode())
    Invitation.objects.update(expires_at=F("expires_at") - datetime.timedelta(days=3))
    assert set_password(code)[1] == 422

    [code] = codes_in(code_for(coordinator, district, director).content.decode())
    data = {"old_password": KNOWN, "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert browse("director").post(reverse("password-change"), data).status_code == 302
    assert set_password(code, "слоны-чужие-99")[1] == 422


def test_nobody_renews_the_password_of_whom_they_do_not_rule(browse, district, newcomer):
    for person, status in ((district.administrator, 403), (district.coordinator, 403), (district.stranger, 404)):
        assert code_for(browse("coordinator"), district, person).status_code == status
    refused = code_for(browse("coordinator"), district, newcomer).content.decode()
    assert "пароля ещё нет" in refused
    assert not Invitation.objects.exists()


def test_a_person_is_changed_and_keeps_a_role(browse, district, newcomer):
    client, place = browse("coordinator"), newcomer.memberships.get()
    address = reverse("person-edit", args=[district.municipality.pk, newcomer.pk])
    data = {"full_name": "Иванова Анна Петровна", "position": "Директор", "roles_taken": [place.pk]}
    assert client.post(address, data).status_code == 422

    assert client.post(address, data | {"roles_taken": []}).status_code == 302
    newcomer.refresh_from_db()
    assert (newcomer.full_name, newcomer.is_active) == ("Иванова Анна Петровна", False)


def test_a_person_is_added_by_hand_in_a_role_that_fits(browse, district):
    client, address = browse("coordinator"), reverse("person-new", args=[district.municipality.pk])
    data = {"full_name": "Орлов Олег Олегович", "email": "orlov@les.example", "role": "director"}
    assert "Укажите школу" in client.post(address, data).content.decode()
    assert client.post(address, data | {"role": "administrator"}).status_code == 422

    assert client.post(address, data | {"school": district.school.pk}).status_code == 302
    assert User.objects.get(email="orlov@les.example").memberships.get().school == district.school


def test_a_coordinator_changes_no_administrator(browse, district):
    address = reverse("person-edit", args=[district.municipality.pk, district.administrator.pk])
    assert browse("coordinator").get(address).status_code == 403


@pytest.mark.parametrize("more", [0, 3])
def test_the_list_takes_a_fixed_number_of_queries(more, browse, district, django_assert_num_queries):
    for _ in range(more):
        make_user(Role.DIRECTOR, district.school)
    client = browse("coordinator")
    with django_assert_num_queries(7):
        client.get(reverse("person-list", args=[district.municipality.pk]))


def test_a_sheet_warns_of_an_address_that_only_this_machine_opens(browse, district, newcomer, settings):
    settings.PORTAL_ADDRESS = "http://127.0.0.1:8000"
    listed = browse("coordinator").get(reverse("person-list", args=[district.municipality.pk])).content.decode()
    assert "открывается только на этом компьютере" in listed
    assert "PORTAL_ADDRESS" in sheet_for(browse("coordinator"), district, newcomer)

    settings.PORTAL_ADDRESS = "https://portal.les.example"
    assert "открывается только" not in sheet_for(browse("coordinator"), district, newcomer)
