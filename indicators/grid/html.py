"""The grid's table as HTML, written in one pass: thousands of cells are too many for a template's loop."""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from indicators.grid.table import Column, Grid, GridCell, Row


def grid_html(grid: Grid) -> SafeString:
    """A table that the browser's grid takes over; without JavaScript it is a table to read."""
    return mark_safe("".join(_table(grid, lambda row, column, cell: _cell(cell))))  # noqa: S308 - escaped below


def form_html(grid: Grid) -> SafeString:
    """The same table with a field in each cell, for a form that is saved by its button."""

    def field(row: Row, column: Column, cell: GridCell) -> str:
        if cell.locked or cell.readonly or row.computed:
            return _cell(cell)
        name = cell_name({**grid.key, **row.key, **column.key})
        label, text = escape(f"{row.title}, {column.title}"), escape(cell.text)
        return (
            f'<td><input class="form-control" name="text:{name}" value="{text}" aria-label="{label}">'
            f'<input type="hidden" name="seen:{name}" value="{text}">'
            f'<input type="hidden" name="version:{name}" value="{cell.version}"></td>'
        )

    return mark_safe("".join(_table(grid, field)))  # noqa: S308 - escaped below


def cell_name(key: dict) -> str:
    """The name of a cell's fields; `parse_name` reads it."""
    return ":".join(str(key.get(part) or "") for part in ("indicator", "school", "period", "kind"))


def parse_name(name: str) -> dict:
    """The cell's key, or KeyError, ValueError where it is none."""
    indicator, school, period, kind = name.split(":")
    return {"indicator": int(indicator), "school": int(school) if school else None, "period": period, "kind": kind}


def attributes(values: Mapping[str, object]) -> SafeString:
    """` data-name="value"` for each value that there is."""
    pieces = (f' data-{name}="{escape(str(value))}"' for name, value in values.items() if value is not None)
    return mark_safe("".join(pieces))  # noqa: S308 - escaped above


def _computed(line: Row | Column) -> str:
    return attributes({"computed": line.computed or None})


def _table(grid: Grid, cell_html: Callable[[Row, Column, GridCell], str]) -> Iterator[str]:
    yield f'<table><caption class="visually-hidden">{escape(grid.caption)}</caption><thead>'
    has_groups = any(column.group for column in grid.columns)
    rows = ' rowspan="2"' if has_groups else ""
    yield "<tr>"
    for heading in grid.corner:
        yield f'<th scope="col" class="grid-info"{rows}>{escape(heading)}</th>'
    if has_groups:
        for group, columns in groupby(grid.columns, key=lambda column: column.group):
            yield f'<th scope="colgroup" colspan="{len(list(columns))}">{escape(group)}</th>'
        yield "</tr><tr>"
    for column in grid.columns:
        hint = f' title="{escape(column.hint)}"' if column.hint else ""
        yield f'<th scope="col"{attributes(column.key)}{_computed(column)}{hint}>{escape(column.title)}</th>'
    yield "</tr></thead><tbody>"
    for row in grid.rows:
        if row.heading:
            span = len(grid.corner) + len(grid.columns)
            yield f'<tr class="group"><th scope="colgroup" colspan="{span}">{escape(row.title)}</th></tr>'
            continue
        computed = ' class="grid-computed"' if row.computed else ""
        yield f'<tr{computed}{attributes(row.key)}{_computed(row)}><th scope="row">{escape(row.title)}</th>'
        for info in row.info:
            yield f'<td class="grid-info">{escape(info)}</td>'
        for column, cell in zip(grid.columns, row.cells, strict=True):
            yield cell_html(row, column, cell)
        yield "</tr>"
    yield "</tbody></table>"


def _cell(cell: GridCell) -> str:
    plain = not (cell.version or cell.notes or cell.locked or cell.readonly or cell.commented or cell.changed)
    if plain:
        return f"<td>{escape(cell.text)}</td>" if cell.text else "<td></td>"
    more = f' data-version="{cell.version}"' if cell.version else ""
    if cell.notes:
        more += f' data-state="warning" data-note="{escape(" ".join(cell.notes))}"'
    if cell.locked:
        more += f' data-locked="{escape(cell.locked)}"'
    if cell.commented:
        more += " data-commented"
    if cell.changed:
        more += f' data-changed title="{escape(cell.changed)}"'
    if cell.readonly:
        more += ' class="grid-readonly"'
    return f"<td{more}>{escape(cell.text)}</td>"
