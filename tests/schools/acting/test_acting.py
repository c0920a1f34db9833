"""An administrator of the whole portal works for one municipality at a time."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.roles import Permission, Role
from schools.access.scope import acting_for, scope_of
from schools.acting.session import KEY
from tests.factories import make_municipality, make_user


@pytest.fixture
def chief(db):
    return make_user(Role.ADMINISTRATOR, None)


@pytest.fixture
def client_of_chief(chief):
    client = Client()
    client.force_login(chief)
    return client


def test_what_is_chosen_gives_rights_there_only(chief):
    own, other = make_municipality(), make_municipality()
    scope = scope_of(acting_for(chief, own.pk))

    assert scope.may(Permission.MANAGE_PROGRAMMES, municipality_id=own.pk)
    assert not scope.may(Permission.MANAGE_PROGRAMMES, municipality_id=other.pk)
    assert scope.may(Permission.ADMINISTER, municipality_id=other.pk)
    assert scope.everywhere


def test_who_chose_nothing_manages_nothing(chief):
    own = make_municipality()

    assert not scope_of(chief).may(Permission.MANAGE_PROGRAMMES, municipality_id=own.pk)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.OBSERVER])
def test_a_municipalitys_person_gains_nothing_by_a_session(db, role):
    own, other = make_municipality(), make_municipality()
    user = make_user(role, own)
    client = Client()
    client.force_login(user)
    session = client.session
    session[KEY] = other.pk
    session.save()

    assert client.get(reverse("letterhead", args=[other.pk])).status_code == 404
    assert client.get(reverse("letterhead", args=[own.pk])).status_code == 403
    assert client.post(reverse("municipality-choose"), {"municipality": other.pk}).status_code == 403


def test_the_choice_is_kept_in_the_session_and_changed_in_the_menu(client_of_chief):
    first, second = make_municipality("Заречный район"), make_municipality("Степной район")
    home = reverse("home")
    assert client_of_chief.get(home).context["must_choose"]

    choose = reverse("municipality-choose")
    assert client_of_chief.post(choose, {"municipality": first.pk}).url == reverse(
        "municipality-setup", args=[first.pk]
    )
    assert client_of_chief.get(home, {"desk": f"department-{first.pk}"}).status_code == 200
    assert client_of_chief.get(reverse("value-home")).url.startswith(f"/values/{first.pk}/")
    assert client_of_chief.get(reverse("letterhead", args=[first.pk])).status_code == 200
    assert client_of_chief.get(reverse("letterhead", args=[second.pk])).status_code == 403

    client_of_chief.post(choose, {"municipality": second.pk})
    assert client_of_chief.get(reverse("letterhead", args=[second.pk])).status_code == 200

    client_of_chief.post(choose, {"municipality": ""})
    assert client_of_chief.get(reverse("letterhead", args=[second.pk])).status_code == 403
    assert client_of_chief.get(home).context["must_choose"]


def test_a_municipality_that_is_not_there_is_not_chosen(client_of_chief):
    answer = client_of_chief.post(reverse("municipality-choose"), {"municipality": "999999"})

    assert answer.status_code == 404


def test_the_only_municipality_is_not_asked_for(client_of_chief):
    only = make_municipality()

    assert not client_of_chief.get(reverse("home")).context["must_choose"]
    assert client_of_chief.get(reverse("letterhead", args=[only.pk])).status_code == 200


def test_the_header_names_it(client_of_chief):
    own = make_municipality("Заречный район")
    make_municipality("Степной район")
    page = client_of_chief.get(reverse("setup-home")).content.decode()
    assert "муниципалитет не выбран" in page

    client_of_chief.post(reverse("municipality-choose"), {"municipality": own.pk})
    page = client_of_chief.get(reverse("programme-list")).content.decode()
    assert '<span class="portal-acts-for">Заречный район</span>' in page
    assert "Степной район" in page  # may be chosen instead


def test_a_page_of_one_municipality_says_what_to_do_first(client_of_chief):
    """Who rules over the whole portal isn't sent to its administrator."""
    address = reverse("programme-import")
    on_empty = client_of_chief.get(address)
    assert (on_empty.status_code, "с чего начать" in on_empty.content.decode()) == (403, True)

    make_municipality("Заречный район")
    make_municipality("Степной район")
    page = client_of_chief.get(address).content.decode()
    assert "Выберите муниципалитет, за который будете работать" in page
    assert "попросите администратора" not in page
