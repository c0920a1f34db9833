"""Uploading, replacing and removing a department's letterhead, and what orders are then printed on."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.history.models import Change
from reports.letterhead.models import Letterhead
from reports.letterhead.sample import sample_letterhead
from schools.archive.models import Archived
from schools.directory.models import Department
from tests.factories import make_draft
from tests.reports.letterhead.test_filling import letterhead, lines
from tests.reports.made_documents import programme as make_programme
from tests.reports.opened_docx import opened

OWN = letterhead("Герб района", "{{ текст }}")


def address(district, name: str = "letterhead") -> str:
    return reverse(name, args=[district.municipality.pk])


def send(client, district, content: bytes = OWN, name: str = "Бланк отдела.docx"):
    return client.post(address(district), {"file": SimpleUploadedFile(name, content)})


def kept_file() -> str:
    return Letterhead.objects.get().file.name


def test_a_letterhead_is_uploaded_shown_and_given_back(browse, district):
    client = browse("coordinator")
    assert send(client, district).url == address(district)

    page = client.get(address(district)).content.decode()
    assert "Бланк отдела.docx" in page
    assert "{{ заголовок }}" in page
    response = client.get(address(district, "letterhead-file"))
    assert b"".join(response.streaming_content) == OWN
    change = Change.objects.about(district.municipality).get()
    assert (change.changed_by, change.after["name"]) == (district.coordinator, "Бланк отдела.docx")


def test_another_letterhead_takes_the_place_of_the_first(browse, district, django_capture_on_commit_callbacks):
    client = browse("coordinator")
    send(client, district)
    first, new = kept_file(), letterhead("Новый герб")
    with django_capture_on_commit_callbacks(execute=True):
        send(client, district, new, "../новый.doc")

    kept = Letterhead.objects.get()
    assert (kept.name, kept.uploaded_by) == ("новый.docx", district.coordinator)
    assert kept.file.read() == new
    assert default_storage.exists(first)  # among what is deleted
    changes = Change.objects.about(district.municipality)
    assert [change.before.get("name") for change in changes] == ["Бланк отдела.docx", None]


def test_a_removed_letterhead_can_be_restored(browse, district, django_capture_on_commit_callbacks):
    client = browse("coordinator")
    send(client, district)
    path = kept_file()
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(address(district, "letterhead-remove")).url == address(district)

    assert not Letterhead.objects.exists()
    assert Change.objects.about(district.municipality).count() == 2
    client.post(reverse("deleted-restore", args=[Archived.objects.get().pk]))
    assert kept_file() == path
    assert default_storage.exists(path)


def test_a_refused_file_says_why_and_the_present_one_stays(browse, district):
    client = browse("coordinator")
    send(client, district)
    response = send(client, district, letterhead("{{ датта }}"))

    assert response.status_code == 422
    page = response.content.decode()
    assert "Поля «{{ датта }}» портал не знает" in page
    assert "Бланк отдела.docx" in page


def test_the_sample_bears_the_departments_name(browse, district):
    response = browse("coordinator").get(address(district, "letterhead-sample"))

    assert lines(response.content) == lines(sample_letterhead("Отдел образования"))


def test_the_sample_bears_the_departments_address(browse, district):
    Department.objects.filter(municipality=district.municipality).update(address="666100, с. Заречное")
    response = browse("coordinator").get(address(district, "letterhead-sample"))

    assert "666100, с. Заречное, телефон, электронная почта" in lines(response.content)


@pytest.fixture
def programme(district):
    orders = [{"id": "1", "number": "44", "clauses": ["Утвердить."]}]
    passport = [{"label": "Цель", "text": "Помочь"}]
    made = make_programme(orders=orders, passport=passport)
    made.municipality = district.municipality
    made.save()
    return made


def download(client, programme, kind: str, form: str):
    return client.get(reverse("document-print", args=[kind, form]), {"programme": programme.pk})


def test_orders_in_word_are_printed_on_it_and_nothing_else(browse, district, programme):
    client = browse("coordinator")
    send(client, district)

    assert "Герб района" in lines(download(client, programme, "order", "docx").content)
    assert "Герб района" not in lines(download(client, programme, "passport", "docx").content)
    assert download(client, programme, "order", "pdf").content.startswith(b"%PDF")


def test_a_lost_file_is_said_and_not_passed_over(browse, district, programme):
    client = browse("coordinator")
    send(client, district)
    default_storage.delete(kept_file())
    response = download(client, programme, "order", "docx")

    assert response.url == f"{reverse('document-new', args=['order'])}?programme={programme.pk}"
    assert "Загрузите бланк приказа ещё раз" in client.get(response.url).content.decode()
    assert client.get(address(district, "letterhead-file")).status_code == 404


def test_the_programmes_page_offers_every_document_as_pdf_and_word(browse, district, programme):
    detail = reverse("programme-detail", args=[programme.pk])
    page = browse("coordinator").get(detail).content.decode()

    for form in ("pdf", "docx"):
        assert f"{reverse('document-print', args=['order', form])}?programme={programme.pk}" in page
    assert address(district) in page
    assert address(district) not in browse("specialist").get(detail).content.decode()


def test_a_word_document_has_a_russian_name(browse, programme):
    response = download(browse("coordinator"), programme, "passport", "docx")

    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert "Помочь" in opened(response.content).tables[0].cell(0, 1).text
    assert download(browse("coordinator"), programme, "passport", "exe").status_code == 404


def test_pages_are_numbered_of_their_total_where_the_department_wants_so(browse, district, programme):
    client, url = browse("coordinator"), reverse("print-settings", args=[district.municipality.pk])
    before = download(client, programme, "passport", "docx").content
    client.post(url, {"page_numbers": "number-of-total", "has_check_address": ""})

    header = opened(download(client, programme, "passport", "docx").content).sections[0].header
    assert "NUMPAGES" in header._element.xml
    assert "NUMPAGES" not in opened(before).sections[0].header._element.xml
    assert Change.objects.about(district.municipality).filter(action="оформление документов изменено").exists()
    draft = make_draft(programme, "passport", by=district.coordinator)
    form = client.get(reverse("document-issue", args=[draft.pk])).context["form"]
    assert form["with_check_address"].value() is False
