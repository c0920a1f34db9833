"""Roadmaps are read from workbooks: with merged headings, titles above the table, and from other programs."""

import datetime
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
    """Return a workbook with the parts of LibreOffice's files that readers need."""
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


def read_book(*rows: tuple, change=lambda sheet: None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    file = io.BytesIO()
    book.save(file)
    source = read_source("план.xlsx", file.getvalue())
    return source, recognise(source)


HEADINGS = ("№", "Мероприятие", "Срок", "Ответственные")


def test_what_is_hidden_is_no_content_and_said():
    """A title merged over a hidden column is still read."""

    def hide(sheet):
        sheet.merge_cells("A1:D1")
        sheet.column_dimensions["A"].hidden = True
        sheet.row_dimensions[4].hidden = True
        sheet.parent.create_sheet("Черновик").append(["Старый план"])
        sheet.parent["Черновик"].sheet_state = "hidden"

    source, recognition = read_book(
        ("План мероприятий на 2025 год",), HEADINGS, (1, "Семинар", "Май 2025", "Отдел"),
        (2, "Черновая строка", "Июнь 2025", "Отдел"), (3, "Курсы", "Июль 2025", "Отдел"), change=hide,
    )  # fmt: skip
    programme = recognition.document["programme"]
    assert programme["title"] == "План мероприятий на 2025 год"
    assert [each["name"] for each in programme["roadmap"]["directions"][0]["activities"]] == ["Семинар", "Курсы"]
    assert "number" not in programme["roadmap"]["directions"][0]["activities"][0]
    assert [each.text for each in source.remarks] == [
        "На листе «Sheet» скрыты строки (4): они пропущены.",
        "На листе «Sheet» скрыты столбцы (A): они пропущены.",
        "Лист «Черновик» скрыт: он пропущен.",
    ]


def test_a_date_is_what_its_cell_shows():
    """«октябрь 2024» isn't read as 1 October, nor «15 сентября» with the year that Excel added."""

    def form(sheet):
        for place, shown in (("C3", "mmm.yy"), ("C4", "d mmmm"), ("C5", "dd.mm.yyyy")):
            sheet[place].number_format = shown

    days = [datetime.date(2024, 10, 1), datetime.date(2024, 9, 15), datetime.date(2024, 12, 20)]
    _source, recognition = read_book(
        ("План мероприятий на 2024 год",), HEADINGS,
        *((number, "Семинар", day, "Отдел образования") for number, day in enumerate(days, 1)), change=form,
    )  # fmt: skip
    (direction,) = recognition.document["programme"]["roadmap"]["directions"]
    assert [each["term"] for each in direction["activities"]] == ["октябрь 2024", "15 сентября", "20.12.2024"]


def test_a_direction_after_a_blank_row_keeps_its_activities():
    _source, recognition = read_book(
        ("План мероприятий на 2025 год",), HEADINGS, ("Направление 1. Кадры",), (1, "Курсы", "Май 2025", "Отдел"), (),
        ("Направление 2. Родители",), (2, "Собрание", "Июнь 2025", "Школы"), change=lambda s: s.merge_cells("A3:D3"),
    )  # fmt: skip
    directions = recognition.document["programme"]["roadmap"]["directions"]
    assert [(each["title"], [a["name"] for a in each["activities"]]) for each in directions] == [
        ("Направление 1. Кадры", ["Курсы"]),
        ("Направление 2. Родители", ["Собрание"]),
    ]
    assert any("как продолжение предыдущей" in doubt.reason for doubt in recognition.doubts)


def test_a_stamp_stands_in_rows_below_each_other():
    _source, recognition = read_book(
        *((None, None, None, line) for line in ("УТВЕРЖДАЮ", "Начальник управления", "____ А.С. Монгуш")),
        (), ("МУНИЦИПАЛЬНАЯ ДОРОЖНАЯ КАРТА",), ("поддержки школ на 2025 год",), (), HEADINGS,
        (1, "Курсы", "Май 2025", "Отдел образования"),
    )  # fmt: skip
    programme = recognition.document["programme"]
    assert programme["approval_stamp"] == {"position": "Начальник управления", "name": "А.С. Монгуш"}
    assert programme["title"] == "МУНИЦИПАЛЬНАЯ ДОРОЖНАЯ КАРТА поддержки школ на 2025 год"
