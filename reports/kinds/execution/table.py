"""The report's table of assignments: a line for each one with a report, and a common line for those without."""

from dataclasses import replace

from reports.blocks.cells import keyed_cell, spanning_row, table_of
from reports.blocks.content import Table, TableRow
from reports.kinds.execution.assignment_words import documents, done, mark, term, who
from reports.kinds.execution.queries import SILENT, Execution, Reported, outcome_of

_TITLES = {
    "number": "№ п/п",
    "name": "Мероприятие",
    "term": "Срок по плану",
    "who": "Исполнитель",
    "mark": "Отметка об исполнении",
    "done": "Что сделано",
    "documents": "Подтверждающие документы",
}
_KINDS = {"number": "number", "term": "term", "mark": "term"}


def execution_table(execution: Execution, *, of_one: bool) -> Table:
    """Build the table by directions and activities; `of_one` leaves out who has to do it, as for one school."""
    keys = [key for key in _TITLES if key != "who" or not of_one]
    rows = []
    for direction, reported in execution.directions:
        rows.append(spanning_row(str(direction), len(keys)))
        rows += [row for each in reported for row in _activity_rows(each, keys)]
    return table_of([_TITLES[key] for key in keys], [_KINDS.get(key, "text") for key in keys], rows)


def _activity_rows(reported: Reported, keys: list[str]) -> list[TableRow]:
    """Return the activity's rows, with its number and name merged over all of them."""
    lines = _lines(reported)
    whole = {"number": reported.activity.number, "name": reported.activity.name}
    first = [replace(keyed_cell(key, whole[key], len(lines)), repeats=True) for key in keys if key in whole]
    rest = [[keyed_cell(key, line[key]) for key in keys if key not in whole] for line in lines]
    return [TableRow((*first, *rest[0])), *(TableRow(tuple(cells)) for cells in rest[1:])]


def _lines(reported: Reported) -> list[dict[str, str]]:
    """Return the words of the activity's lines by column.

    Assignments that nobody has reported on share a line if their term and mark (the reason too) are the same.
    """
    assignments = reported.assignments
    with_schools = any(each.school for each in assignments)
    lines: list[dict[str, str]] = []
    silent: dict[tuple[str, str], list[str]] = {}
    for each in assignments:
        when, whose = term(each), who(each, with_schools=with_schools)
        if outcome_of(each) in SILENT or not each.version:
            silent.setdefault((when, mark(each)), []).append(whose)
        else:
            lines.append({"term": when, "who": whose, "mark": mark(each), "done": done(each),
                          "documents": documents(each)})  # fmt: skip
    for (when, words), those in silent.items():
        all_of_them = ", ".join(dict.fromkeys(those))
        lines.append({"term": when, "who": all_of_them, "mark": words, "done": "", "documents": ""})
    return lines
