"""An order is corrected on a page while nothing stands on it."""

import datetime

import pytest
from django.urls import reverse

from roadmap.editions.actions import approve_programme
from schools.orders.forms import OrderForm
from schools.orders.models import Order

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(district) -> Order:
    return Order.objects.create(
        municipality=district.municipality, number="122-о", issued_on=datetime.date(2026, 1, 27), title="Об утверждении"
    )


STATED = {"act": "order", "number": "№ 112-о", "issued_on": "2026-01-27", "title": "Об утверждении"}


def test_a_wrong_number_is_corrected(browse, district, order):
    client = browse("coordinator")
    listed = client.get(reverse("order-list", args=[district.municipality.pk])).content.decode()
    assert 'Приказ <span class="text-nowrap">№ 122-о</span> от 27.01.2026' in listed
    assert client.post(reverse("order-edit", args=[order.pk]), STATED).status_code == 302
    order.refresh_from_db()
    assert (order.number, order.title) == ("112-о", "Об утверждении")


def test_what_an_approval_stands_on_is_not_touched(browse, district, order):
    approve_programme(programme=district.programme, order=order, annex="1", by=district.coordinator)
    client, edit = browse("coordinator"), reverse("order-edit", args=[order.pk])
    page = client.get(edit).content.decode()
    assert "На нём держатся: программы" in page
    assert "programme orders" not in page
    assert client.post(edit, STATED).status_code == 422
    client.post(reverse("order-delete", args=[order.pk]))
    order.refresh_from_db()
    assert order.number == "122-о"


def test_one_that_nothing_stands_on_is_deleted(browse, district, order):
    browse("coordinator").post(reverse("order-delete", args=[order.pk]))
    assert not Order.objects.filter(pk=order.pk).exists()


def test_two_of_one_number_and_day_are_not_made(browse, district, order):
    Order.objects.create(municipality=district.municipality, number="112-о", issued_on=order.issued_on)
    page = browse("coordinator").post(reverse("order-edit", args=[order.pk]), STATED)
    assert page.status_code == 422
    assert "Такой приказ в списке уже есть" in page.content.decode()


@pytest.mark.parametrize(
    ("stated", "is_asked"),
    [
        ({"number": "122-о", "issued_on": "2026-02-27"}, True),
        ({"number": "122-о", "issued_on": "2025-01-27"}, False),  # numbers begin anew with each year
        ({"number": "122-о", "issued_on": "2026-02-27", "act": "resolution", "issuer": "Администрация района"}, False),
        ({"number": "123-о", "issued_on": "2026-02-27"}, False),
    ],
)
def test_one_of_a_known_number_and_another_day_is_asked_about(stated, is_asked, district, order):
    form = OrderForm(stated, municipality=district.municipality)
    assert form.is_valid() != is_asked
    assert ("is_another" in form.errors) == is_asked
    if is_asked:
        assert str(order) in form.errors["is_another"][0]
        assert not form["is_another"].is_hidden
        assert OrderForm({**stated, "is_another": "on"}, municipality=district.municipality).is_valid()


def test_the_second_of_two_who_correct_an_order_is_told_and_may_still_mean_it(browse, order):
    url = reverse("order-edit", args=[order.pk])
    coordinator, administrator = browse("coordinator"), browse("administrator")
    shown = {"newest_change": coordinator.get(url).context["newest_change"]}
    administrator.post(url, STATED | shown | {"title": "Об утверждении программы"})

    answer = coordinator.post(url, STATED | shown)
    assert answer.status_code == 422
    assert "Об утверждении программы" in answer.content.decode()
    order.refresh_from_db()
    assert order.title == "Об утверждении программы"

    assert f'name="newest_change" value="{answer.context["newest_change"]}"' in answer.content.decode()
    assert coordinator.post(url, STATED | {"newest_change": answer.context["newest_change"]}).status_code == 302
    order.refresh_from_db()
    assert order.title == "Об утверждении"
