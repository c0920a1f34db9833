"""What is uploaded and pasted, taken all the way: the request that brings it and the page that shows it.

Some of it at each run, other parts by hand; FUZZ=20 takes it all.
"""

import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from indicators.workbooks import apart
from portal.heavy.models import HeavyReading
from portal.heavy.running import run_reading
from tests.addresses import OWN, url_of
from tests.factories import make_indicator
from tests.hostile import documents, older, texts, workbooks
from tests.hostile.cost import failing_each_time, within_limits
from tests.hostile.page_shapes import shaped_pages
from tests.hostile.pdf_shapes import shaped_portable_documents
from tests.hostile.plan_documents import plan_documents
from tests.hostile.sheet_shapes import shaped_open_documents, shaped_workbooks
from tests.hostile.text_shapes import shaped_delimited_files, shaped_exchange_files
from tests.hostile.word_shapes import shaped_documents
from tests.hostile.words import hostile_words
from tests.test_hostile_requests import chance

pytestmark = pytest.mark.any_database  # what takes long is to read and to check
IS_LARGE = int(os.environ.get("FUZZ", "1")) > 1
OF_EACH = 1000 if IS_LARGE else 2
WORDS = hostile_words(900_000 if IS_LARGE else 100_000)
LETTERS = "ABCDEFGHIJKLMNOPQRST"


def of_known_names() -> dict:
    """Workbooks whose rows and columns are all the portal's: each cell has its place."""
    names = ["школа", "Берёзовская СОШ", "Сосновская ООШ", "Средняя отметка"]

    def named(rows: int, columns: int, value: str) -> bytes:
        head = "".join(f"<c><is><t>{names[3]}</t></is></c>".replace("<c>", '<c t="inlineStr">') for _ in range(columns))
        first = '<c t="inlineStr"><is><t>Школа</t></is></c>'
        body = "".join(
            f'<row><c t="inlineStr"><is><t>{names[1 + row % 2]}</t></is></c>'
            + f"<c><v>{value}</v></c>" * columns
            + "</row>"
            for row in range(rows)
        )
        return workbooks.workbook(f"<row>{first}{head}</row>{body}")

    return {
        "one indicator in each column": lambda: named(20, 2_000, "4"),
        "one school in every row, far apart": lambda: named(2_000, 20, "4"),
        "one school in each row": lambda: named(20_000, 1, "4"),
        "numbers of 300 digits": lambda: named(200, 100, "1e300"),
    }


OF_EXCEL = workbooks.workbooks() | shaped_workbooks()
OF_TEXT = texts.delimited_files(WORDS) | shaped_delimited_files()
OF_WORD, PAGES = documents.documents(WORDS) | shaped_documents(), documents.pages(WORDS) | shaped_pages()
UPLOADS = {
    ("value-import", "file", "xlsx"): OF_EXCEL | of_known_names(),
    ("value-import", "file", "ods"): workbooks.open_documents() | shaped_open_documents(),
    ("value-import", "file", "csv"): OF_TEXT,
    ("programme-import", "file", "xlsx"): OF_EXCEL,
    ("programme-import", "file", "docx"): OF_WORD | plan_documents(),
    ("programme-import", "file", "pdf"): older.portable_documents() | shaped_portable_documents(),
    ("programme-import", "file", "xls"): older.older_workbooks(),
    ("programme-import", "file", "json"): texts.exchange_files() | shaped_exchange_files(),
    ("programme-import", "pasted", ""): PAGES,
    ("school-roster", "file", "xlsx"): OF_EXCEL,
    ("school-roster", "pasted_html", ""): PAGES,
    ("person-roster", "pasted", ""): OF_TEXT,
    ("indicator-roster", "file", "csv"): OF_TEXT,
    ("letterhead", "file", "docx"): OF_WORD,
}
OF_THE_WORKER = {
    ("value-import", "xlsx"): of_known_names() | shaped_workbooks(),
    ("value-import", "ods"): shaped_open_documents(),
    ("programme-import", "docx"): {
        "many paragraphs": lambda: documents.word(documents.paragraph("а") * 60_000),
        "a table of ten thousand rows": lambda: documents.word(documents.table(10_000, 6)),
        "bold lines": lambda: documents.word("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>а</w:t></w:r></w:p>" * 20_000),
    },
}


@pytest.mark.parametrize(("name", "field", "ending"), UPLOADS)
def test_it_is_taken_or_refused_soon(name, field, ending, browse, district):
    client, slow = browse("coordinator"), []
    make_indicator(district.municipality, "Средняя отметка", unit="балл")
    pattern = dict(OWN)[name]
    url = url_of(name, pattern, district)
    made = UPLOADS[name, field, ending]
    draw = chance("uploads", name, field, ending)
    drawn = draw.sample(sorted(made), min(OF_EACH, len(made)))
    # Another one first, unmeasured: what a process loads once is no cost of a file.
    other = next((what for what in sorted(made) if what not in drawn), drawn[0])
    with transaction.atomic():
        client.post(url, _sent(field, ending, made[other](), district))
    for what in drawn:
        content = made[what]()

        def send(what=what, content=content):
            with within_limits(f"{what}, sent"):
                answer = client.post(url, _sent(field, ending, content, district))
            assert answer.status_code < 500, what
            if answer.status_code == 302:
                with within_limits(f"{what}, shown"):
                    assert client.get(answer.url).status_code < 500, what

        slow.append(failing_each_time(send))
    assert not any(slow), "\n".join(filter(None, slow))


@pytest.mark.parametrize(("name", "ending"), OF_THE_WORKER)
def test_what_the_worker_reads_is_shown_soon(name, ending, browse, district, monkeypatch):
    """Or it says why it was not read; never that the portal failed. The worker itself may take longer."""
    monkeypatch.setattr(apart, "LARGE_BYTES", 1)
    client, slow = browse("coordinator"), []
    make_indicator(district.municipality, "Средняя отметка", unit="балл")
    made, draw = OF_THE_WORKER[name, ending], chance("worker", name, ending)
    url = url_of(name, dict(OWN)[name], district)
    for what in draw.sample(sorted(made), min(OF_EACH if IS_LARGE else 1, len(made))):
        answer = client.post(url, _sent("file", ending, made[what](), district))
        for reading in HeavyReading.objects.filter(status="waiting"):
            run_reading(reading.pk)
            reading.refresh_from_db()
            assert "Ошибка портала" not in reading.said, what

        def show(what=what, answer=answer):
            with within_limits(f"{what}, shown"):
                assert answer.status_code == 422 or client.get(answer.url, follow=True).status_code < 500, what

        slow.append(failing_each_time(show))
    assert not any(slow), "\n".join(filter(None, slow))


def _sent(field: str, ending: str, content: bytes | str, district) -> dict:
    facts = {"municipality": district.municipality.pk, "kind": "fact"}
    if ending:
        return facts | {field: SimpleUploadedFile(f"а.{ending}", content)}
    words = content.decode(errors="replace") if isinstance(content, bytes) else content
    return facts | {"pasted": "а"} | {field: words}


def test_these_are_addresses_of_the_portal():
    assert {name for name, *_ in UPLOADS} <= {name for name, _ in OWN}
