"""Acts of other kinds than orders: their words, whose they are, what captions say of them."""

import datetime

import pytest

from reports.blocks.content import SignatureLine, text_of
from reports.blocks.framing import annex_caption, edition_line
from roadmap.programmes.models import Programme
from schools.orders.models import Order
from tests.factories import approve
from tests.reports.kinds.order.test_orders import items, name_schools, order_of, titles
from tests.roadmap.editions.looking import approve_on_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("act", "issuer", "heading", "verb", "ending"),
    [
        ("", "", "ПРИКАЗ", "ПРИКАЗЫВАЮ:", "настоящего приказа оставляю за собой."),
        ("resolution", "Администрация Лесного района", "ПОСТАНОВЛЕНИЕ", "образования ПОСТАНОВЛЯЮ:",
         "настоящего постановления оставляю за собой."),
        ("directive", "", "РАСПОРЯЖЕНИЕ", "ОБЯЗЫВАЮ:", "настоящего распоряжения оставляю за собой."),
        ("decision", "Совет депутатов", "РЕШЕНИЕ", "Совет депутатов РЕШИЛ:",
         "настоящего решения возложить на ______________________________."),
        ("decision", "Коллегия отдела", "РЕШЕНИЕ", "Коллегия отдела РЕШИЛА:",
         "настоящего решения возложить на ______________________________."),
        ("decision", "ОМС", "РЕШЕНИЕ", "ОМС РЕШАЕТ:",
         "настоящего решения возложить на ______________________________."),
    ],
)  # fmt: skip
def test_the_words_are_those_of_the_kind_of_act(district, act, issuer, heading, verb, ending):
    name_schools(district)
    content = order_of(programme=district.programme, options={"act": act or "order", "issuer": issuer})
    words = "\n".join(text_of(block) for block in content.parts[0].blocks if hasattr(block, "spans"))

    assert heading in titles(content)
    assert verb in words
    assert items(content)[-1].endswith(ending)
    assert content.may_have_letterhead == (heading == "ПРИКАЗ")
    assert ("приказ" in words.casefold()) == (heading == "ПРИКАЗ")


def test_what_an_administration_issues_is_not_signed_by_the_head_of_the_department(district):
    department = district.municipality.department
    department.head_position, department.head_name = "Начальник отдела", "И. И. Лесной"
    department.save()

    def signed(**options):
        content = order_of(programme=district.programme, options=options)
        return next(block for block in content.parts[0].blocks if isinstance(block, SignatureLine))

    assert signed().name == "И. И. Лесной"
    assert signed(act="directive").name == "И. И. Лесной"
    assert set(signed(act="resolution", issuer="Администрация района").name) == {"_"}
    typed = signed(act="resolution", issuer="Администрация района", position="Глава района", signatory="П. П. Бор")
    assert typed == SignatureLine("Глава района", "П. П. Бор")


def test_captions_say_which_act_it_is_and_whose(district):
    order = Order(act="resolution", number="640", issued_on=datetime.date(2026, 10, 14))
    order.issuer = "Администрация Лесного района"

    assert annex_caption(None, "1", order)[0].lines == (
        "Приложение № 1", "к постановлению администрации Лесного района от 14.10.2026 № 640",
    )  # fmt: skip
    assert edition_line(order) == "(в редакции постановления администрации Лесного района от 14.10.2026 № 640)"
    for issuer in ("АДМИНИСТРАЦИЯ ЛЕСНОГО РАЙОНА", "Губернатор области", None):
        order.issuer = issuer
        assert annex_caption(None, "1", order)[0].lines[1] == "к постановлению от 14.10.2026 № 640"
    order.act, order.issuer = "decision", "Совет депутатов"
    assert annex_caption(None, "2", order)[0].lines[1] == "к решению Совета депутатов от 14.10.2026 № 640"
    assert annex_caption(None, "2", Order(number="5", issuer="Отдел"))[0].lines[1] == "к приказу № 5"


def test_a_draft_of_one_act_is_not_issued_as_another(district, browse):
    client = browse("coordinator")
    asked = f"/documents/new/order/?programme={district.programme.pk}&act=resolution"
    page = client.get(asked)
    assert page.status_code == 422
    assert "Укажите, кто издаёт постановление" in page.content.decode()
    draft = client.post(asked + "&issuer=Администрация+Лесного+района")["Location"]
    issue = f"{draft}issue/"
    assert '<option value="resolution" selected>' in client.get(issue).content.decode()
    number_and_date = {"number": "640", "issued_on": "2026-01-14", "issuer": "Администрация Лесного района"}

    refused = client.post(issue, number_and_date | {"act": "order"})
    assert "Проект составлен как постановление, а не приказ" in refused.content.decode()
    typed = number_and_date | {"act": "resolution"}
    shown = client.post(issue, typed).context
    client.post(issue, typed | {"seen": shown["mark"], "doubts": shown["approval"].doubts.mark})
    order = Programme.objects.get(pk=district.programme.pk).approval_order
    assert (order.act, order.preamble.split()[-1]) == ("resolution", "ПОСТАНОВЛЯЮ:")
    assert str(order) == "Постановление № 640 от 14.01.2026"
    assert (order.issuer, order.signatory_position, order.signatory_name) == (
        "Администрация Лесного района", None, None,
    )  # fmt: skip
    assert "Постановление № 640" in client.get("/documents/?words=постановление+№+640").content.decode()


def test_a_resolution_needs_to_say_who_issued_it(district, browse):
    url = f"/programmes/{district.programme.pk}/approve/"
    new = {"number": "640", "issued_on": "2026-01-14", "annex": "1"}

    answer = browse("coordinator").post(url, new | {"act": "resolution"})
    assert "Укажите, кто издал постановление" in answer.content.decode()
    Order.objects.create(municipality=district.municipality, number="640", issued_on="2026-01-14")
    approve_on_page(browse("coordinator"), url, new | {"act": "resolution", "issuer": "Администрация района"})
    order = Programme.objects.get(pk=district.programme.pk).approval_order
    assert (order.act, order.issuer, order.signatory_name) == ("resolution", "Администрация района", None)


def test_nothing_is_drafted_in_place_of_an_order_that_has_words(district, browse):
    approve(district.programme, by=district.coordinator)
    address = f"/documents/new/order/?programme={district.programme.pk}"
    other_act = address + "&act=resolution&issuer=Администрация"

    assert "Уже известен другой акт: Приказ № 1-о" in browse("coordinator").get(other_act).content.decode()
    assert browse("coordinator").get(address + "&signatory=И.+И.+Бор").status_code == 200
    Order.objects.update(clauses=["Утвердить."])
    refused = browse("coordinator").get(other_act)
    assert "уже есть на портале со своими словами" in refused.content.decode()
    assert refused.status_code == 422
    assert browse("coordinator").get(address).status_code == 200
