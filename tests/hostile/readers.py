"""Every function that reads what people upload, paste or type, with hostile input for it."""

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from django.core.files.base import ContentFile

from indicators.catalogue.columns import INDICATORS
from indicators.quantity import read_quantity
from indicators.workbooks.apart import read_values_apart, sheets_of
from portal.sources.web import read_html
from portal.spreadsheets.number_formats import shown
from portal.spreadsheets.sheets import read_workbook
from portal.text.cases import Case
from portal.text.differences import compare_words
from portal.text.keys import natural_key
from portal.text.phrases import begun_in_case
from portal.text.prose import parse_prose
from reports.letterhead.checking import check_letterhead
from roadmap.exchange.document_file import read_document
from roadmap.execution.evidence.pages import SIDES, count_pages, page_picture
from roadmap.execution.evidence.pictures import taken_file
from roadmap.recognition.files import read_source
from roadmap.recognition.reading import recognise
from roadmap.responsibles.read_responsible import read_responsible, words_for_department
from roadmap.tables.pasted import read_pasted as read_pasted_table
from roadmap.term.reader import read_own_year, read_term
from roadmap.term.spans import DateSpan
from roadmap.term.term import TermSetting
from schools.directory.names import SchoolNames
from schools.rosters.columns import PEOPLE, SCHOOLS, person_in, place_columns
from schools.rosters.reading import RosterSheet, read_file, read_pasted
from tests.hostile import documents, older, texts, workbooks
from tests.hostile.page_shapes import shaped_pages
from tests.hostile.pdf_shapes import shaped_portable_documents
from tests.hostile.picture_shapes import pictures
from tests.hostile.plan_documents import plan_documents
from tests.hostile.plan_words import plan_words
from tests.hostile.sheet_shapes import in_archives, shaped_open_documents, shaped_workbooks
from tests.hostile.text_shapes import json_shapes, shaped_delimited_files, shaped_exchange_files
from tests.hostile.word_shapes import shaped_documents
from tests.hostile.words import hostile_words

_SETTING = TermSetting(DateSpan(date(2020, 1, 1), date(2022, 12, 31)))
_SCHOOLS = {number: f"МБОУ «Средняя общеобразовательная школа № {number}»" for number in range(1, 60)}


class Hostile(NamedTuple):
    """A reader and one input for it, which `make` makes when it is needed and `read` reads."""

    reader: str
    name: str
    make: Callable[[], object]
    read: Callable[[object], object]


def _understood(ending: str) -> Callable[[bytes], object]:
    return lambda content: recognise(read_source(f"а.{ending}", content))


def _placed(sheets) -> None:
    for sheet in sheets:
        for layout in (SCHOOLS, PEOPLE, INDICATORS):
            place_columns(sheet.rows, layout, {})


def _values_apart(content: bytes) -> None:
    """Read a workbook as the worker does, and its result as the later request does."""
    sheets_of(read_values_apart("а", content, {}))


def _photo(named: tuple[str, bytes]) -> None:
    ending, content = named
    with warnings.catch_warnings(action="ignore"):  # of Pillow, which the log has
        taken_file(ContentFile(content, f"а.{ending}"), longest_side=2_500)


def _first_page(named: tuple[str, bytes]) -> None:
    ending, content = named
    with warnings.catch_warnings(action="ignore"), suppress(LookupError):
        count_pages(ContentFile(content), f"а.{ending}")
        page_picture(ContentFile(content), f"а.{ending}", 1, SIDES["large"])


def _values(content: bytes) -> None:
    read_workbook(io.BytesIO(content))


def _formats(words: str) -> None:
    for number, number_format in (("12.5", words), (words, "0.00")):
        try:
            shown(number, number_format)
        except ValueError:
            continue


OF_WORDS = {
    "a value": read_quantity,
    "a value's unit": lambda words: read_quantity("5", words),
    "a term": lambda words: read_term(words, _SETTING),
    "a plan's year": read_own_year,
    "a responsible": lambda words: read_responsible(words, _SCHOOLS, ("Отдел образования",), "Лесной район"),
    "a department's parties": words_for_department,
    "a school's name": lambda words: SchoolNames(_SCHOOLS.items()).match(words),
    "a person's name": person_in,
    "prose": parse_prose,
    "a key": natural_key,
    "a title in a case": lambda words: begun_in_case(words[:5_000], Case.GENITIVE),
    "a wording beside another": lambda words: compare_words(words, " ".join(sorted(words.split()))),
    "a number's format": _formats,
}


def hostile_input(size: int) -> Iterator[Hostile]:
    """Yield all readers with their inputs; texts have `size` letters, files have sizes of their own."""
    words = hostile_words(size) | plan_words(size)
    of_excel, of_libre_office = (
        workbooks.workbooks() | shaped_workbooks(),
        workbooks.open_documents() | shaped_open_documents(),
    )
    of_text = texts.delimited_files(words) | shaped_delimited_files()
    of_pdf = older.portable_documents() | shaped_portable_documents()
    of_word = documents.documents(words) | shaped_documents() | plan_documents()
    pages = documents.pages(words) | shaped_pages()
    files = {
        "values, .xlsx": (_values, of_excel),
        "values, .ods": (_values, of_libre_office),
        "values, .csv": (_values, of_text),
        "a document, .xlsx": (_understood("xlsx"), of_excel),
        "a document, .ods": (_understood("ods"), of_libre_office),
        "a document, .xls": (_understood("xls"), older.older_workbooks()),
        "a document, .docx": (_understood("docx"), of_word),
        "a document, .pdf": (_understood("pdf"), of_pdf),
        "a document, .html": (lambda page: recognise(read_html(page)), pages),
        "a list, .xlsx": (lambda content: _placed(read_file(content)), of_excel),
        "a list, .csv": (lambda content: _placed(read_file(content)), of_text),
        "a list, pasted cells": (lambda page: _placed(read_pasted("", page)), pages),
        "a list, pasted words": (
            lambda content: _placed(read_pasted(content.decode(errors="replace"))),
            of_text,
        ),
        "a table, pasted cells": (lambda page: read_pasted_table(page, ""), pages),
        "a letterhead": (check_letterhead, of_word),
        "evidence": (lambda content: taken_file(ContentFile(content, "а.xlsx")), of_excel | in_archives()),
        "a photo": (_photo, pictures()),
        "a photo's page": (_first_page, pictures()),
        "a PDF's page": (lambda content: _first_page(("pdf", content)), of_pdf),
        "a list, sent again": (lambda text: _placed([RosterSheet.of_json(text)]), json_shapes()),
        "values, read apart": (_values_apart, of_excel | of_libre_office | of_text),
        "the exchange format": (read_document, texts.exchange_files() | shaped_exchange_files()),
    }
    for reader, (read, made) in files.items():
        yield from (Hostile(reader, name, make, read) for name, make in made.items())
    for reader, read in OF_WORDS.items():
        yield from (Hostile(reader, name, lambda text=text: text, read) for name, text in words.items())
