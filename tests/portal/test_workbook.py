"""How sheets of workbooks are laid out."""

import pytest
from openpyxl import Workbook

from portal.workbook import fit_on_a4, head_rows, set_widths


def test_widths_are_set_from_a_column_on():
    sheet = Workbook().active
    set_widths(sheet, [46, 14], 2)

    assert {name: column.width for name, column in sheet.column_dimensions.items()} == {"B": 46, "C": 14}


@pytest.mark.parametrize(("stay_in_sight", "frozen"), [(True, "C5"), (False, None)])
def test_rows_of_headings_are_printed_on_every_page_and_may_stay_in_sight(stay_in_sight, frozen):
    sheet = Workbook().active
    head_rows(sheet, 3, 4, columns=2, stay_in_sight=stay_in_sight)

    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$3:$4", frozen)


def test_a_sheet_is_as_wide_as_its_paper_and_as_long_as_it_takes():
    sheet = Workbook().active
    fit_on_a4(sheet, "landscape")

    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
