"""Blocks that are pasted into the grid: with names or without, shown before they overwrite anything."""

import io

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from indicators.values.address import AddressPart
from indicators.values.grid.table import Grid, GridCell, GridColumn, GridRow
from indicators.workbooks.writing import SheetOfValues, write_workbook
from tests.browser import needs_browser
from tests.indicators.values.grid_page import GridServer
from tests.indicators.values.grid_sheet import filled

pytestmark = needs_browser

CERTIFICATES = "Доля выпускников, получивших аттестат, %"
SCORE = "Средний балл ЕГЭ по профильной математике"
CONTESTS = "Число участников олимпиад, чел."


def block(*rows: str) -> str:
    return "".join(row.replace(" | ", "\t") + "\r\n" for row in rows)


# With names


def test_headings_and_names_say_where_a_block_goes_wherever_one_stands(sheet):
    sheet.go(5, 4)
    sheet.paste(block(f"Школа | {SCORE} | {CERTIFICATES}", "МБОУ СОШ № 3 | 61 | 100", "МБОУ СОШ № 1 | 62,5 | 98"))
    dialog = sheet.preview
    expect(dialog).to_contain_text("Блок разложен по названиям: столбцов — 2, строк — 2.")
    expect(dialog.locator("dl")).to_contain_text("Новых значений4")
    expect(dialog.get_by_role("row", name="МБОУ СОШ № 3 · Средний балл ЕГЭ")).to_contain_text("61")
    sheet.agree()
    assert sheet.texts(0, 0, 2, 1) == [["98", "62,5"], ["", ""], ["100", "61"]]
    assert sheet.selected() == [(row, column) for row in range(3) for column in range(2)]
    sheet.saved()
    sheet.keys("Control+z")
    assert sheet.texts(0, 0, 2, 1) == [["", ""], ["", ""], ["", ""]]


def test_a_sheet_of_the_portal_s_own_workbook_is_recognised_whole(sheet):
    columns = [
        GridColumn(CERTIFICATES, AddressPart(1), "Итоги экзаменов"),
        GridColumn(SCORE, AddressPart(2), "Итоги экзаменов"),
        GridColumn(CONTESTS, AddressPart(3), "Условия"),
    ]
    rows = [
        GridRow(
            "МБОУ СОШ № 1",
            AddressPart.of_school(1),
            [GridCell("98", 1), GridCell("62,5", 2), GridCell("1 (9%)")],
            ("310",),
        ),
        GridRow("МБОУ СОШ № 2", AddressPart.of_school(2), [GridCell("99"), GridCell(), GridCell()], ("317",)),
        GridRow("Муниципалитет", AddressPart(), [GridCell("0,5"), GridCell("77"), GridCell()], ("",), computed=True),
    ]
    part = AddressPart(period="2026", kind="fact")
    grid = Grid("Северский район, 2026 год", ("Школа", "Учеников"), columns, rows, part)
    sheet.go(3, 3)
    sheet.paste(copied(write_workbook([SheetOfValues("2026 год", 1, grid)])))
    expect(sheet.preview).to_contain_text("столбцов — 3, строк — 3")
    expect(sheet.preview.locator(".grid-warnings")).to_have_count(0)
    expect(sheet.preview.locator("dl")).to_contain_text("Нельзя изменить, останется как есть1 (Только для чтения")
    sheet.agree()
    assert sheet.texts(0, 0, 1, 2) == [["98", "62,5", "1 (9%)"], ["99", "", ""]]
    assert sheet.texts(3, 3, 4, 4) == [["", ""], ["", ""]]
    sheet.saved()
    assert len(sheet.server.sent()) == 4


def copied(workbook: bytes) -> str:
    """The first sheet as Excel puts it on the clipboard when all of it is selected."""
    rows = load_workbook(io.BytesIO(workbook)).worksheets[0].iter_rows(values_only=True)
    return "".join("\t".join(shown(value) for value in row) + "\r\n" for row in rows)


def shown(value: object) -> str:
    return "" if value is None else str(value).replace(".", ",") if isinstance(value, float) else str(value)


def test_schools_in_columns_are_turned(sheet):
    sheet.go(0, 0)
    sheet.paste(block("Показатель | СОШ 2 | СОШ 1", f"{CERTIFICATES} | 97 | 98", f"{CONTESTS} | 7 | 8"))
    sheet.agree()
    assert sheet.texts(0, 0, 1, 2) == [["98", "", "8"], ["97", "", "7"]]


def test_what_is_not_recognised_is_told_and_goes_nowhere(visit):
    sheet = visit(filled())
    sheet.go(0, 0)
    sheet.paste(
        block(
            f"Школа | {CERTIFICATES} | Наш показатель | {CERTIFICATES}",
            "школа №2 | 5 | 6 | 7",
            "Лицей «Росток» | 8 | 9 | 10",
            "Итого |  |  | ",
        )
    )
    warnings = sheet.preview.locator(".grid-warnings li")
    expect(warnings).to_have_text(
        [
            "Не вставлено: «Наш показатель» — такого названия в таблице нет, или подходит несколько.",
            f"Не вставлено: «{CERTIFICATES}» — повторяется.",
            "Не вставлено: «Лицей «Росток»» — такого названия в таблице нет, или подходит несколько.",
        ]
    )
    expect(sheet.preview.get_by_role("row", name="в блоке")).to_have_text("в блокешкола №2МБОУ СОШ № 2")
    sheet.agree()
    expect(sheet.said).to_have_text("Вставлено ячеек: 1. Не вставлено — не узнано строк и столбцов: 3")
    sheet.saved()
    assert [(cell["cell"], cell["text"]) for cell in sheet.server.sent()] == [("1:2:2026:fact", "5")]


def test_names_alone_or_headings_alone_leave_the_other_way_to_the_selection(sheet):
    sheet.go(4, 3)
    sheet.paste(block("МБОУ СОШ № 2 | 5", "МБОУ СОШ № 1 | 6"))
    expect(sheet.preview).to_contain_text("столбцы пойдут по порядку, начиная с «Доля учителей с высшей категорией, %»")
    sheet.agree()
    assert sheet.texts(0, 3, 1, 3) == [["6"], ["5"]]
    sheet.go(4, 3)
    sheet.paste(block(f"{CONTESTS} | {SCORE}", "1 | 2", "3 | 4"))
    expect(sheet.preview).to_contain_text("строки пойдут по порядку, начиная с «МБОУ СОШ № 5»")
    sheet.agree()
    assert sheet.texts(4, 1, 5, 2) == [["2", "1"], ["4", "3"]]


def test_empty_cells_of_a_block_with_names_wipe_nothing_out(visit):
    sheet = visit(filled())
    sheet.go(0, 0)
    sheet.paste(block(f"Школа | {CERTIFICATES} | {SCORE}", "МБОУ СОШ № 1 | 5 | "))
    expect(sheet.preview.locator("dl")).to_contain_text("Пустые в блоке, останется как есть1")
    sheet.agree()
    assert sheet.texts(0, 0, 0, 1) == [["5", "0,1"]]


def test_a_block_that_changes_nothing_has_nothing_to_agree_to(visit):
    sheet = visit(filled())
    sheet.go(0, 0)
    sheet.paste(block("Школа | Наш показатель", "МБОУ СОШ № 1 | "))
    expect(sheet.said).to_have_text("Вставка ничего не меняет")
    sheet.paste(block(f"Школа | {CERTIFICATES} | Наш", "МБОУ СОШ № 1 | 0,0 | 7"))
    dialog = sheet.preview
    expect(dialog.get_by_role("button", name="Вставить")).to_have_count(0)
    sheet.keys("Enter")
    expect(dialog).to_have_count(0)
    assert sheet.server.requests == []


@pytest.mark.parametrize(
    "caption",
    ["Северский район, 2025 год", '{"key":{"period":"2025","kind":"fact"}}', '{"key":{"period":"2026","kind":"plan"}}'],
)
def test_a_block_of_another_year_or_kind_is_doubted(sheet, caption):
    sheet.go(0, 0)
    heads, values = f"Школа | {CERTIFICATES}", "МБОУ СОШ № 1 | 98"
    sheet.paste(block(caption, heads, values))
    told = "там план, здесь факт" if "plan" in caption else "а таблица — за 2026: проверьте, тот ли это год"
    expect(sheet.preview.locator(".grid-warnings li")).to_have_count(1)
    expect(sheet.preview.locator(".grid-warnings")).to_contain_text(told)
    sheet.keys("Escape")
    sheet.paste(block("Северский район, 2026 год", heads, values))
    expect(sheet.preview.locator(".grid-warnings")).to_have_count(0)


# The preview


def test_overwriting_two_cells_is_shown_with_all_that_happens(visit):
    server = filled()
    server.locked[server.key(1, 0)] = "принято 12 октября"
    server.put(1, 1, "")
    sheet = visit(server)
    sheet.go(0, 0)
    sheet.paste("5\t6\r\n7\t8\r\n")
    dialog = sheet.preview
    expect(dialog.locator("tbody th")).to_have_text(
        ["Изменится", "Нельзя изменить, останется как есть", "Новые значения"]
    )
    expect(dialog.get_by_role("row", name="МБОУ СОШ № 2 · Средний балл")).to_contain_text("8")
    sheet.keys("Escape")
    expect(dialog).to_have_count(0)
    expect(sheet.said).to_have_text("Вставка отменена, ничего не изменено")
    sheet.at(0, 0, text="0,0")
    assert server.requests == []
    sheet.paste("5\t6\r\n7\t8\r\n")
    sheet.agree()
    assert sheet.texts(0, 0, 1, 1) == [["5", "6"], ["1,0", "8"]]


def test_one_cell_or_empty_ones_are_pasted_without_a_question(visit):
    server = filled(rows=3)
    for column in range(5):
        del server.values[server.key(2, column)]
    sheet = visit(server)
    sheet.go(0, 0)
    sheet.paste("5\r\n")
    sheet.at(0, 0, text="5")
    sheet.go(2, 0)
    sheet.paste("1\t2\t3\r\n")
    assert sheet.texts(2, 0, 2, 2) == [["1", "2", "3"]]


@pytest.mark.parametrize("text", ["#ДЕЛ/0!", "#Н/Д", "########", "#REF!"])
def test_errors_of_excel_are_no_values(sheet, text):
    sheet.go(0, 0)
    sheet.paste(f"{text}\t5\r\n")
    expect(sheet.preview.get_by_role("row", name=text)).to_have_class("grid-refused")
    sheet.agree()
    assert sheet.texts(0, 0, 0, 1) == [["", "5"]]
    expect(sheet.said).to_have_text("Вставлено ячеек: 1. Не вставлено — ошибки Excel: 1")


def test_words_above_figures_are_doubted(sheet):
    sheet.go(0, 0)
    sheet.paste(block("Аттестаты | Баллы", "5 | 6", "7 | 8"))
    expect(sheet.preview.locator(".grid-warnings")).to_contain_text(
        "похожи на заголовки, но таких названий в таблице нет"
    )
    sheet.preview.get_by_role("button", name="Отменить").click()
    sheet.paste(block("не менее 70 | да", "нет | н/д"))
    assert sheet.texts(0, 0, 1, 1) == [["не менее 70", "да"], ["нет", "н/д"]]


def test_what_comes_from_excel_may_be_a_year_and_is_a_value_then(visit):
    sheet = visit(GridServer(rows=3))
    sheet.go(0, 0)
    sheet.paste(block("2026 | 2025", "1 | 2"))
    assert sheet.texts(0, 0, 1, 1) == [["2026", "2025"], ["1", "2"]]
