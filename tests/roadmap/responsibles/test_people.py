"""A person with a role in the portal who is named in «Ответственные» without it is no stranger."""

import pytest

from portal.accounts.roles import Role
from roadmap.execution.actions.understanding import understand_plan
from roadmap.plan.models import Activity
from roadmap.responsibles.people import KnownPerson
from roadmap.responsibles.queries import directory_of
from schools.people.actions import PersonFacts, take_in_people


@pytest.mark.parametrize(
    ("words", "is_called"),
    [
        ("Фомина С.О.", True),
        ("С. О. Фомина", True),
        ("Фоминой С.О.", True),
        ("Фомина Светлана Олеговна", True),
        ("Фомина С.А.", False),
        ("Фомичёва С.О.", False),
        ("Фомин С.О.", False),
    ],
)
def test_a_name_is_told_by_surname_and_initials(words, is_called):
    assert KnownPerson.named("Фомина Светлана Олеговна").is_called(words) == is_called


@pytest.fixture
def people(district):
    def give(name: str, role: Role, school=None):
        facts = PersonFacts(f"{len(name)}{role}@zarechny.example", name, "", role, school)
        take_in_people(municipality=district.municipality, people=[facts], by=district.coordinator)

    give("Фомина Светлана Олеговна", Role.SPECIALIST)
    give("Лапшина Вера Игоревна", Role.DIRECTOR, district.school)
    return give


def test_of_the_department_she_is_the_department(district, people):
    meant = directory_of(district.municipality).read("Фомина С.О.")
    assert (meant.department, meant.schools, meant.others, meant.doubts) == (True, frozenset(), (), ())


def test_a_director_is_the_school_and_that_is_told(district, people):
    meant = directory_of(district.municipality).read("Лапшина В.И.")
    assert (meant.department, meant.schools, meant.others) == (False, {district.school.pk}, ())
    assert str(district.school) in meant.doubts[0]


def test_who_has_no_role_is_outside_as_before(district, people):
    meant = directory_of(district.municipality).read("Сорокина И.П.")
    assert (meant.department, meant.others) == (False, ("Сорокина И.П",))


def test_two_of_one_name_are_a_doubt(district, people):
    people("Лапшина Валентина Ивановна", Role.SPECIALIST)
    meant = directory_of(district.municipality).read("Лапшина В.И.")
    assert (meant.schools, meant.others) == (frozenset(), ("Лапшина В.И",))
    assert "нескольких" in meant.doubts[0]


def test_a_director_beside_the_department_is_not_passed_over_in_silence(district, people):
    meant = directory_of(district.municipality).read("Отдел образования, Лапшина В.И.")
    assert meant.department
    assert "не спрашивается" in meant.doubts[0]


def test_a_plan_is_read_anew_when_a_person_gets_a_role(district, people):
    activity = Activity.objects.filter(direction__roadmap__programme=district.programme).first()
    Activity.objects.filter(pk=activity.pk).update(responsible="Крылова А.Д.")
    understand_plan(activity.direction.roadmap)
    activity.refresh_from_db()
    assert activity.executors.others == ["Крылова А.Д"]
    people("Крылова Анна Дмитриевна", Role.COORDINATOR)
    activity.executors.refresh_from_db()
    assert activity.executors.others == []


def test_of_the_department_beside_schools_she_is_asked_too(district, people):
    meant = directory_of(district.municipality).read("Фомина С.О., руководители ОО")
    assert (meant.department, meant.all_schools, meant.others, meant.doubts) == (True, True, (), ())


def test_a_school_called_after_her_is_not_her(district, people):
    assert not directory_of(district.municipality).read("Школа им. Фоминой С.О., директора школ").department
