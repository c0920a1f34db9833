"""What is pasted from Word and Excel, as they put it into the clipboard."""

import pytest

from portal.refusals import Refusal
from portal.sources.source import SourceTable
from portal.sources.web import read_html

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=RU><!--StartFragment-->
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Курсы для
<del cite="mailto:x">всех</del><ins cite="mailto:x">новых</ins> учителей<span
style='mso-hide:all;display:none'>, уточнить</span><o:p></o:p></p>
<!--EndFragment--></body></html>"""
EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><col width=64>
<col width=0 style='display:none;mso-width-source:userset'><col width=64>
<tr><td>№</td><td>код</td><td>Показатель</td></tr><tr><td colspan=2>1</td><td>Доля школ</td></tr>
<tr><td colspan=2 rowspan=2>2</td><td>Доля классов</td></tr>
<tr height=0 style='display:none'><td>Черновик</td></tr><tr><td colspan=2>3</td><td>Число школ</td></tr>
</table></body></html>"""


def test_numbers_of_word_stand_before_its_words_and_changes_are_accepted_and_said():
    source = read_html(WORD)
    (paragraph,) = source.paragraphs
    assert " ".join(paragraph.shown.split()) == "1. Курсы для новых учителей"
    assert [each.text for each in source.remarks] == [
        "Во вставленном есть исправления в режиме рецензирования (2): они приняты.",
        "Во вставленном есть скрытое (1): оно пропущено.",
    ]


def test_hidden_rows_and_columns_of_excel_are_no_content_and_said():
    source = read_html(EXCEL)
    (table,) = source.blocks
    assert isinstance(table, SourceTable)
    assert [[place.shown for place in line] for line in table.grid()] == [
        ["№", "Показатель"],
        ["1", "Доля школ"],
        ["2", "Доля классов"],
        ["3", "Число школ"],
    ]
    assert [each.text for each in source.remarks] == ["Во вставленном есть скрытое (2): оно пропущено."]


def test_cells_joined_over_far_more_places_than_there_are_cells_are_refused():
    joined = '<td rowspan="200">а' * 500
    with pytest.raises(Refusal, match="объединено слишком много ячеек"):
        read_html(f"<table><tr>{joined}</tr>{'<tr><td>б</tr>' * 199}</table>")
    assert read_html(f"<table><tr>{joined[: len(joined) // 10]}</tr>{'<tr><td>б</tr>' * 199}</table>").blocks
