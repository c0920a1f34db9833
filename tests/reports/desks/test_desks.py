"""First screens: whose each is, what it counts, where its figures lead, and that it asks no more for many schools."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indicators.collections.actions import take_step
from indicators.collections.models import Submission
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.backup.keeping import new_name
from reports.desks.kinds import DeskKind, desks_of
from reports.desks.queries.department import department_desk
from reports.desks.queries.portal_state import portal_state
from reports.desks.queries.programme import programme_desk
from reports.desks.queries.school import school_desk
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.actions.reviewing import return_reports
from roadmap.execution.models import Assignment
from schools.access.models import Membership
from schools.directory.models import Municipality
from tests.factories import (
    approve,
    indicators_shape,
    make_collection,
    make_draft,
    make_indicator,
    make_municipality,
    make_programme,
    make_school,
    make_user,
    roadmap_shape,
)

HOME = reverse("home")
NOVEMBER = datetime.date(2026, 11, 1)


@pytest.fixture
def in_november(monkeypatch):
    """What the district plans is due in August 2026."""
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: NOVEMBER)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def report(assignment, by) -> Assignment:
    return report_on_assignment(assignment, AssignmentReport(Assignment.Status.DONE, "Проведено"), by=by)


def kinds(user) -> list[str]:
    return [desk.kind.value for desk in desks_of(User.objects.get(pk=user.pk))]


class TestWhose:
    @pytest.mark.parametrize(
        ("persona", "expected"),
        [
            ("coordinator", ["department", "programme"]),
            ("specialist", ["specialist", "programme"]),
            ("director", ["school"]),
            ("observer", ["programme"]),
            ("administrator", ["programme", "portal"]),
        ],
    )
    def test_each_role_has_its_own(self, persona, expected, district):
        assert kinds(getattr(district, persona)) == expected

    def test_an_observer_of_several_municipalities_compares_them_first(self, district):
        stranger = district.stranger.memberships.get().municipality
        Membership.objects.create(user=district.observer, role=Role.OBSERVER, municipality=stranger)

        assert kinds(district.observer) == ["region", "programme", "programme"]

    def test_who_has_several_goes_from_one_to_another(self, district):
        Membership.objects.create(user=district.coordinator, role=Role.DIRECTOR, school=district.school)
        client = client_of(district.coordinator)

        assert client.get(HOME).context["desk"].kind == DeskKind.DEPARTMENT
        assert client.get(HOME, {"desk": "school"}).context["desk"].kind == DeskKind.SCHOOL
        assert client.get(HOME, {"desk": "portal"}).status_code == 404

    def test_nobody_sees_the_desk_of_another_municipality(self, district, browse):
        foreign = district.stranger.memberships.get().municipality
        assert browse("observer").get(HOME, {"desk": f"programme-{foreign.pk}"}).status_code == 404

    def test_who_has_no_role_is_told_whom_to_ask(self, db):
        assert "Попросите координатора" in client_of(make_user()).get(HOME).content.decode()


class TestDepartment:
    @pytest.fixture
    def morning(self, in_force):
        """One school reported and got it back, the other is late with its data; a document is being prepared."""
        assignment = in_force.activities["1.3"].assignments.get()
        report(assignment, in_force.director)
        return_reports(Assignment.objects.filter(pk=assignment.pk), note="Приложите", by=in_force.coordinator)
        report(in_force.activities["1.2"].assignments.get(school=in_force.school), in_force.director)
        make_indicator(in_force.municipality)
        collection = make_collection(in_force.municipality, in_force.coordinator)
        take_step(Submission.Step.SEND, [collection.submissions.get(school=in_force.school)], by=in_force.director)
        collection.due_on = datetime.date(2026, 10, 31)
        collection.save()
        make_draft(in_force.programme, "passport", in_force.coordinator)
        return department_desk(in_force.municipality, NOVEMBER)

    def test_schools_beside_what_is_to_be_done_about_them(self, morning):
        rows = {str(each.school): each for each in morning.schools}
        reported, silent = rows["Берёзовская СОШ"], rows["Сосновская ООШ"]

        assert list(rows) == ["Сосновская ООШ", "Берёзовская СОШ"]  # the one with more trouble first
        assert (reported.asked, reported.sent, reported.late) == (1, 1, 0)
        assert (reported.returned, reported.overdue, reported.without_evidence) == (1, 1, 1)
        assert (silent.asked, silent.sent, silent.late) == (1, 0, 1)
        assert (silent.returned, silent.overdue, silent.without_evidence) == (0, 2, 0)
        assert (morning.department.overdue, morning.total.overdue) == (2, 5)

    def test_the_programme_beside_the_calendar(self, morning):
        (course,) = morning.courses
        assert (course.total, course.finished, course.due, course.overdue) == (6, 1, 6, 5)
        assert (course.done_share, course.due_share) == (16, 100)

    def test_what_waits_for_a_decision(self, morning):
        assert {each.words: each.number for each in morning.decisions} == {
            "Отчёты школ ждут подтверждения": 1,
            "Ответы школ на сборы ждут принятия": 1,
            "Документы готовятся к изданию": 1,
        }

    @pytest.mark.parametrize(
        ("persona", "what"),
        [("coordinator", "Отчёты школ ждут подтверждения: 1"), ("specialist", "Школы прислали отчёты")],
    )
    def test_one_thing_to_begin_with_stands_above_all(self, morning, persona, what, browse, in_november):
        page = browse(persona).get(HOME).content.decode()

        begins = page.index("Начните с этого")
        assert begins < page.index(what) < page.index('class="btn btn-primary"') < page.index("<h2>")

    def test_each_figure_leads_to_a_list_of_as_many(self, morning, in_force, browse, in_november):
        client = browse("coordinator")
        page = client.get(HOME).content.decode()
        found = re.findall(r'desk-figure[^"]*"\s+href="([^"]+)">\D*(\d+)(?: из \d+)?</a>', page)
        assert len(found) >= 8
        for url, number in found:
            context = client.get(url.replace("&amp;", "&")).context
            listed = context["assignments" if "/assignments/" in url else "submissions"].paginator.count
            is_part = "state=" not in url and "/answers/" in url  # «1 из 2» leads to both
            assert is_part or listed == int(number), url

    def test_what_is_due_in_thirty_days(self, in_force):
        july = datetime.date(2026, 8, 5)
        morning = department_desk(in_force.municipality, july)

        assert [(each.activity.number, each.number) for each in morning.due] == [
            ("1.1", 1), ("1.2", 3), ("1.3", 1), ("1.4", 1),
        ]  # fmt: skip
        assert morning.total.soon == 6

    def test_an_empty_municipality_is_led_step_by_step(self, db):
        municipality = make_municipality("Новый район")
        client = client_of(make_user(Role.COORDINATOR, municipality))
        assert reverse("school-roster", args=[municipality.pk]) in client.get(HOME).content.decode()

        make_school(municipality)
        assert reverse("programme-import") in client.get(HOME).content.decode()

        make_programme(municipality)
        assert reverse("collection-open", args=[municipality.pk]) in client.get(HOME).content.decode()


class TestSchool:
    def test_what_was_returned_comes_before_all(self, in_force):
        assignment = in_force.activities["1.3"].assignments.get()
        report(assignment, in_force.director)
        return_reports(Assignment.objects.filter(pk=assignment.pk), note="Приложите приказ", by=in_force.coordinator)
        desk = school_desk([in_force.school], NOVEMBER)

        assert desk.urgent.title == "1.3 Мероприятие 1.3"
        assert desk.urgent.note == "Приложите приказ"
        assert desk.urgent.url == reverse("assignment-detail", args=[assignment.pk])
        assert [number for _, number, _ in desk.figures] == [1, 1, 0, 0, 0]

    def test_else_the_earliest_day_of_reports_and_data(self, in_force):
        make_indicator(in_force.municipality)
        collection = make_collection(in_force.municipality, in_force.coordinator)
        collection.due_on = datetime.date(2026, 8, 1)
        collection.save()
        assert school_desk([in_force.school], NOVEMBER).urgent.title == "Показатели: Итоги года"

        collection.due_on = datetime.date(2026, 9, 1)
        collection.save()
        assert school_desk([in_force.school], NOVEMBER).urgent.title == "1.2 Мероприятие 1.2"

    def test_nothing_is_said_as_such(self, district, browse):
        assert "от школы ничего не ждут" in browse("director").get(HOME).content.decode()


class TestSpecialist:
    def test_what_waits_what_is_missing_and_where_they_stopped(self, in_force, browse):
        report(in_force.activities["1.3"].assignments.get(), in_force.director)
        make_indicator(in_force.municipality)
        collection = make_collection(in_force.municipality, in_force.coordinator)
        take_step(Submission.Step.SEND, [collection.submissions.get(school=in_force.school)], by=in_force.director)
        work = browse("specialist").get(HOME).context["work"]

        assert [str(each.activity) for each in work.reports] == ["1.3 Мероприятие 1.3"]
        assert [each.school for each in work.sent] == [in_force.school]
        assert [(each.school, each.entered, each.asked) for each in work.missing] == [
            (in_force.other_school, 0, collection.indicators.count())
        ]
        assert work.stopped == []

    def test_the_last_value_that_they_entered(self, district, browse):
        indicator = make_indicator(district.municipality, "Средний балл")
        indicator.values.create(
            period=district.programme.indicator_table.groups.get().rows.first().values.first().period,
            school=district.school, text="4", entered_by=district.specialist,
        )  # fmt: skip
        (stopped,) = browse("specialist").get(HOME).context["work"].stopped

        assert stopped.what == "Показатели: Средний балл"
        assert stopped.url == reverse("value-grid", args=[district.municipality.pk, "2025"])


class TestProgramme:
    def test_directions_schools_and_indicators(self, in_force):
        report(in_force.activities["1.3"].assignments.get(), in_force.director)
        shown = programme_desk(in_force.municipality, NOVEMBER)

        assert [(str(each.direction), each.total, each.finished, each.overdue) for each in shown.directions] == [
            ("1 Анализ результатов", 6, 1, 5)
        ]
        assert [(str(each.school), each.overdue) for each in shown.behind] == [
            ("Сосновская ООШ", 2), ("Берёзовская СОШ", 1),
        ]  # fmt: skip
        assert shown.targets.period.label == "2025"
        assert [each.line.row.name for each in shown.targets.missed] == ["Доля сдавших, %"]

    def test_of_several_the_one_asked_for(self, in_force, browse):
        other = approve(
            make_programme(in_force.municipality, title="Малая", roadmap=roadmap_shape(**{"1.1": "Отдел"})),
            by=in_force.coordinator,
        )
        client = browse("observer")

        assert client.get(HOME).context["shown"].course.programme == in_force.programme
        assert client.get(HOME, {"programme": other.pk}).context["shown"].course.programme == other

    def test_none_in_force_is_said(self, district, browse):
        assert "Утверждённой программы" in browse("observer").get(HOME).content.decode()


class TestPortal:
    def test_of_the_whole_portal(self, district, settings, tmp_path):
        settings.BACKUP_DIR = tmp_path
        chief = make_user(Role.ADMINISTRATOR, None)
        make_user(full_name="Никто Без Роли")
        state = portal_state(Municipality.objects.all(), timezone.now(), is_whole=True)

        assert (state.people.active, state.people.without_role) == (User.objects.count(), 1)
        assert state.people.silent == state.people.active
        assert state.disk.copy_at is None
        made = timezone.now().replace(microsecond=0)
        (tmp_path / new_name(made)).write_text("made")
        assert portal_state(Municipality.objects.all(), timezone.now(), is_whole=True).disk.copy_at == made
        assert client_of(chief).get(HOME).context["desk"].kind == DeskKind.PORTAL

    def test_of_one_municipality_tells_nothing_of_others(self, district, browse):
        client = browse("administrator")
        state = client.get(HOME, {"desk": "portal"}).context["state"]

        assert state.people.active == 6
        assert district.stranger not in state.people.latest
        assert (state.work, state.disk) == (None, None)

    def test_says_that_it_knows_of_no_copies(self, district):
        chief = make_user(Role.ADMINISTRATOR, None)
        assert "Портал о копиях ничего не знает" in client_of(chief).get(HOME).content.decode()


QUERIES = {
    "department": 13, "specialist": 14, "school": 8, "programme": 19, "region": 11, "portal": 11,
}  # fmt: skip


@pytest.mark.parametrize("number", [2, 40])
@pytest.mark.parametrize("kind", QUERIES)
def test_a_desk_asks_as_little_for_many_schools(kind, number, district, django_assert_num_queries):
    for each in range(number - 2):
        make_school(district.municipality, f"Новая СОШ № {each}")
    more = [make_programme(district.municipality, indicators=indicators_shape(),
                           roadmap=roadmap_shape(**{"2.1": "Образовательные организации"}))
            for _ in range(number // 10)]  # fmt: skip
    for programme in [district.programme, *more]:
        approve(programme, by=district.coordinator)
    make_collection(district.municipality, district.coordinator)
    for assignment in district.activities["1.2"].assignments.exclude(school=None):
        report(assignment, make_user(Role.DIRECTOR, assignment.school))
    stranger = district.stranger.memberships.get().municipality
    Membership.objects.create(user=district.observer, role=Role.OBSERVER, municipality=stranger)
    user = {
        "department": district.coordinator, "specialist": district.specialist, "school": district.director,
        "programme": district.observer, "region": district.observer, "portal": make_user(Role.ADMINISTRATOR, None),
    }[kind]  # fmt: skip
    key = kind if kind in ("school", "region", "portal") else f"{kind}-{district.municipality.pk}"
    client = client_of(user)
    client.get(HOME)

    with django_assert_num_queries(QUERIES[kind]):
        assert client.get(HOME, {"desk": key}).status_code == 200
