"""A large workbook of values is read by the worker: the upload answers at once, its page waits, then goes on."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from indicators.workbooks import apart, uploads
from indicators.workbooks.apart import is_large, read_values_apart, sheets_of
from indicators.workbooks.views import first_pass
from portal.heavy.models import HeavyReading
from portal.heavy.running import run_reading
from portal.spreadsheets.sheets import read_workbook
from tests.factories import make_collection, make_indicator
from tests.hostile.workbooks import changed, rows, workbook
from tests.indicators.workbooks.excel_books import bytes_of, cell_of, confirm, download, table, texts

UNKNOWN = "Неизвестная школа"


@pytest.fixture
def small_limit(monkeypatch):
    """Anything is large, and nothing is read by the web server's own process."""
    monkeypatch.setattr(apart, "LARGE_BYTES", 1)
    for module in (first_pass, uploads):
        monkeypatch.setattr(module, "read_workbook", None)


def sent(client, district, content: bytes, **more):
    url = reverse("value-import", args=[district.municipality.pk, "2026"])
    return client.post(url, {"file": SimpleUploadedFile("а.xlsx", content), "kind": "plan", **more}, follow=True)


def test_it_waits_is_read_and_is_written_as_any_other(browse, district, small_limit):
    make_indicator(district.municipality, "Средняя отметка", unit="балл")
    client = browse("specialist")
    book = download(client, district)
    cell_of(book, "Берёзовская СОШ", "Средняя отметка").value = 4.5
    page = sent(client, district, bytes_of(book), kind="fact")
    assert "ждёт очереди" in page.text
    assert texts() == set()
    assert run_reading(HeavyReading.objects.get().pk) == "done"
    page = client.get(page.redirect_chain[-1][0], follow=True)
    assert "Новые: 1" in page.text
    confirm(client, page)
    assert texts() == {("Берёзовская СОШ", "4,5")}


def test_what_the_page_was_told_stays_and_another_answer_reads_nothing_again(browse, district, small_limit):
    make_indicator(district.municipality, "Средняя отметка")
    content = table([["Школа", "Средняя отметка"], [UNKNOWN, "4"], ["Берёзовская СОШ", "3"]])
    client = browse("coordinator")
    page = sent(client, district, bytes_of(content), is_return="on")
    run_reading(HeavyReading.objects.get().pk)
    page = client.get(page.redirect_chain[-1][0], follow=True)
    plan = page.context["plan"]
    assert (plan.kind, plan.is_return) == ("plan", True)
    assert [each.text for _, each in plan.unplaced] == [UNKNOWN]
    token = page.context["token"]
    answers = reverse("value-import-answers", args=[district.municipality.pk, token])
    assert client.post(answers, {}, follow=True).status_code == 200


def test_months_without_years_come_back_from_the_worker():
    content = workbook(rows(2, [("A", "45000")]), "mmmm yyyy")
    (read,) = read_workbook(io.BytesIO(content))

    assert read.parts_of_days == {(1, 1): "март 2023", (2, 1): "март 2023"}
    assert sheets_of(read_values_apart("а.xlsx", content, {})) == [read]


def test_one_that_is_no_workbook_says_so_there(browse, district, small_limit):
    client = browse("coordinator")
    page = sent(client, district, changed(workbook(""), sheet1="<broken"))
    assert run_reading(HeavyReading.objects.get().pk) == "failed"
    assert "повреждён" in client.get(page.redirect_chain[-1][0]).text


def test_one_that_is_none_at_all_does_not_wait(browse, district, small_limit):
    page = sent(browse("coordinator"), district, b"PK\x03\x04 nothing")
    assert (page.status_code, HeavyReading.objects.count()) == (422, 0)
    assert "повреждён" in page.text


def test_nobody_opens_what_another_uploaded(browse, district, small_limit):
    page = sent(browse("coordinator"), district, bytes_of(table([["Школа", "Показатель"]])))
    run_reading(HeavyReading.objects.get().pk)
    answer = browse("specialist").get(page.redirect_chain[-1][0])
    assert (answer.status_code, answer.context["form"].is_bound) == (200, False)


def test_that_of_a_collection_comes_back_to_it(browse, district, small_limit):
    collection = make_collection(district.municipality, by=district.coordinator)
    client = browse("coordinator")
    url = reverse("collection-import", args=[collection.pk])
    file = SimpleUploadedFile("а.xlsx", bytes_of(table([["Школа", "Показатель"], [UNKNOWN, "4"]])))
    page = client.post(url, {"file": file}, follow=True)
    run_reading(HeavyReading.objects.get().pk)
    page = client.get(page.redirect_chain[-1][0], follow=True)
    assert page.context["plan"].collection == collection.pk


def test_what_is_written_down_is_read_again_the_same():
    cells = (
        rows(30, [("A", "1"), ("C", "1e300"), ("D", "9" * 20)])
        + '<row r="40" hidden="1"><c r="A40" t="e"><v>#REF!</v></c></row>'
    )
    content = workbook(
        cells, "0.0", before='<cols><col min="4" max="4" hidden="1"/></cols>',
        behind='<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="A"/></mergeCells>',
    )  # fmt: skip
    read = read_workbook(io.BytesIO(content))
    assert read[0].no_values
    assert read[0].merged
    assert sheets_of(read_values_apart("а.xlsx", content, {})) == read


@pytest.mark.parametrize(
    ("content", "large"),
    [
        (workbook(rows(2_200, [(c, "1") for c in "ABCDEFGHIJKLMNOPQRST"])), False),
        (workbook(rows(2_800, [(c, "1") for c in "ABCDEFGHIJKLMNOPQRST"])), True),
        (b"1;" * 2_000_000, False),
        (b"1;" * 5_000_000, True),
        (b"", False),
    ],
)
def test_what_is_large_is_told_by_its_size(content, large):
    assert is_large(io.BytesIO(content)) is large
