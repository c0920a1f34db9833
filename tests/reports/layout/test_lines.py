"""Lines of running text are as full as their page lets them be."""

import pytest

from reports.layout.pdf import render_pdf
from tests.reports.made_documents import content_of, pdf_pages, programme

pytestmark = pytest.mark.any_database

CLAUSE = (
    "Утвердить в новой редакции муниципальную программу адресной помощи школам с низкими образовательными "
    "результатами «Ступени роста» на 2025–2027 годы, включая дорожную карту на 2026/27 учебный год (приложение № 1)."
)


@pytest.mark.django_db
def test_no_line_ends_before_its_page_does():
    made = programme(orders=[{"id": "1", "number": "1", "clauses": [CLAUSE]}])
    text = pdf_pages(render_pdf(content_of(made, "order")))[0]
    lines = text[text.index("1.") :].splitlines()

    assert [len(line) > 45 for line in lines[:2]] == [True, True], lines
