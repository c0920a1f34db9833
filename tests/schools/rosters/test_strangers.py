"""Lists of four departments of different regions, walked through the pages: nothing wrong is taken without a doubt."""

import pytest
from django.test import Client

from portal.accounts.roles import Role
from schools.directory.models import Department, Municipality
from tests.factories import make_user
from tests.schools.rosters.strangers import city, closed_city, rural, ulus
from tests.schools.rosters.strangers.walk import Walk

pytestmark = pytest.mark.django_db

# Of schools, people, indicators and values: how many are taken rightly, and in how many clicks, choices and files.
DEPARTMENTS = [
    (city, (12, 3), (14, 5), (11, 3), (12, 12)),
    (ulus, (12, 3), (15, 5), (13, 3), (12, 12)),
    (rural, (14, 4), (15, 3), (12, 3), (13, 18)),
    (closed_city, (5, 3), (8, 6), (10, 3), (5, 15)),
]


@pytest.mark.parametrize(
    ("module", "schools", "people", "indicators", "values"),
    DEPARTMENTS,
    ids=[each[0].__name__.rpartition(".")[2] for each in DEPARTMENTS],
)
def test_lists_of_a_strange_department(module, schools, people, indicators, values):
    department = module.DEPARTMENT
    municipality = Municipality.objects.create(name=department.municipality)
    Department.objects.create(municipality=municipality, name=department.body)
    client = Client()
    client.force_login(make_user(Role.COORDINATOR, municipality))
    walk, columns = Walk(department, municipality, client), module.COLUMNS
    years = getattr(module, "YEARS", (2025,) * len(columns))

    steps = (walk.schools, walk.people, walk.indicators, lambda: walk.values(columns, years))
    for step, (right, actions) in zip(steps, (schools, people, indicators, values), strict=True):
        told = step()
        assert told.wrong == []
        assert told.right >= right
        assert told.actions <= actions
