"""What PostgreSQL and SQLite could do differently; the suite runs on both."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from indicators.catalogue.models import Indicator, Period
from indicators.values.models import Value
from portal.accounts.models import User
from portal.accounts.roles import Permission, Role
from schools.access.models import Membership
from schools.access.scope import scope_of
from schools.directory.models import Municipality, School

pytestmark = pytest.mark.django_db


@pytest.fixture
def municipality():
    return Municipality.objects.create(name="Заречный район")


@pytest.fixture
def school(municipality):
    return School.objects.create(municipality=municipality, name="Школа № 2")


def refused(model, **fields) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**fields)


@pytest.mark.parametrize("words", ["школа", "ШКОЛА", "№ 2", "«Ёлка»", "елка", "ЁЛКА"])
def test_search_minds_neither_case_nor_yo_nor_quotation_marks(municipality, words):
    found = School.objects.create(municipality=municipality, name="Школа № 2 «Ёлка»")
    School.objects.create(municipality=municipality, name="Гимназия № 5")
    assert list(School.objects.search(words)) == [found]


def test_schools_stand_in_the_order_in_which_people_count(municipality):
    names = [
        "Вечерняя школа",
        "Ёлкинская школа",
        "Жуковская школа",
        "Школа",
        "школа № 2",
        "Школа № 10",
        "Яснополянская",
    ]
    for name in reversed(names):
        School.objects.create(municipality=municipality, name=name)
    assert list(School.objects.values_list("name", flat=True)) == names


def test_one_school_written_in_two_ways_is_one(municipality, school):
    refused(School, municipality=municipality, name="ШКОЛА №2")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows Latin letters only")
def test_postgresql_knows_the_case_of_cyrillic_letters(school):
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('ШКОЛА'), upper('ёлка')")
        assert cursor.fetchone() == ("школа", "ЁЛКА")
    assert School.objects.filter(name__icontains="ШКОЛА").exists()


@pytest.mark.parametrize(
    ("role", "place"), [(Role.DIRECTOR, "school"), (Role.SPECIALIST, "municipality"), (Role.ADMINISTRATOR, None)]
)
def test_a_role_is_given_once_in_one_place(municipality, school, role, place):
    user = User.objects.create_user("ivanova@example.ru")
    places = {"school": school, "municipality": municipality}
    fields = {"user": user, "role": role} | ({place: places[place]} if place else {})
    Membership.objects.create(**fields)
    refused(Membership, **fields)
    Membership.objects.create(**fields | {"user": User.objects.create_user("petrova@example.ru")})


def test_a_value_is_there_once_for_a_school_and_once_for_the_municipality(municipality, school):
    indicator = Indicator.objects.create(municipality=municipality, name="Доля", unit="%")
    period = Period.from_label("2026")
    period.save()
    for whose in (None, school):
        fields = {"indicator": indicator, "period": period, "school": whose}
        Value.objects.create(**fields)
        refused(Value, **fields)
        Value.objects.create(**fields, kind=Value.Kind.PLAN)
    assert Value.objects.count() == 4


def test_an_address_belongs_to_one_user_in_any_case():
    User.objects.create_user("ivanova@example.ru")
    refused(User, email="Ivanova@Example.ru")


def test_who_keeps_the_whole_portal_sees_every_school(municipality, school):
    """«Everything» joined by «or» with a place stays everything."""
    keeper = User.objects.create_user("keeper@example.ru")
    Membership.objects.create(user=keeper, role=Role.ADMINISTRATOR)
    assert list(School.objects.visible_to(keeper)) == [school]
    assert School.objects.filter(Q(pk__in=[]) | scope_of(keeper).schools_with(Permission.VIEW_ALL_SCHOOLS)).exists()
