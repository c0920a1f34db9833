"""The menu of every page: its numbers are those of the pages that it leads to, in one query."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.collections.actions import take_step
from indicators.collections.models import Submission
from portal.accounts.models import User
from reports.desks.menu import waiting_for
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.actions.reviewing import return_reports
from roadmap.execution.models import Assignment
from roadmap.execution.queries.tasks import school_tasks
from schools.access.scope import scope_of
from tests.factories import make_collection, make_indicator

DAYS = [datetime.date(2026, 6, 25), datetime.date(2026, 7, 5), datetime.date(2026, 8, 15), datetime.date(2026, 11, 1),
        datetime.date(2028, 8, 1)]  # fmt: skip


def report(assignment, by, status=Assignment.Status.DONE, **more) -> None:
    report_on_assignment(assignment, AssignmentReport(status, "Проведено", **more), by=by)


@pytest.mark.parametrize("on", DAYS)
def test_what_is_expected_is_what_the_page_of_tasks_has(on, in_force):
    """Of each state there is one assignment, of programmes that are over too."""
    of_school = {each.activity.number: each for each in Assignment.objects.filter(school=in_force.school)}
    report(of_school["1.2"], in_force.director, Assignment.Status.POSTPONED, postponed_to=datetime.date(2026, 12, 1))
    report(of_school["1.3"], in_force.director)
    return_reports(Assignment.objects.filter(pk=of_school["1.3"].pk), note="Ещё раз", by=in_force.coordinator)
    for school in (in_force.school, in_force.other_school):
        expected = Assignment.objects.in_force().filter(school=school).expected_now(on)
        assert {each.pk for each in expected} == {each.pk for each in school_tasks(school, on).expected}


def test_numbers_of_the_department_and_of_a_school(in_force, browse, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: DAYS[3])
    report(in_force.activities["1.3"].assignments.get(), in_force.director)
    make_indicator(in_force.municipality)
    collection = make_collection(in_force.municipality, in_force.coordinator)
    take_step(Submission.Step.SEND, [collection.submissions.get(school=in_force.school)], by=in_force.director)

    def numbers(persona: str) -> dict[str, int]:
        entries = browse(persona).get(reverse("programme-list")).context["menu"]()
        return {each.label: each.number for each in entries if each.number}

    assert numbers("coordinator") == {"Что от вас ждут": 2, "Отчёты школ": 1, "Сборы": 1}
    assert numbers("director") == {"Что от вас ждут": 1}
    assert numbers("other_director") == {"Что от вас ждут": 2, "Сборы": 1}
    assert numbers("stranger") == numbers("observer") == {}


def test_one_query_or_none(in_force, django_assert_num_queries):
    for persona, queries in (("coordinator", 1), ("director", 1), ("observer", 0)):
        user = User.objects.get(pk=getattr(in_force, persona).pk)
        scope_of(user)
        with django_assert_num_queries(queries):
            waiting_for(user, DAYS[3])


def test_tells_where_one_is(in_force, browse):
    entries = browse("coordinator").get(reverse("programme-roadmap", args=[in_force.programme.pk])).context["menu"]()
    assert [each.label for each in entries if each.is_here] == ["Программы"]
