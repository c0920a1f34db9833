"""What PDF/A-2a and PDF/UA-1 ask of a file, as far as it can be seen in its objects."""

import re
from dataclasses import replace

import pypdfium2
import pytest

from portal.text.prose import Heading, Paragraph, ProseSpan
from reports.blocks.content import CheckAddress, Content, DocumentPart, Table, TableCell, TableColumn, TableRow
from reports.blocks.paper import PageNumbers
from reports.layout.check_code import ALTERNATIVE
from reports.layout.contents import MOST_PAGES_WITHOUT
from reports.layout.pdf import render_pdf
from tests.reports.made_documents import pdf_pages
from tests.reports.opened_pdf import assert_archival, unpacked

TITLE, ORDER = "План «дорожная карта»", "от 30.08.2025 № 214"


def words(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph((ProseSpan(text),), "left"),)


def plan(rows: int = 3, *more) -> Content:
    """A direction at every twentieth row."""
    made = [
        TableRow((TableCell(words(f"Направление {n // 20 + 1}"), colspan=2, bold=True),), is_heading=True)
        if n % 20 == 0
        else TableRow(
            (TableCell(words(str(n))), TableCell(words(f"Мероприятие {n} для учителей и обучающихся школ района")))
        )
        for n in range(rows)
    ]
    header = TableRow((TableCell(words("№ п/п"), bold=True), TableCell(words("Наименование"), bold=True)))
    table = Table((TableColumn("number"), TableColumn()), (header,), tuple(made))
    return Content(TITLE, (DocumentPart((Heading((ProseSpan(TITLE),)), table, *more)),), ORDER)


def hexed(text: str) -> str:
    return text.encode("utf-16-be").hex()


def test_the_file_is_for_keeping_and_for_assistive_programs():
    assert_archival(render_pdf(plan()))


def test_title_and_order_are_in_both_kinds_of_metadata():
    pdf = render_pdf(plan())
    document = pypdfium2.PdfDocument(pdf)
    assert (document.get_metadata_value("Title"), document.get_metadata_value("Subject")) == (TITLE, ORDER)
    document.close()
    file = unpacked(pdf).encode("latin-1").decode("utf-8", "ignore")
    assert f">{TITLE}</rdf:li></rdf:Alt></dc:title>" in file
    assert f">{ORDER}</rdf:li></rdf:Alt></dc:description>" in file


def test_header_cells_say_whose_they_are():
    file = unpacked(render_pdf(plan()))
    headers = re.findall(r"/S /TH/.*?>>", file)
    assert len(headers) == 2
    assert all("/Scope /Column" in header for header in headers)


def test_the_check_address_stands_at_the_foot_of_the_last_page_with_an_alternative_text():
    address = "https://example.ru/check/7F3K-9QWM"
    pdf = render_pdf(plan(60, CheckAddress(address)))
    pages = pdf_pages(pdf)
    assert len(pages) > 1
    with_address = [address in re.sub(r"\s", "", page) for page in pages]
    assert with_address == [False] * (len(pages) - 1) + [True]
    assert re.search(rf"/S /Figure.*?/Alt <feff{hexed(ALTERNATIVE)}>", unpacked(pdf), re.DOTALL)
    document = pypdfium2.PdfDocument(pdf)
    text = document[len(pages) - 1].get_textpage()
    at = text.search("example.ru").get_next()
    assert text.get_charbox(at[0])[3] < 30 / 25.4 * 72
    document.close()


def test_a_file_of_one_content_is_the_same_every_time():
    assert render_pdf(plan(300)) == render_pdf(plan(300))


def test_pages_say_of_how_many_they_are_if_the_department_wants_it():
    pages = pdf_pages(render_pdf(plan(120), numbers=PageNumbers.NUMBER_OF_TOTAL))
    assert [f"{n} из {len(pages)}" in page for n, page in enumerate(pages, 1)] == [False] + [True] * (len(pages) - 1)


def test_a_long_document_has_a_table_of_contents():
    pdf = render_pdf(plan(500))
    pages = pdf_pages(pdf)
    assert len(pages) > MOST_PAGES_WITHOUT
    listed = re.findall(r"Направление (\d+)[ .]+(\d+)\s", pages[0])
    assert len(listed) == 25
    body = pages[0].index("Наименование")
    for direction, number in listed:
        page = pages[int(number) - 1][body if number == "1" else 0 :]
        assert re.search(rf"Направление {direction}\b", page), (direction, number)
    file = unpacked(pdf)
    assert file.count("/S /TOCI") == 25
    assert "/S /LI" not in file
    assert file.count("/Subtype /Link") >= 25


def test_a_short_document_has_none():
    assert not any("Содержание" in page for page in pdf_pages(render_pdf(plan(100))))


@pytest.mark.parametrize(("rows", "asked"), [(100, True), (500, False)])
def test_a_document_may_say_itself_whether_it_has_one(rows, asked):
    pages = pdf_pages(render_pdf(replace(plan(rows), has_contents=asked)))
    assert any("Содержание" in page for page in pages) == asked


def test_neither_a_heading_ends_a_page_nor_a_total_begins_one():
    for rows in range(40, 60):
        content = plan(rows)
        heading, table = content.parts[0].blocks
        total = TableRow((TableCell(), TableCell(words("Итого"))), is_total=True)
        part = replace(content.parts[0], blocks=(heading, replace(table, rows=(*table.rows, total))))
        pages = [page.strip().splitlines() for page in pdf_pages(render_pdf(replace(content, parts=(part,))))]
        body = [[line for line in page if line.startswith(("Направление", "Мероп", "Итого")) or "Мероп" in line]
                for page in pages]  # fmt: skip
        assert not any(page[-1].startswith("Направление") for page in body), rows
        assert not any(page[0].startswith("Итого") for page in body), rows


def test_signs_that_no_file_can_hold_are_left_out():
    content = Content("Т\x00", (DocumentPart(words("до\x0bпосле \ud800 \x1f&<b>")),))
    assert "до\r\nпосле" in pdf_pages(render_pdf(content))[0]
