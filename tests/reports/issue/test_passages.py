"""A document's own words: what is edited stays edited, what the data change is changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text.prose import Heading, Paragraph, parse_prose, parse_spans
from reports.blocks.content import Content, DocumentPart, SignatureLine, Table, TableCell, TableColumn, TableRow
from reports.issue.passage_names import passage_names
from reports.issue.passages import PassageEdit, edited, merge_paragraphs, passages

TABLE = Table((TableColumn(),), (), ())


def content(*texts: str) -> Content:
    """A title, then each text with a table after it."""
    blocks = [Heading(parse_spans("Справка"))]
    for text in texts:
        blocks += [*parse_prose(text), TABLE]
    return Content("Справка", (DocumentPart((*blocks, SignatureLine("Начальник", "И. И. Иванов"))),))


def test_a_title_and_paragraphs_between_tables_are_passages():
    found = passages(content("Один\n\nДва\n\n1. Три", "**Четыре** и <u>пять</u>"))

    assert [passage.text for passage in found] == ["Справка", "Один\n\nДва\n\n1. Три", "**Четыре** и <u>пять</u>"]


def test_a_passage_is_called_by_what_it_stands_after():
    table = Table(
        (TableColumn(),), (TableRow((TableCell(parse_prose("№")), TableCell(parse_prose("Мероприятие")))),), ()
    )
    title, text = Heading(parse_spans("Отчёт " + "о плане " * 20)), Paragraph(parse_spans("Слова"))
    centred = Paragraph(parse_spans("за год"), "center")
    parts = DocumentPart((title, centred, text, table)), DocumentPart((text, TABLE, text))
    names = passage_names(Content("Т", parts))

    assert names[0].startswith("Заголовок «Отчёт о плане")
    assert len(names[0]) < 80
    assert names[1].startswith("Текст под заголовком «Отчёт")
    assert names[2:] == ["Текст «Слова»", "Текст после таблицы «№, Мероприятие»", "Текст после таблицы"]
    assert passage_names(Content("Т", (DocumentPart((text,)),))) == ["Текст в начале документа"]


def test_words_in_quotation_marks_get_no_second_ones():
    names = [
        *passage_names(content("Один"))[:1],
        *(
            passage_names(Content("Т", (DocumentPart((Heading(parse_spans(words)),)),)))[0]
            for words in ("«План „Рост“»", "План «Рост»")
        ),
    ]

    assert names == ["Заголовок «Справка»", "Заголовок «План „Рост“»", "Заголовок «План „Рост“»"]


def test_an_edit_stands_in_its_place_and_everything_else_as_it_was():
    made = content("Один\n\nДва", "Три")
    result = edited(made, [PassageEdit(1, "Один\n\nДва", "Один\n\n- пункт\n\nДва")])

    assert not result.lost
    assert [passage.text for passage in passages(result.content)] == ["Справка", "Один\n\n- пункт\n\nДва", "Три"]
    assert result.content.parts[0].blocks[-2:] == made.parts[0].blocks[-2:]


def test_a_passage_edited_to_nothing_is_not_printed():
    result = edited(content("Один", "Два"), [PassageEdit(1, "Один", "")])

    assert "Один" not in str(result.content)


@pytest.mark.parametrize(
    ("was", "now", "fresh", "merged"),
    [
        ("А\n\nБ", "А\n\nБ, правка", "А\n\nБ", "А\n\nБ, правка"),
        ("А 5\n\nБ", "А 5\n\nБ, правка", "А 6\n\nБ", "А 6\n\nБ, правка"),
        ("А\n\nБ", "А\n\nВставка\n\nБ", "А 2\n\nБ", "А 2\n\nВставка\n\nБ"),
        ("А\n\nБ", "А\n\nБ\n\nКонец", "Начало\n\nА\n\nБ", "Начало\n\nА\n\nБ\n\nКонец"),
        ("А\n\nБ\n\nВ", "А\n\nВ", "А\n\nБ\n\nВ\n\nГ", "А\n\nВ\n\nГ"),
        ("А 5", "А пять", "А 6", None),
        ("А\n\nБ", "А\n\nВставка\n\nБ", "В\n\nГ", None),
    ],
)
def test_paragraphs_that_data_changed_meanwhile(was, now, fresh, merged):
    assert merge_paragraphs(was, now, fresh) == merged


def test_an_edit_whose_words_are_gone_is_not_lost_unsaid():
    result = edited(content("Школ: 6"), [PassageEdit(1, "Школ: 5", "Школ пять")])

    assert [edit.now for edit in result.lost] == ["Школ пять"]
    assert "Школ: 6" in str(result.content)


PARAGRAPHS = st.lists(st.text("абв ", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=6)


@given(PARAGRAPHS, PARAGRAPHS)
def test_without_changes_of_data_the_edit_is_the_text_and_without_an_edit_the_data_are(was, now):
    was, now = "\n\n".join(was), "\n\n".join(now)

    assert merge_paragraphs(was, now, was) == now
    assert merge_paragraphs(was, was, now) == now


@given(st.lists(st.builds(Paragraph, st.text("абв*<>u/- 1.", min_size=1).map(parse_spans)), max_size=4))
def test_nothing_is_edited_by_opening_and_saving(blocks):
    made = Content("Т", (DocumentPart(tuple(block for block in blocks if block.spans)),))
    edits = [PassageEdit(place, passage.text, passage.text) for place, passage in enumerate(passages(made))]

    assert edited(made, edits).content == made
