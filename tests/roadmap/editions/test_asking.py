"""A programme approved in the middle of its time makes no debts, unless the coordinator wants to know all the same."""

import datetime

import pytest

from roadmap.editions.actions import approve_programme, withdraw_approval
from roadmap.editions.copying import begin_amendment
from roadmap.execution.actions.deriving import derive_assignments
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.actions.waiving import require_again
from roadmap.execution.models import Assignment
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme
from schools.orders.models import Order
from tests.factories import make_programme

pytestmark = pytest.mark.django_db
APPROVED_ON = datetime.date(2026, 9, 10)
TERMS = {
    "1": "Май 2026 г.", "2": "Сентябрь 2026 г.", "3": "Декабрь 2026 г.", "4": "Май, ноябрь 2026 г.",
    "5": "По плану РМО", "6": "до 10 сентября 2026 г.",
}  # fmt: skip


@pytest.fixture
def programme():
    activities = [
        {"number": number, "name": f"Дело {number}", "term": term, "responsible": "Отдел образования"}
        for number, term in TERMS.items()
    ]
    return make_programme(roadmap={"directions": [{"title": "Направление", "activities": activities}]})


def approve_on(programme: Programme, day: datetime.date | None = APPROVED_ON, **choice) -> None:
    order = Order(municipality=programme.municipality, number=f"{day}", issued_on=day)
    approve_programme(programme=programme, order=order, annex="1", by=None, **choice)
    programme.refresh_from_db()


def waived(programme: Programme) -> list[tuple[str, str]]:
    found = Assignment.objects.planned().waived().filter(activity__direction__roadmap__programme=programme)
    return [(number, f"{day:%d.%m.%Y}") for number, day in found.values_list("activity__number", "ends_on").order_by(
        "activity__number", "ends_on")]  # fmt: skip


def put_term(programme: Programme, number: str, term: str) -> None:
    Activity.objects.filter(direction__roadmap__programme=programme, number=number).update(term=term)
    derive_assignments(programme.roadmap, by=None)


def test_what_was_over_before_the_orders_day_asks_nobody(programme):
    approve_on(programme)

    assert waived(programme) == [("1", "31.05.2026"), ("4", "31.05.2026")]
    assert set(Assignment.objects.waived().values_list("waived_because", flat=True)) == {
        "срок закончился до утверждения программы (10.09.2026)"
    }
    assert not Assignment.objects.in_force().overdue(APPROVED_ON).exists()
    assert Assignment.objects.in_force().count() == 5


def test_all_of_it_can_be_asked_for(programme):
    approve_on(programme, asks_past=True)

    assert waived(programme) == []
    assert Assignment.objects.in_force().overdue(APPROVED_ON).count() == 2


def test_chosen_activities_can_be_asked_for(programme):
    approve_on(programme, asked=[Activity.objects.get(number="4").pk])

    assert waived(programme) == [("1", "31.05.2026")]
    derive_assignments(programme.roadmap, by=None)
    assert waived(programme) == [("1", "31.05.2026")]


def test_an_order_without_a_day_begins_today(programme, monkeypatch):
    monkeypatch.setattr("roadmap.editions.actions.timezone.localdate", lambda: datetime.date(2026, 12, 1))
    approve_on(programme, day=None)

    assert [number for number, _ in waived(programme)] == ["1", "2", "4", "4", "6"]


def test_a_choice_is_made_anew_with_each_approval(programme):
    approve_on(programme)
    withdraw_approval(programme=programme, by=None)
    assert not Assignment.objects.exists()
    programme.refresh_from_db()
    assert programme.asks_from is None
    approve_on(programme, asks_past=True)
    assert waived(programme) == []


def test_a_term_that_moves_out_of_the_past_is_asked_for(programme):
    approve_on(programme)
    put_term(programme, "1", "Октябрь 2026 г.")
    assert waived(programme) == [("4", "31.05.2026")]

    put_term(programme, "1", "Март 2026 г.")
    assert waived(programme) == [("1", "31.03.2026"), ("4", "31.05.2026")]


def test_a_term_that_moves_into_the_past_keeps_its_report(programme):
    approve_on(programme)
    assignment = Activity.objects.get(number="3").assignments.get()
    report_on_assignment(assignment, AssignmentReport(Assignment.Status.DONE, "Да"), by=None)
    put_term(programme, "3", "Апрель 2026 г.")

    assert waived(programme) == [("1", "31.05.2026"), ("4", "31.05.2026")]


class TestAmendment:
    @pytest.fixture
    def amendment(self, programme):
        approve_on(programme)
        require_again(Assignment.objects.filter(activity__number="1"), by=None)
        amendment = begin_amendment(programme, by=None)
        Activity.objects.filter(direction__roadmap__programme=amendment, number="3").update(
            term="Октябрь 2026 г., декабрь 2026 г."
        )
        approve_on(amendment, datetime.date(2026, 11, 15))
        return amendment

    def test_debts_stay_debts_and_what_is_new_makes_none(self, amendment):
        assert waived(amendment) == [("3", "31.10.2026"), ("4", "31.05.2026")]
        late = Assignment.objects.in_force().overdue(datetime.date(2026, 11, 15))
        assert sorted(late.values_list("activity__number", flat=True)) == ["1", "2", "6"]

    def test_what_the_edition_before_did_not_ask_stays_so(self, programme):
        approve_on(programme)
        amendment = begin_amendment(programme, by=None)
        activity = Activity.objects.get(direction__roadmap__programme=amendment, number="4")
        activity.term = "Май, октябрь, ноябрь 2026 г."
        activity.save()
        approve_on(amendment, datetime.date(2026, 11, 15), asked=[activity.pk])

        assert waived(amendment) == [("1", "31.05.2026"), ("4", "31.05.2026")]
        late = Assignment.objects.in_force().overdue(datetime.date(2026, 11, 15)).filter(activity=activity)
        assert [each.ends_on.month for each in late] == [10]

    def test_the_edition_before_asks_as_it_did(self, amendment, programme):
        withdraw_approval(programme=amendment, by=None)

        assert waived(programme) == [("4", "31.05.2026")]
        assert Assignment.objects.in_force().count() == 6
