"""The table of indicators with a line for each period and a column for each indicator."""

from reports.blocks.cells import cell, figure_cell, head_cell
from reports.blocks.content import Table, TableCell, TableColumn, TableRow
from reports.kinds.indicators.values import PrintedIndicators
from roadmap.targets.models import IndicatorRow, IndicatorTable

MOST_COLUMNS = 9
_KIND_NAMES = {"plan": "план", "fact": "факт", "degree": "степень достижения, %"}
_LINE_TITLES = {"period": "Период", "baseline": "Базовое значение", "target": "Целевое значение"}

# An indicator's headings from the top level down; None on a level where the heading below extends upwards.
Path = tuple[str | None, ...]


def tables_with_periods_in_rows(found: PrintedIndicators) -> tuple[Table, ...]:
    """Split the indicators into as many tables of equal width as needed, of at most `MOST_COLUMNS` each."""
    paths = _paths(found)
    count = max(1, -(-len(paths) // MOST_COLUMNS))
    size = -(-len(paths) // count) or 1
    return tuple(_table(found, paths[start : start + size]) for start in range(0, max(len(paths), 1), size))


def _paths(found: PrintedIndicators) -> list[tuple[IndicatorRow, Path]]:
    """Return each indicator with its headings; levels on which no indicator has one are left out."""
    titles = found.column_titles()
    # The document's headings fit only if it has periods in rows itself.
    own = found.table.layout == IndicatorTable.Layout.PERIODS_IN_ROWS
    above = tuple(titles[key] for key in ("values", "name", "number") if titles.get(key)) if own else ()
    rows = found.rows
    paths = [
        (*above, group.title or None, row.heading or None, " ".join(filter(None, [row.number, row.name])))
        for group, its_rows in found.groups
        for row in its_rows
    ]
    levels = [level for level in zip(*paths, strict=True) if any(words is not None for words in level)]
    return list(zip(rows, zip(*levels, strict=True), strict=True))


def _table(found: PrintedIndicators, paths: list[tuple[IndicatorRow, Path]]) -> Table:
    titles = _LINE_TITLES | {key: title for key, title in found.column_titles().items() if title is not None}
    rows = [row for row, _ in paths]
    lines = [_line(titles["baseline"], [row.baseline for row in rows])] if found.any_row_has("baseline") else []
    for label in found.labels:
        stated = [kind for kind in found.kinds_of(label) if found.has(kind, label)]
        for kind in stated:
            values = [getattr(found.of(row, label), kind) for row in rows]
            lines.append(_line(f"{label} ({_KIND_NAMES[kind]})", values))
        if not stated and not found.shows:
            lines.append(_line(label, [None for _ in rows]))
    if found.any_row_has("target"):
        lines.append(_line(titles["target"], [row.target for row in rows]))
    columns = (TableColumn("label"), *(TableColumn("figure") for _ in rows))
    return Table(columns, _header(titles["period"], [path for _, path in paths]), tuple(lines))


def _line(title: str, texts: list[str | None]) -> TableRow:
    return TableRow((cell(title), *map(figure_cell, texts)))


def _header(period_title: str, paths: list[Path]) -> tuple[TableRow, ...]:
    """Return the header's rows. Neighbours that share a heading share a cell, which also covers empty levels above."""
    depth = len(paths[0]) if paths else 1
    rows: list[list[TableCell]] = [[] for _ in range(depth)]
    rows[0].append(head_cell(period_title, rowspan=depth))
    for level in range(depth):
        start = 0
        for end in range(1, len(paths) + 1):
            if end < len(paths) and level < depth - 1 and paths[end][: level + 1] == paths[start][: level + 1]:
                continue
            if paths[start][level] is not None:
                top = _first_level(paths[start], level)
                rows[top].append(head_cell(paths[start][level], colspan=end - start, rowspan=level - top + 1))
            start = end
    return tuple(TableRow(tuple(cells)) for cells in rows)


def _first_level(path: Path, level: int) -> int:
    """Return the topmost of the empty levels directly above `level`, or `level` itself."""
    while level and path[level - 1] is None:
        level -= 1
    return level
