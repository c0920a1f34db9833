"""Workbooks for tests: the portal's own, filled in, and plain tables as people make them."""

import io
from collections.abc import Iterable

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl.workbook import Workbook

from indicators.catalogue.models import Period
from indicators.values.models import Value

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def book_of(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def bytes_of(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def table(rows: Iterable[Iterable], title: str = "Лист1") -> Workbook:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    return book


def upload(content: bytes | Workbook, name: str = "значения.xlsx") -> SimpleUploadedFile:
    content = content if isinstance(content, bytes) else bytes_of(content)
    return SimpleUploadedFile(name, content, content_type=XLSX)


def make_value(indicator, school, text: str, period: str = "2026", **fields) -> Value:
    period = Period.objects.labelled([period])[period]
    return Value.objects.create(indicator=indicator, school=school, period=period, text=text, **fields)


def cell_of(book: Workbook, row: str, column: str):
    """The cell of the first sheet in the row and the column with those headings."""
    sheet = book.worksheets[0]
    [number] = [cell.row for cell in sheet["B"] if cell.value == row]
    [letter] = [cell.column_letter for cell in sheet[4] if cell.value == column]
    return sheet[f"{letter}{number}"]


def download(client, district, name="value-export", **query):
    return book_of(client.get(reverse(name, args=[district.municipality.pk, "2026"]), query).content)


def send(client, district, book, kind="fact"):
    """The answer to the first pass: the page of changes, or the form with its faults."""
    url = reverse("value-import", args=[district.municipality.pk, "2026"])
    return client.post(url, {"file": upload(book), "kind": kind}, follow=True)


def confirm(client, answer, **choices):
    return client.post(answer.request["PATH_INFO"], {"shown": answer.context["checksum"], **choices}, follow=True)


def reply(client, answer, chosen: str):
    """Answer all that the file leaves open in the same way; the page with the list made anew."""
    data = {"shown": answer.context["checksum"], "answer:all": chosen}
    return client.post(f"{answer.request['PATH_INFO']}answers/", data, follow=True)


def texts() -> set[tuple[str, str]]:
    return {(str(value.school), value.text) for value in Value.objects.select_related("school")}
