"""What belongs to a programme through all its revisions is found from each: reports, evaluations, documents, lists."""

import datetime
import json

import pytest
from django.urls import reverse

from indicators.catalogue.models import Period
from indicators.identification.models import LowResultList
from reports.issue.models import Document
from reports.issue.queries import build_content
from roadmap.editions.actions import approve_programme
from roadmap.editions.copying import begin_amendment
from roadmap.evaluation.models import Evaluation
from roadmap.evaluation.queries.sheet import evaluation_sheet
from roadmap.exchange.exporter import programme_as_json
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.models import Assignment
from roadmap.execution.queries.moved import moved_to
from roadmap.plan.models import Activity
from roadmap.programmes.editions import editions_of
from roadmap.programmes.models import Programme
from schools.orders.models import Order
from tests.factories import approve, make_evaluation, make_issued, make_programme

Status = Assignment.Status


def activity(programme: Programme, number: str) -> Activity:
    return Activity.objects.get(direction__roadmap__programme=programme, number=number)


def amended(programme: Programme, by, number: str) -> Programme:
    amendment = begin_amendment(programme, by=by)
    order = Order(municipality=programme.municipality, number=number, issued_on=datetime.date(2025, 6, 1))
    approve_programme(programme=amendment, order=order, annex="1", by=by)
    amendment.refresh_from_db()
    programme.refresh_from_db()
    return amendment


@pytest.fixture
def first(district) -> Programme:
    programme = make_programme(
        district.municipality, title="Программа помощи",
        roadmap={"directions": [{"title": "Дела", "activities": [
            {"number": "1", "name": "Семинар", "term": "Август 2025г.", "responsible": "Отдел образования"},
            {"number": "2", "name": "Выезд", "term": "Май 2025 г.", "responsible": "Отдел образования"},
        ]}]},
    )  # fmt: skip
    approve(programme, by=district.coordinator)
    for number in ("1", "2"):
        report_on_assignment(
            activity(programme, number).assignments.get(),
            AssignmentReport(Status.DONE, f"Отчёт о деле {number}", datetime.date(2025, 5, 5)),
            by=district.coordinator,
        )
    return programme


@pytest.fixture
def third(district, first) -> Programme:
    """Two amendments later; the second revision struck nothing, the third the activity 2."""
    second = amended(first, district.coordinator, "2-о")
    draft = begin_amendment(second, by=district.coordinator)
    activity(draft, "2").delete()
    order = Order(municipality=first.municipality, number="3-о", issued_on=datetime.date(2025, 9, 1))
    approve_programme(programme=draft, order=order, annex="1", by=district.coordinator)
    for each in (first, draft):
        each.refresh_from_db()
    return draft


def words_of(programme: Programme, kind: str, **options) -> str:
    document = Document(kind=kind, programme=programme, municipality=programme.municipality, options=options)
    return str(build_content(document))


def test_revisions_are_counted_by_their_orders(first, third, district):
    draft = begin_amendment(third, by=district.coordinator)

    assert [str(each) for each in editions_of(third)] == [
        "редакция 1 (Приказ № 1-о от 20.01.2025)", "редакция 2 (Приказ № 2-о от 01.06.2025)",
        "редакция 3 (Приказ № 3-о от 01.09.2025)", "проект изменений",
    ]  # fmt: skip
    assert [each.programme for each in editions_of(first)] == [each.programme for each in editions_of(draft)]


def test_an_earlier_revision_knows_where_its_activities_are(first, third):
    second = third.amends

    assert moved_to(first) == {
        activity(second, "1").pk: activity(first, "1").pk, activity(second, "2").pk: activity(first, "2").pk,
        activity(third, "1").pk: activity(first, "1").pk,
    }  # fmt: skip
    assert moved_to(third) == {}


@pytest.mark.parametrize("options", [{}, {"since": "2025-01-01", "until": "2025-12-31"}])
def test_its_execution_report_tells_all_that_was_reported(first, third, options):
    assert not activity(first, "1").assignments.exists()
    told = words_of(first, "execution", **options)

    assert "Отчёт о деле 1" in told
    assert "Отчёт о деле 2" in told
    assert "Отчёт о деле 1" in words_of(third, "execution", **options)


def test_its_file_has_the_reports_too(first, third):
    rows = json.loads(programme_as_json(first))["programme"]["roadmap"]["directions"][0]["activities"]

    assert ["Отчёт о деле" in row["report"] for row in rows] == [True, True]


def test_its_pages_say_what_is_in_force_and_list_the_revisions(first, third, browse):
    client = browse("coordinator")
    for name in ("programme-detail", "programme-roadmap"):
        page = client.get(reverse(name, args=[first.pk])).content.decode()
        assert "больше не действует" in page
        assert f'href="{reverse("programme-roadmap", args=[third.pk])}"' in page
    page = client.get(reverse("programme-detail", args=[third.pk])).content.decode()

    assert "больше не действует" not in page
    assert "редакция 2 (Приказ № 2-о от 01.06.2025)" in page
    assert "отчётов об исключённом позже: 1" in page


def test_evaluations_of_all_revisions_are_listed_and_a_second_of_a_year_is_told(district, browse):
    programme = district.programme
    approve(programme, by=district.coordinator)
    evaluation = make_evaluation(programme, district.coordinator)
    amendment = amended(programme, district.coordinator, "7-о")
    url = reverse("programme-evaluation", args=[amendment.pk])
    page = browse("coordinator").get(url).content.decode()

    assert reverse("evaluation-detail", args=[evaluation.pk]) in page
    assert "редакция 1 (Приказ № 1-о от 20.01.2025)" in page
    tried = browse("coordinator").get(url, {"method": "aleysky", "period": "2025"}).content.decode()
    assert "уже оценивали" in tried


def test_an_evaluation_of_an_earlier_revision_counts_its_activities(first, third, district):
    period = Period.objects.labelled(["2025"])["2025"]
    evaluation = Evaluation(programme=first, period=period, body=make_evaluation(third, district.coordinator).body)
    evaluation.save()
    marks = {each.number: each.mark for each in evaluation_sheet(evaluation, datetime.date(2026, 1, 15)).activities}

    assert (marks["1"], marks["2"]) == ("done", "done")


def test_documents_issued_of_another_revision_are_found(district, browse):
    programme = district.programme
    approve(programme, by=district.coordinator)
    issued = make_issued(programme, "roadmap", district.coordinator)
    amendment = amended(programme, district.coordinator, "7-о")
    page = browse("coordinator").get(reverse("programme-detail", args=[amendment.pk])).content.decode()

    assert "Документы других редакций" in page
    assert reverse("document-detail", args=[issued.pk]) in page


def test_a_list_of_another_revision_is_found_by_those_who_may_see_it(first, third, district, browse):
    listed = LowResultList.objects.create(municipality=district.municipality, title="Список 2026 года")
    third.list_links.create(low_result_list=listed, position=0)
    url, link = reverse("programme-detail", args=[first.pk]), reverse("low-result-list", args=[listed.pk])

    assert link in browse("coordinator").get(url).content.decode()
    assert link not in browse("director").get(url).content.decode()


def test_the_number_of_queries_does_not_grow(first, district, django_assert_num_queries):
    second = amended(first, district.coordinator, "2-о")
    with django_assert_num_queries(2):
        editions_of(second)
    third = amended(second, district.coordinator, "3-о")
    with django_assert_num_queries(2):
        editions_of(third)
