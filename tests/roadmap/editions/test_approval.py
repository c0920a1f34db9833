"""A coordinator marks a programme approved by an order, a new one or one that is known."""

import pytest
from django.urls import reverse

from indicators.identification.models import LowResultList
from portal.history.models import Change
from roadmap.editions.actions import withdraw_approval
from roadmap.exchange.exporter import programme_as_document
from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import import_programme
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.models import Assignment
from roadmap.programmes.models import Programme, ProgrammeOrder
from schools.directory.models import School
from schools.orders.models import Order
from tests.factories import approve, document, make_programme
from tests.roadmap.editions.looking import approve_on_page

NEW_ORDER = {"number": "214-о", "issued_on": "2026-08-28", "title": "Об утверждении программы", "annex": "1"}


@pytest.fixture
def url(district) -> str:
    return reverse("programme-approve", args=[district.programme.pk])


def test_a_new_order_is_made_in_the_departments_name(url, browse, district):
    approve_on_page(browse("coordinator"), url, NEW_ORDER)

    programme = Programme.objects.get(pk=district.programme.pk)
    order = programme.approval_order
    assert (programme.status, programme.approved_by) == ("approved", district.coordinator)
    assert (order.number, str(order.issued_on), order.issuer) == ("214-о", "2026-08-28", "Отдел образования")
    exported = programme_as_document(programme)
    assert exported["programme"]["approved_by"] == {"order": "214-о", "annex": "1"}
    assert [order["id"] for order in exported["orders"]] == ["214-о"]
    assert Change.objects.about(programme).first().action == "утверждена"


def test_a_known_order_can_be_chosen(url, browse, district):
    order = Order.objects.create(municipality=district.municipality, number="5", issued_on="2026-08-17")
    approve_on_page(browse("coordinator"), url, {"known_order": order.pk, "annex": "2"})

    assert Programme.objects.get(pk=district.programme.pk).approval_order == order
    assert Order.objects.count() == 1


def test_the_documents_own_order_is_offered_first(browse, district):
    programme = make_programme(
        district.municipality, approved_by={"annex": "3", "caption": "Приложение 3"}, title="С грифом"
    )
    order = Order.objects.create(municipality=district.municipality, number="44")
    Programme.objects.filter(pk=programme.pk).update(approval_order=order)
    url = reverse("programme-approve", args=[programme.pk])
    page = browse("coordinator").get(url).content.decode()
    assert f'<option value="{order.pk}" selected>Приказ № 44</option>' in page

    browse("coordinator").post(url, {"known_order": order.pk, "annex": "3"})
    programme.refresh_from_db()
    assert programme.approval_caption == "Приложение 3"
    assert programme_as_document(programme)["programme"]["approved_by"]["order"] == "44"


def test_another_municipalitys_order_is_not_offered(url, browse, district):
    foreign = Order.objects.create(municipality=district.stranger.memberships.get().municipality, number="777-чужой")

    assert "777-чужой" not in browse("coordinator").get(url).content.decode()
    assert browse("coordinator").post(url, {"known_order": foreign.pk}).status_code == 422


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"number": ""}, "Укажите номер приказа"),
        ({"issued_on": ""}, "Укажите дату приказа"),
        ({"issued_on": "2999-01-01"}, "ещё не наступила"),
    ],
)
def test_an_order_without_number_or_date_is_asked_for(change, words, url, browse, district):
    answer = browse("coordinator").post(url, NEW_ORDER | change)

    assert words in answer.content.decode()
    assert Programme.objects.get(pk=district.programme.pk).status == "draft"


def test_a_programme_is_approved_once(url, browse, district):
    approve_on_page(browse("coordinator"), url, NEW_ORDER)
    answer = browse("coordinator").post(url, NEW_ORDER | {"number": "300"}, follow=True)

    assert "Программа уже утверждена" in answer.content.decode()
    assert Order.objects.count() == 1


def test_the_mark_can_be_taken_back(url, browse, district):
    approve_on_page(browse("coordinator"), url, NEW_ORDER)
    withdraw = reverse("programme-withdraw-approval", args=[district.programme.pk])
    browse("coordinator").post(withdraw)

    programme = Programme.objects.get(pk=district.programme.pk)
    assert (programme.status, programme.approved_at, programme.approved_by) == ("draft", None, None)
    assert programme.approval_order is None
    assert not programme.orders.exists()
    answer = browse("coordinator").post(withdraw, follow=True)
    assert "не отмечена утверждённой" in answer.content.decode()


def test_the_documents_own_order_stays_when_the_mark_is_taken_back(browse, district):
    order = Order.objects.create(municipality=district.municipality, number="44")
    programme = make_programme(district.municipality)
    ProgrammeOrder.objects.create(programme=programme, order=order, position=0, key="44")
    browse("coordinator").post(reverse("programme-approve", args=[programme.pk]), {"known_order": order.pk})
    browse("coordinator").post(reverse("programme-withdraw-approval", args=[programme.pk]))

    assert list(programme.orders.all()) == [order]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"known_order": True}, "Выберите что-то одно"),
        ({"number": "№ 5", "issued_on": "2026-08-17"}, "Такой приказ уже есть"),
        ({"annex": "приложение № 1 и ещё"}, "только номер приложения"),
    ],
)
def test_what_contradicts_itself_is_asked_about(change, words, url, browse, district):
    order = Order.objects.create(municipality=district.municipality, number="5", issued_on="2026-08-17")
    change = change | ({"known_order": order.pk} if "known_order" in change else {})
    answer = browse("coordinator").post(url, NEW_ORDER | change)

    assert words in answer.content.decode()
    assert Order.objects.count() == 1


class TestDelete:
    def test_a_draft_goes_with_what_serves_nothing_else(self, browse, district):
        shape = document(district.municipality.name) | {
            "orders": [{"id": "1", "number": "1"}],
            "low_result_schools": [{"title": "Список", "schools": [{"school": "Новая школа"}]}],
        }
        programme = import_programme(ProgrammeDocument.model_validate(shape), by=None).programme
        url = reverse("programme-delete", args=[programme.pk])
        assert "Удалить проект программы?" in browse("coordinator").get(url).content.decode()
        browse("coordinator").post(url)

        assert not Programme.objects.filter(pk=programme.pk).exists()
        assert not Order.objects.exists()
        assert not LowResultList.objects.exists()
        assert School.objects.filter(name="Новая школа").exists()

    def test_a_programme_that_was_reported_on_stays(self, browse, district):
        approve(district.programme, by=district.coordinator)
        assignment = district.activities["1.1"].assignments.get()
        report_on_assignment(assignment, AssignmentReport(Assignment.Status.DONE, "Да"), by=district.specialist)
        withdraw_approval(programme=district.programme, by=district.coordinator)
        url = reverse("programme-delete", args=[district.programme.pk])

        assert "уже отчитались" in browse("coordinator").post(url, follow=True).content.decode()

    def test_an_approved_programme_stays(self, url, browse, district):
        approve_on_page(browse("coordinator"), url, NEW_ORDER)
        answer = browse("coordinator").post(reverse("programme-delete", args=[district.programme.pk]), follow=True)

        assert "удалить нельзя" in answer.content.decode()
