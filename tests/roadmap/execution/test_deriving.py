"""Assignments follow from the roadmap's words, and follow them when they change."""

import datetime

import pytest

from indicators.identification.models import ListedSchool, LowResultList
from roadmap.execution.actions.deriving import derive_assignments
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.models import Assignment
from roadmap.execution.state import AssignmentState as State
from roadmap.execution.state import state_of
from roadmap.execution.tally import AssignmentTally, Standing
from roadmap.plan.models import Activity
from tests.factories import approve, make_period, make_programme, make_school, roadmap_shape

Status = Assignment.Status


@pytest.fixture
def district(in_force):
    return in_force


def asked(activity: Activity) -> list[tuple]:
    """School and last day of each assignment that is expected."""
    rows = activity.assignments.filter(is_expected=True).department_first()
    return [(row.school and row.school.name, row.deadline_on and row.deadline_on.isoformat()) for row in rows]


def change(district, number: str, **fields) -> Activity:
    activity = district.activities[number]
    for name, value in fields.items():
        setattr(activity, name, value)
    activity.save()
    derive_assignments(district.programme.roadmap, by=district.coordinator)
    return activity


def test_each_responsible_has_one(district):
    august = "2026-08-31"
    assert {number: asked(activity) for number, activity in district.activities.items()} == {
        "1.1": [(None, august)],
        "1.2": [(None, august), ("Берёзовская СОШ", august), ("Сосновская ООШ", august)],
        "1.3": [("Берёзовская СОШ", august)],
        "1.4": [("Сосновская ООШ", august)],
    }


def test_each_span_has_one(district):
    activity = change(district, "1.3", term="Май, ноябрь 2025-2026г.")

    assert [day for _, day in asked(activity)] == ["2025-05-31", "2025-11-30", "2026-05-31", "2026-11-30"]


def test_a_plan_for_a_year_asks_for_what_is_due_in_it(district):
    district.programme.roadmap.period = "на 2025/26 учебный год"
    district.programme.roadmap.save()
    activity = change(district, "1.3", term="Ежегодно, май, ноябрь")
    assert [day for _, day in asked(activity)] == ["2025-11-30", "2026-05-31"]

    activity = change(district, "1.3", term="Май 2027 г.")
    assert [day for _, day in asked(activity)] == ["2027-05-31"]


def test_what_cannot_be_dated_is_never_overdue(district):
    activity = change(district, "1.3", term="По плану РМО")

    assert asked(activity) == [("Берёзовская СОШ", None)]
    assert not activity.assignments.overdue(datetime.date(2999, 1, 1)).exists()


def test_the_last_day_itself_is_in_time(district):
    assignment = district.activities["1.3"].assignments.get()

    assert not Assignment.objects.overdue(datetime.date(2026, 8, 31)).filter(pk=assignment.pk).exists()
    assert Assignment.objects.overdue(datetime.date(2026, 9, 1)).filter(pk=assignment.pk).exists()
    assert state_of(assignment, datetime.date(2026, 9, 1)).is_overdue


def test_stages_have_their_own_terms_and_the_activitys_responsibles(db):
    stages = [{"term": "Май 2026 г."}, {"term": "Ноябрь 2026 г.", "responsible": "Отдел образования"}]
    programme = make_programme(
        roadmap={"directions": [{"activities": [{"name": "Дело", "responsible": "ОО", "stages": stages}]}]}
    )
    make_school(programme.municipality, "СОШ № 1")
    approve(programme, by=None)

    assert asked(Activity.objects.get()) == [(None, "2026-11-30"), ("СОШ № 1", "2026-05-31")]


def test_a_term_that_moves_takes_its_report_along(district):
    assignment = district.activities["1.3"].assignments.get()
    report_on_assignment(assignment, AssignmentReport(Status.DONE, "Да"), by=district.director)
    change(district, "1.3", term="Декабрь 2026 г.")

    [moved] = district.activities["1.3"].assignments.all()
    assert (moved.pk, moved.text, moved.deadline_on.isoformat()) == (assignment.pk, "Да", "2026-12-31")
    change(district, "1.3", term="По плану РМО")
    assert asked(district.activities["1.3"]) == [("Берёзовская СОШ", None)]


def test_what_was_reported_is_kept_when_the_words_ask_for_it_no_more(district):
    assignment = district.activities["1.3"].assignments.get()
    report_on_assignment(assignment, AssignmentReport(Status.DONE, "Да"), by=district.director)
    change(district, "1.3", term="Май 2026 г., декабрь 2026 г.")

    assert [day for _, day in asked(district.activities["1.3"])] == ["2026-05-31", "2026-12-31"]
    assert not Assignment.objects.get(pk=assignment.pk).is_expected
    change(district, "1.3", term="август 2026")
    assert Assignment.objects.get(pk=assignment.pk).is_expected
    assert asked(district.activities["1.3"]) == [("Берёзовская СОШ", "2026-08-31")]


@pytest.mark.parametrize("year", [1900, 2200])
def test_years_beyond_what_terms_can_say_are_no_fault(year, db):
    programme = make_programme(period={"start": year, "end": year}, roadmap=roadmap_shape(**{"1.1": "Отдел"}))
    approve(programme, by=None)

    assert Assignment.objects.count() == 1


def test_a_new_school_joins_all_schools(district):
    make_school(district.municipality, "Ёлочная СОШ")
    derive_assignments(district.programme.roadmap, by=district.coordinator)

    assert [name for name, _ in asked(district.activities["1.2"])] == [
        None, "Берёзовская СОШ", "Ёлочная СОШ", "Сосновская ООШ",
    ]  # fmt: skip


def test_low_result_schools_are_those_of_the_list_of_that_time(db):
    programme = make_programme(
        roadmap={"directions": [{"activities": [
            {"name": "Дело", "responsible": "Руководители ШНОР", "term": "Май 2025 г. Май 2026 г."}]}]}
    )  # fmt: skip
    municipality = programme.municipality
    schools = [make_school(municipality, f"СОШ № {number}") for number in (1, 2, 3)]
    approve(programme, by=None)
    everybody = asked(Activity.objects.get())
    for label, school in (("2025", schools[0]), ("2026", schools[1])):
        low_result_list = LowResultList.objects.create(municipality=municipality, period=make_period(label))
        ListedSchool.objects.create(low_result_list=low_result_list, position=0, school=school)
    derive_assignments(programme.roadmap, by=None)

    assert len(everybody) == 6
    assert asked(Activity.objects.get()) == [("СОШ № 1", "2025-05-31"), ("СОШ № 2", "2026-05-31")]


@pytest.mark.parametrize(("schools", "activities"), [(1, 1), (40, 30)])
def test_deriving_takes_at_most_fourteen_statements(schools, activities, db, django_assert_max_num_queries):
    terms = {f"1.{number}": "Отдел образования, ОО" for number in range(activities)}
    programme = make_programme(roadmap=roadmap_shape(**terms))
    for number in range(schools):
        make_school(programme.municipality, f"СОШ № {number}")
    programme.status = "approved"
    roadmap = programme.roadmap
    roadmap.programme = programme

    for _ in range(2):  # everything new, then nothing new
        with django_assert_max_num_queries(14):
            derive_assignments(roadmap, by=None)
    assert Assignment.objects.count() == activities * (schools + 1)


@pytest.mark.parametrize(
    ("counts", "standing"),
    [
        ({}, Standing.NOTHING),
        ({State.RUNNING: 2, State.SILENT: 1}, Standing.NOT_STARTED),
        ({State.NOT_STARTED: 3}, Standing.NOT_STARTED),
        ({State.NOT_STARTED: 2, State.DONE: 1}, Standing.IN_PROGRESS),
        ({State.IN_PROGRESS: 1}, Standing.IN_PROGRESS),
        ({State.DONE: 2}, Standing.DONE),
        ({State.NOT_DONE: 2}, Standing.NOT_DONE),
        ({State.DONE: 2, State.NOT_DONE: 1}, Standing.PARTLY_DONE),
        ({State.POSTPONED: 2}, Standing.POSTPONED),
        ({State.POSTPONED: 1, State.DONE: 1}, Standing.IN_PROGRESS),
        ({State.RETURNED: 2}, Standing.IN_PROGRESS),
        ({State.DONE: 1, State.RETURNED_OVERDUE: 1}, Standing.IN_PROGRESS),
        ({State.ASKED: 1, State.REFUSED: 1}, Standing.POSTPONED),
        ({State.DONE_WAITING: 1, State.DONE: 1}, Standing.DONE),
    ],
)
def test_an_activity_stands_as_its_assignments_do(counts, standing):
    assert AssignmentTally(counts).standing == standing
