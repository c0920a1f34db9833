"""The report on the whole plan: the document's own table with marks."""

import pytest

from reports.blocks.content import Table
from roadmap.plan.models import Activity, Stage
from schools.directory.models import School
from tests.reports.made_documents import (
    PLAN,
    blocks,
    cells,
    content_of,
    headings,
    make_reported,
    programme,
)

pytestmark = pytest.mark.django_db


def test_the_report_names_the_department_first_then_schools_in_their_order():
    made = programme(roadmap=PLAN)
    activity = Activity.objects.get()
    for name in ("Школа № 10", "Школа № 2"):
        school = School.objects.create(municipality=made.municipality, name=name)
        make_reported(activity, school, "done")
    make_reported(activity, None, "in_progress")
    document = content_of(made, "execution")
    *_, mark = cells(blocks(document, Table)[0])[-1]
    assert mark == "Начато.\nВ работе\nШкола № 2: выполнено\nШкола № 10: выполнено"
    assert headings(document) == ["Отчёт об исполнении плана мероприятий программы помощи школам", "«План»"]


def test_a_report_is_not_called_a_report_twice():
    made = programme(title="Отчет об исполнении плана", roadmap={"directions": PLAN["directions"]})
    assert headings(content_of(made, "execution")) == ["Отчет об исполнении плана"]


def test_what_is_about_a_control_event_stands_in_its_own_row():
    made = programme(roadmap=PLAN)
    activity, school = Activity.objects.get(), School.objects.create(municipality=made.municipality, name="СОШ № 1")
    event = Stage.objects.create(activity=activity, position=0, name="Контрольное событие: семинар проведён")
    make_reported(activity, None, "in_progress")
    make_reported(activity, school, "done", stage=event)
    (name, of_activity), of_event = cells(blocks(content_of(made, "execution"), Table)[0])[-2:]
    assert (name, of_activity) == ("Семинар", "Начато.\nВ работе")
    assert of_event == ["Контрольное событие: семинар проведён", "СОШ № 1: выполнено"]
