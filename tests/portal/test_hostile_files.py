"""Small files made to harm a reader: each is read or refused at once, whatever it claims to hold.

Time is the processor's own and the bound a generous one: what is amiss takes minutes.
"""

import contextlib
import io
import time
import zipfile

import pytest
from openpyxl import Workbook

from portal.refusals import Refusal
from portal.spreadsheets.sheets import read_workbook
from reports.letterhead.checking import check_letterhead
from roadmap.recognition.files import read_source
from roadmap.recognition.reading import recognise
from tests.reports.letterhead.test_filling import letterhead

SECONDS = 6
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


def with_parts(content: bytes, **changes: bytes) -> bytes:
    """The same archive; a part is named by the end of its path, without the ending."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name in archive.namelist():
            made.writestr(name, changes.get(name.rpartition("/")[2].split(".")[0], archive.read(name)))
    return packed.getvalue()


def workbook(cells: str, number_format: str = "General") -> bytes:
    made, file = Workbook(), io.BytesIO()
    made.active["A1"], made.active["A1"].number_format = 1, number_format
    made.save(file)
    start, end = b"<sheetData>", b"</sheetData>"
    sheet = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml")
    before, after = sheet[: sheet.index(start)], sheet[sheet.index(end) + len(end) :]
    return with_parts(file.getvalue(), sheet1=before + start + cells.encode() + end + after)


def rows(number: int, *cells: str) -> str:
    """Each with these cells, «A» for the column and the value behind it."""
    return "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{c.split()[0]}{row}" s="1"><v>{c.split()[1]}</v></c>' for c in cells)
        + "</row>"
        for row in range(1, number + 1)
    )


WORKBOOKS = {
    "a row that no sheet has": workbook('<row r="1000000000000000000"><c r="A1"><v>1</v></c></row>'),
    "rows far apart": workbook(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    ),
    "the first and the last column": workbook(rows(5000, "A 1", "XFD 1")),
    "numbers of 300 digits": workbook(rows(20_000, "A 1e300"), "#,##0.00"),
    "a format of 200 places": workbook(rows(20_000, "A 1e300"), "#,##0." + "0" * 200),
    "numbers beyond every number": workbook(rows(600, "A 1e999"), "0.00"),
    "digits without end": workbook(rows(8, "A " + "9" * 100_000), "0.00"),
    "brackets of a format": workbook(rows(600, "A 1.5"), "[" * 250),
}


@pytest.mark.parametrize("name", WORKBOOKS)
@pytest.mark.parametrize(
    "reader",
    [lambda content: recognise(read_source("книга.xlsx", content)), lambda content: read_workbook(io.BytesIO(content))],
    ids=["document", "values"],
)
def test_a_workbook_is_read_or_refused_at_once(name, reader):
    begun = time.process_time()
    with contextlib.suppress(Refusal):
        reader(WORKBOOKS[name])
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("part", ["workbook", "sheet1", "styles"])
def test_a_document_type_in_a_workbook_is_refused(part):
    with pytest.raises(Refusal):
        read_workbook(io.BytesIO(with_parts(workbook(rows(1, "A 1")), **{part: DOCTYPE})))


@pytest.mark.parametrize("part", ["document", "styles", "[Content_Types]", "core", "app", "fontTable"])
def test_a_document_type_in_a_letterhead_is_refused(part):
    assert check_letterhead(with_parts(letterhead("{{ номер }}"), **{part: DOCTYPE}))


def test_blanks_in_a_field_of_a_letterhead_cost_nothing():
    begun = time.process_time()
    for words in ("{{" + " " * 100_000 + "}}", "{{ a " * 20_000, "{{" * 50_000):
        check_letterhead(letterhead(words))
    assert time.process_time() - begun < SECONDS
