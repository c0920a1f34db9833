"""Programmes are found again in whatever way a department writes them down."""

import io
import re

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from portal.sources.source import SourceTable
from portal.sources.word import read_word
from roadmap.recognition.files import read_source
from roadmap.recognition.reading import recognise
from tests.portal.sources.word_files import cell, paragraph, row, table, word_file
from tests.roadmap.recognition.laid_out import Layout, expected, facts_of, written
from tests.roadmap.recognition.made_programmes import made_programme

LEAST = 0.95

WAYS = {
    "as most do": Layout(),
    "columns in another order": Layout(columns=("number", "term", "name", "result", "responsible")),
    "responsible before term, no results": Layout(columns=("number", "name", "responsible", "term")),
    "no numbers at all": Layout(columns=("name", "term", "responsible"), numbers="lost"),
    "numbers lost in conversion": Layout(numbers="lost"),
    "directions in a joined column": Layout(directions="joined column"),
    "directions in rows that are not joined": Layout(directions="plain row"),
    "a number before a joined direction": Layout(directions="numbered row"),
    "a table for each direction": Layout(directions="own table", numbers="typed"),
    "columns numbered": Layout(column_numbers=True, periods="one row"),
    "headings repeated in the middle": Layout(repeated_headings=True, column_numbers=True),
    "a table cut in two": Layout(parted_tables=True, periods="plan and fact"),
    "years in rows": Layout(periods="in rows"),
    "date and number in a table, no caption": Layout(act="table", has_caption=False),
    "no act": Layout(act="none", passport="parted"),
    "a passport made with tabs": Layout(passport="tabs", heading_style=True),
    "blanks, runs and styles of every kind": Layout(mess=True, heading_style=True, passport="parted"),
}

layouts = st.builds(
    Layout,
    columns=st.permutations(["name", "term", "responsible", "result"]).map(lambda rest: ("number", *rest)),
    directions=st.sampled_from(["joined row", "joined column", "numbered row", "own table"]),
    numbers=st.sampled_from(["typed", "lost"]),
    periods=st.sampled_from(["over years", "one row", "in rows", "plan and fact"]),
    act=st.sampled_from(["lines", "table", "none"]),
    passport=st.sampled_from(["table", "parted", "tabs"]),
    column_numbers=st.booleans(),
    repeated_headings=st.booleans(),
    parted_tables=st.booleans(),
    mess=st.booleans(),
    heading_style=st.booleans(),
)


def missed_of(wanted: dict[str, str], found: dict[str, str]) -> list[str]:
    return [f"{key}: {text!r}, found {found.get(key)!r}" for key, text in wanted.items() if found.get(key) != text]


def share_found(seed: int, layout: Layout) -> tuple[float, list[str]]:
    programme = made_programme(seed)
    recognition = recognise(read_word(written(programme, layout, seed)))
    wanted, found = expected(programme, layout), facts_of(recognition.document)
    missed = missed_of(wanted, found)
    balance = recognition.balance
    told = balance.understood / balance.words
    assert told > 0.98, balance.leftovers
    return 1 - len(missed) / len(wanted), missed


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_writing(way):
    for seed in range(3):
        share, missed = share_found(seed, WAYS[way])
        assert share >= LEAST, missed[:12]


def in_excel(content: bytes) -> bytes:
    """The same lines and tables on one sheet."""
    book = openpyxl.Workbook()
    sheet, row = book.active, 0
    for block in read_word(content).blocks:
        row += 1
        if not isinstance(block, SourceTable):
            sheet.cell(row, 1, block.shown)
            continue
        for place in block.cells:
            top, left = row + place.row, 1 + place.column
            sheet.cell(top, left, place.shown)
            if place.rows > 1 or place.columns > 1:
                sheet.merge_cells(None, top, left, top + place.rows - 1, left + place.columns - 1)
        row += block.row_count
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("directions", ["joined row", "joined column", "own table"])
def test_the_same_in_excel(directions):
    layout = Layout(act="none", has_caption=False, directions=directions)
    for seed in range(3):
        programme = made_programme(seed)
        recognition = recognise(read_source("программа.xlsx", in_excel(written(programme, layout, seed))))
        wanted, found = expected(programme, layout), facts_of(recognition.document)
        missed = [
            f"{key}: {text!r}, found {found.get(key)!r}" for key, text in wanted.items() if found.get(key) != text
        ]
        assert 1 - len(missed) / len(wanted) >= LEAST, missed[:12]


@settings(max_examples=12, deadline=None, phases=[Phase.generate])
@given(st.integers(0, 10_000), layouts)
def test_ways_mixed(seed, layout):
    share, missed = share_found(seed, layout)
    assert share >= LEAST, missed[:12]


WORDS = st.sampled_from(
    ["", "№", "Мероприятие", "Срок", "Ответственные", "2024 год", "План", "Факт", "1.", "1.1.", "ПРИКАЗ",
     "Приложение № 1", "Сентябрь 2024", "Отдел образования", "х", "45 %",
     "Паспорт", "Цель", "1. Утвердить", "УТВЕРЖДАЮ", "И.И. Иванова"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            WORDS.map(paragraph),
            st.lists(st.lists(WORDS.map(cell), min_size=1, max_size=6).map(lambda cells: row(*cells)), max_size=6).map(
                lambda rows: table(*rows)
            ),
        ),
        max_size=8,
    )
)
def test_whatever_stands_in_a_document_is_read_and_accounted_for(blocks):
    recognition = recognise(read_word(word_file("".join(blocks))))
    balance = recognition.balance
    left = sum(len(re.findall(r"\w+", each.text)) for each in balance.leftovers)
    assert balance.understood <= balance.words
    assert left >= balance.words - balance.understood or balance.words == balance.understood


def test_a_sentence_that_goes_on_is_no_continuation_of_a_table():
    plan = table(*(row(*map(cell, cells)) for cells in (
        ("№", "Мероприятие", "Срок", "Ответственные"), ("1", "Семинар", "Май 2025", "Отдел образования"),
    )))  # fmt: skip
    body = plan + paragraph("Продолжение работы описано ниже.") + paragraph("Она ведётся весь год.")
    programme = recognise(read_word(word_file(body))).document["programme"]
    assert "Продолжение работы описано ниже." in programme["sections"][0]["text"]


def test_columns_that_nobody_has_called_so_are_told_by_what_stands_in_them():
    """A doubt says, too, that the meaning of the column was guessed."""
    lines = (
        ("Чем займёмся", "За кем", "До какого дня"),
        ("Встречи с родителями", "Отдел образования", "ноябрь 2026"),
        ("Обмен уроками", "Директора школ", "до 20 мая 2027 г."),
    )
    heading = paragraph("План мероприятий").replace("<w:rPr>", "<w:rPr><w:b/>")
    body = heading + table(*(row(*map(cell, each)) for each in lines))
    recognition = recognise(read_word(word_file(body)))
    keys = [column["key"] for column in recognition.document["programme"]["roadmap"]["columns"]]
    assert keys == ["name", "responsible", "term"]
    assert sum("по тому, что в ней стоит" in each.reason for each in recognition.doubts) == 3
