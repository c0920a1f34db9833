"""What names an issued document stays as it was issued; a typing error is corrected beside it."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from portal.history.models import Change
from reports.issue.actions.correcting import correct_requisites
from reports.issue.actions.issuing import issue_document, repeal_document
from reports.issue.models import Document
from reports.issue.queries import content_of
from reports.issue.refusal import WrongDocumentState
from reports.issue.requisites import Requisites
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme
from schools.directory.models import Department
from schools.orders.acts import Act
from schools.orders.models import Order
from tests.factories import approve, make_draft, make_issued
from tests.reports.issue.test_issue import file_of

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 8, 30)


@pytest.fixture
def issued(district) -> Document:
    Department.objects.filter(municipality=district.municipality).update(full_name="Отдел образования района")
    order = Order.objects.create(
        municipality=district.municipality, number="214", issued_on=DAY, title="Об утверждении плана",
        signatory_position="Начальник отдела", signatory_name="И. И. Иванов",
    )  # fmt: skip
    return issue_document(
        document=make_draft(district.programme, "roadmap", by=district.coordinator), order=order, annex="3",
        in_force_on=DAY, with_check_address=True, by=district.coordinator,
    )  # fmt: skip


def pages_of(document: Document, client: Client) -> list[str]:
    """The register, the document's page and the open page of its check."""
    urls = "/documents/", reverse("document-detail", args=[document.pk])
    pages = [client.get(url).content.decode() for url in urls]
    return [*pages, Client().get(reverse("document-check", args=[document.code])).content.decode()]


def filled(client: Client, url: str) -> dict:
    form = client.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def test_a_later_change_of_the_order_or_of_the_department_changes_nothing(district, issued, browse):
    before = file_of(issued, browse("coordinator"), "docx")
    Order.objects.update(
        number="999-о",
        issued_on=datetime.date(2024, 1, 1),
        title="О другом",
        issuer="Другой",
        signatory_name="П. П. Петров",
    )
    Department.objects.update(full_name="Новое управление", name="Новое")

    for page in pages_of(issued, browse("coordinator")):
        assert "Приказ № 214 от 30.08.2025" in page
        assert "999-о" not in page
    _, own, check = pages_of(issued, browse("coordinator"))
    for page in (own, check):
        assert "Об утверждении плана" in page
        assert "Отдел образования района" in page
        assert "Начальник отдела И. И. Иванов" in page
        assert "Новое" not in page
    assert file_of(issued, browse("coordinator"), "docx") == before
    client = browse("coordinator")
    assert list(client.get("/documents/", {"words": "№ 214"}).context["documents"]) == [issued]
    assert not client.get("/documents/", {"words": "999"}).context["documents"].object_list
    assert list(client.get("/documents/", {"year": "2025"}).context["documents"]) == [issued]


def test_the_order_of_a_repeal_is_frozen_too(district, issued, browse):
    order = Order(municipality=district.municipality, number="5", issued_on=datetime.date(2026, 1, 1))
    repeal_document(document=issued, on=datetime.date(2026, 1, 2), order=order, by=district.coordinator)
    Order.objects.filter(number="5").update(number="77")

    _, *pages = pages_of(issued, browse("coordinator"))
    for page in pages:
        assert "Приказ № 5 от 01.01.2026" in page
        assert "№ 77" not in page


def test_an_orders_requisites_are_what_it_prints(district):
    issued = make_issued(district.programme, "order", by=district.coordinator)

    assert issued.as_issued.order_title.startswith("Об утверждении")
    assert issued.as_issued.issuer == "Отдел образования"


def test_a_typing_error_is_corrected_beside_the_bytes(district, issued, browse):
    client, url = browse("coordinator"), reverse("document-correct", args=[issued.pk])
    before = file_of(issued, client)
    typed = filled(client, url) | {
        "number": "№ 241", "issued_on": "2025-08-31", "reason": "Опечатка при вводе",
    }  # fmt: skip
    page = client.post(url, typed, follow=True)

    assert "Исправлено: 1 документ" in page.content.decode()
    for page in pages_of(issued, client):
        assert "Приказ № 241 от 31.08.2025" in page
        assert "«214»" in page
    _, own, check = pages_of(issued, client)
    for page in (own, check):
        assert "Опечатка при вводе" in page
        assert "было «30.08.2025», верно «31.08.2025»" in " ".join(page.split())
    assert district.coordinator.short_name in own
    assert district.coordinator.short_name not in check
    issued.refresh_from_db()
    assert file_of(issued, client) == before
    assert issued.as_issued.number == "214"
    assert [issued in Document.objects.search(words) for words in ("214", "241", "240")] == [True, True, False]
    change = Change.objects.about(issued).first()
    assert (change.action, change.changed_by) == ("реквизиты исправлены", district.coordinator)
    assert change.before == {"number": "214", "issued_on": "2025-08-30"}


@pytest.mark.parametrize("with_order", [True, False])
def test_the_order_and_its_other_documents_are_corrected_where_asked(with_order, district, issued):
    other = issue_document(
        document=make_draft(district.programme, "passport", by=district.coordinator), order=issued.order, annex="1",
        in_force_on=DAY, with_check_address=False, by=district.coordinator,
    )  # fmt: skip
    correct_requisites(
        document=issued, values={"number": "241", "annex": "2"}, reason="Опечатка", with_order=with_order,
        by=district.coordinator,
    )  # fmt: skip
    found = Document.objects.get(pk=other.pk).stated

    assert (found.number, found.annex) == ("241" if with_order else "214", "1")
    assert Order.objects.get(pk=issued.order_id).number == ("241" if with_order else "214")


def test_a_later_edition_says_what_was_corrected(district, issued):
    correct_requisites(
        document=issued, values={"number": "241"}, reason="Опечатка", with_order=False, by=district.coordinator
    )
    Activity.objects.filter(number="1.1").update(name="Другие слова")
    later = make_issued(district.programme, "roadmap", by=district.coordinator, number="300")

    assert content_of(later).parts[0].blocks[0].lines[1] == "к приказу от 30.08.2025 № 241"


def test_a_second_correction_shows_what_is_printed_and_what_is_right(district, issued, browse):
    for number in ("240", "241"):
        correct_requisites(
            document=issued, values={"number": number}, reason="Опечатка", with_order=True, by=district.coordinator
        )
    register, *_ = pages_of(issued, browse("coordinator"))

    assert "Приказ № 241" in register
    assert "в файле «214»" in register
    assert [(each.was, each.now) for each in issued.corrections.all()] == [("214", "240"), ("240", "241")]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reason": ""}, "Обязательное поле"),
        ({"number": ""}, "Обязательное поле"),
        ({"reason": "Так"}, "Ничего не исправлено"),
        ({"reason": "Так", "issued_on": "2125-08-30"}, "Проверьте дату"),
        ({"reason": "Так", "number": "2", "seen": "7"}, "исправил кто-то другой"),
    ],
)
def test_a_correction_that_is_none_is_refused_and_nothing_typed_is_lost(typed, words, issued, browse):
    client, url = browse("coordinator"), reverse("document-correct", args=[issued.pk])
    answer = client.post(url, filled(client, url) | typed)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not issued.corrections.exists()
    for name, value in typed.items():
        assert answer.context["form"][name].value() == value


def test_a_draft_is_edited_and_not_corrected(district):
    draft = make_draft(district.programme, "passport", by=district.coordinator)
    with pytest.raises(WrongDocumentState, match="Проект ещё не издан"):
        correct_requisites(document=draft, values={}, reason="Так", with_order=False, by=district.coordinator)


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_asks_as_often_for_three_as_for_one(count, district, browse, django_assert_num_queries):
    approve(district.programme, by=district.coordinator)
    for kind in ("passport", "roadmap", "indicators")[:count]:
        document = make_issued(district.programme, kind, by=district.coordinator, number=kind)
        correct_requisites(
            document=document, values={"number": "1"}, reason="Опечатка", with_order=False, by=district.coordinator
        )
    client = browse("coordinator")
    with django_assert_num_queries(8):
        client.get("/documents/")


def test_requisites_are_kept_and_read_back():
    full = Requisites(number="1", issued_on=DAY, order_title="О", annex="2", in_force_on=DAY, repealed_on=DAY)

    assert Requisites.of(full.kept()) == full
    assert Requisites.of(None) == Requisites()


def test_the_kind_of_act_is_kept_and_corrected_as_the_rest_is(district, browse):
    order = Order.objects.create(
        municipality=district.municipality,
        act=Act.RESOLUTION,
        number="12",
        issued_on=DAY,
        issuer="Администрация района",
    )
    document = issue_document(
        document=make_draft(district.programme, "roadmap", by=district.coordinator), order=order, annex="",
        in_force_on=DAY, with_check_address=False, by=district.coordinator,
    )  # fmt: skip
    Order.objects.update(act=Act.DECISION)
    for page in pages_of(document, browse("coordinator")):
        assert "Постановление № 12 от 30.08.2025" in page
    correct_requisites(
        document=document, values={"act": "распоряжение"}, reason="Не тот вид", with_order=True, by=district.coordinator
    )
    for page in pages_of(document, browse("coordinator")):
        assert "Распоряжение № 12 от 30.08.2025" in page
    assert Order.objects.get().act == Act.DIRECTIVE


def test_a_caption_in_a_files_own_words_that_says_the_error_is_told_of(district, issued, browse):
    Programme.objects.filter(pk=district.programme.pk).update(
        approval_order=issued.order, approval_caption="Приложение 1\nк приказу № 214"
    )
    client, url = browse("coordinator"), reverse("document-correct", args=[issued.pk])
    page = client.post(url, filled(client, url) | {"number": "241", "reason": "Опечатка"}, follow=True).content.decode()

    assert "В грифе программы набрано прежнее: «Приложение 1 к приказу № 214»" in page
