"""A line for each assignment that was reported on, and one for all that nobody has reported on."""

from portal.prose import parse_prose
from reports.content.blocks import Cell, Column, Row, Table
from reports.content.execution_marks import documents, done, mark, term, who
from reports.queries.execution import SILENT, Execution, Reported, outcome_of

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
    """Of one school nobody has to be named."""
    keys = [key for key in _TITLES if key != "who" or not of_one]
    header = Row(tuple(Cell(parse_prose(_TITLES[key], "center"), align="center", bold=True) for key in keys))
    rows = []
    for direction, reported in execution.directions:
        title = Cell(parse_prose(str(direction), "center"), colspan=len(keys), align="center", bold=True)
        rows.append(Row((title,), is_heading=True))
        rows += [row for each in reported for row in _activity_rows(each, keys)]
    return Table(tuple(Column(_KINDS.get(key, "text")) for key in keys), (header,), tuple(rows))


def _activity_rows(reported: Reported, keys: list[str]) -> list[Row]:
    """Number and name are merged over the activity's lines."""
    lines = _lines(reported)
    whole = {"number": reported.activity.number, "name": reported.activity.name}
    first = [_cell(key, whole[key], len(lines)) for key in keys if key in whole]
    rest = [[_cell(key, line[key]) for key in keys if key not in whole] for line in lines]
    return [Row((*first, *rest[0])), *(Row(tuple(cells)) for cells in rest[1:])]


def _lines(reported: Reported) -> list[dict[str, str]]:
    """Those that nobody has reported on share a line for each term."""
    assignments = reported.assignments
    with_schools = any(each.school for each in assignments)
    lines: list[dict[str, str]] = []
    silent: dict[tuple[str, str], list[str]] = {}
    for each in assignments:
        when, whose = term(each), who(each, with_schools=with_schools)
        if outcome_of(each) in SILENT:
            silent.setdefault((when, mark(each)), []).append(whose)
        else:
            lines.append({"term": when, "who": whose, "mark": mark(each), "done": done(each),
                          "documents": documents(each)})  # fmt: skip
    for (when, words), those in silent.items():
        all_of_them = ", ".join(dict.fromkeys(those))
        lines.append({"term": when, "who": all_of_them, "mark": words, "done": "", "documents": ""})
    return lines


def _cell(key: str, text: str | None, rowspan: int = 1) -> Cell:
    align = "center" if key == "number" else "left"
    return Cell(parse_prose(text, align), rowspan=rowspan, align=align)
