"""Lists with criteria and lists of names."""

import pytest

from indicators.identification.models import Criterion, ListedSchool
from reports.blocks.content import Table
from reports.issue.models import Document
from reports.issue.queries import build_content
from reports.layout.docx.rendering import render_docx
from reports.layout.pdf import render_pdf
from tests.factories import make_confirmed_run, make_period
from tests.reports.made_documents import (
    blocks,
    cells,
    content_of,
    headings,
    pdf_pages,
    programme,
)
from tests.reports.opened_docx import opened

pytestmark = pytest.mark.django_db


def test_schools_with_criteria_have_tables_of_their_own():
    lists = [
        {"title": "Список", "year": "2024-2025", "columns": ["№", "Критерий", "Есть", "Будет"], "schools": [
            {"school": "Школа № 1",
             "criteria": [{"number": "1", "name": "Доля", "current": "1 (9%)", "expected": "-"}]},
            {"school": "Школа № 2"},
        ]},
        {"schools": [{"school": "Школа № 1"}, {"school": "Школа № 2"}]},
    ]  # fmt: skip
    document = content_of(programme(low_result_schools=lists), "low-result-schools")
    first, second = blocks(document, Table)
    assert headings(document)[:3] == ["Список", "Школа № 1", "Школа № 2"]
    assert "2024–2025 учебный год" in str(document)
    assert cells(first) == [["№", "Критерий", "Есть", "Будет"], ["1", "Доля", "1 (9%)", "-"]]
    assert cells(second) == [["№ п/п", "Наименование школы"], ["1", "Школа № 1"], ["2", "Школа № 2"]]


def test_a_list_of_the_portal_begins_with_its_schools_and_holds_what_the_year_says(district):
    listed = make_confirmed_run(district.municipality, by=district.coordinator).low_result_list
    listed.period = make_period("2026")
    listed.save()
    ListedSchool.objects.filter(low_result_list=listed).delete()
    rows = [
        ("доля «2», 2026", "31%", "менее 30 %"), ("доля «2», 2025", "28%", ""), ("балл ЕГЭ, 2026", "-", ""),
        ("ВПР, 2025", "3", "4"), ("ВПР, 2026", "", ""), ("охват, 2026", "40", ""),
    ]  # fmt: skip
    for place, name in enumerate(("Лесная СОШ", "Пустая СОШ")):
        school = ListedSchool.objects.create(low_result_list=listed, position=place, name=name)
        for position, (title, current, expected) in enumerate(rows if not place else rows[2:3]):
            Criterion.objects.create(
                listed_school=school, position=position, number=f"{position + 1}.", name=title, current=current,
                expected=expected,
            )  # fmt: skip
    document = build_content(Document(kind="low-result-schools", low_result_list=listed))
    schools, criteria = blocks(document, Table)

    assert cells(schools) == [["№ п/п", "Наименование школы"], ["1", "Лесная СОШ"], ["2", "Пустая СОШ"]]
    assert cells(criteria)[1:] == [
        ["1.", "доля «2»", "31%", "менее 30 %"], ["2.", "ВПР, 2025", "3", "4"], ["3.", "охват", "40", ""],
    ]  # fmt: skip
    assert "Пустая СОШ" not in headings(document)


@pytest.mark.parametrize("lines", range(4, 30, 5))
def test_a_schools_table_begins_the_next_page_rather_than_be_broken(lines):
    schools = [
        {"school": f"Школа № {number}", "criteria": [
            {"number": f"{number}.{line}", "name": "Доля", "current": "1 (9%)", "expected": "-"}
            for line in range(1, 9)
        ]}
        for number in range(1, 8)
    ]  # fmt: skip
    lists = [{"title": "Список\n" * lines, "schools": schools}]
    content = content_of(programme(low_result_schools=lists), "low-result-schools")
    pages = pdf_pages(render_pdf(content))

    assert len(pages) > 2
    for number in range(1, 8):
        (page,) = [page for page in pages if f"Школа № {number}" in page.replace("\xa0", " ")]
        assert all(f"{number}.{line}" in page for line in range(1, 9))
    (*_, table) = opened(render_docx(content)).tables
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert kept == [True] * 8 + [False] or kept == [True] * 9  # the last row stays with the signature
