"""Two schools become one: what goes over, what is asked, what stays as it was said."""

import pytest
from django.urls import reverse

from indicators.collections.models import Submission
from indicators.values.models import Value
from indicators.workbooks.known_names import catalogue_for
from portal.accounts.roles import Role
from portal.history.models import Change
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.models import Assignment
from roadmap.responsibles.models import Executors
from roadmap.responsibles.queries import directory_of
from schools.access.models import Membership
from schools.directory.actions import change_school
from schools.directory.queries import schools_by_key
from schools.mergers.actions import MergerRefused, merge_schools
from tests.factories import (
    make_collection,
    make_indicator,
    make_listed_school,
    make_municipality,
    make_run,
    make_school,
    make_user,
)
from tests.indicators.workbooks.excel_books import make_value


def merge(district, *taken: str) -> None:
    merge_schools(absorbed=district.other_school, into=district.school, taken=taken, by=district.coordinator)
    district.other_school.refresh_from_db()


def texts(school) -> dict[tuple[str, str], str]:
    values = Value.objects.filter(school=school).select_related("indicator", "period")
    return {(value.indicator.name, value.period.label): value.text for value in values}


class TestValues:
    @pytest.fixture
    def indicator(self, district):
        indicator = make_indicator(district.municipality, "Охват", unit="%")
        make_value(indicator, district.school, "40", "2025")
        make_value(indicator, district.other_school, "60", "2025")
        make_value(indicator, district.other_school, "70", "2026")
        return indicator

    def test_go_into_empty_cells_and_what_both_have_stays(self, district, indicator):
        merge(district)
        assert texts(district.school) == {("Охват", "2025"): "40", ("Охват", "2026"): "70"}
        assert texts(district.other_school) == {("Охват", "2025"): "60"}

    def test_of_the_joined_school_are_taken_where_a_person_says_so(self, browse, district, indicator):
        client, url = browse("coordinator"), reverse("school-merge", args=[district.other_school.pk])
        page = client.get(url, {"into": district.school.pk})
        [conflict] = page.context["conflicts"]
        assert (conflict.stays, conflict.comes) == ("40", "60")
        assert "значения показателей: 2" in page.content.decode()

        data = {"into": district.school.pk, "seen": page.context["seen"], conflict.key: "comes"}
        assert client.post(url, data).status_code == 302
        assert texts(district.school)[("Охват", "2025")] == "60"
        value = Value.objects.get(school=district.school, period__label="2025")
        assert (value.number, value.version) == (60, 2)
        assert Change.objects.about(value).get(action="школы объединены").before == {"text": "40"}

    def test_what_changed_since_it_was_seen_is_shown_again(self, browse, district, indicator):
        client, url = browse("coordinator"), reverse("school-merge", args=[district.other_school.pk])
        seen = client.get(url, {"into": district.school.pk}).context["seen"]
        make_value(indicator, district.other_school, "80", "2024")

        assert client.post(url, {"into": district.school.pk, "seen": seen}).status_code == 422
        assert texts(district.school) == {("Охват", "2025"): "40"}

    def test_a_joined_school_is_judged_no_more(self, district, indicator):
        merge(district)
        run = make_run(district.municipality, by=district.coordinator, label="2025")
        assert [each.school for each in run.schools.all()] == [district.school]


class TestAssignments:
    def report(self, district, activity: str, school, text: str) -> Assignment:
        assignment = district.activities[activity].assignments.get(school=school)
        report_on_assignment(assignment, AssignmentReport(Assignment.Status.DONE, text), by=district.coordinator)
        return assignment

    def test_of_one_school_go_over_with_their_reports(self, in_force):
        own = self.report(in_force, "1.4", in_force.other_school, "Провели")
        merge(in_force)

        own.refresh_from_db()
        assert (own.school, own.text, own.is_expected) == (in_force.school, "Провели", True)

    def test_what_both_owed_is_owed_once_and_the_report_that_is_there_counts(self, in_force):
        self.report(in_force, "1.2", in_force.other_school, "Сделали мы")
        merge(in_force)

        [left] = in_force.activities["1.2"].assignments.filter(school__isnull=False)
        assert (left.school, left.text) == (in_force.school, "Сделали мы")

    @pytest.mark.parametrize(("is_taken", "text"), [(False, "Мы"), (True, "И мы")])
    def test_of_two_reports_one_is_chosen_and_the_other_stays_with_the_closed_school(self, in_force, is_taken, text):
        self.report(in_force, "1.2", in_force.school, "Мы")
        other = self.report(in_force, "1.2", in_force.other_school, "И мы")
        merge(in_force, *([f"assignment-{other.pk}"] if is_taken else []))

        assignments = in_force.activities["1.2"].assignments
        assert assignments.get(school=in_force.school).text == text
        left = assignments.get(school=in_force.other_school)
        assert (left.is_expected, left.version) == (False, 1)
        assert assignments.get(school=in_force.school).starts_on == left.starts_on

    def test_words_of_plans_mean_the_school_that_is_left(self, in_force):
        merge(in_force)
        assert directory_of(in_force.municipality).read("Директор Сосновской ООШ").schools == {in_force.school.pk}
        assert not Executors.objects.filter(schools=in_force.other_school).exists()


def test_people_and_names_go_over(district):
    both = make_user(Role.OBSERVER, district.school)
    Membership.objects.create(user=both, role=Role.OBSERVER, school=district.other_school)
    change_school(school=district.other_school, facts={"name": "Школа у моста"}, by=district.coordinator)
    merge(district)

    directors = Membership.objects.filter(school=district.school, role=Role.DIRECTOR)
    assert {each.user for each in directors} == {district.director, district.other_director}
    assert both.memberships.get().school == district.school
    known = schools_by_key(district.municipality)
    assert known["сосновская оош"] == known["школа у моста"] == district.school
    assert catalogue_for(district.coordinator, district.municipality).school("Школа у моста") == (district.school.pk,)
    assert (district.other_school.is_active, district.other_school.merged_into) == (False, district.school)


def test_an_answer_that_is_awaited_is_awaited_once(district):
    make_indicator(district.municipality)
    collection = make_collection(district.municipality, by=district.coordinator)
    only = make_collection(district.municipality, by=district.coordinator, schools=[district.other_school])
    merge(district)

    assert collection.submissions.get().school == district.school
    assert only.submissions.get().school == district.school
    assert not Submission.objects.filter(school=district.other_school).exists()


def test_kept_runs_stay_as_they_were(district):
    run = make_run(district.municipality, by=district.coordinator)
    merge(district)
    assert {each.name for each in run.schools.all()} == {"Берёзовская СОШ", "Сосновская ООШ"}


def test_a_place_on_a_list_goes_over_under_the_name_that_it_was_approved_with(district):
    listed = make_listed_school(district)
    merge_schools(absorbed=district.school, into=district.other_school, taken=(), by=district.coordinator)

    listed.refresh_from_db()
    assert (listed.school, listed.name) == (district.other_school, "Берёзовская СОШ")


def test_a_chain_of_mergers_ends_at_the_last(district):
    merge(district)
    last = make_school(district.municipality, "Центр образования")
    merge_schools(absorbed=district.school, into=last, taken=(), by=district.coordinator)
    district.other_school.refresh_from_db()
    assert district.other_school.merged_into == last
    assert schools_by_key(district.municipality)["сосновская оош"] == last


def test_what_cannot_be_joined_is_refused(district):
    elsewhere = make_school(make_municipality())
    for into in (district.other_school, elsewhere):
        with pytest.raises(MergerRefused, match="только к другой школе"):
            merge_schools(absorbed=district.other_school, into=into, taken=(), by=district.coordinator)
    merge(district)
    with pytest.raises(MergerRefused, match="уже закрыта или присоединена"):
        merge(district)


def test_a_renamed_school_is_meant_by_its_former_name_in_plans(district):
    change_school(school=district.school, facts={"name": "Гимназия № 5"}, by=district.coordinator)
    directory = directory_of(district.municipality)
    assert directory.read("Берёзовская СОШ").schools == {district.school.pk}
    assert directory.read("Гимназия № 5").schools == {district.school.pk}
