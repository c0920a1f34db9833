"""The right half of the page has a counterpart of everything in the left half that became something."""

import pytest

from portal.sources.source import Source
from portal.sources.word import read_word
from roadmap.intake.sheet import IntakeSheet
from roadmap.recognition.reading import recognise
from tests.roadmap.exchange.real_programmes import FOLDER
from tests.roadmap.intake.held import paper
from tests.roadmap.recognition.laid_out import Layout, written
from tests.roadmap.recognition.made_programmes import made_programme
from tests.roadmap.recognition.papers.paper import Paper

SOURCES = {path.stem: path.read_bytes() for path in sorted(FOLDER.glob("*.docx"))} | {
    f"made {number}": written(made_programme(number), Layout(), number) for number in (1, 2, 3)
}


def counterparts(source: Source) -> tuple[set[int], set[int]]:
    """Paragraphs that became something, and those that the page shows again as what they became."""
    sheet = IntakeSheet(source, recognise(source))
    shown: set[int] = set()
    for part in sheet.parts:
        cells = [cell for table in part.tables for _sort, line in table.lines for cell in line]
        titles = [title for table in part.tables for title in table.titles]
        for line in [*part.lines, *cells, *titles]:
            shown |= set(map(int, line.numbers.split()))
    return {sheet.numbers[place] for place in sheet.balance.paths if place in sheet.numbers}, shown


@pytest.mark.parametrize("content", SOURCES.values(), ids=SOURCES.keys())
def test_whatever_became_something_is_shown_as_that(content):
    became, shown = counterparts(read_word(content))
    assert became
    assert became - shown == set()


def shown_table(source: Source, title: str):
    sheet = IntakeSheet(source, recognise(source))
    (table,) = next(part.tables for part in sheet.parts if part.title == title)
    return [each.text for each in table.titles], [[cell.text for cell in line] for _sort, line in table.lines]


def test_facts_are_told_from_plans():
    written_paper = Paper().heading("Программа на 2025–2026 годы")
    written_paper.table(["№", "Показатель", "Ед.", "Факт 2025", "План 2026"], ["1", "Охват", "%", "50", "60"])
    titles, lines = shown_table(read_word(written_paper.file()), "Показатели")
    assert titles == ["№", "Показатель", "Ед.", "2025\u00a0год, факт", "2026\u00a0год, план"]
    assert lines == [["1", "Охват", "%", "50", "60"]]


def test_a_plan_has_all_its_own_columns():
    titles, lines = shown_table(read_word(paper().file()), "План мероприятий")
    assert titles == ["№", "Мероприятие", "Срок", "Ответственные"]
    assert ["1.1", "Семинар для учителей", "март 2025", "Отдел образования"] in lines
