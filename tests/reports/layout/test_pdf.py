import logging
import socket

import pypdfium2
import pytest
from django.core.management import CommandError, call_command

from reports.layout.pdf import render_pdf
from tests.reports.made_documents import content_of, pdf_pages, pdf_words, programme, squeezed
from tests.reports.opened_docx import opened

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def pdf_of(made, kind="programme"):
    return render_pdf(content_of(made, kind))


def plan_of(rows: int, words: str = "Семинар", **columns):
    activities = [{"name": f"{words} {n}.", "term": "Май"} for n in range(rows)]
    return {"directions": [{"number": "1", "title": "Работа со школами", "activities": activities}], **columns}


WIDE = [
    {"key": key, "title": key}
    for key in ("number", "direction", "name", "term", "responsible", "result", "document", "report")
]


def test_the_file_is_tagged_titled_and_the_same_every_time():
    made = programme(passport=[{"label": "Цель", "text": "Помочь школам"}])
    pdf = pdf_of(made)
    assert pdf == pdf_of(made)
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_value("Title") == "Программа помощи школам"
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
    document.close()


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '<img src="http://example.org/x.png">',
        "R&D «<»",
        "&lt;b&gt;",
        "{{ title }}{% if %}",
    ],
)
def test_whatever_is_typed_is_printed_and_nothing_is_fetched(words, monkeypatch, caplog):
    def refuse(*args, **kwargs):
        raise AssertionError("the network is not to be used")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    made = programme(roadmap=plan_of(1), passport=[{"label": "Цель", "text": "Помочь"}])
    made.title = words
    made.save()
    made.passport.update(text=words)
    made.roadmap.directions.update(title=words)
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        text = pdf_words(pdf_of(made))
    assert text.count(squeezed(words)) == 3
    assert not caplog.records


def test_a_plan_of_many_pages_repeats_its_header_and_numbers_its_pages():
    pages = pdf_pages(pdf_of(programme(roadmap=plan_of(120)), "roadmap"))
    assert len(pages) > 2
    assert all("Наименование мероприятия" in page for page in pages)
    assert [page.split()[-1] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
    assert pages[0].split()[-1] != "1"


def test_a_row_higher_than_a_page_loses_neither_words_nor_the_header():
    long = " ".join(f"слово{n}" for n in range(1500))
    pages = pdf_pages(pdf_of(programme(roadmap=plan_of(1, long)), "roadmap"))
    assert all("Наименование мероприятия" in page for page in pages)
    text = squeezed(" ".join(pages))
    assert all(f"слово{n}" in text for n in range(1500))


def test_a_direction_merged_over_many_pages_loses_no_activity():
    columns = [{"key": key} for key in ("number", "direction", "name", "term")]
    pdf = pdf_of(programme(roadmap=plan_of(90, columns=columns)), "roadmap")
    text = pdf_words(pdf)
    assert [squeezed(page).count("Работасошколами") for page in pdf_pages(pdf)] == [1, 1, 1]
    assert all(f"Семинар{n}." in text for n in range(90))


def test_only_a_wide_table_turns_the_page():
    def width_of_first_page(made):
        document = pypdfium2.PdfDocument(pdf_of(made, "roadmap"))
        width, height = document[0].get_size()
        document.close()
        return width > height

    assert not width_of_first_page(programme(roadmap=plan_of(2)))
    assert width_of_first_page(programme(title="Другая", roadmap=plan_of(2, columns=WIDE)))


def test_a_programme_without_parts_is_one_page():
    assert len(pdf_pages(pdf_of(programme()))) == 1


def test_the_command_writes_the_file(tmp_path, capsys):
    made = programme(passport=[{"label": "Цель", "text": "Помочь"}])
    path = tmp_path / "passport.pdf"
    call_command("export_document", str(made.pk), "--kind", "passport", "--format", "pdf", "-o", str(path))
    assert "Помочь" in pdf_words(path.read_bytes())


def test_the_command_writes_a_word_file_too(tmp_path):
    made = programme(passport=[{"label": "Цель", "text": "Помочь"}])
    path = tmp_path / "passport.docx"
    call_command("export_document", str(made.pk), "--kind", "passport", "--format", "docx", "-o", str(path))
    assert opened(path.read_bytes()).tables[0].cell(0, 1).text == "Помочь"


@pytest.mark.parametrize(
    ("pk", "kind", "sentence"),
    [(None, "roadmap", "В программе нет плана мероприятий."), (10_000, "roadmap", "Программы с номером 10000 нет.")],
)
def test_the_command_says_what_is_missing(tmp_path, pk, kind, sentence):
    made = programme()
    path = tmp_path / "x.pdf"
    with pytest.raises(CommandError, match=sentence):
        call_command("export_document", str(pk or made.pk), "--kind", kind, "-o", str(path))
    assert not path.exists()
