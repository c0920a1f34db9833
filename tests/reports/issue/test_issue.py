"""Issued documents: kept as printed, checked by anybody, amended, repealed."""

import datetime
import hashlib
import html
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portal.history.models import Change
from portal.text.keys import natural_key
from reports.blocks.content import Caption, CheckAddress
from reports.blocks.paper import PageNumbers
from reports.blocks.stored import from_json, to_json
from reports.issue.actions.drafting import edit_passages
from reports.issue.actions.issuing import issue_document, repeal_document
from reports.issue.as_issued import as_issued
from reports.issue.models import Document
from reports.issue.queries import build_content, content_of, words_of
from reports.issue.refusal import WrongDocumentState
from reports.letterhead.models import PrintSettings
from roadmap.editions.actions import approve_programme
from roadmap.editions.copying import begin_amendment
from roadmap.plan.models import Activity, Roadmap
from roadmap.programmes.models import PassportItem, Programme
from schools.orders.models import Order
from tests.factories import approve, make_draft, make_issued
from tests.reports.made_documents import pdf_words, squeezed

pytestmark = pytest.mark.django_db
PDF = "pdf"


@pytest.fixture
def issued(district) -> Document:
    return make_issued(district.programme, "roadmap", by=district.coordinator)


def file_of(document: Document, client: Client, file_format: str = PDF):
    answer = client.get(reverse("document-file", args=[document.pk, file_format]))
    return b"".join(answer) if answer.streaming else answer.content


def test_an_issued_document_stays_what_it_was(district, issued, browse):
    before = file_of(issued, browse("coordinator"))
    Activity.objects.update(name="Другие слова")

    assert hashlib.sha256(before).hexdigest() == issued.pdf_sha256
    assert file_of(issued, browse("coordinator")) == before
    assert squeezed("Другие слова") not in pdf_words(before)
    assert "Другие слова" not in str(content_of(Document.objects.get(pk=issued.pk)))


def test_an_issued_document_without_its_file_is_not_made_anew(district, issued, browse):
    issued.pdf.storage.delete(issued.pdf.name)
    answer = browse("coordinator").get(reverse("document-file", args=[issued.pk, PDF]))

    assert answer.status_code == 404


def test_a_browser_that_has_the_file_is_not_sent_it_again(issued, browse):
    url = reverse("document-file", args=[issued.pk, PDF])
    tag = browse("coordinator").get(url)["ETag"]

    assert browse("coordinator").get(url, headers={"If-None-Match": tag}).status_code == 304


def test_the_caption_names_the_order_and_the_last_page_the_address(issued):
    content = content_of(issued)
    blocks = [block for part in content.parts for block in part.blocks]

    assert blocks[0] == Caption(("Приложение № 2", "к приказу от 30.08.2025 № 214"))
    assert blocks[-1] == CheckAddress(f"http://127.0.0.1:8000/check/{issued.code}/")
    assert content.order == "от 30.08.2025 № 214"
    assert from_json(to_json(content)) == content


def test_every_step_is_in_the_history_and_none_is_taken_twice(district, issued):
    with pytest.raises(WrongDocumentState, match="издан"):
        issue_document(
            document=issued, order=issued.order, annex="", in_force_on=datetime.date(2025, 9, 1),
            with_check_address=False, by=district.coordinator,
        )  # fmt: skip
    repeal_document(document=issued, on=datetime.date(2026, 1, 1), order=None, by=district.coordinator)
    with pytest.raises(WrongDocumentState, match="отменён"):
        repeal_document(document=issued, on=datetime.date(2026, 1, 1), order=None, by=district.coordinator)

    actions = Change.objects.about(issued).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["подготовлен", "издан", "приложен файл", "отменён"]


def test_a_later_edition_takes_the_place_of_the_earlier(district, issued, browse):
    Activity.objects.filter(number="1.1").update(name="Семинар для учителей математики")
    later = make_issued(district.programme, "roadmap", by=district.coordinator, number="300")

    issued.refresh_from_db()
    assert (later.amends, issued.status) == (issued, Document.Status.SUPERSEDED)
    assert content_of(later).parts[0].blocks[0].lines == (
        "Приложение № 2", "к приказу от 30.08.2025 № 214", "(в редакции приказа от 30.08.2025 № 300)",
    )  # fmt: skip
    page = browse("coordinator").get(reverse("document-compare", args=[later.pk])).content.decode()
    assert "<ins>" in page
    assert "математики" in page
    assert "Есть более поздняя редакция" in browse("coordinator").get(
        reverse("document-detail", args=[issued.pk])
    ).content.decode()  # fmt: skip


def test_a_revision_of_the_programme_amends_what_was_issued_of_the_earlier_one(district, issued):
    revision = Programme.objects.create(
        municipality=district.municipality, title="Новая редакция", start_year=2025, end_year=2027,
        amends=district.programme,
    )  # fmt: skip
    PassportItem.objects.create(programme=revision, position=0, label="Цель", text="Помочь")
    passport = make_issued(district.programme, "passport", by=district.coordinator, number="5")

    assert make_draft(revision, "passport", by=district.coordinator).amends == passport


def test_there_is_one_draft_about_one_thing(district):
    one = make_draft(district.programme, "passport", by=district.coordinator)

    assert make_draft(district.programme, "passport", by=district.coordinator) == one


def test_words_are_edited_before_the_issue_and_not_after(district, browse):
    approve(district.programme, by=district.coordinator)
    draft = make_draft(district.programme, "execution", by=district.coordinator)
    client, url = browse("coordinator"), reverse("document-words", args=[draft.pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}
    client.post(url, data | {"text-0": "Отчёт за полугодие"})

    draft.refresh_from_db()
    assert "Отчёт за полугодие" in str(content_of(draft))
    issued = make_issued(district.programme, "execution", by=district.coordinator)
    assert issued.pk == draft.pk
    assert squeezed("Отчёт за полугодие") in pdf_words(issued.pdf.read())
    with pytest.raises(WrongDocumentState, match="больше не меняются"):
        edit_passages(document=issued, texts={0: "Другое"}, by=district.coordinator)


def test_what_is_typed_into_the_words_is_kept_in_the_browser_and_each_field_has_a_name(district, browse):
    draft = make_draft(district.programme, "execution", by=district.coordinator)
    page = browse("coordinator").get(reverse("document-words", args=[draft.pk]))
    labels = [field.label for name, field in page.context["form"].fields.items() if name.startswith("text-")]

    assert re.search(r"<form[^>]* data-portal-draft>", page.content.decode())
    assert 'type="hidden" name="seen-0"' in page.content.decode()  # the mark that drafts.js restores with the words
    assert len(set(labels)) == len(labels)
    assert labels[0].startswith("Заголовок «О")


def test_what_somebody_else_edited_meanwhile_is_not_written_over(district, browse):
    draft = make_draft(district.programme, "execution", by=district.coordinator)
    client, url = browse("coordinator"), reverse("document-words", args=[draft.pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}
    edit_passages(document=draft, texts={0: "Слова коллеги"}, by=district.coordinator)

    refused = client.post(url, data | {"text-0": "Мои слова"})
    assert refused.status_code == 422
    assert "Слова коллеги" in refused.content.decode()
    assert "Мои слова" in refused.content.decode()
    again = {name: refused.context["form"][name].value() for name in form.fields}
    client.post(url, again)
    draft.refresh_from_db()
    assert words_of(draft).current[0] == "Мои слова"


def test_issuing_in_the_browser(district, browse):
    client = browse("coordinator")
    begun = client.post(f"{reverse('document-new', args=['passport'])}?programme={district.programme.pk}")
    draft = Document.objects.get()
    assert begun.url == reverse("document-detail", args=[draft.pk])
    url, typed = reverse("document-issue", args=[draft.pk]), {
        "number": "№ 7-од", "issued_on": "2025-09-01", "annex": "1", "with_check_address": "on",
    }  # fmt: skip
    asked = client.post(url, typed)
    assert "data:image/png;base64," in asked.content.decode()
    assert not Document.objects.issued().exists()
    assert not Order.objects.exists()
    page = client.post(url, typed | {"seen": asked.context["mark"]}, follow=True)

    draft.refresh_from_db()
    assert (draft.status, draft.order.number, draft.in_force_on) == ("issued", "7-од", datetime.date(2025, 9, 1))
    assert "действует" in page.content.decode()
    assert draft.pdf_sha256 in page.content.decode()


def test_what_is_typed_comes_back_and_what_changed_meanwhile_is_asked_again(district, browse):
    draft = make_draft(district.programme, "roadmap", by=district.coordinator)
    client, url = browse("coordinator"), reverse("document-issue", args=[draft.pk])
    typed = {"number": "7", "issued_on": "2025-09-01", "annex": "3", "title": "Об утверждении"}
    asked = client.post(url, typed)
    back = client.post(url, typed | {"back": "1"})
    Activity.objects.filter(number="1.1").update(name="Другие слова")
    again = client.post(url, typed | {"seen": asked.context["mark"]})

    assert [back.context["form"][name].value() for name in typed] == list(typed.values())
    assert "документ изменился" in again.content.decode()
    assert not Document.objects.issued().exists()


@pytest.mark.parametrize(
    ("title", "is_said"),
    [("План (ПРОЕКТ)", True), ("План [проект]", True), ("План (проект «Школа»)", False), ("Проект плана", False)],
)
def test_a_draft_that_calls_itself_one_says_so_before_the_issue(title, is_said, district, browse):
    Roadmap.objects.filter(programme=district.programme).update(title=title)
    draft = make_draft(district.programme, "roadmap", by=district.coordinator)
    asked = ask_to_issue(browse("coordinator"), draft, annex="3")

    assert ("осталось слово «проект» в скобках" in asked.content.decode()) == is_said
    assert "Издать\n" in asked.content.decode()
    if is_said:
        assert reverse("programme-detail", args=[district.programme.pk]) in asked.content.decode()


def ask_to_issue(client: Client, draft: Document, **typed):
    typed = {"number": "7", "issued_on": "2025-09-01"} | typed
    return client.post(reverse("document-issue", args=[draft.pk]), typed)


def test_the_mark_of_a_draft_in_a_documents_own_words_is_edited_there(district, browse):
    approve(district.programme, by=district.coordinator)
    draft = make_draft(district.programme, "execution", by=district.coordinator)
    edit_passages(document=draft, texts={0: "Отчёт (проект)"}, by=district.coordinator)
    page = ask_to_issue(browse("coordinator"), draft).content.decode()

    assert "«Отчёт (проект)»" in page
    assert reverse("document-words", args=[draft.pk]) in page


@pytest.mark.parametrize("persona", ["specialist", "director"])
def test_drafts_are_seen_by_those_who_prepare_them(persona, district, browse):
    draft = make_draft(district.programme, "passport", by=district.coordinator)

    assert str(draft.pk) not in [str(each.pk) for each in browse(persona).get("/documents/").context["documents"]]
    assert browse(persona).get(reverse("document-detail", args=[draft.pk])).status_code == 404


def test_a_draft_is_not_deleted_by_one_click(district, browse):
    draft = make_draft(district.programme, "passport", by=district.coordinator)
    page = browse("coordinator").get(reverse("document-detail", args=[draft.pk])).content.decode()
    asked = re.search(r"<details>\s*<summary>Удалить проект</summary>(.*?)</details>", page, re.DOTALL)

    assert reverse("document-delete", args=[draft.pk]) in asked[1]
    assert "Да, удалить проект" in asked[1]
    assert page.count(reverse("document-delete", args=[draft.pk])) == 1


def test_a_director_does_not_see_documents_that_name_all_schools(district, browse):
    whole = make_issued(district.programme, "programme", by=district.coordinator)

    assert browse("director").get(reverse("document-detail", args=[whole.pk])).status_code == 404
    assert browse("specialist").get(reverse("document-detail", args=[whole.pk])).status_code == 200


def test_the_register_finds_by_word_kind_year_and_order(district, issued, browse, django_assert_num_queries):
    client = browse("specialist")
    found = {"words": "ДОРОЖНАЯ"}, {"kind": "roadmap"}, {"year": "2025"}, {"status": "issued"}
    for asked in found:
        assert list(client.get("/documents/", asked).context["documents"]) == [issued]
    for asked in ({"words": "нет такого"}, {"kind": "order"}, {"year": "2024"}, {"status": "repealed"}):
        assert not client.get("/documents/", asked).context["documents"].object_list


@pytest.mark.parametrize(
    "words",
    ["231-о", "231-О", "№ 231-о", "N231-о", "231", "приказ 231-о", "Приказом № 231-о от 30.08.2025", "номер 231"],
)
def test_the_register_finds_by_the_number_of_the_order(words, district, issued, browse):
    about = make_issued(district.programme, "passport", by=district.coordinator, number="231-о")

    assert list(browse("specialist").get("/documents/", {"words": words}).context["documents"]) == [about]


@pytest.mark.parametrize("words", ["31-о", "приказ 2310", "о", "приказ", "№"])
def test_another_number_or_no_number_finds_nothing_by_it(words, district):
    make_issued(district.programme, "passport", by=district.coordinator, number="231-о")

    assert list(Document.objects.search(words)) == list(Document.objects.filter(title_key__contains=natural_key(words)))


class TestCheck:
    def test_anybody_learns_whether_a_file_is_what_was_issued(self, issued):
        anybody, url = Client(), reverse("document-check", args=[issued.code])
        issued.pdf.open()
        genuine = issued.pdf.read()

        assert "№ 214" in anybody.get(url).content.decode()
        for data in ({"file": SimpleUploadedFile("a.pdf", genuine)}, {"sha256": issued.pdf_sha256.upper()}):
            assert "Файл подлинный" in anybody.post(url, data).content.decode()
        changed = SimpleUploadedFile("a.pdf", genuine + b" ")
        assert "Такого файла портал не издавал" in anybody.post(url, {"file": changed}).content.decode()

    @pytest.mark.parametrize("file_format", ["docx", "xlsx"])
    def test_an_editable_copy_is_no_forgery_but_cannot_be_checked(self, file_format, issued, browse):
        copy = SimpleUploadedFile("файл", file_of(issued, browse("coordinator"), file_format))
        page = Client().post(reverse("document-check", args=[issued.code]), {"file": copy}).content.decode()

        assert "Это редактируемая копия: подлинник — PDF" in page
        assert "Такого файла портал не издавал" not in page
        assert "Файл подлинный" not in page

    @pytest.mark.parametrize("content", [b"PK\x03\x04", b"word/document.xml", b"%PDF-1.7 word/document.xml"])
    def test_what_only_resembles_an_editable_copy_is_none(self, content, issued):
        file = SimpleUploadedFile("a.docx", content)
        page = Client().post(reverse("document-check", args=[issued.code]), {"file": file}).content.decode()

        assert "Такого файла портал не издавал" in page

    def test_another_document_is_told_from_this_one(self, district, issued):
        other = make_issued(district.programme, "passport", by=district.coordinator, number="9")
        page = Client().post(reverse("document-check", args=[issued.code]), {"sha256": other.pdf_sha256})

        assert "Это другой документ" in page.content.decode()

    @pytest.mark.parametrize(
        ("data", "words"),
        [({}, "Выберите файл"), ({"sha256": "12"}, "64 знака"), ({"file": ContentFile(b"", "a.pdf")}, "пуст")],
    )
    def test_what_is_wrong_is_said(self, data, words):
        answer = Client().post(reverse("check"), data)

        assert answer.status_code == 422
        assert words in answer.content.decode()

    def test_a_repealed_and_a_superseded_document_say_so(self, district, issued):
        repeal_document(document=issued, on=datetime.date(2026, 1, 1), order=None, by=district.coordinator)

        assert "отменён" in Client().get(reverse("document-check", args=[issued.code])).content.decode()

    def test_drafts_are_nobodys_to_check(self, district):
        make_draft(district.programme, "passport", by=district.coordinator)

        assert Client().get(reverse("document-check", args=["a"])).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("Скан.pdf", b"%PDF-1.7 scan", "Файл приложен"),
        ("x.exe", b"MZ", "не принимает"),
        ("p.sig", b"0\x82", "приложен"),
    ],
)
def test_a_scan_or_a_signature_is_attached(name, content, words, issued, browse):
    url = reverse("document-attach", args=[issued.pk])
    data = {"kind": "scan", "file": SimpleUploadedFile(name, content)}

    assert words in browse("coordinator").post(url, data, follow=True).content.decode()


def test_the_preview_shows_the_pages_as_pictures(district, issued, browse):
    client = browse("coordinator")
    answer = client.get(reverse("document-file", args=[issued.pk, "preview"]))
    draft = client.get(f"{reverse('document-print', args=['passport', 'preview'])}?programme={district.programme.pk}")

    for page in (answer, draft):
        assert page["X-Frame-Options"] == "SAMEORIGIN"
        assert "data:image/png;base64," in page.content.decode()
        assert "Страница 1 из" in page.content.decode()


def test_a_preview_of_nothing_says_why(district, browse):
    url = f"{reverse('document-print', args=['low-result-schools', 'preview'])}?programme={district.programme.pk}"

    assert "нет списков школ" in browse("coordinator").get(url).content.decode()


def test_a_draft_programme_with_a_draft_document_says_what_is_in_the_way(district, browse):
    draft = make_draft(district.programme, "passport", by=district.coordinator)
    page = browse("coordinator").post(reverse("programme-delete", args=[district.programme.pk]), follow=True)

    assert f"От программы зависит другое: «{draft}»" in html.unescape(page.content.decode())
    assert Programme.objects.filter(pk=district.programme.pk).exists()
    browse("coordinator").post(reverse("document-delete", args=[draft.pk]))
    browse("coordinator").post(reverse("programme-delete", args=[district.programme.pk]))
    assert not Programme.objects.filter(pk=district.programme.pk).exists()


def test_an_annex_is_of_the_order_that_was_chosen_and_has_the_number_that_was_typed(district):
    approve(district.programme, by=district.coordinator)
    approving = district.programme.approval_order
    draft = make_draft(district.programme, "passport", by=district.coordinator)
    draft.programme = district.programme
    other = Order.objects.create(municipality=district.municipality, number="9", issued_on=datetime.date(2025, 5, 5))
    captions = {}
    for annex, order in (("1", approving), ("3", approving), ("1", other)):
        draft.order, draft.annex, draft.code = order, annex, "a"
        content = as_issued(draft, content_of(draft), with_check_address=False)
        captions[annex, order.number] = content.parts[0].blocks[0].lines

    assert captions == {
        ("1", "1-о"): ("Приложение № 1", "к приказу от 20.01.2025 № 1-о"),
        ("3", "1-о"): ("Приложение № 3", "к приказу от 20.01.2025 № 1-о"),
        ("1", "9"): ("Приложение № 1", "к приказу от 05.05.2025 № 9"),
    }


def test_annexes_of_one_order_are_offered_their_own_numbers(district, browse):
    PassportItem.objects.create(programme=district.programme, position=9, label="Цель", text="Помочь")
    offered = {}
    for kind in ("passport", "roadmap"):
        draft = make_draft(district.programme, kind, by=district.coordinator)
        form = browse("coordinator").get(reverse("document-issue", args=[draft.pk])).context["form"]
        offered[kind] = form["annex"].value()

    assert offered["passport"] == "1"
    assert int(offered["roadmap"]) > 1


def test_a_report_is_offered_no_order_and_an_order_no_annex(district, browse):
    approve(district.programme, by=district.coordinator)
    report = make_draft(district.programme, "execution", by=district.coordinator)
    order = make_draft(district.programme, "order", by=district.coordinator)
    client = browse("coordinator")

    assert client.get(reverse("document-issue", args=[report.pk])).context["form"]["known_order"].value() is None
    assert "annex" not in client.get(reverse("document-issue", args=[order.pk])).context["form"].fields


def test_an_approved_amendment_says_whose_edition_it_is_also_before_its_issue(district):
    approve(district.programme, by=district.coordinator)
    revision = begin_amendment(district.programme, by=district.coordinator)
    Activity.objects.filter(direction__roadmap__programme=revision, number="1.1").update(name="Другие слова")
    order = Order(municipality=district.municipality, number="240", issued_on=datetime.date(2026, 11, 20))
    drafted = build_content(Document(kind="order", programme=revision, municipality=district.municipality))
    approve_programme(programme=revision, order=order, annex="1", by=district.coordinator)
    revision = Programme.objects.get(pk=revision.pk)
    plan = build_content(Document(kind="roadmap", programme=revision, municipality=district.municipality))

    assert "утверждённую приказом от 20.01.2025 № 1-о (далее – Программа), изменения" in str(drafted)
    assert plan.parts[0].blocks[0].lines == (
        "Приложение № 3", "к приказу от 20.01.2025 № 1-о", "(в редакции приказа от 20.11.2026 № 240)",
    )  # fmt: skip


def test_word_of_an_issued_document_keeps_what_it_was_printed_on(district, issued, browse):
    before = file_of(issued, browse("coordinator"), "docx")
    PrintSettings.objects.create(municipality=district.municipality, page_numbers=PageNumbers.NUMBER_OF_TOTAL)

    assert file_of(issued, browse("coordinator"), "docx") == before
