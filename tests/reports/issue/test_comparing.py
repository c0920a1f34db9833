"""Two editions of a document beside each other: words by paragraph, tables by cell."""

from portal.text.prose import parse_prose
from reports.blocks.content import Content, DocumentPart, Table, TableCell, TableColumn, TableRow
from reports.issue.comparing import compare_contents
from roadmap.editions.comparing import RevisionChange, Wording

HEADER = ("№", "Мероприятие", "Срок")


def row(*texts: str) -> TableRow:
    return TableRow(tuple(TableCell(parse_prose(text)) for text in texts))


def table(*rows: TableRow, header: tuple[TableRow, ...] = (row(*HEADER),)) -> Content:
    columns = (
        TableColumn("number"),
        *(TableColumn() for _ in range(sum(cell.colspan for cell in header[0].cells) - 1)),
    )
    return Content("План", (DocumentPart((*parse_prose("Слова"), Table(columns, header, rows))),))


def changed(old: Content, new: Content) -> list:
    return [each for each in compare_contents(old, new) if each.change != RevisionChange.SAME]


def test_only_the_cells_that_changed_are_shown_under_the_name_of_the_row():
    same = row("1", "Семинар", "май")
    (found,) = changed(
        table(same, row("2", "Стенд для родителей", "май")), table(same, row("2", "Стенд для родителей", "июнь"))
    )

    assert (found.title, found.change) == ("2 Стенд для родителей", RevisionChange.CHANGED)
    assert found.changed == [Wording("Срок", "май", "июнь")]


def test_a_row_that_was_added_or_struck_shows_what_it_says():
    one, other = row("1", "Семинар", "май"), row("2", "Открытые уроки", "")
    (added,), (struck,) = changed(table(one), table(one, other)), changed(table(one, other), table(one))

    assert (added.title, added.change, struck.change) == (
        "2 Открытые уроки",
        RevisionChange.ADDED,
        RevisionChange.STRUCK,
    )
    assert added.changed == [Wording("№", None, "2"), Wording("Мероприятие", None, "Открытые уроки")]
    assert [wording.old for wording in struck.changed] == ["2", "Открытые уроки"]


def test_a_row_under_a_merged_cell_is_called_by_it_and_columns_by_all_their_headings():
    header = (
        TableRow((*row("№", "Показатель").cells, TableCell(parse_prose("2025 год"), colspan=2))),
        TableRow((TableCell(), TableCell(), *row("план", "факт").cells)),
    )
    merged = tuple(TableCell(parse_prose(text), rowspan=2) for text in ("1", "Доля школ"))
    first = TableRow((*merged, *row("10", "9").cells))
    (found,) = changed(
        table(first, row("20 и больше", "8"), header=header), table(first, row("20 и больше", "7"), header=header)
    )

    assert found.title == "1 Доля школ"
    assert found.changed == [Wording("2025 год, факт", "8", "7")]


def test_a_column_more_leaves_the_cells_of_the_others_as_they_were():
    found = changed(
        table(row("1", "Семинар для учителей", "май")),
        table(row("1", "Семинар для учителей", "Иванова", "май"), header=(row("№", "Мероприятие", "Кто", "Срок"),)),
    )

    assert [each.change for each in found] == [RevisionChange.CHANGED, RevisionChange.CHANGED]
    assert found[1].changed == [Wording("Кто", None, "Иванова")]


def test_words_are_compared_by_paragraph_and_a_row_of_one_cell_is_words():
    heading = [
        TableRow((TableCell(parse_prose(words), colspan=3),)) for words in ("Учить весь год", "Учить круглый год")
    ]
    (found,) = changed(table(heading[0]), table(heading[1]))

    assert (found.title, found.changed) == ("", [Wording("", "Учить весь год", "Учить круглый год")])
    assert changed(table(heading[0]), table(heading[0])) == []


def test_a_heading_of_a_column_that_changed_does_not_change_the_rows():
    same = row("1", "Семинар", "май")
    (found,) = changed(table(same), table(same, header=(row("№", "Мероприятие", "Сроки"),)))

    assert found.changed == [Wording("", "№, Мероприятие, Срок", "№, Мероприятие, Сроки")]
