"""Blocks between the grid and spreadsheets."""

import os

from playwright.sync_api import expect

from tests.browser import needs_browser
from tests.indicators.values.grid_page import GRID, GridServer
from tests.indicators.values.grid_sheet import filled

pytestmark = needs_browser


def test_text_of_spreadsheets_is_read_and_written_exactly(sheet):
    blocks = [
        ("4,5\t12\r\n7\t\r\n", [["4,5", "12"], ["7", ""]]),
        ("4,5\t12\n7\t8", [["4,5", "12"], ["7", "8"]]),
        ('"1\n2"\t"a\tb"\r\n', [["1\n2", "a\tb"]]),
        ('"Он ""да""\r\nи нет"\r\n', [['Он "да"\nи нет']]),
        ('"Точка роста"\r\n', [['"Точка роста"']]),
        ('"Точка" и ещё\t5" труба\r\n', [['"Точка" и ещё', '5" труба']]),
        ('"не закрыто\t1\r\n', [['"не закрыто', "1"]]),
        ("1\u00a0234,5\t\u202f7\r\n", [["1\u00a0234,5", "\u202f7"]]),
        ("\r\n", [[""]]),
        ("1\r\n\r\n", [["1"], [""]]),
        ("a\t", [["a", ""]]),
    ]
    read = f"(text) => import('{GRID}/pasting/tsv.js').then((tsv) => tsv.parse(text))"
    write = f"(rows) => import('{GRID}/pasting/tsv.js').then((tsv) => tsv.serialise(rows))"
    for text, rows in blocks:
        assert sheet.page.evaluate(read, text) == rows
        assert sheet.page.evaluate(read, sheet.page.evaluate(write, rows)) == rows
    assert sheet.page.evaluate(write, [["1", "a\nb"], ["", '"в"']]) == '1\t"a\nb"\r\n\t"""в"""\r\n'
    assert sheet.page.evaluate(write, [["4,5"]]) == "4,5"


def test_a_block_is_pasted_from_the_selected_cell(sheet):
    sheet.go(1, 1)
    sheet.paste('4,5\t1\u00a0234\r\n"две\nстроки"\t-\r\n')
    assert sheet.texts(1, 1, 2, 2) == [["4,5", "1\u00a0234"], ["две\nстроки", "-"]]
    assert sheet.selected() == [(1, 1), (1, 2), (2, 1), (2, 2)]
    expect(sheet.said).to_have_text("Вставлено ячеек: 4")
    sheet.saved()
    assert [request["way"] for request in sheet.server.requests] == ["paste"]
    assert sheet.server.text(1, 2) == "1\u00a0234"


def test_copying_writes_what_excel_reads(visit):
    server = GridServer()
    server.put(0, 0, "1\u00a0234,5")
    server.put(0, 1, "две\nстроки")
    server.put(1, 0, 'он "да"')
    sheet = visit(server)
    sheet.select(0, 0, 1, 1)
    assert sheet.copy() == '1\u00a0234,5\t"две\nстроки"\r\nон "да"\t\r\n'
    assert sheet.copy("cut").startswith("1\u00a0234")
    assert sheet.texts(0, 0, 1, 1) == [["", ""], ["", ""]]


def test_the_real_clipboard_carries_a_block(visit):
    sheet = visit(filled(), permissions=["clipboard-read", "clipboard-write"])
    sheet.select(0, 0, 1, 1)
    sheet.keys("Control+c")
    sheet.go(3, 2)
    sheet.keys("Control+v")
    sheet.agree()
    expect(sheet.cell(4, 3)).to_have_text("1,1")
    assert sheet.texts(3, 2, 4, 3) == [["0,0", "0,1"], ["1,0", "1,1"]]
    sheet.keys("Control+x")
    expect(sheet.cell(4, 3)).to_have_text("")


def test_one_value_fills_a_selection_and_a_block_repeats_in_a_multiple(sheet):
    sheet.select(0, 0, 1, 2)
    sheet.paste("5\r\n")
    assert sheet.texts(0, 0, 1, 2) == [["5", "5", "5"], ["5", "5", "5"]]
    sheet.select(2, 0, 5, 0)
    sheet.paste("1\t2\r\n3\t4\r\n")
    assert sheet.texts(2, 0, 5, 1) == [["1", "2"], ["3", "4"], ["1", "2"], ["3", "4"]]
    sheet.select(0, 2, 2, 4)
    sheet.paste("7\t8\r\n9\t0\r\n")
    sheet.agree()
    assert sheet.texts(0, 2, 2, 4) == [["7", "8", ""], ["9", "0", ""], ["", "", ""]]


def test_a_paste_says_what_it_left_out(visit):
    server = GridServer()
    server.locked[server.key(5, 3)] = "принято 12 октября"
    sheet = visit(server)
    sheet.go(5, 3)
    sheet.paste("1\t2\t3\r\n4\t5\t6\r\n7\t8\t9\r\n")
    expect(sheet.said).to_contain_text("Вставлено ячеек: 1. Не вставлено — за краем таблицы: 5; нельзя изменить: 3")
    expect(sheet.said).to_contain_text("принято 12 октября; Только для чтения")
    assert sheet.texts(5, 3, 5, 4) == [["", "2"]]


def test_a_large_paste_shows_what_it_will_change_and_asks(visit):
    server = GridServer()
    server.put(0, 0, "старое")
    server.put(0, 1, "1")
    server.locked[server.key(0, 2)] = "принято"
    sheet = visit(server)
    block = "".join("1\t1\t1\t1\t1\r\n" for _ in range(6))
    sheet.go(0, 0)
    sheet.paste(block)
    dialog = sheet.page.get_by_role("dialog", name="Что изменит вставка")
    for line in ["Новых значений27", "Изменится1", "Без изменений1", "Нельзя изменить, останется как есть1 (принято)"]:
        expect(dialog.locator("dl")).to_contain_text(line)
    expect(dialog.get_by_role("row").nth(2)).to_contain_text(
        "МБОУ СОШ № 1 · Доля выпускников, получивших аттестат, %старое1"
    )
    dialog.get_by_role("button", name="Отменить").click()
    expect(dialog).to_have_count(0)
    sheet.at(0, 0, text="старое")
    sheet.paste(block)
    dialog.get_by_role("button", name="Вставить").click()
    sheet.saved()
    assert len(server.sent()) == 28
    sheet.paste(block)
    expect(sheet.said).to_contain_text("Вставка ничего не меняет")


def test_a_block_or_one_cell_of_excel_pasted_while_editing(sheet):
    sheet.go(0, 0)
    sheet.keys("F2")
    sheet.paste("1\t2\r\n")
    assert sheet.texts(0, 0, 0, 1) == [["1", "2"]]
    sheet.go(1, 0)
    sheet.keys("F2")
    sheet.page.keyboard.type("до ")
    sheet.paste("5\r\n")
    sheet.keys("Enter")
    expect(sheet.cell(1, 0)).to_have_text("до 5")


def test_reads_only_but_copies_what_is_computed(sheet):
    computed = sheet.page.locator("tr.grid-computed td:not(.grid-info)").nth(1)
    computed.click()
    assert sheet.copy() == "1,5"
    sheet.keys("7")
    expect(sheet.said).to_contain_text("Изменить нельзя. Только для чтения")
    expect(computed).to_have_text("1,5")


def test_a_large_table_stays_in_hand(visit):
    """Prints its figures (pytest -s, GRID_FIGURES=1); it promises none."""
    sheet = visit(filled(rows=60, columns=30))
    moved = sheet.page.evaluate("""async () => {
      const frame = () => new Promise(requestAnimationFrame);
      const press = (key) => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      document.querySelector("tr[data-cell] td:not(.grid-info)").focus();
      await frame();
      const start = performance.now();
      for (let i = 0; i < 50; i += 1) { press("ArrowDown"); press(i % 30 === 29 ? "Home" : "ArrowRight"); await null; }
      document.body.offsetHeight;
      return performance.now() - start;
    }""")
    sheet.go(0, 0)
    block = "".join("\t".join(f"{row}-{column}" for column in range(25)) + "\r\n" for row in range(20))
    sheet.paste(block)
    pasted = sheet.page.evaluate("""async () => {
      const start = performance.now();
      document.querySelector("dialog .btn-primary").click();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - start;
    }""")
    sheet.saved()
    assert len(sheet.server.sent()) == 500
    assert sheet.server.text(19, 24) == "19-24"
    if os.environ.get("GRID_FIGURES"):
        print(f"\n100 moves {moved:.0f} ms, 500 cells pasted and painted {pasted:.0f} ms")  # noqa: T201
