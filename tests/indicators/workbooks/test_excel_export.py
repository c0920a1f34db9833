"""Workbooks that the portal writes: what stands in their cells, and that reading them gives back what was written."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from indicators.catalogue.models import Indicator
from indicators.values.address import AddressPart
from indicators.values.grid.table import Grid, GridCell, GridColumn, GridRow
from indicators.workbooks.writing import INSTRUCTION, SheetOfValues, write_workbook
from portal.spreadsheets.number_formats import number_and_format, shown, with_comma
from portal.spreadsheets.sheets import read_workbook
from tests.factories import make_indicator
from tests.indicators.quantity.quantity_forms import FORMS
from tests.indicators.workbooks.excel_books import book_of, cell_of, download, make_value


@pytest.fixture
def score(district) -> Indicator:
    return make_indicator(district.municipality, "Средняя отметка", unit="балл", group="Отметки")


def sheet_of(*texts: str) -> SheetOfValues:
    """A workbook's sheet of one row with those values."""
    columns = [GridColumn(f"Показатель {number}", AddressPart(number)) for number in range(1, len(texts) + 1)]
    row = GridRow("Школа", AddressPart.of_school(1), [GridCell(text, 1) for text in texts])
    return SheetOfValues("2026", 1, Grid("Район", ("Школа",), columns, [row], AddressPart(period="2026", kind="fact")))


def export(client, district, name="value-export", **query):
    return book_of(client.get(reverse(name, args=[district.municipality.pk, "2026"]), query).content)


class TestCells:
    @pytest.mark.parametrize(
        ("text", "value", "number_format"),
        [
            ("3,5", 3.5, "General"),
            ("3,50", 3.5, "0.00"),
            ("0", 0, "General"),
            ("61,1%", 0.611, "0.0%"),
            ("61 %", 0.61, '0" "%'),
            ("1\u00a0234", 1234, "#,##0"),
            ("-3,5", -3.5, "General"),
            ("не менее 70", "не менее 70", "General"),
            ("12.5", 12.5, "General"),
            ("61.10 %", 0.611, '0.00" "%'),
            ("12.05", "12.05", "General"),
            ("1.234", "1.234", "General"),
            ("1.2.3", "1.2.3", "General"),
            ("007", "007", "General"),
            ("=1+1", "=1+1", "General"),
            ("-", "-", "General"),
            ("@что", "@что", "General"),
            ("12345678901234567", "12345678901234567", "General"),
        ],
    )
    def test_a_number_is_a_number_and_what_is_none_a_text(self, text, value, number_format):
        cell = book_of(write_workbook([sheet_of(text)])).worksheets[0]["C5"]

        assert (cell.value, cell.number_format) == (value, number_format)
        assert cell.data_type == ("s" if isinstance(value, str) else "n")
        assert cell.quotePrefix == (isinstance(value, str) and text[0] in "=+-@")

    @pytest.mark.parametrize("text", [form[0] for form in FORMS])
    def test_every_written_form_comes_back_as_it_was(self, text):
        """Only the blank between thousands and the sign of decimals are Excel's own."""
        back = self.back(text)

        assert back in (text, with_comma(text)) or (number_and_format(text) and back.split() == text.split())

    @given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), min_size=1, max_size=40))
    def test_any_text_comes_back_as_it_was(self, text):
        assert self.back(text) == text or number_and_format(with_comma(text))

    @given(st.decimals(-(10**9), 10**9, places=4), st.booleans())
    def test_any_number_comes_back_as_it_was(self, number, is_share):
        text = format(number, "f").replace(".", ",") + "%" * is_share

        assert self.back(text) == text

    @staticmethod
    def back(text: str) -> str:
        return read_workbook(io.BytesIO(write_workbook([sheet_of(text)])))[0].text(5, 3)


class TestSheet:
    def test_has_the_grids_columns_and_rows(self, browse, district, score):
        make_value(score, district.school, "4,4")
        book = export(browse("specialist"), district)
        sheet = book.worksheets[0]

        assert cell_of(book, "Берёзовская СОШ", "Средняя отметка").value == 4.4
        assert [cell.value for cell in sheet["B"]][1:] == [
            "Лесной район, 2026 год", None, "Школа", "Берёзовская СОШ", "Сосновская ООШ", "Лесной район: внесено",
        ]  # fmt: skip
        assert sheet.freeze_panes == "C5"
        assert sheet.row_dimensions[1].hidden
        assert sheet.column_dimensions["A"].hidden
        assert book.sheetnames == ["2026", INSTRUCTION]

    def test_only_cells_of_values_are_open(self, browse, district, score):
        sheet = export(browse("specialist"), district).worksheets[0]
        is_open = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}

        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert is_open == {f"{sheet.cell(row, column).coordinate}" for row in (5, 6, 7) for column in (3, 4, 5)}

    def test_words_are_offered_and_others_accepted(self, browse, district, score):
        [words] = export(browse("specialist"), district).worksheets[0].data_validations.dataValidation

        assert (words.formula1, words.showErrorMessage) == ('"-,н/д"', False)

    def test_a_template_is_empty(self, browse, district, score):
        make_value(score, district.school, "4,4")
        book = export(browse("specialist"), district, "value-template")

        assert cell_of(book, "Берёзовская СОШ", "Средняя отметка").value is None

    def test_a_director_gets_their_own_school(self, browse, district, score):
        make_value(score, district.other_school, "4,4")
        content = browse("director").get(reverse("value-export", args=[district.municipality.pk, "2026"])).content
        texts = {cell.value for row in book_of(content).worksheets[0].iter_rows() for cell in row}

        assert "Берёзовская СОШ" in texts
        assert "Сосновская ООШ" not in texts
        assert 4.4 not in texts

    def test_turned_about_and_of_one_school(self, browse, district, score):
        make_value(score, district.school, "4,4")
        turned = export(browse("specialist"), district, turned="1")
        school = book_of(browse("director").get(reverse("school-values-export", args=[district.school.pk])).content)

        assert cell_of(turned, "Средняя отметка", "Берёзовская СОШ").value == 4.4
        assert 4.4 in {cell.value for row in school.worksheets[0].iter_rows() for cell in row}

    def test_opens_without_a_complaint(self, browse, district, score):
        url = reverse("value-export", args=[district.municipality.pk, "2026"])
        answer = browse("specialist").get(url)

        assert openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames
        assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("number", "number_format", "text", "hidden"),
    [
        ("0.30000000000000004", "General", "0,3", ""),
        ("0.3333333333333333", "General", "0,333333333", "0,333333333333333"),
        ("1e-7", "General", "0,0000001", ""),
        ("12345678901234", "General", "12345678901234", ""),
        ("0.45", "0%", "45%", ""),
        ("0.455", "0%", "46%", "45,5%"),
        ("0.611", '0.0" "%', "61,1 %", ""),
        ("1234.5", "#,##0.00", "1\u00a0234,50", ""),
        ("1234567", "#,##0,", "1\u00a0235", "1234567"),
        ("-3.5", "0.0", "-3,5", ""),
        ("-3.5", "0.0;[Red](0.0)", "(3,5)", ""),
        ("3.5", '_-* #,##0.00\\ "₽"_-;\\-* #,##0.00\\ "₽"_-', "3,50 ₽", ""),
        ("5", '0" чел."', "5 чел.", ""),
        ("5", "@", "5", ""),
        ("0", "0;-0;;@", "", "0"),
        ("-0.001", "0.0", "0,0", "-0,001"),
        ("45000", "dd.mm.yyyy", "15.03.2023", ""),
        ("45000.5", "[$-419]d\\ mmm\\ yyyy;@", "15.03.2023", ""),
        ("45000.5", "dd.mm.yyyy hh:mm", "15.03.2023 12:00", ""),
        ("0.5", "hh:mm", "12:00", ""),
    ],
)
def test_a_number_is_read_as_people_see_it(number, number_format, text, hidden):
    seen = shown(number, number_format)

    assert (seen.text, seen.hidden) == (text, hidden)


def test_the_number_of_a_share_is_exact():
    assert number_and_format("61,1%") == (Decimal("0.611"), "0.0%")


def test_many_columns_print_on_several_pages_with_the_names_on_each(browse, district):
    for number in range(30):
        make_indicator(district.municipality, f"Показатель {number}")
    sheet = download(browse("specialist"), district).worksheets[0]

    assert (sheet.print_title_cols, sheet.print_title_rows) == ("$B:$B", "$3:$4")
    assert sheet.page_setup.fitToWidth == 6
    assert sheet.page_setup.fitToHeight == 0
