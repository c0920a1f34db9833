"""A programme is read as Word shows it on paper, whatever the file keeps behind that."""

from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from portal.sources.word import read_word
from roadmap.recognition.reading import Recognition, recognise
from tests.roadmap.recognition.papers.paper import BELOW, LEFT_OF, Paper

HEADINGS = ["№", "Мероприятие", "Срок", "Ответственные"]
FIRST = ["1", "Семинар", "май 2025", "Отдел образования"]


def read(paper: Paper) -> Recognition:
    return recognise(read_word(paper.file()))


def plan(*rows: list[str], headings: list[str] = HEADINGS) -> Paper:
    return Paper().heading("План мероприятий на 2025 год").table(headings, *rows)


def activities_of(recognition: Recognition) -> list[dict]:
    directions = recognition.document["programme"]["roadmap"]["directions"]
    return [activity for each in directions for activity in each["activities"]]


def words_of(recognition: Recognition) -> str:
    return str(recognition.document)


def test_headers_footers_page_numbers_and_comments_are_no_content():
    paper = plan(FIRST)
    section = paper.document.sections[0]
    section.header.paragraphs[0].text = "Проект от 12 мая"
    section.footer.paragraphs[0]._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>17</w:t></w:r></w:fldSimple>')
    )
    run = paper.document.tables[0].cell(1, 1).paragraphs[0].runs[0]
    paper.document.add_comment(run, text="уточнить у методиста", author="Петрова", initials="П")
    recognition = read(paper)
    assert [each["name"] for each in activities_of(recognition)] == ["Семинар"]
    for unseen in ("Проект", "17", "уточнить"):
        assert unseen not in words_of(recognition)
    assert recognition.balance.leftovers == ()


def test_soft_breaks_tabs_and_no_break_blanks_are_blanks_between_words():
    paper = plan(["1", "Семинар", "до 1\xa0июня 2025\xa0г.", "Отдел"])
    paragraph = paper.document.tables[0].cell(1, 1).paragraphs[0]
    paragraph.add_run(" для").add_break(WD_BREAK.LINE)
    for part in ("руково", "дителей", "\tшкол"):
        paragraph.add_run(part)
    (activity,) = activities_of(read(paper))
    assert " ".join(activity["name"].split()) == "Семинар для руководителей школ"
    assert activity["term"] == "до 1 июня 2025 г."


def test_a_table_within_a_cell_is_the_cells_text():
    paper = plan(["1", "Диагностика:", "май 2025", "Отдел"])
    inner = paper.document.tables[0].cell(1, 1).add_table(2, 2)
    for cell, words in zip(
        [c for row in inner.rows for c in row.cells], ("5 класс", "чтение", "6 класс", "счёт"), strict=True
    ):
        cell.text = words
    recognition = read(paper)
    (activity,) = activities_of(recognition)
    assert activity["name"].split() == ["Диагностика:", "5", "класс", "чтение", "6", "класс", "счёт"]
    assert recognition.balance.leftovers == ()


def test_cells_joined_down_belong_to_each_row_and_joined_over_to_a_direction():
    recognition = read(
        plan(
            ["1. Работа с кадрами", LEFT_OF, LEFT_OF, LEFT_OF],
            ["1", "Семинар", "май 2025", "Отдел образования"],
            ["2", "Курсы", BELOW, BELOW],
        )
    )
    (direction,) = recognition.document["programme"]["roadmap"]["directions"]
    assert (direction["number"], direction["title"]) == ("1.", "Работа с кадрами")
    assert [(each["term"], each["responsible"]) for each in direction["activities"]] == [
        ("май 2025", "Отдел образования")
    ] * 2


def test_a_row_of_column_numbers_and_repeated_headings_are_no_rows():
    recognition = read(plan(["1", "2", "3", "4"], FIRST, HEADINGS, ["2", "Курсы", "июнь 2025", "Школы"]))
    assert [each["name"] for each in activities_of(recognition)] == ["Семинар", "Курсы"]
    assert recognition.balance.leftovers == ()


def test_borders_make_no_difference():
    paper = plan(FIRST)
    paper.document.tables[0].style = "Normal Table"
    assert read(paper).document == read(plan(FIRST)).document


def test_a_text_box_is_content_and_stands_where_it_is_anchored():
    paper = Paper().heading("Программа поддержки школ на 2025 год").text("Введение в программу.")
    box = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>Важно: школы № 3 и 5.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    paper.document.paragraphs[-1]._p.append(parse_xml(box))
    recognition = read(paper.text("Дальше текст."))
    (section,) = recognition.document["programme"]["sections"]
    assert section["text"].split("\n\n") == ["Введение в программу.", "Важно: школы № 3 и 5.", "Дальше текст."]


def test_numbers_that_word_prints_number_activities():
    """In a column of empty numbered paragraphs, and before names where there is no such column."""
    paper = plan(["", "Семинар", "май 2025", "Отдел"], ["", "Курсы", "июнь 2025", "Школы"])
    for row in (1, 2):
        paper.document.tables[0].cell(row, 0).paragraphs[0].style = "List Number"
    assert [each["number"] for each in activities_of(read(paper))] == ["1.", "2."]


def test_a_row_that_a_page_cut_in_two_is_one():
    recognition = read(
        plan(
            ["1", "Заседания рабочей группы по вопросам", "май 2025", "Отдел"],
            ["", "качества образования", "", "образования"],
        )
    )
    (activity,) = activities_of(recognition)
    assert activity["name"] == "Заседания рабочей группы по вопросам качества образования"
    assert activity["responsible"] == "Отдел образования"
