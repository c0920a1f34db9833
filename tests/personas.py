"""Fixtures of a district with two schools and a person of each role, and a stranger from another district."""

from types import SimpleNamespace

import pytest
from django.test import Client

from portal.accounts.roles import Role
from roadmap.plan.models import Activity
from tests.factories import (
    approve,
    indicators_shape,
    make_municipality,
    make_programme,
    make_school,
    make_user,
    roadmap_shape,
)


def make_district(before: None) -> SimpleNamespace:
    municipality = make_municipality("Лесной район")
    school, other_school = make_school(municipality, "Берёзовская СОШ"), make_school(municipality, "Сосновская ООШ")
    programme = make_programme(
        municipality,
        passport=[{"label": "Цель", "text": "Помочь школам"}],
        indicators=indicators_shape(),
        roadmap=roadmap_shape(
            **{
                "1.1": "Отдел образования",
                "1.2": "Отдел образования, образовательные организации",
                "1.3": "Берёзовская СОШ",
                "1.4": "Директор Сосновской ООШ",
            }
        ),
    )
    return SimpleNamespace(
        municipality=municipality,
        school=school,
        other_school=other_school,
        programme=programme,
        activities={activity.number: activity for activity in Activity.objects.all()},
        coordinator=make_user(Role.COORDINATOR, municipality),
        specialist=make_user(Role.SPECIALIST, municipality),
        observer=make_user(Role.OBSERVER, municipality),
        administrator=make_user(Role.ADMINISTRATOR, municipality),
        director=make_user(Role.DIRECTOR, school),
        other_director=make_user(Role.DIRECTOR, other_school),
        stranger=make_user(Role.COORDINATOR, make_municipality("Степной район")),
    )


def put_in_force(district: SimpleNamespace) -> SimpleNamespace:
    approve(district.programme, by=district.coordinator)
    return district


STEPS = {"district": make_district, "in_force": put_in_force}  # each continues from what the one before made


@pytest.fixture
def district(db, prepared) -> SimpleNamespace:
    """A district with two schools, a draft programme with every part, and a person of each role."""
    return prepared.copy() or make_district(None)


@pytest.fixture
def in_force(district, prepared) -> SimpleNamespace:
    """The district with its programme approved, so that its plan's assignments exist."""
    return district if "in_force" in prepared.steps else put_in_force(district)


@pytest.fixture
def browse(district):
    """A client logged in as one of the district's people: `browse("director").get(…)`."""

    def client_of(persona: str | None) -> Client:
        client = Client()
        if persona:
            client.force_login(getattr(district, persona))
        return client

    return client_of
