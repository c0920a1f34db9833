from types import SimpleNamespace

import pytest
from django.test import Client

from indicators.identification.models import ListedSchool
from roadmap.editions.copying import begin_amendment
from roadmap.plan.models import Activity
from roadmap.programmes.models import PassportItem, ProgrammeList
from tests.factories import make_evaluation, make_indicator, make_listed_school, make_school, make_user
from tests.personas import STEPS


def add_everything(district: SimpleNamespace) -> SimpleNamespace:
    district.municipality.region = "Северная область"
    district.municipality.save()
    make_evaluation(district.programme, by=district.coordinator)
    district.low_result_list = make_listed_school(district).low_result_list
    ProgrammeList.objects.create(programme=district.programme, low_result_list=district.low_result_list, position=0)
    district.revision = begin_amendment(district.programme, by=district.coordinator)
    Activity.objects.filter(direction__roadmap__programme=district.revision, number="1.1").update(name="Другие слова")
    district.all_seeing = make_user(is_superuser=True)
    district.more = lambda: _add_rows(district)  # rows of the database, whichever copy of the district is asked
    return district


STEPS["of_everything"] = add_everything  # made once for all tests that ask for it, see tests/prepared.py


@pytest.fixture
def of_everything(in_force, prepared) -> SimpleNamespace:
    """The district with whatever a document can be about, and `more()` that adds rows to all of it."""
    return in_force if "of_everything" in prepared.steps else add_everything(in_force)


def _add_rows(district) -> None:
    """Two more schools, each on the list; two more rows of the passport and of the plan, each school in one."""
    for number in range(2):
        school = make_school(district.municipality, f"Новая школа {number}")
        make_indicator(district.municipality, f"Новый показатель {number}")
        position = district.low_result_list.listed_schools.count()
        ListedSchool.objects.create(
            low_result_list=district.low_result_list, school=school, name=school.name, position=position
        )
        for programme in (district.programme, district.revision):
            PassportItem.objects.create(programme=programme, position=50 + number, label=f"Строка {number}", text="Да")
            before = Activity.objects.filter(direction__roadmap__programme=programme).first()
            Activity.objects.create(
                direction=before.direction, position=50 + number, sequence=50 + number, name=f"Ещё {number}",
                number=f"9.{number}", term="2026 год", responsible="Отдел образования",
            )  # fmt: skip


@pytest.fixture
def all_seeing(of_everything) -> Client:
    client = Client()
    client.force_login(of_everything.all_seeing)
    return client
