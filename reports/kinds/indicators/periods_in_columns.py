"""The table of indicators with a column for each period («Форма 1»)."""

from indicators.catalogue.models import Indicator
from portal.text.cases import Case, year_in_case
from reports.blocks.cells import cell, figure_cell, head_cell, plain_cell, spanning_row
from reports.blocks.content import Table, TableCell, TableColumn, TableRow
from reports.kinds.indicators.values import PrintedIndicators
from roadmap.targets.models import IndicatorRow

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


def table_with_periods_in_columns(found: PrintedIndicators) -> Table:
    """Build the table. A period with facts has columns for plan and fact (and degree), any other for its plan alone."""
    titles = _titles(found)
    figures = [(label, kinds) for label in found.labels if (kinds := found.kinds_of(label))]
    columns = [
        column
        for key in titles
        for column in (
            [TableColumn("figure") for _, kinds in figures for _ in kinds]
            if key == "values"
            else [TableColumn(_KINDS.get(key, "text"))]
        )
    ]
    rows = []
    for group, indicators in found.groups:
        if group.title:
            rows.append(spanning_row(group.title, len(columns)))
        previous = None
        for row in indicators:
            if row.heading and row.heading != previous:
                rows.append(spanning_row(row.heading, len(columns), "left"))
            previous = row.heading
            rows.append(TableRow(tuple(_cells(found, row, titles, figures))))
    return Table(tuple(columns), _header(titles, figures, len(columns)), tuple(rows))


def _titles(found: PrintedIndicators) -> dict[str, str]:
    """Return the columns' headings by key, in the document's order.

    A standard column that has values but isn't in the document is added behind those that usually precede it.
    """
    stated = found.column_titles()
    if found.shows in ("fact", "achievement"):
        stated = stated | ({"values": None} if "values" in stated else {})  # the document's heading may say «план»
    keys = [key for key in stated if _is_known(key) and (key != "values" or found.labels)]
    for place, key in enumerate(STANDARD_TITLES):
        needed = bool(found.labels) if key == "values" else key == "name" or _any_row_has(found, key)
        if key not in keys and needed:
            before = [keys.index(other) + 1 for other in list(STANDARD_TITLES)[:place] if other in keys]
            keys.insert(max(before, default=0), key)
    keys += sorted({key for row in found.rows for key in row.cells} - set(keys))
    return {key: STANDARD_TITLES.get(key, "") if stated.get(key) is None else stated[key] for key in keys}


def _is_known(key: str) -> bool:
    """Return whether the key is of a standard column or of a further column of the document."""
    return key in STANDARD_TITLES or key.startswith("column-")


def _any_row_has(found: PrintedIndicators, key: str) -> bool:
    """Return whether the table needs that column though the document has none.

    Units and directions from the catalogue are shown only beside degrees of achievement.
    """
    if key == "unit" and found.any_row_has(key):
        return True
    if key in _OF_CATALOGUE:
        return found.shows == "achievement" and any(_OF_CATALOGUE[key](row) for row in found.rows)
    return found.any_row_has(key)


def _unit(row: IndicatorRow) -> str:
    """Return the unit that the document states, else the catalogue's."""
    if row.unit is not None:
        return row.unit
    return row.indicator.unit if row.indicator else ""


def _direction(row: IndicatorRow) -> str:
    return _DIRECTIONS.get(row.indicator.direction, "") if row.indicator else ""


_OF_CATALOGUE = {"unit": _unit, "direction": _direction}


def _header(titles: dict[str, str], figures: list, width: int) -> tuple[TableRow, ...]:
    """Return the header's rows: headings; periods below theirs; plan and fact of periods with both; column numbers."""
    says_kinds = any(kinds != ("plan",) for _, kinds in figures)
    depth = 1 if "values" not in titles else 2 + says_kinds
    top, periods, kinds_row = [], [], []
    for key, title in titles.items():
        if key == "values":
            top.append(head_cell(title, colspan=sum(len(kinds) for _, kinds in figures)))
        else:
            top.append(head_cell(title, rowspan=depth))
    for label, kinds in figures if depth > 1 else []:
        name = _period_name(label)
        periods.append(head_cell(name, colspan=len(kinds), rowspan=1 + (says_kinds and kinds == ("plan",))))
        kinds_row += [head_cell(_KIND_NAMES[kind]) for kind in kinds if kinds != ("plan",)]
    numbers = TableRow(tuple(plain_cell(str(n), "center") for n in range(1, width + 1)))
    rows = [TableRow(tuple(cells)) for cells in (top, periods, kinds_row) if cells]
    return *rows, numbers


def _period_name(label: str) -> str:
    if len(label) == len("2026-2027"):
        return f"{label.replace('-', '–')} уч. год"
    return year_in_case(label, Case.NOMINATIVE)


def _cells(found: PrintedIndicators, row: IndicatorRow, titles: dict[str, str], figures: list) -> list[TableCell]:
    cells = []
    for key in titles:
        if key == "values":
            cells += [figure_cell(getattr(found.of(row, label), kind)) for label, kinds in figures for kind in kinds]
        elif key.startswith("column-"):
            cells.append(cell(row.cells.get(key), "left"))
        elif key in _OF_CATALOGUE:
            cells.append(figure_cell(_OF_CATALOGUE[key](row)))
        else:
            cells.append(cell(getattr(row, key), "left" if key == "name" else "center"))
    return cells
