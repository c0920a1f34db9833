"""Steps of the table's editor: whatever is done, a table stays a table and loses no word unasked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.tables import grid as steps
from roadmap.tables.grid import CannotChangeTable, TableGrid, grid_of, joined, parted, table_of, with_block
from roadmap.tables.pasted import read_pasted
from tests.roadmap.exchange.generated import TABLES

HEAD = TableGrid((("Статья", "Годы", ""), ("", "2025", "2026"), ("Всего", "1", "2")), ((0, 0, 2, 1), (0, 1, 1, 2)))
STEPS = [
    lambda grid, row, column: steps.with_row(grid, row),
    lambda grid, row, column: steps.with_column(grid, column),
    lambda grid, row, column: steps.without_row(grid, row),
    lambda grid, row, column: steps.without_column(grid, column),
    lambda grid, row, column: steps.with_row_moved(grid, row, 1),
    lambda grid, row, column: steps.with_column_moved(grid, column, -1),
    lambda grid, row, column: joined(grid, row, column, 2, 1),
    lambda grid, row, column: parted(grid, row, column),
    lambda grid, row, column: with_block(grid, HEAD, row, column),
]


def test_a_row_put_into_a_joined_cell_belongs_to_it():
    grid = steps.with_row(HEAD, 1)
    assert grid.rows[1] == ("", "", "")
    assert (0, 0, 3, 1) in grid.spans


def test_the_words_of_a_joined_cell_outlive_its_first_row():
    grid = steps.without_row(HEAD, 0)
    assert grid.rows == (("Статья", "2025", "2026"), ("Всего", "1", "2"))
    assert grid.spans == ()


def test_joining_keeps_the_words_of_all_and_parting_keeps_them_together():
    grid = joined(HEAD, 2, 1, 1, 2)
    assert grid.rows[2] == ("Всего", "1\n2", "")
    assert parted(grid, 2, 1).rows == grid.rows
    with pytest.raises(CannotChangeTable, match="уже объединена"):
        joined(HEAD, 1, 0, 2, 1)
    with pytest.raises(CannotChangeTable, match="не объединена"):
        parted(HEAD, 2, 0)


def test_a_row_is_not_torn_out_of_a_joined_cell():
    with pytest.raises(CannotChangeTable, match="объединённой ячейкой"):
        steps.with_row_moved(HEAD, 1, 1)
    assert steps.with_column_moved(TableGrid((("а", "б"),)), 0, 1).rows == (("б", "а"),)


def test_words_parted_by_tabs_fill_the_table_and_let_it_grow():
    block = read_pasted("", '1 200,5\t"первая\nвторая"\r\n3\t4\r\n')
    grid = with_block(TableGrid((("а", "б"), ("в", "г"))), block, 1, 1)
    assert grid.rows == (("а", "б", ""), ("в", "1 200,5", "первая\nвторая"), ("", "3", "4"))


def test_a_table_of_word_is_pasted_with_its_joined_cells():
    html = "<p>До</p><table><tr><td rowspan=2>А</td><td>1</td></tr><tr><td><p>2</p><p>3</p></td></tr></table>"
    block = read_pasted(html, "А\t1\n\t2 3\n")
    assert block == TableGrid((("А", "1"), ("", "2\n3")), ((0, 0, 2, 1),))
    with pytest.raises(CannotChangeTable, match="нет таблицы"):
        read_pasted("<p></p>", " ")


@given(TABLES, st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 3), st.integers(0, 3)), max_size=8))
def test_any_steps_leave_a_table_that_is_read_as_it_is_written(tables, taken):
    grid = grid_of(tables[0])
    for step, row, column in taken:
        if row >= len(grid.rows) or column >= grid.width:
            continue
        try:
            grid = step(grid, row, column)
        except CannotChangeTable:
            continue
        assert {len(line) for line in grid.rows} == {grid.width}
    written = table_of(grid, {}, title=None, header_rows=0)
    assert grid_of(written).rows == grid.rows
    assert sorted(grid_of(written).spans) == sorted(grid.spans)


@given(TABLES)
def test_a_table_that_nobody_changed_is_kept_to_the_letter(tables):
    for table in tables:
        same = table_of(grid_of(table), table, title=table.get("title"), header_rows=table.get("header_rows", 0))
        assert same is table
