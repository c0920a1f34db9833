"""Roadmaps in workbooks: merged headings, titles above the table, and files of other programs."""

import io
import zipfile

import openpyxl
import pytest

from portal.refusals import Refusal
from roadmap.recognition.files import read_source
from roadmap.recognition.reading import recognise

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"/>'


def ods(*rows: list[str]) -> bytes:
    """A sheet as LibreOffice writes it, as far as readers ask."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)
    names = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "table", "text"))
    sheet = f'<table:table table:name="План">{lines}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
    return file.getvalue()


def test_a_roadmap_in_excel_with_merged_headings():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Дорожная карта поддержки школ на 2024–2025 годы"])
    sheet.append([])
    sheet.append(["№ п/п", "Мероприятие", "Срок", None, "Ответственный"])
    sheet.append([None, None, "начало", "окончание", None])
    sheet.append(["Раздел 1. Кадры"])
    sheet.append(["1.1", "Курсы", "сентябрь 2024", "май 2025", "Отдел образования"])
    for joined in ("A1:E1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "A5:E5"):
        sheet.merge_cells(joined)
    file = io.BytesIO()
    book.save(file)
    programme = recognise(read_source("план.xlsx", file.getvalue())).document["programme"]
    assert programme["title"] == "Дорожная карта поддержки школ на 2024–2025 годы"
    (direction,) = programme["roadmap"]["directions"]
    assert direction["title"] == "Раздел 1. Кадры"
    assert direction["activities"] == [
        {
            "number": "1.1", "name": "Курсы", "start": "сентябрь 2024", "end": "май 2025",
            "responsible": "Отдел образования",
        }
    ]  # fmt: skip


def test_a_workbook_of_another_program():
    content = ods(
        ["План мероприятий на 2025 год"],
        ["№", "Мероприятие", "Срок", "Ответственные"],
        ["1", "Курсы", "март", "Отдел образования"],
        ["2", "Конкурс", "май", "Школы"],
    )
    recognition = recognise(read_source("план.ods", content))
    (direction,) = recognition.document["programme"]["roadmap"]["directions"]
    assert [each["name"] for each in direction["activities"]] == ["Курсы", "Конкурс"]
    assert recognition.balance.understood == recognition.balance.words


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_refused(content):
    with pytest.raises(Refusal):
        read_source("план.xls", content)
