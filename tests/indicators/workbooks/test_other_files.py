"""Tables that are no workbooks of Excel: LibreOffice's and those of text; and files that are made to do harm."""

import random
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from indicators.catalogue.models import Indicator
from portal.spreadsheets.opening import NotReadable
from portal.spreadsheets.sheets import read_workbook
from tests.factories import make_indicator
from tests.indicators.workbooks.excel_books import confirm, table, texts, upload
from tests.indicators.workbooks.test_excel_files import archive, part_of

NAMESPACES = 'xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c" xmlns:style="s"'
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def score(district) -> Indicator:
    return make_indicator(district.municipality, "Средняя отметка", unit="балл", possible_max=5)


def sheet(rows: str, more: str = "") -> bytes:
    return f"""<office:document-content {NAMESPACES}><office:automatic-styles>
<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="Итоги">{rows}</table:table>{more}</office:spreadsheet>
</office:body></office:document-content>""".encode()


def open_document(rows: str, more: str = "", **parts: bytes) -> bytes:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return archive({"mimetype": kind, "content.xml": sheet(rows, more), **parts})


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    written = "".join(each if each[0] == "<" else cell(each) for each in cells)
    return f"<table:table-row {attributes}>{written}</table:table-row>"


def send(client, district, content: bytes, name: str):
    url = reverse("value-import", args=[district.municipality.pk, "2026"])
    return client.post(url, {"file": SimpleUploadedFile(name, content), "kind": "fact"}, follow=True)


HEADINGS = row("Школа", "Средняя отметка")


class TestOpenDocument:
    def test_is_read_as_it_is_shown(self, browse, district, score):
        rows = HEADINGS + row("Берёзовская СОШ", cell("4,5", 'office:value-type="float" office:value="4.5"'))
        client = browse("specialist")
        confirm(client, send(client, district, open_document(rows), "итоги.ods"))

        assert texts() == {("Берёзовская СОШ", "4,5")}

    def test_per_cent_hidden_digits_errors_comments_and_spaces(self):
        percent = cell("45%", 'office:value-type="percentage" office:value="0.45"')
        rounded = cell("4,3", 'office:value-type="float" office:value="4.25"')
        error = cell("#ДЕЛ/0!", 'calcext:value-type="error"')
        noted = "<table:table-cell><office:annotation><text:p>со слов</text:p></office:annotation><text:p>12"
        noted += "<text:s text:c='2'/>из<text:span> 40</text:span></text:p></table:table-cell>"
        [read] = read_workbook(upload(open_document(row(percent, rounded, error, noted))))

        assert read.rows == {1: {1: "45%", 2: "4,3", 3: "#ДЕЛ/0!", 4: "12  из 40"}}
        assert read.rounded == {(1, 2): "В ячейке 4,25, а показано «4,3»: взято показанное."}
        assert "ошибка «#ДЕЛ/0!»" in read.no_values[1, 3]
        assert read.comments == {(1, 4): "со слов"}

    def test_repeated_merged_and_hidden(self):
        repeated = cell("1", 'table:number-columns-repeated="2"')
        merged = cell("2", 'table:number-columns-spanned="2" table:number-rows-spanned="3"')
        rows = row(repeated, merged, attributes='table:number-rows-repeated="2" table:visibility="collapse"')
        empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        hidden = f'<table:table table:name="Черновик" table:style-name="ta2">{row("1")}</table:table>'
        read, draft = read_workbook(upload(open_document(rows + empty + row("3"), hidden)))

        assert read.rows == {1: {1: "1", 2: "1", 3: "2"}, 2: {1: "1", 2: "1", 3: "2"}, 1_048_003: {1: "3"}}
        assert read.merged == [(3, 1, 4, 3)]
        assert (read.hidden_rows, read.is_hidden, draft.is_hidden) == ({1, 2}, False, True)

    def test_a_password_is_told(self):
        content = open_document(row("1"), **{"META-INF/manifest.xml": b"<a><manifest:encryption-data/></a>"})
        with pytest.raises(NotReadable, match="защищена паролем"):
            read_workbook(upload(content))


class TestText:
    ROWS = 'Школа;Средняя отметка\r\nБерёзовская СОШ;4,5\r\n\r\n«Сосновская ООШ»;"12; из 40"\r\n'

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
    def test_semicolons_in_any_encoding(self, encoding, browse, district, score):
        client = browse("specialist")
        confirm(client, send(client, district, self.ROWS.encode(encoding), "итоги.csv"))

        assert texts() == {("Берёзовская СОШ", "4,5"), ("Сосновская ООШ", "12; из 40")}

    @pytest.mark.parametrize("text", ["sep=|\nа|б\n", "а\tб\n"])
    def test_tabs_and_a_named_sign(self, text):
        [read] = read_workbook(upload(text.encode()))

        assert list(read.rows.values()) == [{1: "а", 2: "б"}]

    def test_commas_where_all_rows_are_of_one_width(self, browse, district, score):
        client = browse("specialist")
        rows = 'Школа,Средняя отметка,Примечание\r\nБерёзовская СОШ,"4,5",\r\nСосновская ООШ,4.25,нет\r\n'
        confirm(client, send(client, district, rows.encode("utf-8-sig"), "итоги.csv"))

        assert texts() == {("Берёзовская СОШ", "4,5"), ("Сосновская ООШ", "4.25")}

    @pytest.mark.parametrize(
        "content",
        [
            "Школа,Средняя отметка\nБерёзовская СОШ,4,5\nСосновская ООШ,4\n".encode(),
            'а,б\n"в,г\n'.encode(),
            "а\nб,в\n".encode(),
        ],
    )
    def test_commas_that_may_be_decimal_are_no_cells(self, content):
        with pytest.raises(NotReadable, match="не книга Excel"):
            read_workbook(upload(content))

    @pytest.mark.parametrize("content", ["а, б\n".encode(), b"\x00;\x01", b"<html>;</html>"])
    def test_what_is_no_table(self, content):
        with pytest.raises(NotReadable, match="не книга Excel"):
            read_workbook(upload(content))


def bulk_of(letters: int) -> bytes:
    """Words that no packing makes small, so that the file's ratio looks like a table's."""
    generator = random.Random(1)
    return b"<!--" + bytes(generator.choices(b"abcdefghijklmnopqrstuvwxyz", k=letters)) + b"-->"


def in_sheet(rows: str, letters: int = 300_000) -> bytes:
    return part_of(table([["a"]]), SHEET, f"<worksheet>{rows}</worksheet>".encode() + bulk_of(letters))


HOSTILE = {
    "elements": lambda: in_sheet("<sheetData><row>" + "<c/>" * 8_000_000 + "</row></sheetData>"),
    "letters": lambda: in_sheet(f"<sheetData><row><c><v>{'я' * 20_000_000}</v></c></row></sheetData>"),
    "columns": lambda: in_sheet("<cols>" + "<col min='1' max='16384' hidden='1'/>" * 600_000 + "</cols>"),
    "repeated cells": lambda: open_document(
        row(cell("я", 'table:number-columns-repeated="16000"'), attributes='table:number-rows-repeated="1000000"')
    ),
    "repeated words": lambda: open_document(
        row(cell("ш" * 30_000, 'table:number-columns-repeated="100"'), attributes='table:number-rows-repeated="1000"')
    ),
    "repeated blanks": lambda: open_document(row(cell("<text:s text:c='1000'/>" * 20_000))),
    "cells of text": lambda: ("4;" * 11_000 + "\n").encode() * 100,
    "columns of text": lambda: ("4;" * 1_100_000 + "\n").encode(),
}


@pytest.mark.parametrize("harm", HOSTILE)
def test_a_small_file_that_unpacks_into_very_much_is_refused_soon(harm):
    content = HOSTILE[harm]()
    began = time.process_time()
    with pytest.raises(NotReadable, match=r"слишком велика|заполненных ячеек|повреждён|столбцов: столько не бывает"):
        read_workbook(upload(content))

    assert len(content) < 2_500_000
    assert time.process_time() - began < 3


def test_many_names_that_nobody_knows_take_no_longer_than_they_must(browse, district, score):
    """Each row was once compared with all that stand before it."""
    rows = "Школа;Средняя отметка\n" + "".join(f"Школа {number};4\n" for number in range(10_000))
    began = time.process_time()
    answer = send(browse("specialist"), district, rows.encode(), "школы.csv")

    assert len(answer.context["unplaced"]) == 10_000
    assert time.process_time() - began < 10
