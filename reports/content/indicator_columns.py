"""The table of indicators with a column for each period («Форма 1»)."""

from indicators.models import Indicator
from portal.prose import Paragraph, Span, parse_prose
from reports.content.blocks import Cell, Column, Row, Table
from reports.content.indicator_values import Indicators
from roadmap.models import IndicatorRow

STANDARD_TITLES = {
    "number": "№ п/п",
    "name": "Наименование показателя",
    "unit": "Единица измерения",
    "direction": "Возрастание или убывание",
    "baseline": "Базовое значение",
    "values": "Значения показателя по годам",
    "target": "Целевое значение",
}
_KINDS = {
    "number": "number",
    "name": "text",
    "unit": "label",
    "direction": "label",
    "baseline": "figure",
    "target": "figure",
}
_KIND_NAMES = {"plan": "план", "fact": "факт", "degree": "степень достижения, %"}
_DIRECTIONS = {Indicator.Direction.MORE_IS_BETTER: "возрастание", Indicator.Direction.LESS_IS_BETTER: "убывание"}


def table_with_periods_in_columns(found: Indicators) -> Table:
    """Under a period with facts stand its plan and its fact, under another its plan alone."""
    titles = _titles(found)
    figures = [(label, kinds) for label in found.labels if (kinds := found.kinds_of(label))]
    columns = [
        column
        for key in titles
        for column in ([Column("figure") for _, kinds in figures for _ in kinds] if key == "values" else [_column(key)])
    ]
    rows = []
    for group, indicators in found.groups:
        rows += _spanning(group.title, len(columns), "center")
        previous = None
        for row in indicators:
            if row.heading and row.heading != previous:
                rows += _spanning(row.heading, len(columns), "left")
            previous = row.heading
            rows.append(Row(tuple(_cells(found, row, titles, figures))))
    return Table(tuple(columns), _header(titles, figures, len(columns)), tuple(rows))


def _titles(found: Indicators) -> dict[str, str]:
    """Columns in the document's order with its headings; what it has values for and doesn't head comes in its place."""
    stated = found.column_titles()
    if found.shows in ("fact", "achievement"):
        stated = stated | ({"values": None} if "values" in stated else {})  # the document's heading may say «план»
    keys = [key for key in stated if key in STANDARD_TITLES and (key != "values" or found.labels)]
    for place, key in enumerate(STANDARD_TITLES):
        needed = bool(found.labels) if key == "values" else key == "name" or _any_row_has(found, key)
        if key not in keys and needed:
            before = [keys.index(other) + 1 for other in list(STANDARD_TITLES)[:place] if other in keys]
            keys.insert(max(before, default=0), key)
    return {key: STANDARD_TITLES[key] if stated.get(key) is None else stated[key] for key in keys}


def _any_row_has(found: Indicators, key: str) -> bool:
    """Unit and direction are the catalogue's: they stand where achievement is told of."""
    if key in _OF_CATALOGUE:
        return found.shows == "achievement" and any(_OF_CATALOGUE[key](row) for row in found.rows)
    return found.any_row_has(key)


def _unit(row: IndicatorRow) -> str:
    return row.indicator.unit if row.indicator else ""


def _direction(row: IndicatorRow) -> str:
    return _DIRECTIONS.get(row.indicator.direction, "") if row.indicator else ""


_OF_CATALOGUE = {"unit": _unit, "direction": _direction}


def _column(key: str) -> Column:
    return Column(_KINDS[key])


def _cell(text: str | None, align: str, **merged: int) -> Cell:
    return Cell(parse_prose(text, align), align=align, **merged)


def _head(text: str, **merged: int) -> Cell:
    return Cell(parse_prose(text, "center"), align="center", bold=True, **merged)


def _spanning(title: str | None, width: int, align: str) -> list[Row]:
    if not title:
        return []
    return [Row((Cell(parse_prose(title, align), colspan=width, align=align, bold=True),), is_heading=True)]


def _header(titles: dict[str, str], figures: list, width: int) -> tuple[Row, ...]:
    """Headings, periods under theirs, plan and fact where a period has both, and a row of column numbers."""
    says_kinds = any(kinds != ("plan",) for _, kinds in figures)
    depth = 1 if "values" not in titles else 2 + says_kinds
    top, periods, kinds_row = [], [], []
    for key, title in titles.items():
        if key == "values":
            top.append(_head(title, colspan=sum(len(kinds) for _, kinds in figures)))
        else:
            top.append(_head(title, rowspan=depth))
    for label, kinds in figures if depth > 1 else []:
        name = f"{label} год" if len(label) == 4 else f"{label} уч. год"
        periods.append(_head(name, colspan=len(kinds), rowspan=1 + (says_kinds and kinds == ("plan",))))
        kinds_row += [_head(_KIND_NAMES[kind]) for kind in kinds if kinds != ("plan",)]
    numbers = Row(tuple(Cell((Paragraph((Span(str(n)),), "center"),), align="center") for n in range(1, width + 1)))
    rows = [Row(tuple(cells)) for cells in (top, periods, kinds_row) if cells]
    return *rows, numbers


def _cells(found: Indicators, row: IndicatorRow, titles: dict[str, str], figures: list) -> list[Cell]:
    cells = []
    for key in titles:
        if key == "values":
            cells += [
                _cell(getattr(found.of(row, label), kind), "center") for label, kinds in figures for kind in kinds
            ]
        elif key in _OF_CATALOGUE:
            cells.append(_cell(_OF_CATALOGUE[key](row), "center"))
        else:
            cells.append(_cell(getattr(row, key), "left" if key == "name" else "center"))
    return cells
