"""An order with all its annexes at once, and what is asked about the numbers of annexes."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from indicators.catalogue.models import Indicator
from indicators.identification.lists.actions import name_order
from reports.issue.actions.drafting import edit_passages
from reports.issue.actions.issuing import issue_set
from reports.issue.annex_doubts import offered_annex
from reports.issue.models import Document
from reports.issue.order_set import annexes_to_issue
from reports.issue.queries import build_content, words_of
from reports.issue.refusal import WrongDocumentState
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme, Section
from schools.orders.models import Order
from tests.factories import approve, make_confirmed_run, make_draft, make_issued, make_programme, roadmap_shape
from tests.reports.issue.test_issue import ask_to_issue
from tests.reports.issue.test_requisites import filled

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 9, 1)


@pytest.fixture
def draft(district) -> Document:
    return make_draft(district.programme, "order", by=district.coordinator)


def typed_into(client: Client, draft: Document, **typed) -> dict:
    values = filled(client, reverse("document-issue-set", args=[draft.pk]))
    values = {name: value for name, value in values.items() if value not in (False, "")}
    return {name: value for name, value in ({**values, "number": "7-од", "issued_on": "2025-09-01"} | typed).items()
            if value is not None}  # fmt: skip


def doubts_of(answer) -> list[str]:
    return [*answer.context["doubts"], *(doubt for each in answer.context["prepared"] for doubt in each.doubts)]


def pressed(asked) -> dict:
    """What «Издать» sends from the page that asks, the tick beside the programme's doubts made."""
    approval = asked.context["approval"]
    return {"seen": asked.context["mark"], "doubts": approval.doubts.mark if approval else ""}


def test_the_annexes_are_those_that_the_order_names_by_its_numbers(draft):
    offered = [(each.kind.code, each.number, each.is_named) for each in annexes_to_issue(draft)]

    assert offered == [
        ("passport", "1", True), ("indicators", "2", True), ("roadmap", "3", True), ("programme", "", False),
    ]  # fmt: skip


def test_a_programme_with_sections_is_the_annex_and_not_its_passport(district, draft):
    Section.objects.create(programme=district.programme, position=9, title="Введение", text="Текст")

    assert [each.kind.code for each in annexes_to_issue(draft) if each.is_named] == [
        "programme",
        "indicators",
        "roadmap",
    ]


def test_order_and_annexes_are_asked_about_once_and_issued_together(district, draft, browse):
    client, url = browse("coordinator"), reverse("document-issue-set", args=[draft.pk])
    typed = typed_into(client, draft)
    asked = client.post(url, typed)

    assert asked.content.decode().count("data:image/png;base64,") == 4
    assert doubts_of(asked) == []
    assert not Document.objects.issued().exists()
    client.post(url, typed | pressed(asked))
    issued = Document.objects.issued().order_by("pk")
    assert [(each.kind, each.annex, str(each.as_issued.order)) for each in issued] == [
        ("order", "", "Приказ № 7-од от 01.09.2025"),
        ("passport", "1", "Приказ № 7-од от 01.09.2025"),
        ("indicators", "2", "Приказ № 7-од от 01.09.2025"),
        ("roadmap", "3", "Приказ № 7-од от 01.09.2025"),
    ]
    captions = [each.content["parts"][0]["blocks"][0]["lines"] for each in issued if each.annex]
    assert captions == [[f"Приложение № {number}", "к приказу от 01.09.2025 № 7-од"] for number in (1, 2, 3)]
    assert Programme.objects.get(pk=district.programme.pk).approval_annex == "1"
    assert Order.objects.count() == 1


def test_doubts_of_the_programme_that_it_approves_are_seen_before(district, draft, browse):
    client, url = browse("coordinator"), reverse("document-issue-set", args=[draft.pk])
    typed = typed_into(client, draft)
    asked = client.post(url, typed)
    page = asked.content.decode()
    assert "портал попросит отчётов — 6" in page
    assert "Сомнения просмотрены: 2" in page
    assert reverse("programme-approve", args=[district.programme.pk]) in page

    refused = client.post(url, typed | {"seen": asked.context["mark"]})
    assert refused.status_code == 422
    assert "посмотрите сомнения портала (2)" in refused.content.decode()
    assert 'value="7-од"' in refused.content.decode()
    assert not Document.objects.issued().exists()
    Indicator.objects.update(direction="more")
    assert "Сомнения просмотрены" not in client.post(url, typed).content.decode()


def test_one_that_cannot_be_issued_leaves_none_issued(district, draft, monkeypatch):
    annexes = [(each.document, each.number) for each in annexes_to_issue(draft) if each.is_named]
    make_draft(district.programme, "roadmap", by=district.coordinator)
    Activity.objects.all().delete()
    district.programme.roadmap.delete()
    order = Order(municipality=district.municipality, number="7", issued_on=DAY)
    with pytest.raises(Exception, match="нет плана мероприятий"):
        issue_set(
            document=draft, annexes=annexes, order=order, in_force_on=DAY, with_check_address=False,
            by=district.coordinator,
        )  # fmt: skip

    assert not Document.objects.issued().exists()
    assert not Order.objects.exists()
    assert Programme.objects.get(pk=district.programme.pk).status == "draft"


def test_what_the_set_lacks_or_numbers_otherwise_is_asked(draft, browse):
    client, url = browse("coordinator"), reverse("document-issue-set", args=[draft.pk])
    lacking = client.post(url, typed_into(client, draft, **{"with-indicators": None}))
    swapped = client.post(url, typed_into(client, draft, **{"number-roadmap": "1"}))

    assert doubts_of(lacking) == ["По пунктам приказа есть приложение № 2 (показатели), а в комплекте его нет."]
    assert "По пунктам приказа это приложение № 3, а указано: приложение № 1." in doubts_of(swapped)
    assert any("Приложение № 1 в комплекте не одно" in doubt for doubt in doubts_of(swapped))


def test_numbers_are_those_of_the_clauses_as_they_were_edited(district, draft):
    texts = {
        place: text.replace("№ 3", "№ 5") for place, text in enumerate(words_of(draft).current) if "№ 3" in text
    }  # fmt: skip
    edit_passages(document=draft, texts=texts, by=district.coordinator)
    draft.refresh_from_db()

    assert [each.number for each in annexes_to_issue(draft) if each.kind.code == "roadmap"] == ["5"]


def test_the_order_of_a_list_takes_the_list(district, browse):
    listed = make_confirmed_run(district.municipality, by=district.coordinator).low_result_list
    client = browse("coordinator")
    client.post(f"{reverse('document-new', args=['order'])}?low_result_list={listed.pk}")
    draft = Document.objects.get(kind="order")
    url, typed = reverse("document-issue-set", args=[draft.pk]), typed_into(client, draft)
    asked = client.post(url, typed)
    client.post(url, typed | {"seen": asked.context["mark"]})

    assert doubts_of(asked) == []
    issued = Document.objects.get(kind="low-result-schools")
    assert issued.annex == ""
    assert issued.content["parts"][0]["blocks"][0]["lines"] == ["Приложение", "к приказу от 01.09.2025 № 7-од"]


@pytest.mark.parametrize(
    ("kind", "annex", "doubt"),
    [
        ("roadmap", "3", ""),
        ("roadmap", "1", "По пунктам приказа это приложение № 3, а указано: приложение № 1."),
        ("roadmap", "", "По пунктам приказа это приложение № 3, а указано: приложение без номера."),
        ("execution", "2", "По пунктам приказа приложение № 2 — показатели."),
        ("execution", "9", "В пунктах приказа приложения № 9 нет. Названы: № 1, 2, 3."),
        ("execution", "", ""),
    ],
)
def test_a_number_that_differs_from_the_orders_clause_is_asked(kind, annex, doubt, district, draft, browse):
    order = make_issued(district.programme, "order", by=district.coordinator, number="7").order
    document = make_draft(district.programme, kind, by=district.coordinator)
    asked = ask_to_issue(browse("coordinator"), document, known_order=order.pk, annex=annex, number="", issued_on="")

    assert doubts_of(asked) == ([doubt] if doubt else [])


def test_two_annexes_of_one_number_are_asked_about(district, browse):
    issued = make_issued(district.programme, "passport", by=district.coordinator)
    document = make_draft(district.programme, "execution", by=district.coordinator)
    asked = ask_to_issue(
        browse("coordinator"), document, known_order=issued.order.pk, annex="2", number="", issued_on=""
    )

    assert f"Приложение № 2 этого приказа уже издано: «{issued}»." in doubts_of(asked)


def test_a_later_edition_has_the_number_of_the_first(district, browse):
    make_issued(district.programme, "roadmap", by=district.coordinator)
    Activity.objects.filter(number="1.1").update(name="Другие слова")
    document = make_draft(district.programme, "roadmap", by=district.coordinator)
    client = browse("coordinator")
    form = client.get(reverse("document-issue", args=[document.pk])).context["form"]
    asked = ask_to_issue(client, document)
    client.post(reverse("document-issue", args=[document.pk]),
                {"number": "7", "issued_on": "2025-09-01", "seen": asked.context["mark"]})  # fmt: skip

    assert "annex" not in form.fields
    assert offered_annex(document) == "2"
    later = Document.objects.get(pk=document.pk)
    assert (later.annex, later.content["parts"][0]["blocks"][0]["lines"][0]) == ("2", "Приложение № 2")


def test_an_order_with_words_of_its_own_is_not_issued_as_another(district, browse):
    order = Order.objects.create(
        municipality=district.municipality, number="1", issued_on=DAY, clauses=["Утвердить программу."],
    )  # fmt: skip
    district.programme.order_links.create(order=order, position=0)
    document = make_draft(district.programme, "order", by=district.coordinator)
    asked = ask_to_issue(browse("coordinator"), document, number="2")

    assert asked.status_code == 422
    assert "В тексте этого приказа стоит «1 сентября 2025 г. № 1», а издаёте вы Приказ № 2" in asked.content.decode()
    with pytest.raises(WrongDocumentState):
        make_issued(district.programme, "order", by=district.coordinator)


def test_an_order_without_a_date_is_no_error_of_the_portal(district, browse):
    order = Order.objects.create(municipality=district.municipality, number="1")
    document = make_draft(district.programme, "passport", by=district.coordinator)
    asked = ask_to_issue(browse("coordinator"), document, known_order=order.pk, number="", issued_on="")

    assert asked.status_code == 422
    assert "нет даты" in asked.content.decode()


def test_an_order_about_what_another_approved_says_so(district, browse):
    approve(district.programme, by=district.coordinator)
    document = make_draft(district.programme, "order", by=district.coordinator)
    asked = ask_to_issue(browse("coordinator"), document)

    assert doubts_of(asked) == ["Утверждено другим приказом: Приказ № 1-о от 20.01.2025. Этот его не заменит."]


@pytest.mark.parametrize(
    ("clauses", "kind", "doubt"),
    [
        (None, "roadmap",
         "Приложение № 3 — так в проекте приказа, который составил портал: проверьте по подписанному приказу."),
        (None, "passport", ""),
        (["Утвердить программу (приложение № 2)."], "passport",
         "В записи программы это приложение № 1, а по пунктам приказа — № 2: проверьте по подписанному приказу."),
        (["Утвердить программу (приложение № 1)."], "roadmap", ""),
    ],
)  # fmt: skip
def test_a_number_that_the_signed_order_may_not_have_is_told_of_before(clauses, kind, doubt, district, browse):
    approve(district.programme, by=district.coordinator)
    Order.objects.update(clauses=clauses)
    page = browse("coordinator").get(f"{reverse('document-new', args=[kind])}?programme={district.programme.pk}")

    assert page.context["doubts"] == ([doubt] if doubt else [])


def test_a_lists_number_that_its_order_gives_otherwise_is_told_of_before(district, browse):
    listed = make_confirmed_run(district.municipality, by=district.coordinator).low_result_list
    order = Order.objects.create(
        municipality=district.municipality,
        number="7",
        issued_on=DAY,
        clauses=["Утвердить список школ (приложение № 2)."],
    )
    name_order(low_result_list=listed, order=order, annex="1", by=district.coordinator)
    page = browse("coordinator").get(
        f"{reverse('document-new', args=['low-result-schools'])}?low_result_list={listed.pk}"
    )

    assert page.context["doubts"] == ["По пунктам приказа это приложение № 2, а указано: приложение № 1."]


@pytest.mark.parametrize(
    ("kind", "named"), [("plan", [("roadmap", "")]), ("programme", [("programme", "")])]
)  # fmt: skip
def test_a_programme_that_is_its_plan_has_one_annex_without_a_number(kind, named, district):
    made = make_programme(
        district.municipality, title="План мероприятий района" if kind == "plan" else "Дорожная карта района",
        kind=kind, roadmap=roadmap_shape(**{"1.1": "Отдел образования"}),
    )  # fmt: skip
    draft = make_draft(made, "order", by=district.coordinator)
    annexes = [each for each in annexes_to_issue(draft) if each.is_named]

    assert [(each.kind.code, each.number) for each in annexes] == named
    order = Order(municipality=district.municipality, number="7", issued_on=DAY)
    issue_set(
        document=draft, annexes=[(each.document, each.number) for each in annexes], order=order, in_force_on=DAY,
        with_check_address=False, by=district.coordinator,
    )  # fmt: skip
    made.refresh_from_db()
    plan = build_content(Document(kind="roadmap", programme=made, municipality=made.municipality))
    assert plan.parts[0].blocks[0].lines == ("Приложение", "к приказу от 01.09.2025 № 7")


def test_a_place_to_write_in_that_an_order_still_has_is_asked_about(district, draft, browse):
    texts = {
        place: text.replace("оставляю за собой", "возложить на ____________")
        for place, text in enumerate(words_of(draft).current)
        if "Контроль" in text
    }
    edit_passages(document=draft, texts=texts, by=district.coordinator)
    (doubt,) = doubts_of(ask_to_issue(browse("coordinator"), draft))

    assert "осталось место, чтобы вписать: «6. Контроль за исполнением" in doubt
