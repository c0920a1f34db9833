"""152-ФЗ: a person takes along what is held of them; removed, their name is nowhere, and the chain is whole."""

import io
import json
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from portal.accounts.invitations import invite
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.history.actions import Recorded, record_changes
from portal.history.models import Change
from portal.history.verifying import ERASED, verify_chain
from portal.letters.sending import write_letter
from schools.people.actions import change_person
from schools.personal.holdings import _write_fields, holdings_of
from tests.factories import make_issued, make_user

NAME, EMAIL = "Ёжикова Аграфена", "agrafena@example.org"


@pytest.fixture
def person(district) -> User:
    person = make_user(Role.SPECIALIST, district.municipality)
    facts = {"full_name": NAME, "position": "Методист-единственный"}
    change_person(person=person, municipality=district.municipality, facts=facts, by=district.administrator)
    User.objects.filter(pk=person.pk).update(email=EMAIL)
    person.refresh_from_db()
    record_changes([Recorded(person, "вход", after={"address": "10.1.2.3"})], by=person)
    record_changes([Recorded(district.school, "школа изменена", after={"name": "Новая"})], by=person)
    record_changes([Recorded(district.school, "приглашён", after={"email": EMAIL})], by=district.coordinator)
    write_letter(to=person, about=person, subject="Вам", body=f"Здравствуйте, {NAME}")
    invite(person)
    return person


def whole_database() -> str:
    """Every row of every model, as whoever reads the database sees it."""
    return str([list(model._base_manager.values()) for model in apps.get_models() if model is not Session])


def test_a_person_takes_along_what_is_held_of_them_and_nobody_else(person, browse):
    client = Client()
    client.force_login(person)
    assert NAME in client.get(reverse("my-data")).content.decode()
    content = client.get(reverse("my-data-file")).content.decode()
    held = json.loads(content)

    assert held["человек"]["адрес электронной почты"] == EMAIL
    assert any(f"Здравствуйте, {NAME}" in str(rows) for rows in held["о человеке"].values())
    assert [each["действие"] for each in held["журнал: действия человека"]] == ["вход", "школа изменена"]
    assert "10.1.2.3" in content
    assert person.password not in content
    assert person.invitation.code_digest not in content
    assert NAME not in browse("coordinator").get(reverse("my-data-file")).content.decode()


def test_what_is_held_has_names_in_russian_each_its_own(person):
    names = [each.name for each in holdings_of(person)]

    assert [name for name in names if re.search("[a-z]", name, re.I)] == []
    assert len(set(names)) == len(names)
    assert {"Входы в портал", "Замечания", "Программы (кто внёс)"} <= set(names)


def test_what_libraries_keep_is_told_in_russian_too_without_secrets(browse, district):
    """Every kind of record that is a person's own, also of such as nobody has yet."""
    client, person = browse("specialist"), district.specialist
    Authenticator.objects.create(user=person, type="totp", data={"secret": "shown-to-nobody"})
    SocialAccount.objects.create(user=person, provider="openid", uid="77")
    held = client.get(reverse("my-data-file")).content.decode()

    assert "shown-to-nobody" not in held
    assert json.loads(held)["о человеке"]["Вторые факторы"][0]["вид"] == "приложение с кодами"
    told = {name for each in holdings_of(person) if each.is_own for name in _write_fields(each.key.model())}
    assert [name for name in told if re.search("[a-z]", name)] == []


def test_removed_the_person_is_nowhere_and_what_they_did_stays(person, district):
    client, issued = Client(), make_issued(district.programme, "passport", by=person)
    client.force_login(person)
    assert all(word in whole_database() for word in (NAME, EMAIL, "Методист-единственный", "10.1.2.3"))
    content = issued.content
    out = io.StringIO()
    call_command("remove_person", EMAIL, reason="Заявление от 01.11.2026", stdout=out)
    left = whole_database()

    assert [word for word in (NAME, EMAIL, "Методист-единственный", "10.1.2.3", "agrafena") if word in left] == []
    assert client.get(reverse("home")).status_code == 302
    deed = Change.objects.get(action="школа изменена", changed_by=person)
    assert (deed.after, str(deed.changed_by)) == ({"name": "Новая"}, f"Удалённый человек № {person.pk}")
    assert Change.objects.get(action=ERASED).reason == "Заявление от 01.11.2026"
    assert Change.objects.get(action="вход", changed_by=person).is_erased
    issued.refresh_from_db()
    assert issued.content == content
    assert verify_chain().faults == []
    assert verify_chain().erased >= 3
    assert f"Удалённый человек № {person.pk}" in out.getvalue()


def test_somebody_has_to_be_left_who_rules_and_a_reason_to_be_given(db):
    chief = make_user(Role.ADMINISTRATOR, None)
    for email, reason, told in (
        (chief.email, "Заявление", "единственный администратор"),
        ("nobody@example.org", "Заявление", "нет"),
        (make_user().email, "  ", "основание"),
    ):
        with pytest.raises(CommandError, match=told):
            call_command("remove_person", email, reason=reason, stdout=io.StringIO())
    make_user(Role.ADMINISTRATOR, None)
    call_command("remove_person", chief.email, reason="Заявление", stdout=io.StringIO())
