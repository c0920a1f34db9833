"""A Word document is read as Word shows it."""

import contextlib
import io
import time
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.refusals import Refusal
from portal.sources.source import IN_WORKER, SourceOrigin, SourceTable, TakesLong
from portal.sources.web import read_html
from portal.sources.word import read_word
from portal.sources.word.numbering import written_number
from tests.portal.sources.word_files import cell, numbered, numbering, paragraph, row, run, table, word_file


def shown(content: bytes) -> list[str]:
    return [each.shown for each in read_word(content).paragraphs if not each.is_blank]


# Numbers that Word prints


def test_levels_count_and_begin_again():
    levels = numbering(("decimal", "%1."), ("decimal", "%1.%2."), ("russianLower", "%3)"))
    body = (
        numbered("Первое")
        + numbered("внутри", 1)
        + numbered("глубже", 2)
        + numbered("ещё глубже", 2)
        + numbered("внутри", 1)
        + numbered("снова глубже", 2)
        + numbered("Второе")
        + numbered("внутри", 1)
    )
    assert shown(word_file(body, numbering=levels)) == [
        "1. Первое",
        "1.1. внутри",
        "а) глубже",
        "б) ещё глубже",
        "1.2. внутри",
        "а) снова глубже",
        "2. Второе",
        "2.1. внутри",
    ]


def test_lists_of_one_description_count_on_unless_one_begins_anew():
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    levels = numbering(("decimal", "%1."), lists=lists)
    body = numbered("а") + numbered("б", list_id=2) + numbered("в", list_id=3) + numbered("г", list_id=3)
    assert shown(word_file(body, numbering=levels)) == ["1. а", "2. б", "1. в", "2. г"]


def test_a_style_numbers_and_list_0_takes_the_number_away():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Point"><w:name w:val="Пункт"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Inner"><w:name w:val="Внутри"/><w:basedOn w:val="Point"/></w:style>'
    )
    body = (
        paragraph("один", '<w:pStyle w:val="Point"/>')
        + paragraph("без номера", '<w:pStyle w:val="Point"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("два", '<w:pStyle w:val="Inner"/>')
    )
    written = word_file(body, styles=styles, numbering=numbering(("upperRoman", "%1.")))
    assert shown(written) == ["I. один", "без номера", "II. два"]


def test_an_empty_numbered_paragraph_is_its_number():
    written = word_file(
        table(row(cell("Направление"), f"<w:tc>{numbered('')}</w:tc>")), numbering=numbering(("decimal", "%1."))
    )
    assert [each.shown for each in read_word(written).blocks[0].cells] == ["Направление", "1."]


@given(st.integers(1, 2999), st.sampled_from(["upperRoman", "lowerRoman", "upperLetter", "russianUpper"]))
def test_numbers_of_a_format_differ(number, written_as):
    assert written_number(number, written_as) != written_number(number % 2999 + 1, written_as)


@pytest.mark.parametrize(
    ("number", "written_as", "written"),
    [(4, "upperRoman", "IV"), (1994, "upperRoman", "MCMXCIV"), (90, "lowerRoman", "xc"), (27, "upperLetter", "AA"),
     (10, "russianLower", "к"), (29, "russianUpper", "АА"), (3, "decimalZero", "03"), (0, "upperRoman", "0")],
)  # fmt: skip
def test_written_numbers(number, written_as, written):
    assert written_number(number, written_as) == written


# What is seen and what isn't


def test_tracked_changes_are_taken_as_accepted_and_said():
    body = (
        "<w:p>" + run("до ") + "<w:del><w:r><w:delText>20</w:delText></w:r></w:del><w:ins>" + run("30") + "</w:ins>"
        + run(" мая") + "</w:p>"
        + table(
            row(cell("осталась")),
            row(cell("убрана"), properties="<w:del/>"),
            row(cell("вставлена"), properties="<w:ins/>"),
        )
    )  # fmt: skip
    source = read_word(word_file(body))
    assert [each.shown for each in source.paragraphs] == ["до 30 мая", "осталась", "вставлена"]
    assert "рецензирования" in source.remarks[0].text


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    body = paragraph("Управление ", "<w:rPr><w:del/></w:rPr>") + paragraph("образования")
    assert shown(word_file(body)) == ["Управление образования"]


def test_hidden_words_fields_and_marks_are_no_content():
    styles = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = (
        "<w:p>" + run("видно") + run(" скрыто", "<w:vanish/>") + run(" и это", '<w:rStyle w:val="Secret"/>') + "</w:p>"
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("пункт 5")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        + "<w:p><w:r><w:t>мягкий пе\u00adренос</w:t><w:noBreakHyphen/><w:t>х</w:t>"
        + "<w:br/><w:t>строка</w:t><w:tab/></w:r></w:p>"
    )  # fmt: skip
    source = read_word(word_file(body, styles=styles))
    assert [each.text for each in source.paragraphs] == ["видно", "пункт 5", "мягкий перенос-х\nстрока\t"]
    assert [remark.text for remark in source.remarks] == ["В документе есть скрытый текст (1): он пропущен."]


def test_a_hidden_paragraph_does_not_count():
    hidden = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        + run("нет", "<w:vanish/>")
        + "</w:p>"
    )
    written = word_file(numbered("раз") + hidden + numbered("два"), numbering=numbering(("decimal", "%1.")))
    assert shown(written) == ["1. раз", "2. два"]


def test_a_box_is_read_once_after_its_paragraph_and_a_note_at_the_end():
    box = f"<w:txbxContent>{paragraph('Приложение № 1')}</w:txbxContent>"
    body = (
        "<w:p>" + run("Основной текст")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        + "</mc:Choice>"
        + f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        + paragraph("Дальше")
    )  # fmt: skip
    separator = f'<w:footnote w:id="0" w:type="separator">{paragraph("")}</w:footnote>'
    notes = f'{separator}<w:footnote w:id="2">{paragraph("Из отчёта")}</w:footnote>'
    source = read_word(word_file(body, footnotes=notes))
    assert [(each.shown, each.origin) for each in source.paragraphs] == [
        ("Основной текст¹", SourceOrigin.BODY),
        ("Приложение № 1", SourceOrigin.BOX),
        ("Дальше", SourceOrigin.BODY),
        ("1 Из отчёта", SourceOrigin.FOOTNOTE),
    ]


def test_runs_in_a_word_are_one():
    source = read_word(word_file("<w:p>" + run("обра") + run("зо", "<w:lang/>") + run("вание", "<w:b/>") + "</w:p>"))
    assert [(piece.text, piece.bold) for piece in source.paragraphs[0].pieces] == [("образо", False), ("вание", True)]


# Tables


def test_cells_joined_sideways_and_down():
    document = docx.Document()
    made = document.add_table(3, 4)
    for at, line in enumerate(made.rows):
        for column, place in enumerate(line.cells):
            place.text = f"{at}{column}"
    made.cell(0, 1).merge(made.cell(0, 3)).text = "вширь"
    made.cell(1, 0).merge(made.cell(2, 1)).text = "вниз"
    file = io.BytesIO()
    document.save(file)
    (read,) = [block for block in read_word(file.getvalue()).blocks if isinstance(block, SourceTable)]
    assert (read.row_count, read.column_count) == (3, 4)
    assert [(c.row, c.column, c.rows, c.columns, c.shown) for c in read.cells] == [
        (0, 0, 1, 1, "00"), (0, 1, 1, 3, "вширь"), (1, 0, 2, 2, "вниз"), (1, 2, 1, 1, "12"), (1, 3, 1, 1, "13"),
        (2, 2, 1, 1, "22"), (2, 3, 1, 1, "23"),
    ]  # fmt: skip
    assert [[place and place.shown for place in line] for line in read.grid()][2] == ["вниз", "вниз", "22", "23"]


def test_rows_that_begin_later_and_headings_that_repeat():
    written = word_file(
        table(
            row(cell("А"), cell("Б"), properties="<w:tblHeader/>"),
            row(cell("только Б"), properties='<w:gridBefore w:val="1"/>'),
        )
    )
    (read,) = read_word(written).blocks
    assert read.repeated_rows == 1
    assert [(c.row, c.column) for c in read.cells] == [(0, 0), (0, 1), (1, 1)]
    assert read.grid()[1][0] is None


def test_borders_that_were_dragged_by_a_hair_make_no_columns():
    """A column so narrow that only a dragged border explains it counts, if a cell with words stands in it."""
    widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in (2000, 40, 2000, 1960, 60))
    spans = '<w:gridSpan w:val="{}"/>'.format

    def written(between: str) -> SourceTable:
        rows = (
            row(cell("Срок", spans(2)), cell("Итог"), cell("Кто", spans(2))),
            row(cell("май"), cell(between), cell("отчёт"), cell("отдел"), cell("")),
        )
        (read,) = read_word(word_file(f"<w:tbl><w:tblGrid>{widths}</w:tblGrid>{''.join(rows)}</w:tbl>")).blocks
        return read

    assert [[place.shown for place in line] for line in written("").grid()] == [
        ["Срок", "Итог", "Кто"],
        ["май", "отчёт", "отдел"],
    ]
    assert [place.shown for place in written("!").grid()[1]] == ["май", "!", "отчёт", "отдел"]


def test_tables_fifty_deep_are_text():
    inner = paragraph("на дне")
    for _ in range(50):
        inner = table(f"<w:tr><w:tc>{inner}</w:tc></w:tr>")
    assert shown(word_file(inner)) == ["на дне"]


def joined_cell(span: int, down: str) -> str:
    return cell("х", f'<w:gridSpan w:val="{span}"/>' + (f'<w:vMerge w:val="{down}"/>' if down else ""))


JOINED = st.tuples(st.integers(1, 3), st.sampled_from(["", "restart", "continue"]))


@given(st.lists(st.lists(JOINED, max_size=5), max_size=8))
def test_no_place_belongs_to_two_cells(rows):
    """However rows are joined, even where the document contradicts itself."""
    body = table(*(row(*(joined_cell(span, down) for span, down in line)) for line in rows))
    if not any(rows):
        assert read_word(word_file(body)).blocks == ()
        return
    (read,) = read_word(word_file(body)).blocks
    places = [(r, c) for each in read.cells for r in range(each.row, each.row + each.rows)
              for c in range(each.column, each.column + each.columns)]  # fmt: skip
    assert len(places) == len(set(places))
    assert all(r < read.row_count and c < read.column_count for r, c in places)


# Hostile and broken


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 400_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "пуст"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "паролем"),
        (b"PK\x03\x04 broken", "повреждён"),
        (b"<html>", "повреждён"),
        (b"x" * (31 * 2**20), "больше 30 МБ"),
    ],
)
def test_what_is_no_word_document_is_refused_in_a_sentence(content, said):
    with pytest.raises(Refusal, match=said):
        read_word(content)


def test_a_bomb_is_refused_before_it_is_unpacked():
    content, began = bomb(), time.process_time()
    with pytest.raises(Refusal, match="слишком велик"):
        read_word(content)
    assert time.process_time() - began < 1


def test_more_paragraphs_than_are_read_in_time_are_refused_in_a_sentence():
    written = word_file(table(*(row(*(cell(str(at)) for at in range(50))) for _ in range(501))))
    with pytest.raises(TakesLong, match="слишком велик"):
        read_word(written)
    assert len(read_word(written, IN_WORKER).paragraphs) == 25_050
    with pytest.raises(Refusal, match="слишком велик") as refused:
        read_word(written, replace(IN_WORKER, paragraphs=20_000))
    assert not isinstance(refused.value, TakesLong)
    with pytest.raises(Refusal, match="слишком велик"):
        read_html("<table>" + "<tr>" + "<td>1" * 26_000 + "</table>")


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
        "<w:document",
    ],
)
def test_entities_and_broken_xml_are_refused(document):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", document)
    with pytest.raises(Refusal):
        read_word(file.getvalue())


@given(st.data())
def test_a_damaged_file_is_read_or_refused(data):
    content = bytearray(
        word_file(numbered("раз") + table(row(cell("а"), cell("б"))), numbering=numbering(("decimal", "%1.")))
    )
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Refusal):
        read_word(bytes(content))


@pytest.mark.parametrize("sign", ["\xad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_signs_of_no_width_are_no_words(sign):
    """Word inserts them, and so do the portal's own documents, to keep numbers together."""
    assert shown(word_file(paragraph(f"2025–{sign}2028 годы"))) == ["2025–2028 годы"]
    (pasted,) = read_html(f"<p>2025–{sign}2028 годы</p>").paragraphs
    assert pasted.shown == "2025–2028 годы"
